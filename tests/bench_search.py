"""Searches over 200,000 claims: `python -m tests.bench_search`.

The claims are generated out of the samples by substitution, in a database of their own. Thirty
queries of every sort are put to it several times over; each is also put as bare SQL for the rows it
found, by their ids, so that runs on other machines can be compared by the ratio of the two.
"""

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from statistics import median, quantiles

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests import generating
from tests.conftest import ROOT

A_TEXT = 20  # claims
CHUNK = 100  # texts stored at once
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?(?=[^”])|[^\n]+")

# Words of every sort, and what the search is narrowed by.
QUERIES: list[tuple[str, str, dict[str, object]]] = [
    ("frequent", "troops", {}),
    ("frequent", "Ukraine", {}),
    ("frequent", "officials said", {}),
    ("frequent", "Russian troops border", {}),
    ("frequent", "俄罗斯", {}),
    ("frequent", "乌克兰", {}),
    ("rare", "Drummond", {}),
    ("rare", "Kovalenko intelligence", {}),
    ("rare", "briefing 4711", {}),
    ("rare", "阿尔布雷希特", {}),
    ("rare", "dachshund", {}),
    ("phrase", '"intelligence officials"', {}),
    ("phrase", '"defence minister"', {}),
    ("phrase", '"troops had taken part"', {}),
    ("phrase", "“国防部长”", {}),
    ("phrase", "「参加了演习」", {}),
    ("two characters", "军人", {}),
    ("two characters", "边境", {}),
    ("two characters", "烏克", {}),
    ("two characters", "演习", {}),
    ("unspaced", "乌克兰边境军队", {}),
    ("unspaced", "俄罗斯国防部", {}),
    ("one character", "军", {}),
    ("number", "94,300", {}),
    ("number", "7万", {}),
    ("number", "70000 troops", {}),
    ("narrowed", "troops", {"state": "rejected"}),
    ("narrowed", "troops", {"least": Decimal(90_000), "most": Decimal(100_000)}),
    ("narrowed", "边境", {"since": date(2022, 1, 1), "until": date(2022, 1, 7)}),
    ("narrowed", "troops -border", {"publisher": 1, "language": "en"}),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5, help="times each query is put")
    parser.add_argument("--keep", help="a folder for the database, to be used again")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="according-") as folder:
        os.environ |= {
            "ACCORDING_VAR": arguments.keep or folder,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "ALLOWED_HOSTS": "testserver",
        }
        os.environ.pop("DATABASE_URL", None)
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, check=True)
        import django

        django.setup()
        seconds = _fill(arguments.claims)
        figures = {"claims": arguments.claims} | seconds | _sizes()
        rows = _measure(arguments.rounds)
        _stop_database()
    figures |= _summary(rows)
    if arguments.json:
        print(json.dumps(figures | {"queries": rows}, ensure_ascii=False))
    else:
        Console().print(_rows_table(rows), _figures_table(figures))


