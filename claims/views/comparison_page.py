"""What the page of a comparison, and that of a release, show of a view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims.comparing import ComparisonView, Scope, agreement_of
from claims.comparing.charting import POSITIONS, drawable
from claims.views import words
from claims.views.agreeing import told
from claims.views.arranging import Arrangement, Group, in_pages
from claims.views.presenting import (
    Answer,
    PresentedRow,
    answers_of,
    kind_name,
    present,
)

KINDS = ("person", "body", "document", "group", "unidentified")


@dataclass(frozen=True)
class Section:
    """Origins under one heading: a position, or none in a comparison of numbers."""

    title: str
    answers: int
    origins: int
    groups: list[list[PresentedRow]]


@dataclass(frozen=True)
class Choice:
    """One of the values that a filter can have."""

    value: str
    label: str


def shown(request: HttpRequest, view: ComparisonView, base: str) -> dict[str, object]:
    """The context of both pages; `base` is the address of the comparison or the release."""
    arrangement = Arrangement.of(request.GET)
    agreement = agreement_of(view)
    answers = answers_of(view, agreement.groups)
    groups = arrangement.groups(answers)
    pages = in_pages(_by_position(groups) if _is_of_positions(view) else groups)
    number = _page_number(request.GET.get("rows", ""), len(pages))
    statistics = view.statistics
    return {
        "base": base,
        "files": base.removesuffix("/"),  # and a suffix: the address of each format
        "question": words.reading(view.question),
        "finding": words.reading(view.finding),
        "scope": scope_words(view.scope),
        "method": words.reading(view.scope.method),
        "unit": words.dimension(view.dimension),
        "of_positions": _is_of_positions(view),
        "positions": [
            (words.position(position), statistics.positions.get(position, 0))
            for position in POSITIONS
        ],
        "statistics": statistics,
        "numbers": {
            name: words.number(getattr(statistics, name))
            for name in ("minimum", "maximum", "median", "spread", "ratio")
        },
        "agreement": told(agreement, view, arrangement),
        "sections": _sections(view, pages[number - 1], base),
        "row_count": len(answers),
        "shown_count": sum(len(group) for group in groups),
        "page_number": number,
        "page_links": [
            (n, arrangement.query(rows=str(n) if n > 1 else "")) for n in range(1, len(pages) + 1)
        ],
        "columns": arrangement.columns(),
        "arrangement": arrangement,
        "beside_row": next((a for a in answers if a.row.entry == arrangement.beside > 0), None),
        "no_beside": arrangement.query(beside=""),
        "choose": arrangement.query(beside="0").removesuffix("0"),
        "show_all": Arrangement(arrangement.order, arrangement.descending).query(),
        **_choices(answers),
        "has_chart": bool(drawable(view)),
        "undated": sum(row.as_of is None for row in view.rows),
    }


def scope_words(scope: Scope) -> list[tuple[str, str]]:
    """What is asked for, as pairs of a name and words; what is not said is left out."""
    places = [words.reading(label) for _id, label in scope.places]
    said = [
        (_("Counted"), _counted(scope)),
        (pgettext("a comparison", "Of"), words.reading(scope.population)),
        (_("Where"), _("; ").join(places)),
        (_("When"), period(scope.begin, scope.finish)),
        (_("Day that counts"), words.as_of_rule(scope.as_of_rule)),
    ]
    return [(name, told) for name, told in said if told]


def period(begin: date | None, finish: date | None) -> str:
    if begin and finish:
        return f"{date_format(begin)} – {date_format(finish)}"
    if begin:
        return _("since %(day)s") % {"day": date_format(begin)}
    return _("until %(day)s") % {"day": date_format(finish)} if finish else ""


def _counted(scope: Scope) -> str:
    counted = words.dimension(scope.dimension)
    return f"{counted} ({scope.unit})" if scope.unit and scope.unit != "person" else counted


def _is_of_positions(view: ComparisonView) -> bool:
    return view.scope.kind == "positions"


def _by_position(groups: Sequence[Group]) -> list[Group]:
    def rank(group: Group) -> int:
        position = group[0].row.position
        return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)

    return sorted(groups, key=rank)


def _sections(view: ComparisonView, groups: Sequence[Group], base: str) -> list[Section]:
    if not _is_of_positions(view):
        return [_section("", groups, base, view)] if groups else []
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group[0].row.position, []).append(group)
    return [
        _section(words.position(position), several, base, view)
        for position, several in found.items()
    ]


def _section(title: str, groups: Sequence[Group], base: str, view: ComparisonView) -> Section:
    return Section(
        title=title,
        answers=sum(len(group) for group in groups),
        origins=len(groups),
        groups=[present(group, base, view) for group in groups],
    )


def _choices(answers: Sequence[Answer]) -> dict[str, list[Choice]]:
    """What can be chosen among, as far as the answers differ in it."""
    rows = [answer.row for answer in answers]
    kinds = {kind_name(row) for row in rows}
    languages = sorted({row.article_language for row in rows})
    return {
        "publishers": [Choice(name, name) for name in sorted({r.publisher for r in rows} - {""})],
        "kinds": [Choice(kind, words.source_kind(kind)) for kind in KINDS if kind in kinds],
        "languages": [Choice(code, words.language_name(code)) for code in languages],
        "letters": [
            Choice(name, name)
            for name in sorted({a.letter for a in answers} - {""}, key=lambda n: (len(n), n))
        ],
    }


def _page_number(asked: str, pages: int) -> int:
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), pages)
