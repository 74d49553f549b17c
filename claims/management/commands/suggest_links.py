from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.management.terminal import progress_bar
from claims.models import LinkSuggestion
from claims.selectors.candidates import awaiting_suggestions
from claims.services.link_suggesting import BATCH, links_suggest


class Command(BaseCommand):
    help = (
        "Suggest how the claims of all current texts belong together. Claims that have not changed "
        "since are passed over, so that Ctrl-C stops and the same command goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew", action="store_true", help="judge all claims again, changed or not"
        )

    def handle(self, *, anew: bool, **options: Any) -> None:
        ids = awaiting_suggestions(everything=anew)
        new = 0
        with progress_bar(self.stderr) as bar:
            task = bar.add_task("Suggesting", total=len(ids), item="")
            try:
                for at in range(0, len(ids), BATCH):
                    new += links_suggest(claim_ids=ids[at : at + BATCH], anew=anew)
                    bar.update(task, completed=min(at + BATCH, len(ids)))
            except KeyboardInterrupt:
                raise CommandError(
                    "Stopped; the same command goes on from here.", returncode=130
                ) from None
        self.stdout.write(
            f"{len(ids)} claims, {new} new suggestions; {LinkSuggestion.objects.count()} in all"
        )
