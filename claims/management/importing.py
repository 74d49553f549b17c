"""Imports in process, or watched while the workers are at it: with a bar, and stoppable."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import CommandError

from articles.models import ImportBatch, ImportItem
from articles.progress import import_counts, import_state, progress
from articles.services import ImportInput, import_add, import_begin, import_sealed, import_stop
from articles.services.working import import_work
from claims.management.terminal import progress_bar

Outcome = ImportItem.Outcome
GLANCE = 1.0  # seconds between two looks at what the workers have done
BY_CTRL_C = 130


def take_in(items: Iterable[ImportInput], stderr: Any, *, queue: bool) -> ImportBatch:
    """Everything is kept first, so that nothing is lost when the work breaks off."""
    batch = import_begin(door=ImportBatch.Door.COMMAND)
    with progress_bar(stderr) as bar:
        task = bar.add_task("Taking in", total=None, item="")
        try:
            for given in items:
                bar.update(task, advance=1, item=given.name)
                import_add(batch=batch, given=given, defer=queue)
        except KeyboardInterrupt:
            import_stop(batch=batch, user=None)
            raise CommandError(
                f"Stopped while {batch} was taken in. {_go_on(batch)}; what had not been taken in"
                " is to be handed in again.",
                returncode=BY_CTRL_C,
            ) from None
    import_sealed(batch=batch)
    return batch


def work_off(
    batch: ImportBatch, stderr: Any, on_item: Callable[[ImportItem], None] | None = None
) -> None:
    """Here and now. Ctrl-C stops the batch, and loses at most what is done of the item at hand."""
    with progress_bar(stderr) as bar:
        total = import_counts(batch)[Outcome.WAITING]
        task = bar.add_task("Importing", total=total, item="")

        def report(item: ImportItem) -> None:
            nonlocal total
            if item.outcome == Outcome.UNPACKED or (item.original_id and not item.article_text):
                total += item.members.count()
            bar.update(task, advance=1, total=total, item=item.name)
            if on_item:
                on_item(item)

        try:
            import_work(batch=batch, on_item=report)
        except KeyboardInterrupt:
            import_stop(batch=batch, user=None)
            raise CommandError(f"Stopped. {_go_on(batch)}.", returncode=BY_CTRL_C) from None
    batch.refresh_from_db()
    if import_state(batch) == "stopped":
        raise CommandError(f"Somebody has stopped it. {_go_on(batch)}.")


def watch(batch: ImportBatch, stderr: Any) -> None:
    """Look on until the workers are done. Ctrl-C ends the looking on, not the work."""
    warned = False
    with progress_bar(stderr) as bar:
        task = bar.add_task("Importing", total=None, item="")
        try:
            while import_state(batch) == "running":
                now = progress(batch, import_counts(batch))
                bar.update(task, completed=now.done, total=now.whole)
                if now.waits_for_worker and not warned:
                    stderr.write("No worker is at work: start `manage.py worker`.")
                    warned = True
                time.sleep(GLANCE)
                batch.refresh_from_db()
        except KeyboardInterrupt:
            raise CommandError(
                f"The workers go on. To look on again: import_articles --resume {batch.pk} --queue",
                returncode=BY_CTRL_C,
            ) from None
    if import_state(batch) == "stopped":
        raise CommandError(f"Somebody has stopped it. {_go_on(batch)}.")


def _go_on(batch: ImportBatch) -> str:
    return f"To go on: import_articles --resume {batch.pk}"
