import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from articles import apps
from articles.models import ArticleText, ImportBatch, ImportItem
from articles.services import import_batch
from articles.services.inputs import inputs_from
from claims.management.extracting import extract_all
from claims.management.terminal import claims_table, console, progress_bar
from claims.models import Claim, Comparison, Quantity
from claims.selectors.claims import claims_with_everything
from claims.selectors.suggestions import suggested_entries
from claims.services import comparison_create, entry_add
from claims.services.acts import act_of
from claims.services.link_suggesting import links_suggest_of_text

SAMPLES = Path(apps.__file__).parent / "samples"
SLUG = "russian-troops-near-ukraine"
QUESTION_EN = "How many Russian troops are near Ukraine?"
QUESTION_ZH = "乌克兰附近有多少俄军？"
BEGIN, FINISH = date(2021, 10, 1), date(2022, 3, 31)


class Command(BaseCommand):
    help = "Import the sample articles, extract them, and compare what they say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="printed at the end")

    def handle(self, *, site: str, **options: Any) -> None:
        texts = self._import()
        failures = extract_all(texts, self.stderr).failures
        self._link(texts)
        comparison = _comparison(texts)
        out = console(self.stdout)
        out.print(claims_table(_answers(comparison), title=comparison.question))
        out.print(f"Comparison: {site}{comparison.get_absolute_url()}")
        for text, reason in failures.items():
            self.stderr.write(self.style.ERROR(f"failed: {text}: {reason}"))
        if failures:
            sys.exit(1)

    def _import(self) -> list[ArticleText]:
        given = list(inputs_from(str(SAMPLES)))
        with progress_bar(self.stderr) as bar:
            task = bar.add_task("Importing", total=len(given), item="")

            def on_item(item: ImportItem) -> None:
                bar.update(task, advance=1, item=item.name)

            batch = import_batch(items=given, door=ImportBatch.Door.COMMAND, on_item=on_item)
        items = list(batch.items.select_related("article_text"))
        for item in items:
            if item.outcome == ImportItem.Outcome.FAILED:
                raise CommandError(f"{item.name}: {item.reason}")
        return [item.article_text for item in items if item.article_text]

    def _link(self, texts: list[ArticleText]) -> None:
        """At once what a worker does in its own time: the comparison is made of it."""
        with progress_bar(self.stderr) as bar:
            task = bar.add_task("Linking", total=len(texts), item="")
            for text in texts:
                links_suggest_of_text(article_text_id=text.pk)
                bar.update(task, advance=1, item=text.title)


def _answers(comparison: Comparison) -> Iterator[tuple[Claim, list[Quantity]]]:
    """The claims with the one quantity by which each answers."""
    places = list(comparison.entries.select_related("quantity"))
    claims = claims_with_everything().in_bulk([place.claim_id for place in places])
    for place in places:
        yield claims[place.claim_id], [place.quantity] if place.quantity else []


def _comparison(texts: list[ArticleText]) -> Comparison:
    """The comparison, with what is suggested for it; what an editor has made since stays."""
    user = get_user_model().objects.filter(is_superuser=True).order_by("pk").first()
    if user is None:
        raise CommandError("There is no administrator yet: run `manage.py set_up` first.")
    if known := Comparison.objects.filter(slug=SLUG).first():
        return known
    with act_of(user):
        comparison = comparison_create(
            slug=SLUG,
            question_en=QUESTION_EN,
            question_zh=QUESTION_ZH,
            dimension="troops",
            places=["UA"],
            begin=BEGIN,
            finish=FINISH,
            user=user,
        )
        for one in suggested_entries(comparison):
            if one.quantity and one.claim.article_text in texts:
                said = [(other.kind, other.words.en, other.words.zh) for other in one.differences]
                entry_add(comparison=comparison, quantity=one.quantity, user=user, differences=said)
        return comparison
