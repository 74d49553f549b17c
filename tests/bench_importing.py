"""Thousands of generated articles through two workers, one of them killed: `make bench-importing`.

They are handed in as one ZIP, in a database of their own. When a part has been imported, one worker
is killed as a power cut would, and another takes its place. At the end nothing may be missing and
nothing be there twice; the exit status says so. The cost of an article is measured over the run's
windows, so that the first five hundred and the last can be compared within one run.
"""

import argparse
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.conftest import ROOT
from tests.generating import generate

WINDOW = 500  # articles
PART = 0.4  # of the articles, after which a worker is killed
SILENCE = 300  # seconds without anything done, after which the run is given up


@dataclass
class Run:
    """What was seen, second by second: seconds since the start, and how many were done."""

    imported: list[tuple[float, int]] = field(default_factory=list)
    extracted: list[tuple[float, int]] = field(default_factory=list)
    peak: int = 0  # kB, of the largest worker
    killed_at: int | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="according-") as folder:
        os.environ |= {"ACCORDING_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ.pop("DATABASE_URL", None)
        _manage("migrate", "--verbosity", "0")
        import django

        django.setup()
        handing_in = time.monotonic()
        _hand_in(arguments.articles)
        handed_in = time.monotonic() - handing_in
        run = _work_off(arguments.articles)
        wrong = _what_is_wrong(arguments.articles)
        _stop_database()
    figures = _figures(run, arguments.articles) | {"handing in, s": round(handed_in, 1)}
    if arguments.json:
        print(json.dumps(figures | {"wrong": wrong}))
    else:
        Console().print(_table(figures, run), *wrong or ["nothing lost, nothing twice"], sep="\n")
    sys.exit(bool(wrong))


def _manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


def _hand_in(count: int) -> None:
    from articles.models import ImportBatch
    from articles.services import ImportInput, import_add, import_begin, import_sealed

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for name, data in generate(count):
            members.writestr(name, data)
    batch = import_begin(door=ImportBatch.Door.COMMAND)
    import_add(batch=batch, given=ImportInput(f"{count} articles.zip", archive.getvalue()))
    import_sealed(batch=batch)


def _worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "worker"]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def _work_off(count: int) -> Run:
    from articles.models import ArticleText
    from claims.models import ExtractionRun

    run, workers = Run(), [_worker(), _worker()]
    begun = last_change = time.monotonic()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    try:
        with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
            importing = bar.add_task("imported", total=count)
            extracting = bar.add_task("extracted", total=count)
            while not _done(count, run) and time.monotonic() - last_change < SILENCE:
                time.sleep(1)
                now = time.monotonic() - begun
                imported = ArticleText.objects.count()
                extracted = ExtractionRun.objects.filter(error="").count()
                if not run.imported or (imported, extracted) != _last(run):
                    last_change = time.monotonic()
                run.imported.append((now, imported))
                run.extracted.append((now, extracted))
                run.peak = max(run.peak, *(_peak(worker.pid) for worker in workers))
                bar.update(importing, completed=imported)
                bar.update(extracting, completed=extracted)
                if run.killed_at is None and imported >= PART * count:
                    workers[0].send_signal(signal.SIGKILL)
                    workers[0].wait()
                    workers[0], run.killed_at = _worker(), imported
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()
    return run


def _last(run: Run) -> tuple[int, int]:
    return run.imported[-1][1], run.extracted[-1][1]


def _done(count: int, run: Run) -> bool:
    from procrastinate.contrib.django.models import ProcrastinateJob

    if not run.imported or min(_last(run)) < count:
        return False
    waiting = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    return (
        not waiting.exclude(task_name__contains="retry_stalled")
        .exclude(task_name__contains="poll_")
        .exists()
    )


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1])


def _what_is_wrong(count: int) -> list[str]:
    """What is missing or there twice, in words; empty when all is well."""
    from django.db.models import Count

    from articles.models import Article, ArticleText, ImportBatch, ImportItem
    from claims.models import ClaimSpan, ExtractionRun

    outcomes = ImportItem.objects.filter(parent__isnull=False).values_list("outcome")
    by_outcome = dict(outcomes.annotate(number=Count("pk")).order_by())
    texts = ArticleText.objects.values("sha256").distinct().count()
    runs = ExtractionRun.objects.filter(error="").values("article_text").distinct().count()
    twice = (
        ClaimSpan.objects.filter(part="content")
        .values("claim__article_text", "claim__source", "claim__parent", "start", "end")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
        .count()
    )
    expected = {
        f"items {by_outcome}": by_outcome == {"imported": count},
        f"{Article.objects.count()} articles": Article.objects.count() == count,
        f"{texts} different texts": texts == count,
        f"{runs} texts with a finished run": runs == count,
        f"{ExtractionRun.objects.count()} runs": ExtractionRun.objects.count() == count,
        f"{twice} contents told twice": twice == 0,
        "the batch is not finished": not ImportBatch.objects.filter(finished_at=None).exists(),
    }
    return [f"wrong: {words}, of {count}" for words, right in expected.items() if not right]


def _stop_database() -> None:
    from django.db import connections

    connections.close_all()


def _figures(run: Run, count: int) -> dict[str, float | None]:
    end = max(run.imported[-1][0], run.extracted[-1][0])
    return {
        "articles": count,
        "killed after": run.killed_at,
        "seconds": round(end, 1),
        "articles/s": round(count / end, 2),
        "peak MB of a worker": round(run.peak / 1024),
        "importing the first, ms each": _cost(run.imported, 0, WINDOW),
        "importing the last, ms each": _cost(run.imported, count - WINDOW, count),
        "extracting the first, ms each": _cost(run.extracted, 0, WINDOW),
        "extracting the last, ms each": _cost(run.extracted, count - WINDOW, count),
    }


def _cost(seen: list[tuple[float, int]], start: int, end: int) -> float | None:
    """Milliseconds an article of a window took, by the seconds at which its ends were passed."""
    start = max(start, 1)  # the clock starts when the first is done, not while a worker starts
    begun = next((moment for moment, number in seen if number >= start), None)
    ended = next((moment for moment, number in seen if number >= end), None)
    if begun is None or ended is None or ended <= begun:
        return None
    first = next(number for moment, number in seen if moment == begun)
    last = next(number for moment, number in seen if moment == ended)
    return round(1000 * (ended - begun) / max(1, last - first), 1)


def _table(figures: dict[str, float | None], run: Run) -> Table:
    table = Table("figure", "value", title="Importing and extracting with two workers")
    for name, value in figures.items():
        table.add_row(name, "–" if value is None else f"{value:,}")
    return table


if __name__ == "__main__":
    main()