def _fill(count: int) -> dict[str, float]:
    from claims.models import Claim, SearchEntry, SearchPending
    from claims.services.searching import search_rebuild

    if SearchEntry.objects.filter(kind="claim").count() >= count:
        return {}
    begun = time.monotonic()
    with Progress(console=Console(stderr=True)) as bar:
        storing = bar.add_task("storing", total=count)
        for number in range(0, count // A_TEXT, CHUNK):
            _store(range(number, min(number + CHUNK, count // A_TEXT)))
            bar.update(storing, completed=Claim.objects.count())
        stored = time.monotonic()
        SearchPending.objects.all().delete()
        indexing = bar.add_task("indexing", total=count * (1 + 1 / A_TEXT))
        search_rebuild(lambda _kind, number: bar.advance(indexing, number))
    _vacuum()
    each = (time.monotonic() - stored) / count
    return {"storing, s": round(stored - begun), "indexing, ms a claim": round(1000 * each, 2)}


def _store(numbers: range) -> None:
    """Texts and their claims, without history: it is not searched."""
    from django.db import connection, transaction

    from articles.models import Article, ArticleText, Original
    from claims.models import Claim, ClaimSpan, Quantity

    publishers, sources = _publishers(), _sources()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        originals, articles, texts = [], [], []
        for number in numbers:
            title, text, language = _words(number)
            digest = hashlib.sha256(text.encode()).hexdigest()
            publisher = publishers[number % len(publishers)]
            originals.append(Original(sha256=digest, compressed=b"", size=0))
            articles.append(Article(publisher=publisher))
            texts.append(
                ArticleText(
                    title=title,
                    text=text,
                    language=language,
                    sha256=digest,
                    published_on=date(2021, 11, 1) + timedelta(days=number % 120),
                    format="text",
                    reader_version="0",
                )
            )
        Original.objects.bulk_create(originals)
        Article.objects.bulk_create(articles)
        for text, original, article in zip(texts, originals, articles, strict=True):
            text.original, text.article = original, article
        ArticleText.objects.bulk_create(texts)
        claims = [(claim, span) for text in texts for claim, span in _claims(text, sources, Claim)]
        Claim.objects.bulk_create(claim for claim, _span in claims)
        spans = [
            ClaimSpan(claim=c, part="content", start=s, end=e, quote=c.article_text.text[s:e])
            for c, (s, e) in claims
        ]
        ClaimSpan.objects.bulk_create(spans)
        Quantity.objects.bulk_create(q for span in spans for q in _quantities(span, Quantity))


def _words(number: int) -> tuple[str, str, str]:
    chance = random.Random(number)
    samples = generating._samples()
    sample = samples[number % len(samples)]
    script = "zh" if sample.language.startswith("zh") else "en"
    title, *rest = generating._substituted(sample.text, script, chance).split("\n")
    chance.shuffle(rest)
    text = "\n".join([f"{title} {number}", *rest, generating._closing(number, script)])
    return f"{title} {number}", text, sample.language


def _claims(text, sources, claim_model) -> Iterator[tuple[object, tuple[int, int]]]:
    chance = random.Random(text.title)
    sentences = [f.span() for f in _SENTENCE.finditer(text.text) if len(f[0]) > 10]
    last = sentences[-1:]
    for start, end in [*chance.choices(sentences[:-1], k=A_TEXT - 1), *last]:
        end = min(end, start + 400)
        source = chance.choice(sources)
        words = text.text[start:end][:120]
        yield (
            claim_model(
                article_text=text,
                source=source,
                kind="indirect",
                status=chance.choices(["extracted", "accepted", "rejected"], [8, 3, 1])[0],
                headline_en=f"{source.label_en}: {words}",
                headline_zh=f"{source.label_zh}：{words}",
                position=start,
            ),
            (start, end),
        )


def _quantities(span, quantity_model) -> Iterator[object]:
    found = generating._FIGURE.search(span.quote)
    if found:
        start = span.start + found.start()
        value = Decimal(found[0].replace(",", "")) * (1 if "," in found[0] else 10_000)
        yield quantity_model(
            claim=span.claim, start=start, end=start + len(found[0]), quote=found[0], value=value
        )


def _publishers() -> list:
    from articles.models import Publisher

    if not Publisher.objects.exists():
        names = [name for names in generating.OUTLETS.values() for name in names]
        Publisher.objects.bulk_create(
            Publisher(name=name, slug=f"outlet-{n}") for n, name in enumerate(names)
        )
    return list(Publisher.objects.order_by("pk"))


def _sources() -> list:
    from claims.models import Source

    if not Source.objects.exists():
        pairs = [
            (f"{first} {last}", f"{first_zh}‧{last_zh}")
            for first, first_zh in zip(
                generating.PEOPLE["en"], generating.PEOPLE["zh"], strict=True
            )
            for last, last_zh in zip(generating.OTHERS["en"], generating.OTHERS["zh"], strict=True)
        ]
        Source.objects.bulk_create(
            Source(key=f"person:{n}", slug=f"person-{n}", kind="person", anonymity="named",
                   label_en=en, label_zh=zh)
            for n, (en, zh) in enumerate(pairs)
        )  # fmt: skip
    return list(Source.objects.order_by("pk"))


def _vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE claims_searchentry")
        cursor.execute("VACUUM ANALYZE claims_claim")


def _sizes() -> dict[str, float]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_table_size('claims_searchentry'), pg_indexes_size('claims_searchentry')"
        )
        table, indexes = cursor.fetchone()
    return {"entries, MB": round(table / 2**20), "their indexes, MB": round(indexes / 2**20)}


def _measure(rounds: int) -> list[dict[str, object]]:
    """Milliseconds of each query, once warm: the search, the whole page, the bare rows."""
    from django.test import Client

    from claims.models import Claim, SearchKind
    from claims.selectors.searching import Narrowing, search

    client = Client()
    rows = []
    for sort, words, narrowed in QUERIES:
        narrowing = Narrowing(**narrowed)  # type: ignore[arg-type]

        def asked(words=words, narrowing=narrowing):
            return search(words, kinds=list(SearchKind), narrowing=narrowing)

        found = asked()
        address = {"q": words} | {name: str(value) for name, value in narrowed.items()}
        rows.append(
            {
                "sort": sort,
                "query": words,
                "found": found.counts[SearchKind.CLAIM].number,
                "search": _times(asked, rounds),
                "page": _times(lambda a=address: client.get("/search/", a), rounds),
                "bare": _times(
                    lambda ids=found.ids: list(
                        Claim.objects.filter(pk__in=ids).select_related("source", "article_text")
                    ),
                    rounds,
                ),
            }
        )
    return rows


def _times(act: Callable[[], object], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(round(1000 * (time.perf_counter() - begun), 2))
    return times


def _summary(rows: list[dict[str, object]]) -> dict[str, float]:
    figures = {}
    for name in ("search", "page", "bare"):
        times = sorted(t for row in rows for t in row[name])  # type: ignore[attr-defined]
        figures[f"{name} p50, ms"] = round(median(times), 1)
        figures[f"{name} p95, ms"] = round(quantiles(times, n=20)[-1], 1)
    ratios = [median(row["search"]) / median(row["bare"]) for row in rows]  # type: ignore[call-overload]
    return figures | {"search to bare rows, median": round(median(ratios), 2)}


def _rows_table(rows: list[dict[str, object]]) -> Table:
    table = Table("sort", "query", "found", "search ms", "page ms", "bare ms")
    for row in rows:
        times = [f"{median(row[name]):.1f}" for name in ("search", "page", "bare")]  # type: ignore[call-overload]
        table.add_row(row["sort"], row["query"], str(row["found"]), *times)
    return table


def _figures_table(figures: dict[str, float]) -> Table:
    table = Table("figure", "value", title="Searching")
    for name, value in figures.items():
        table.add_row(name, f"{value:,}")
    return table


def _stop_database() -> None:
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    main()
