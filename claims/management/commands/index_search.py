from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.management.terminal import progress_bar
from claims.models import SearchKind
from claims.services.searching import search_index_pending, search_rebuild, search_size


class Command(BaseCommand):
    help = (
        "Index everything that can be searched for anew, while searches go on. A worker keeps the "
        "index up to date by itself; this is for a new way of taking texts apart into words."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pending", action="store_true", help="only what has changed")

    def handle(self, *, pending: bool, **options: Any) -> None:
        done = self._pending() if pending else self._everything()
        self.stdout.write(f"{done} indexed")

    def _pending(self) -> int:
        done = 0
        while count := search_index_pending():
            done += count
        return done

    def _everything(self) -> int:
        total = sum(search_size().values())
        done = 0
        with progress_bar(self.stderr) as bar:
            task = bar.add_task("Indexing", total=total, item="")

            def on_chunk(kind: SearchKind, count: int) -> None:
                nonlocal done
                done += count
                bar.update(task, advance=count, item=kind.value)

            search_rebuild(on_chunk)
        return done
