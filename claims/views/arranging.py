"""Sorting and filtering a comparison's table by the address, so that it works without a script."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from claims.views.presenting import PresentedRow

Key = Callable[[PresentedRow], Any]

ORDERS: dict[str, Key] = {
    "date": lambda r: (r.as_of or date.max, r.place),
    "value": lambda r: (r.row.figure.central if r.row.figure else 0, r.place),
    "source": lambda r: (r.source.label.casefold(), r.place),
    "publisher": lambda r: (r.publisher.casefold(), r.place),
    "origin": lambda r: (r.row.origin, r.place),
}
COLUMNS = {
    "date": gettext_lazy("As of"),
    "value": gettext_lazy("Value"),
    "source": gettext_lazy("Source"),
    "origin": gettext_lazy("Chain to the origin"),
    "publisher": gettext_lazy("Publisher"),
}


@dataclass(frozen=True)
class Column:
    """A heading: where it leads to, and how the table is sorted by it (an aria-sort value)."""

    name: str
    label: Any
    query: str
    sorted: str


@dataclass(frozen=True)
class Arrangement:
    """What the reader asked for; anything unknown in the address is as if it were not there."""

    order: str = "date"
    descending: bool = False
    publisher: str = ""
    sources: str = ""  # named, anonymous, or all
    first_only: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Arrangement":
        order = query.get("sort", "date")
        sources = query.get("sources", "")
        return cls(
            order=order.removeprefix("-") if order.removeprefix("-") in ORDERS else "date",
            descending=order.startswith("-") and order.removeprefix("-") in ORDERS,
            publisher=query.get("publisher", ""),
            sources=sources if sources in {"named", "anonymous"} else "",
            first_only=query.get("origins") == "once",
        )

    @property
    def is_filtering(self) -> bool:
        return bool(self.publisher or self.sources or self.first_only)

    @property
    def sort(self) -> str:
        return f"-{self.order}" if self.descending else self.order

    def rows(self, rows: Sequence[PresentedRow]) -> list[PresentedRow]:
        kept = [row for row in rows if self._keeps(row)]
        return sorted(kept, key=ORDERS[self.order], reverse=self.descending)

    def columns(self) -> list[Column]:
        return [self._column(name) for name in COLUMNS]

    def _keeps(self, row: PresentedRow) -> bool:
        if self.publisher and row.publisher != self.publisher:
            return False
        if self.sources and (self.sources == "anonymous") != row.row.anonymous:
            return False
        return not (self.first_only and row.same_as)

    def _column(self, name: str) -> Column:
        here = name == self.order
        asked = {
            "sort": f"-{name}" if here and not self.descending else name,
            "publisher": self.publisher,
            "sources": self.sources,
            "origins": "once" if self.first_only else "",
        }
        direction = ("descending" if self.descending else "ascending") if here else "none"
        query = urlencode({key: value for key, value in asked.items() if value})
        return Column(name, COLUMNS[name], f"?{query}#claims", direction)
