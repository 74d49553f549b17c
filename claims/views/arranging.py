"""Sorting, filtering and cutting a comparison's table by the address, without a script.

The tellings of one origin stay together, under the first of them that is shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from claims.comparing.charting import POSITIONS
from claims.views import words
from claims.views.presenting import Answer, kind_name

Key = Callable[[Answer], Any]
Group = list[Answer]  # the tellings of one origin that are shown

ORDERS: dict[str, Key] = {
    "date": lambda a: (a.row.as_of or date.max, a.place),
    "value": lambda a: (_value(a), a.place),
    "source": lambda a: (words.party(a.row.source).casefold(), a.place),
    "publisher": lambda a: (a.row.publisher.casefold(), a.place),
    "origin": lambda a: (a.row.origin, a.place),
}
COLUMNS = {
    "date": gettext_lazy("As of"),
    "value": gettext_lazy("Value"),
    "source": gettext_lazy("Source"),
    "publisher": gettext_lazy("Publisher"),
    "origin": gettext_lazy("Origin"),
}
ROWS_A_PAGE = 100  # of the table; an origin is not cut


@dataclass(frozen=True)
class Column:
    """A heading: where it leads to, and how the table is sorted by it (an aria-sort value)."""

    name: str
    label: Any
    query: str
    sorted: str


@dataclass(frozen=True)
class Arrangement:
    """What the reader asked for; anything unknown in the address is as if it were not there.

    `beside` is the entry that is to be read beside another, which is still to be chosen.
    """

    order: str = "date"
    descending: bool = False
    publisher: str = ""
    kind: str = ""
    sources: str = ""  # named, anonymous, or all
    language: str = ""
    agreement: str = ""  # the letter of a group
    begin: date | None = None
    finish: date | None = None
    first_only: bool = False
    counting: bool = False  # only what is in the spread
    beside: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Arrangement":
        order, sources = query.get("sort", "date"), query.get("sources", "")
        known = order.removeprefix("-") in ORDERS
        beside = query.get("beside", "")
        return cls(
            order=order.removeprefix("-") if known else "date",
            descending=order.startswith("-") and known,
            publisher=query.get("publisher", ""),
            kind=query.get("kind", ""),
            sources=sources if sources in {"named", "anonymous"} else "",
            language=query.get("language", ""),
            agreement=query.get("agrees", ""),
            begin=_day(query.get("from", "")),
            finish=_day(query.get("to", "")),
            first_only=query.get("origins") == "once",
            counting=query.get("spread") == "only",
            beside=int(beside) if beside.isdecimal() and len(beside) < 10 else 0,
        )

    @property
    def is_filtering(self) -> bool:
        return replace(self, order="date", descending=False, beside=0) != Arrangement()

    @property
    def sort(self) -> str:
        return f"-{self.order}" if self.descending else self.order

    def groups(self, answers: Iterable[Answer]) -> list[Group]:
        """The origins in the order asked for, each by its first telling shown.

        An origin that has taken several positions stands under each of them.
        """
        found: dict[tuple[int, str], Group] = {}
        for answer in answers:
            if self._keeps(answer):
                found.setdefault((answer.row.origin, answer.row.position), []).append(answer)
        key = ORDERS[self.order]
        return sorted(found.values(), key=lambda group: key(group[0]), reverse=self.descending)

    def query(self, **changes: str) -> str:
        """The address's query for this arrangement, with changes."""
        asked = {
            "sort": self.sort if self.sort != "date" else "",
            "publisher": self.publisher,
            "kind": self.kind,
            "sources": self.sources,
            "language": self.language,
            "agrees": self.agreement,
            "from": self.begin.isoformat() if self.begin else "",
            "to": self.finish.isoformat() if self.finish else "",
            "origins": "once" if self.first_only else "",
            "spread": "only" if self.counting else "",
            "beside": str(self.beside) if self.beside else "",
            **changes,
        }
        return "?" + urlencode({key: value for key, value in asked.items() if value})

    def columns(self) -> list[Column]:
        return [self._column(name) for name in COLUMNS]

    def _keeps(self, answer: Answer) -> bool:
        row = answer.row
        wanted = (
            not self.publisher or row.publisher == self.publisher,
            not self.kind or kind_name(row) == self.kind,
            not self.sources or (self.sources == "anonymous") == row.anonymous,
            not self.language or row.article_language == self.language,
            not self.agreement or self.agreement == answer.letter,
            self.begin is None or (row.as_of is not None and row.as_of >= self.begin),
            self.finish is None or (row.as_of is not None and row.as_of <= self.finish),
            not self.first_only or answer.same_as is None,
            not self.counting or row.counts,
        )
        return all(wanted)

    def _column(self, name: str) -> Column:
        here = name == self.order
        query = self.query(sort=f"-{name}" if here and not self.descending else name)
        direction = ("descending" if self.descending else "ascending") if here else "none"
        return Column(name, COLUMNS[name], f"{query}#claims", direction)


def in_pages(groups: Sequence[Group]) -> list[list[Group]]:
    """At least one page, each of about ROWS_A_PAGE rows."""
    pages: list[list[Group]] = [[]]
    rows = 0
    for group in groups:
        if rows >= ROWS_A_PAGE:
            pages.append([])
            rows = 0
        pages[-1].append(group)
        rows += len(group)
    return pages


def _value(answer: Answer) -> Decimal:
    row = answer.row
    if row.figure is not None:
        return row.figure.central
    return Decimal(POSITIONS.index(row.position) if row.position in POSITIONS else len(POSITIONS))


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
