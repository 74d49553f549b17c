"""The desk of an article with 200 claims: `python -m tests.bench_desk`.

The article is generated, in a database of its own: four claims a paragraph, each reported by the
one before. What the page asks for is put to the service several times over, in one process: the
median of the processor's milliseconds and of the clock's (with the database's), the queries, and
the kilobytes sent.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.conftest import ROOT

A_PARAGRAPH = 4  # claims
Request = Callable[[], Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=15, help="times each is asked for")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="according-") as folder:
        os.environ |= {
            "ACCORDING_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "ALLOWED_HOSTS": "testserver",
        }
        os.environ.pop("DATABASE_URL", None)
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, check=True)
        import django

        django.setup()
        rows = [
            _measured(name, request, arguments.rounds)
            for name, request in _requests(arguments.claims).items()
        ]
        from django.db import connections

        connections.close_all()
    if arguments.json:
        print(json.dumps({"claims": arguments.claims, "requests": rows}))
    else:
        Console().print(_table(rows, arguments.claims))


def _requests(count: int) -> dict[str, Request]:
    from django.test import Client
    from django.urls import reverse

    from claims.models import Claim
    from claims.services.searching import search_rebuild
    from tests.factories import UserFactory

    text = _article(count)
    search_rebuild(lambda _kind, _number: None)
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = reverse("admin:articles_article_change", args=[text.article_id])
    claim = Claim.objects.filter(article_text=text).order_by("pk")[count // 2]
    spans = {
        part: [[s.start, s.end] for s in claim.spans.filter(part=part)]
        for part in ("source", "cue", "content")
    }

    def post(name: str, *args: Any, **body: Any) -> Any:
        where = reverse(f"admin:articles_article_desk_{name}", args=[text.article_id, *args])
        return client.post(where, json.dumps(body), content_type="application/json")

    def act(name: str, **body: Any) -> Any:
        version = Claim.objects.values_list("version", flat=True).get(pk=claim.pk)
        return post("act", claim.pk, name, version=version, **body)

    statuses = iter(["accepted", "extracted"] * 1000)
    return {
        "page": lambda: client.get(page),
        "its parts, after an act": lambda: client.get(page, headers={"X-Desk": "parts"}),
        "state": lambda: client.get(
            reverse("admin:articles_article_desk_state", args=[text.article_id])
        ),
        "preview": lambda: post("preview", version=text.version, claim=claim.pk, **spans),
        "accept": lambda: act("rule", status=next(statuses)),
        "save: kind and words": lambda: act(
            "save",
            changes=[
                {"act": "set", "fields": {"kind": "mixed"}},
                {"act": "spans", "content": spans["content"]},
            ],
        ),
        "search": lambda: client.get(reverse("admin:articles_desk_search"), {"q": "troops"}),
    }


def _article(count: int) -> Any:
    from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory

    sources = [SourceFactory(label_en=f"Source {n}", label_zh=f"来源{n}") for n in range(20)]
    numbers = range(count // A_PARAGRAPH)
    text = ArticleTextFactory(
        title="Figures differ", text="\n".join(["Figures differ", *map(_paragraph, numbers)])
    )
    for number in numbers:
        parent = None
        inner = _paragraph(number)
        for depth in range(A_PARAGRAPH):
            source, cue, inner = inner.split(" ", 2)
            figure = f"{94 + number},{300 + number} troops"
            parent = ClaimFactory(
                article_text=text,
                parent=parent,
                source=sources[(number + depth) % len(sources)],
                spans={"source": [source], "cue": [cue], "content": [inner]},
                quantities=[{"quote": figure, "value": 94300 + number, "unit": "person"}],
                times=[],
            )
    return text


def _paragraph(number: int) -> str:
    """Every word of it stands there only once in the article."""
    said = " ".join(f"Source{number}o{depth} says{number}o{depth}" for depth in range(A_PARAGRAPH))
    return f"{said} {94 + number},{300 + number} troops are near border{number} today{number}"


def _measured(name: str, request: Request, rounds: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert request().status_code == 200, name  # what is cached by the first look is
    with CaptureQueriesContext(connection) as queries:
        answer = request()
    asked = len(queries)  # the next request empties the list
    worked, waited = [], []
    for _ in range(rounds):
        began = time.process_time(), time.perf_counter()
        request()
        worked.append(time.process_time() - began[0])
        waited.append(time.perf_counter() - began[1])
    return {
        "request": name,
        "cpu_ms": round(1000 * median(worked), 1),
        "ms": round(1000 * median(waited), 1),
        "queries": asked,
        "kB": len(answer.content) // 1000,
    }


def _table(rows: list[dict[str, Any]], count: int) -> Table:
    table = Table(title=f"The desk of an article with {count} claims")
    for column in rows[0]:
        table.add_column(column, justify="left" if column == "request" else "right")
    for row in rows:
        table.add_row(*map(str, row.values()))
    return table


if __name__ == "__main__":
    main()
