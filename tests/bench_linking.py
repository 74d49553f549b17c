"""The time of a suggestion among many claims: `python -m tests.bench_linking --claims 10000`.

The first ten thousand claims are those of the search's measure, generated out of the samples, in a
database of their own; more are their copies in articles of their own. Their embeddings are random
around two thousand centres, as those of real claims lie around what the news is about, and are
copied in. What is found by the index is held to what is nearest.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles

import numpy as np
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests import bench_search
from tests.bench_search import A_TEXT
from tests.conftest import ROOT

CENTRES = 2_000
NOISE = 0.05  # in each of 384 directions: two claims of a centre have a cosine of about 0.5
DIMENSIONS = ["troops", "deaths", "people", "money", "missiles", "tanks", "cases", "aircraft"]
PLACES = ["UA", "RU", "SY", "CN", "US", "IR", "crimea", "idlib"]
ASKED = 60  # claims
GENERATED = 10_000
# What is copied, and by which of its columns the copies belong together.
COPIED = {
    "articles_article": {"id": "articles_article"},
    "articles_articletext": {"id": "articles_articletext", "article_id": "articles_article"},
    "claims_claim": {"id": "claims_claim", "article_text_id": "articles_articletext"},
    "claims_claimspan": {"id": "claims_claimspan", "claim_id": "claims_claim"},
    "claims_quantity": {"id": "claims_quantity", "claim_id": "claims_claim"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--keep", help="a folder for the database, to be used again")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="according-") as folder:
        os.environ |= {
            "ACCORDING_VAR": arguments.keep or folder,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        os.environ.pop("DATABASE_URL", None)
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, check=True)
        import django

        django.setup()
        found = {"claims": arguments.claims} | _fill(arguments.claims) | _measure()
        bench_search._stop_database()
    if arguments.json:
        print(json.dumps(found))
    else:
        table = Table("figure", "value", title="Suggesting links")
        for name, value in found.items():
            table.add_row(name, f"{value:,}")
        Console().print(table)


def _fill(count: int) -> dict[str, float]:
    from django.db import connection

    from claims.models import Claim

    if Claim.objects.count() >= count:
        return {}
    with Progress(console=Console(stderr=True)) as bar:
        storing = bar.add_task("storing", total=count)
        there, wanted = Claim.objects.count(), min(count, GENERATED)
        for number in range(there // A_TEXT, wanted // A_TEXT, bench_search.CHUNK):
            last = min(number + bench_search.CHUNK, wanted // A_TEXT)
            bench_search._store(range(number, last))
            bar.update(storing, completed=Claim.objects.count())
        if count > GENERATED:
            _multiply(count // GENERATED - 1)
        bar.update(storing, completed=Claim.objects.count())
        profiling = bar.add_task("profiling", total=count)
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE claims_searchpending")
            cursor.execute("DROP INDEX profiles_by_embedding")
            _copy(cursor, lambda: bar.advance(profiling))
            cursor.execute(
                "UPDATE claims_quantity AS quantity SET unit = 'person', "
                "dimension = coalesce(profile.dimensions[1], '') "
                "FROM claims_claimprofile AS profile WHERE profile.claim_id = quantity.claim_id"
            )
            begun = time.monotonic()
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(
                "CREATE INDEX profiles_by_embedding ON claims_claimprofile "
                "USING hnsw (embedding halfvec_cosine_ops) WITH (m = 16, ef_construction = 64)"
            )
            seconds = time.monotonic() - begun
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("SELECT pg_relation_size('profiles_by_embedding')")
            size = cursor.fetchone()[0]
    return {"index built, s": round(seconds), "index, MB": round(size / 2**20)}


def _multiply(times: int) -> None:
    """So many copies of everything there is, without history."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        steps = {}
        for table in COPIED:
            cursor.execute(f"SELECT max(id) FROM {table}")
            steps[table] = cursor.fetchone()[0]
        for table, moved in COPIED.items():
            cursor.execute(f"SELECT * FROM {table} LIMIT 0")
            columns = [column.name for column in cursor.description]
            quoted = [f'"{column}"' for column in columns]
            values = [
                f"{name} + k * {steps[moved[column]]}" if column in moved else name
                for column, name in zip(columns, quoted, strict=True)
            ]
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(quoted)}) SELECT {', '.join(values)} "
                f"FROM {table} CROSS JOIN generate_series(1, %s) AS k",
                [times],
            )


