"""Statements to be related, made of what a test is about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from claims.comparing import Figure
from claims.linking import Counted, Statement

DAY = date(2022, 1, 20)


def troops(value: int = 100_000, *, differences: Any = (), nations: Any = ("RU",), **rest: Any):
    figure = Figure(value=Decimal(value), dimension="troops", unit="person", **rest)
    return Counted(value, figure, nations=frozenset(nations), differences=frozenset(differences))


def statement(claim: int, *figures: Counted, day: date | None = DAY, **rest: Any) -> Statement:
    given = {
        "article": claim,
        "content": "words",
        "language": "en",
        "chain": (f"person:{claim}",),
        "places": frozenset({"UA"}),
    } | rest
    # What a test says of no figure's days is about the day of saying.
    figures = tuple(one if one.days[0] else replace(one, days=(day, day)) for one in figures)
    return Statement(claim=claim, figures=figures, begin=day, finish=day, **given)
