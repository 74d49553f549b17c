from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.jobs import DeleteJobCondition


class Command(BaseCommand):
    help = "Work on the jobs until stopped. SIGTERM or Ctrl-C lets the job at hand finish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jobs",
            type=int,
            default=1,
            help="at a time; 1 by default, for extraction uses every core by itself",
        )
        parser.add_argument("--until-done", action="store_true", help="stop when no job is waiting")

    def handle(self, *, jobs: int, until_done: bool, **options: Any) -> None:
        # Django's own connection cannot listen; a worker needs one that can.
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(
                concurrency=jobs,
                wait=not until_done,
                # Runs and their claims are the record; of jobs only the failed ones are of use.
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
            )
