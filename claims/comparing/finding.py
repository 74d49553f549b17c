"""What a comparison amounts to, in one sentence of each language."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from claims.comparing.spread import NUMERIC, unit_of
from claims.comparing.units import in_unit
from claims.comparing.view import AgreementClass, Row, Scope, Statistics, Wording
from claims.comparing.wording import figure_words, number_words
from claims.normalising.headlines import noun_words

POSITIONS = ("affirmed", "denied", "conditional", "no_comment")


def finding_of(
    rows: Sequence[Row],
    scope: Scope,
    statistics: Statistics,
    agreement: Sequence[AgreementClass] = (),
) -> Wording:
    """How far apart the answers are, from how many origins, and what the latest says.

    The counts are of all answers; the numbers are those of the spread.
    """
    return Wording(
        *(
            _Finding(tongue, rows, scope, statistics, agreement).sentence()
            for tongue in ("en", "zh")
        )
    )


class _Finding:
    """The sentence in one language, part by part."""

    def __init__(
        self,
        tongue: str,
        rows: Sequence[Row],
        scope: Scope,
        statistics: Statistics,
        agreement: Sequence[AgreementClass],
    ) -> None:
        self._words, self._tongue = patterns()[tongue], tongue
        self._rows, self._scope, self._statistics = rows, scope, statistics
        self._counted = [row for row in rows if row.counts]
        self._unit = unit_of(rows, scope)
        self._agree = any(
            all(place in each.rows for place, row in enumerate(rows) if row.counts)
            for each in agreement
        )

    def sentence(self) -> str:
        if not self._rows:
            return str(self._words["nothing"] + self._words["end"])
        numeric = self._scope.kind == NUMERIC
        head = self._spread() if numeric else self._positions()
        counts = self._counts() if self._counted or len(self._rows) > 1 else ""
        parts = [head, counts, self._latest(numeric), self._left_out()]
        return str(self._words["part"].join(filter(None, parts)) + self._words["end"])

    def _spread(self) -> str:
        statistics, words = self._statistics, self._words
        if statistics.minimum is None or statistics.maximum is None:
            return self._number("incomparable", len(self._rows))
        if len(self._counted) == 1:
            (row,) = self._counted
            figure = self._with_noun(self._figure(row), row.stated.highest)
            return str(words["one"].format(figure=figure, details=self._details(row, row.as_of)))
        high = self._with_noun(number_words(statistics.maximum, self._tongue), statistics.maximum)
        if statistics.minimum == statistics.maximum:
            said = {self._figure(row) for row in self._counted}
            if len(said) > 1:
                return str(words["named"].format(number=high))
            return str(words["same"].format(figure=self._with_noun(said.pop(), statistics.maximum)))
        low = number_words(statistics.minimum, self._tongue)
        between = words["between"].format(low=low, high=high)
        return str(words["agreeing"].format(between=between) if self._agree else between)

    def _positions(self) -> str:
        counted = self._statistics.positions
        return str(
            self._words["list"].join(
                self._words["position"].format(
                    n=counted[position], position=self._number(position, counted[position])
                )
                for position in POSITIONS
                if counted.get(position)
            )
        )

    def _counts(self) -> str:
        statistics = self._statistics
        return str(
            self._words["list"].join(
                self._number(name, getattr(statistics, name))
                for name in ("claims", "publishers", "origins")
            )
        )

    def _latest(self, numeric: bool) -> str:
        """What the answers of the last day say, where there are others beside them.

        Which is the latest, nobody knows where most are of no day.
        """
        days = [row.as_of for row in self._counted if row.as_of]
        if 2 * len(days) <= len(self._counted):
            return ""
        latest = [row for row in self._counted if days and row.as_of == max(days)]
        if not latest or len(latest) == len(self._counted):
            return ""
        details = "" if len(latest) > 1 else self._details(latest[0])
        said = self._said(latest) if numeric else self._taken(latest)
        return said.replace("{day}", self._day(max(days))).replace("{details}", details)

    def _said(self, latest: Sequence[Row]) -> str:
        said = {self._figure(row) for row in latest}
        if len(said) == 1:
            pattern = self._words["latest"][len(latest) > 1]
            return str(pattern.replace("{figure}", said.pop()))
        figures = [in_unit(row.stated, self._unit) for row in latest]
        low = number_words(min(figure.lowest for figure in figures), self._tongue)
        high = number_words(max(figure.highest for figure in figures), self._tongue)
        pattern = self._words["latest_between"]
        return str(pattern.replace("{low}", low).replace("{high}", high))

    def _taken(self, latest: Sequence[Row]) -> str:
        positions = {row.position for row in latest}
        if len(positions) > 1:
            return ""
        many = len(latest) > 1
        words = self._words[positions.pop()][many]
        return str(self._words["took"][many].replace("{position}", words))

    def _left_out(self) -> str:
        left_out, scoped = self._statistics.left_out, self._statistics.scoped_out
        if not left_out or not self._counted:
            return ""
        if left_out == scoped:
            return self._number("scoped_out", left_out)
        words = self._number("left_out", left_out)
        return self._number("partly", scoped).format(left_out=words) if scoped else words

    def _number(self, name: str, number: int) -> str:
        """The one or the many of a pattern, with its number; anything else is left in it."""
        return str(self._words[name][number != 1]).replace("{n}", str(number))

    def _figure(self, row: Row) -> str:
        return figure_words(in_unit(row.stated, self._unit), self._tongue)

    def _with_noun(self, words: str, number: Decimal) -> str:
        language = "en" if self._tongue == "en" else "zh-Hans"
        noun = noun_words(self._scope.dimension, self._unit, language, one=number == 1)
        apart = self._tongue == "en" and noun and not noun.startswith("%")
        return f"{words} {noun}" if apart else words + noun

    def _details(self, row: Row, day: date | None = None) -> str:
        """Who says so, else where it stands; and of which day."""
        label = row.source.label.read_in(self._tongue) if row.source else ""
        label = re.sub(r"\s*[(（]([^()（）]*)[)）]$", rf"{self._words['comma']}\1", label)
        if not label and row.publisher:
            label = self._words["unattributed"].format(row.publisher)
        told = [part for part in (label, self._day(day) if day else "") if part]
        return str(self._words["details"].format(self._words["comma"].join(told))) if told else ""

    def _day(self, day: date) -> str:
        month = self._words["months"][day.month - 1]
        return str(self._words["day"].format(day=day.day, month=month, year=day.year))


@cache
def patterns() -> dict[str, dict[str, Any]]:
    """The parts of the sentence by language and name."""
    path = files(__package__).joinpath("finding.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
