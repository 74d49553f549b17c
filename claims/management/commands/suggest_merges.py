from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.register import merges_waiting
from claims.services.suggesting import cited_sources, suggest_merges


class Command(BaseCommand):
    help = "Look through the whole register for sources that may be one, and suggest to merge them."

    def handle(self, **options: Any) -> None:
        new = suggest_merges(source_ids=cited_sources())
        self.stdout.write(f"{new} new suggestions; {merges_waiting().count()} wait for an editor")