def _copy(cursor, on_row: Callable[[], None]) -> None:
    """A profile for every claim, by COPY: one at a time they would take an hour."""
    chance, random_ = np.random.default_rng(1), random.Random(1)
    centres = chance.standard_normal((CENTRES, 384)).astype(np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    cursor.execute(
        "SELECT id FROM claims_claim LEFT JOIN claims_claimprofile ON claim_id = id "
        "WHERE status <> 'rejected' AND claim_id IS NULL ORDER BY id"
    )
    ids = [row[0] for row in cursor.fetchall()]
    columns = "claim_id, embedding, dimensions, places, begin, finish, fingerprint, made_by"
    with cursor.copy(f"COPY claims_claimprofile ({columns}) FROM STDIN") as copy:
        for pk in ids:
            # The centres are not equally much written about.
            centre = centres[int(CENTRES * random_.random() ** 2)]
            vector = centre + NOISE * chance.standard_normal(384).astype(np.float32)
            vector = np.round((vector / np.linalg.norm(vector)).astype(float), 3)
            day = date(2021, 11, 1) + timedelta(days=random_.randrange(120))
            dimension = random_.choice(DIMENSIONS)
            place = random_.choice(PLACES)
            copy.write_row(
                (
                    pk,
                    str(vector.tolist()),
                    "{%s}" % dimension if random_.random() < 0.4 else "{}",  # noqa: UP031
                    "{%s}" % place,  # noqa: UP031
                    day,
                    day,
                    "",
                    "",
                )
            )
            on_row()


def _measure() -> dict[str, float]:
    """Milliseconds, and how many in a hundred of the nearest the index finds."""
    from claims.models import ClaimProfile, Comparison, LinkSuggestion
    from claims.selectors.candidates import candidates, sought
    from claims.selectors.suggestions import suggested_entries
    from claims.services import link_suggesting

    LinkSuggestion.objects.all().delete()
    # What is measured is the search and the judging: the embeddings are none of their contents.
    link_suggesting.profiles_make = lambda claim_ids: {}
    ids = list(ClaimProfile.objects.order_by("pk").values_list("pk", flat=True))
    asked = random.Random(2).sample(ids, min(ASKED, len(ids)))
    profiles = ClaimProfile.objects.in_bulk(asked)
    comparison = Comparison.objects.get_or_create(
        slug="bench",
        defaults={"question_en": "?", "question_zh": "?", "dimension": "troops", "places": ["UA"]},
    )[0]
    found = _timed("candidates", asked, lambda pk: candidates(sought(profiles[pk])))
    found |= _timed(
        "suggestion", asked, lambda pk: link_suggesting.links_suggest(claim_ids=[pk], anew=True)
    )
    found |= _timed("suggested entries", asked[:10], lambda _pk: suggested_entries(comparison))
    return found | {"nearest found by the index, %": _recall(asked)} | _embedding()


def _timed(name: str, asked: list[int], act: Callable[[int], object]) -> dict[str, float]:
    for pk in asked[:5]:
        act(pk)
    times = []
    for pk in asked:
        begun = time.perf_counter()
        act(pk)
        times.append(1000 * (time.perf_counter() - begun))
    return {
        f"{name} p50, ms": round(median(times), 1),
        f"{name} p95, ms": round(quantiles(times, n=20)[-1], 1),
    }


def _recall(asked: list[int]) -> float:
    from django.db import connection

    from claims.models import ClaimProfile
    from claims.selectors.candidates import LOOKED_AT, NEAR, NEAREST

    shares = []
    with connection.cursor() as cursor:
        for pk in asked[:20]:
            vector = str(list(ClaimProfile.objects.get(pk=pk).embedding))
            answers = []
            for scan in ("SET enable_indexscan = off", "RESET enable_indexscan"):
                cursor.execute(scan)
                cursor.execute(f"SET hnsw.ef_search = {LOOKED_AT}")
                cursor.execute(NEAR, [vector, NEAREST])
                answers.append({row[0] for row in cursor.fetchall()})
            shares.append(len(answers[0] & answers[1]) / len(answers[0]))
    return round(100 * sum(shares) / len(shares), 1)


def _embedding() -> dict[str, float]:
    from articles.embedding import embedder
    from claims.selectors.statements import statements
    from claims.services.profiles import BATCH, embedded

    if embedder() is None:
        return {}
    told = list(statements(range(1, BATCH + 1)).values())
    embedded(told[:1])
    begun = time.perf_counter()
    embedded(told)
    return {"embedding, ms a claim": round(1000 * (time.perf_counter() - begun) / len(told), 1)}


if __name__ == "__main__":
    main()
