"""Statements to be related, made of what a test is about."""

from datetime import date
from decimal import Decimal
from typing import Any

from claims.comparing import Figure
from claims.linking import Counted, Statement

DAY = date(2022, 1, 20)


def troops(value: int = 100_000, *, differences: Any = (), nations: Any = ("RU",), **rest: Any):
    figure = Figure(value=Decimal(value), dimension="troops", unit="person", **rest)
    return Counted(value, figure, frozenset(nations), frozenset(differences))


def statement(claim: int, *figures: Counted, day: date | None = DAY, **rest: Any) -> Statement:
    given = {
        "article": claim,
        "content": "words",
        "language": "en",
        "chain": (f"person:{claim}",),
        "places": frozenset({"UA"}),
    } | rest
    return Statement(claim=claim, figures=figures, begin=day, finish=day, **given)
