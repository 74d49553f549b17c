"""What has changed of a comparison since a release, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.comparing import ComparisonView, Correction, Row, changes
from claims.views import words
from claims.views.presenting import put_of, value_of

# The fields of a row that readers know by a name; the others are told of together.
FIELDS = {
    "figure": gettext_lazy("Value"),
    "position": gettext_lazy("Position"),
    "as_of": gettext_lazy("As of"),
    "said_on": gettext_lazy("Said on"),
    "chain": gettext_lazy("Chain to the origin"),
    "publisher": gettext_lazy("Publisher"),
    "published_on": gettext_lazy("Published on"),
    "article_title": gettext_lazy("Article"),
    "headline": gettext_lazy("Claim"),
    "quote": gettext_lazy("Quoted words"),
    "differences": gettext_lazy("Scope"),
    "note": gettext_lazy("Note"),
}
# What is asked, and its scope.
ASKED = {
    "question": gettext_lazy("Question"),
    "kind": gettext_lazy("Kind"),
    "dimension": gettext_lazy("Counted"),
    "unit": gettext_lazy("Unit"),
    "places": gettext_lazy("Where"),
    "population": pgettext_lazy("a comparison", "Of"),
    "begin": gettext_lazy("When"),
    "finish": gettext_lazy("When"),
    "as_of_rule": gettext_lazy("Day that counts"),
    "method": gettext_lazy("Notes on method"),
}


@dataclass(frozen=True)
class Field:
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Item:
    """An answer that came, went or was corrected; `fields` only of the last."""

    headline: str
    url: str
    fields: list[Field]


@dataclass(frozen=True)
class Told:
    """`since` is the number of the earlier release; `asked` what of the question changed."""

    since: int
    asked: list[str]
    lists: list[tuple[str, list[Item]]]

    @property
    def nothing(self) -> bool:
        return not self.asked and not any(items for _title, items in self.lists)


def told(old: ComparisonView, new: ComparisonView, since: int) -> Told:
    found = changes(old, new)
    return Told(
        since=since,
        asked=list(dict.fromkeys(str(ASKED.get(name, name)) for name in found.asked)),
        lists=[
            (_("Added"), [_item(row) for row in found.added]),
            (_("Removed"), [_item(row) for row in found.removed]),
            (_("Corrected"), [_item(each.new, _fields(each)) for each in found.corrected]),
        ],
    )


def _item(row: Row, fields: list[Field] | None = None) -> Item:
    headline = words.reading(row.headline) or f"{words.party(row.source)}: {value_of(row)}"
    return Item(headline, reverse("claim", args=[row.claim]), fields or [])


def _fields(correction: Correction) -> list[Field]:
    """Those with a name, as they were and are; one for all the rest."""
    named = [
        Field(str(FIELDS[name]), _words(correction.old, name), _words(correction.new, name))
        for name in FIELDS
        if name in correction.fields
    ]
    found = [field for field in named if field.old != field.new]
    if "repeats" in correction.fields:
        found.append(Field(_("Origin"), _origin(correction.old), _origin(correction.new)))
    return found or [Field(_("other details"), "", "")]


def _origin(row: Row) -> str:
    return _("told for the first time") if row.repeats is None else _("repeats another claim")


def _words(row: Row, name: str) -> str:
    value: Any = getattr(row, name)
    match name:
        case "figure":
            return " ".join(filter(None, [value_of(row), put_of(row)]))
        case "position":
            return words.position(value)
        case "chain":
            return " ← ".join([row.publisher, *(words.party(party) for party in value)])
        case "headline":
            return words.reading(value)
        case "differences":
            return _("; ").join(words.reading(each.words) for each in value)
    return date_format(value) if isinstance(value, date) else str(value or "")
