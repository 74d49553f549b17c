import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import ArticleText
from claims.extraction import ENGINE_VERSION, model_hash
from claims.management.extracting import extract_all
from claims.models import ExtractionRun
from claims.selectors.claims import texts_awaiting_extraction


class Command(BaseCommand):
    help = (
        "Extract the claims of every current article text that this engine has not been over. "
        "Ctrl-C stops; the same command goes on. Exit status 1 if a text failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ids", nargs="*", type=int, help="only these article texts")
        parser.add_argument("--all", action="store_true", help="texts of the past as well")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, ids: list[int], all: bool, json: bool, **options: Any) -> None:
        texts = _texts(ids, everything=all)
        done = extract_all(texts, self.stderr, self._line if json else None)
        if not json:
            claims = sum(run.claim_count for run in done.runs)
            self.stdout.write(f"{len(done.runs)} texts extracted, {claims} claims")
            if unread := sorted({run.unread_language for run in done.runs} - {""}):
                self.stderr.write(f"languages that the engine does not read: {', '.join(unread)}")
            for text, reason in done.failures.items():
                self.stderr.write(self.style.ERROR(f"failed: {text}: {reason}"))
        if done.failures:
            sys.exit(1)

    def _line(self, text: ArticleText, run: ExtractionRun | None, reason: str) -> None:
        fields = {
            "article_text": text.pk,
            "title": text.title,
            "claims": run.claim_count if run else None,
            "unread_language": (run.unread_language if run else "") or None,
            "error": reason or None,
        }
        self.stdout.write(json.dumps(fields, ensure_ascii=False))


def _texts(ids: list[int], *, everything: bool) -> list[ArticleText]:
    if ids:
        found = list(ArticleText.objects.filter(pk__in=ids))
        if missing := set(ids) - {text.pk for text in found}:
            raise CommandError(f"No article text {', '.join(map(str, sorted(missing)))}")
        return found
    awaiting = texts_awaiting_extraction(
        engine_version=ENGINE_VERSION, model_hash=model_hash(), past=everything
    )
    return list(awaiting)
