"""Import articles. It stands with the claims, which articles do not know: --wait shows them."""

import json
import sys
from argparse import ArgumentParser
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import ArticleText, ImportBatch, ImportItem
from articles.progress import import_counts
from articles.selectors import import_items
from articles.services import import_resume, import_retry
from articles.services.inputs import inputs_from
from claims.management.import_report import (
    ALL_OF,
    claim_fields,
    counts_line,
    item_fields,
    items_table,
)
from claims.management.importing import take_in, watch, work_off
from claims.management.terminal import claims_table, console
from claims.selectors.claims import claims_with_everything

Outcome = ImportItem.Outcome


class Command(BaseCommand):
    help = (
        "Import articles: files of any format, folders, patterns, archives, http(s) addresses of "
        "pages or feeds, or - for standard input. What is known already stays unchanged. Ctrl-C "
        "stops, and --resume goes on. Exit status 1 if an item failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="PATH|FOLDER|PATTERN|ADDRESS|-")
        parser.add_argument("--resume", type=int, metavar="N", help="go on with import N")
        parser.add_argument("--retry", type=int, metavar="N", help="try again what failed in it")
        parser.add_argument("--queue", action="store_true", help="leave the work to the workers")
        parser.add_argument(
            "--wait", action="store_true", help="extract here and now, and show the claims"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, queue: bool, wait: bool, json: bool, **options: Any) -> None:
        batch = self._batch(queue=queue, **options)
        if queue:
            watch(batch, self.stderr)
            for item in import_items(batch).iterator(1000) if json else ():
                self._line(item_fields(item))
        else:
            for item in import_items(batch).filter(outcome=Outcome.FAILED) if json else ():
                self._line(item_fields(item))
            work_off(batch, self.stderr, self._item_line if json else None)
        counts = import_counts(batch)
        if not json:
            self._report(batch, counts)
        failed = counts[Outcome.FAILED] > 0
        if wait:
            failed |= self._extract(batch, as_json=json)
        if failed:
            sys.exit(1)

    def _batch(
        self,
        *,
        queue: bool,
        sources: list[str],
        resume: int | None,
        retry: int | None,
        **options: Any,
    ) -> ImportBatch:
        if [bool(sources), resume is not None, retry is not None].count(True) != 1:
            raise CommandError("Give what to import, or --resume N, or --retry N.")
        if sources:
            given = chain.from_iterable(map(inputs_from, sources))
            return take_in(given, self.stderr, queue=queue)
        number = retry if resume is None else resume
        batch = ImportBatch.objects.filter(pk=number or 0).first()
        if batch is None:
            raise CommandError(f"There is no import {number}.")
        if resume is not None:
            import_resume(batch=batch, user=None, defer=queue)
        else:
            import_retry(batch=batch, user=None, defer=queue)
        return batch

    def _report(self, batch: ImportBatch, counts: dict[str, int]) -> None:
        out = console(self.stdout)
        if table := items_table(batch, counts):
            out.print(table)
        if sum(counts.values()) > ALL_OF:
            out.print("What was imported or stayed unchanged is not listed.")
        out.print(counts_line(batch, counts))

    def _extract(self, batch: ImportBatch, *, as_json: bool) -> bool:
        """Extract what was imported; return whether a text failed.

        What has been extracted before costs a query. The jobs that wait for the same texts find
        their work done.
        """
        from claims.management.extracting import extract_all

        items = batch.items.exclude(article_text=None)
        texts = ArticleText.objects.filter(pk__in=items.values("article_text")).order_by("pk")
        done = extract_all(list(texts), self.stderr)
        for text, reason in done.failures.items():
            self.stderr.write(self.style.ERROR(f"{text}: {reason}"))
        claims = claims_with_everything().filter(article_text__in=texts)
        if as_json:
            for claim in claims:
                self._line(claim_fields(claim))
        elif claims:
            rows = ((claim, claim.quantities.all()) for claim in claims)
            console(self.stdout).print(claims_table(rows, title="Claims"))
        return bool(done.failures)

    def _item_line(self, item: ImportItem) -> None:
        self._line(item_fields(item))

    def _line(self, fields: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(fields, ensure_ascii=False))
