"""The API over 200,000 claims: `python -m tests.bench_api`.

Lists and pages against the same rows by bare SQL, exports against a bare COPY of the same columns
into the same format (Parquet against CSV), in one run, so that machines can be compared by the
ratios. The memory of an export is the peak of a process of its own, at a quarter of the rows and
at all of them. The claims are those of `tests.bench_search`, in a database of their own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests import bench_search
from tests.conftest import ROOT

LISTS = {
    "first page": {},
    "filtered": {"state": "accepted", "published__gte": "2022-01-01"},
    "value__range": {"value__range": "60000,100000"},
    "-published": {"ordering": "-published_on"},
}
BARE = """
SELECT claim.*, source.*, article.*, publisher.*, text.title, text.language, text.published_on
FROM claims_claim claim JOIN articles_articletext text ON text.id = claim.article_text_id
JOIN articles_article article ON article.id = text.article_id
LEFT JOIN articles_publisher publisher ON publisher.id = article.publisher_id
LEFT JOIN claims_source source ON source.id = claim.source_id WHERE claim.public_id = ANY (%s)
"""
PARTS = [
    f"SELECT part.* FROM {table} part JOIN claims_claim claim ON claim.id = part.claim_id"
    " WHERE claim.public_id = ANY (%s)"
    for table in ("claims_claimspan", "claims_quantity", "claims_timeexpression")
]
# With their texts' claims, among which chains are walked.
PARTS.append(
    "SELECT near.* FROM claims_claim near JOIN claims_claim claim"
    " ON claim.article_text_id = near.article_text_id WHERE claim.public_id = ANY (%s)"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=20, help="times each list is asked for")
    parser.add_argument("--keep", help="a folder for the database, to be used again")
    parser.add_argument("--export", nargs=2, metavar=("FORMAT", "ROWS"), help="print its memory")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="according-") as folder:
        os.environ |= {
            "ACCORDING_VAR": arguments.keep or os.environ.get("ACCORDING_VAR") or folder,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "ALLOWED_HOSTS": "testserver",
        }
        os.environ.pop("DATABASE_URL", None)
        if not arguments.export:
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, check=True)
        import django

        django.setup()
        if arguments.export:
            print(_memory(arguments.export[0], int(arguments.export[1])))
        else:
            _fill(arguments.claims)
            Console().print(_lists(arguments.rounds, arguments.claims))
            Console().print(_exports(arguments.claims))
        bench_search._stop_database()


def _fill(count: int) -> None:
    from django.db import connection

    from claims.models import Claim

    if Claim.objects.count() >= count:
        return
    a_text, chunk = bench_search.A_TEXT, bench_search.CHUNK
    with Progress(console=Console(stderr=True)) as bar:
        storing = bar.add_task("storing", total=count // a_text)
        for number in range(0, count // a_text, chunk):
            numbers = range(number, min(number + chunk, count // a_text))
            bench_search._store(numbers)
            bar.advance(storing, len(numbers))
    with connection.cursor() as cursor:
        # Stored without triggers: each is noted to have changed once.
        for kind, table in {"claim": "claims_claim", "quantity": "claims_quantity"}.items():
            cursor.execute(
                "INSERT INTO articles_change (public_id, transaction, kind, at)"
                f" SELECT public_id, pg_current_xact_id()::text::bigint, %s, now() FROM {table}",
                [kind],
            )
        cursor.execute("VACUUM ANALYZE")


def _client():
    from django.contrib.auth import get_user_model
    from rest_framework.test import APIClient

    client = APIClient()
    user, _made = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    client.force_authenticate(user)
    return client


def _lists(rounds: int, count: int) -> Table:
    table = Table("list of 100", "p50 ms", "p95 ms", "bare p50", "bare p95", "ratio", title="Lists")
    client = _client()
    deep = client.get("/api/v1/claims/", {"per_page": 1000})
    for _ in range(count // 4000):  # a quarter of the way
        deep = client.get(deep.json()["next"])
    cursor = deep.json()["next"].split("cursor=")[1].split("&")[0]
    for name, parameters in {
        **LISTS,
        "deep cursor": {"cursor": cursor.replace("%3A", ":")},
    }.items():
        answer = client.get("/api/v1/claims/", parameters)
        assert answer.status_code == 200, answer.content
        ids = [row["id"] for row in answer.json()["results"]]
        asked, bare = _alternately(
            rounds,
            lambda p=parameters: client.get("/api/v1/claims/", p).content,
            lambda ids=ids: _bare_rows(ids),
        )
        table.add_row(f"{name} ({len(ids)})", *_told(asked), *_told(bare), _ratio(asked, bare))
    return table


def _bare_rows(ids: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in (BARE, *PARTS):
            cursor.execute(statement, [ids])
            cursor.fetchall()


def _exports(count: int) -> Table:
    head = ("export", "s", "bare COPY s", "ratio", "MB", f"peak at {count // 4:,}", f"at {count:,}")
    table = Table(*head, title="Exports of claims; memory in MB above an idle process")
    client = _client()
    for format in ("ndjson", "csv", "parquet"):
        size = 0

        def asked(format=format) -> None:
            nonlocal size
            answer = client.get("/api/v1/claims/export/", {"format": format})
            size = sum(map(len, answer.streaming_content))

        times, bare = _alternately(3, asked, lambda format=format: _bare_copy(format))
        peaks = [_peak(format, rows) for rows in (count // 4, count)]
        seconds = [f"{median(times) / 1000:.1f}", f"{median(bare) / 1000:.1f}"]
        table.add_row(format, *seconds, _ratio(times, bare), f"{size / 1e6:.0f}", *peaks)
    return table


def _bare_copy(format: str) -> None:
    """The same columns, straight from COPY."""
    from django.db import connection

    from claims import exporting
    from claims.models import Claim

    export = exporting.Export(exporting.CLAIMS, Claim.objects.all())
    sql, _parameters = export.as_json() if format == "ndjson" else export.as_cells(guarded=False)
    options = "" if format == "ndjson" else "WITH (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT {options}") as copy:
        for _line in copy:
            pass


def _peak(format: str, rows: int) -> str:
    command = [sys.executable, "-m", "tests.bench_api", "--export", format, str(rows)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _memory(format: str, rows: int) -> int:
    """MB that the process grew by, at its largest, over one that has exported a hundred rows."""
    from claims import exporting
    from claims.models import Claim

    def run(number: int) -> int:
        last = Claim.objects.order_by("pk").values_list("pk", flat=True)[number - 1]
        chosen = Claim.objects.filter(pk__lte=last)
        for _block in exporting.stream(exporting.Export(exporting.CLAIMS, chosen), format, "token"):
            pass
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    idle = run(100)
    return (run(rows) - idle) // 1024


def _alternately(rounds: int, *acts: Callable[[], object]) -> Iterator[list[float]]:
    """Milliseconds of each, taken in turns, once warm."""
    for act in acts:
        act()
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, taken in zip(acts, times, strict=True):
            begun = time.perf_counter()
            act()
            taken.append(1000 * (time.perf_counter() - begun))
    return iter(times)


def _told(times: list[float]) -> tuple[str, str]:
    return f"{median(times):.1f}", f"{quantiles(times, n=20)[-1]:.1f}"


def _ratio(times: list[float], bare: list[float]) -> str:
    return f"{median(times) / median(bare):.2f}"


if __name__ == "__main__":
    main()
