"""Import articles. It stands with the claims, which articles do not know: --wait shows them."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.table import Table

from articles.models import ArticleText, ImportBatch, ImportItem
from articles.services import import_batch
from articles.services.inputs import inputs_from
from claims.management.terminal import add_words, claims_table, console, progress_bar
from claims.selectors.claims import claims_with_everything

Outcome = ImportItem.Outcome


class Command(BaseCommand):
    help = (
        "Import articles: files, folders, patterns, http(s) addresses, or - for standard input. "
        "What is known already stays unchanged. Exit status 1 if an item failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH|FOLDER|PATTERN|ADDRESS|-")
        parser.add_argument(
            "--wait", action="store_true", help="extract here and now, and show the claims"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, sources: list[str], wait: bool, json: bool, **options: Any) -> None:
        items = self._import(sources, as_json=json)
        if not json:
            console(self.stdout).print(_items_table(items), _counts(items))
        failed = any(item.outcome == Outcome.FAILED for item in items)
        if wait:
            failed |= self._extract(items, as_json=json)
        if failed:
            sys.exit(1)

    def _import(self, sources: list[str], *, as_json: bool) -> list[ImportItem]:
        given = [item for source in sources for item in inputs_from(source)]
        items: list[ImportItem] = []
        with progress_bar(self.stderr) as bar:
            task = bar.add_task("Importing", total=len(given), item="")

            def on_item(item: ImportItem) -> None:
                items.append(item)
                bar.update(task, advance=1, item=item.name)
                if as_json:
                    self._line(_item_fields(item))

            import_batch(items=given, door=ImportBatch.Door.COMMAND, on_item=on_item)
        return items

    def _extract(self, items: list[ImportItem], *, as_json: bool) -> bool:
        """Extract what was imported; return whether a text failed.

        What has been extracted before costs a query. The jobs that wait for the same texts find
        their work done.
        """
        from claims.management.extracting import extract_all

        texts = {item.article_text.pk: item.article_text for item in items if item.article_text}
        done = extract_all(list(texts.values()), self.stderr)
        for text, reason in done.failures.items():
            self.stderr.write(self.style.ERROR(f"{text}: {reason}"))
        claims = claims_with_everything().filter(article_text__in=texts)
        if as_json:
            for claim in claims:
                self._line(_claim_fields(claim))
        elif claims:
            rows = ((claim, claim.quantities.all()) for claim in claims)
            console(self.stdout).print(claims_table(rows, title="Claims"))
        return bool(done.failures)

    def _line(self, fields: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(fields, ensure_ascii=False))


def _items_table(items: list[ImportItem]) -> Table:
    table = Table("Item", "Outcome", "Reason", "Title")
    for item in items:
        style = "red" if item.outcome == Outcome.FAILED else None
        title = item.article_text.title if item.article_text else ""
        outcome = str(Outcome(item.outcome).label)
        add_words(table, item.name, outcome, item.reason, title, style=style)
    return table


def _counts(items: list[ImportItem]) -> str:
    counts = {outcome: sum(item.outcome == outcome for item in items) for outcome in Outcome}
    return ", ".join(f"{number} {outcome.label}" for outcome, number in counts.items())


def _item_fields(item: ImportItem) -> dict[str, Any]:
    text: ArticleText | None = item.article_text
    return {
        "item": item.name,
        "outcome": item.outcome,
        "reason": item.reason,
        "article": text.article_id if text else None,
        "article_text": text.pk if text else None,
        "title": text.title if text else None,
    }


def _claim_fields(claim: Any) -> dict[str, Any]:
    return {
        "claim": claim.pk,
        "article_text": claim.article_text_id,
        "parent": claim.parent_id,
        "source": claim.source.key if claim.source else None,
        "headline_en": claim.headline_en,
        "headline_zh": claim.headline_zh,
        "position": claim.position,
    }
