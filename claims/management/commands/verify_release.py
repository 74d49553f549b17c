import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.management.terminal import console
from claims.management.verifying import check_against_stored, check_stored
from claims.models import Release
from claims.publishing.report import as_lines, print_table
from claims.publishing.verifying import Check, NotAnExport, check_files


class Command(BaseCommand):
    help = (
        "Recompute the hash of releases: of exported files, from the files alone, or of what the "
        "database holds of a comparison. Exit status 1 where something is not in order."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            nargs="+",
            metavar="FILE… | SLUG [NUMBER…]",
            help="releases as .json, and their charts; or a comparison, and which of its releases",
        )
        parser.add_argument(
            "--database", action="store_true", help="also compare files with what is stored"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, what: list[str], database: bool, json: bool, **options: Any) -> None:
        files = [Path(name) for name in what]
        if files[0].exists():
            checks = self._files(files, database)
        else:
            checks = [check_stored(release) for release in self._releases(what[0], what[1:])]
        if json:
            self.stdout.write(as_lines(checks), ending="")
        else:
            print_table(checks, console(self.stdout))
        if not all(check.ok for check in checks):
            sys.exit(1)

    def _files(self, files: list[Path], database: bool) -> list[Check]:
        for path in files:
            if not path.is_file():
                raise CommandError(f"There is no file {path}.")
        checks = check_files(files)
        if database:
            for path in files:
                try:
                    checks.append(check_against_stored(path))
                except NotAnExport:
                    continue  # a picture, or told of above
        return checks

    def _releases(self, slug: str, numbers: list[str]) -> list[Release]:
        releases = Release.objects.filter(comparison__slug=slug).select_related("comparison")
        if not all(number.isdecimal() for number in numbers):
            raise CommandError(f"Neither a file nor the number of a release: {' '.join(numbers)}")
        if numbers:
            releases = releases.filter(number__in=map(int, numbers))
        found = list(releases.order_by("number"))
        if missing := set(map(int, numbers)) - {release.number for release in found}:
            raise CommandError(f"{slug} has no release {', '.join(map(str, sorted(missing)))}.")
        if not found:
            raise CommandError(f"There is no file and no released comparison {slug}.")
        return found
