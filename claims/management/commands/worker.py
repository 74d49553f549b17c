from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import DeleteJobCondition

from articles.tasks import retry_stalled_jobs


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
        # What a killed worker left behind comes first; later the periodic task looks after it.
        with suppress(AlreadyEnqueued), transaction.atomic():
            retry_stalled_jobs.configure().defer(timestamp=0)
        # Django's own connection cannot listen; a worker needs one that can.
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(
                concurrency=jobs,
                wait=not until_done,
                # Runs and their claims are the record; of jobs only the failed ones are of use.
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
            )
