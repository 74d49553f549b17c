"""Two answers of a comparison side by side: what each says, through whom, and do they agree."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.differing import Run, marked
from articles.spans import Span
from claims.comparing import ComparisonView, Relation, Row, Wording, compare, figure_words
from claims.models import Claim
from claims.selectors import pages
from claims.selectors.marked_text import Piece, mark_paragraphs, marks_of
from claims.views import words
from claims.views.access import page
from claims.views.loading import view_of
from claims.views.presenting import Answer, PresentedRow, answers_of, beside_url, present

OPPOSED = {frozenset({"affirmed", "denied"})}


@dataclass(frozen=True)
class Bilingual:
    """In the reader's language first; the other is empty where it is the same."""

    own: str
    other: str
    other_language: str


@dataclass(frozen=True)
class Side:
    """One of the two. `runs` are its quoted words, with those that the other has not;
    `paragraphs` those of the article, empty on the page of a release."""

    shown: PresentedRow
    value: Bilingual
    headline: Bilingual
    said_on: str
    runs: tuple[Run, ...]
    paragraphs: list[list[Piece]]


@dataclass(frozen=True)
class Judged:
    """The verdict, in words."""

    relation: str
    words: str
    why: str


@page
def beside(
    request: HttpRequest, slug: str, first: int, second: int, number: int | None = None
) -> HttpResponse:
    view = view_of(slug, number)
    base = (
        reverse("comparison", args=[slug])
        if number is None
        else reverse("release", args=[slug, number])
    )
    by_entry = {answer.row.entry: answer for answer in answers_of(view)}
    if first == second or not {first, second} <= by_entry.keys() - {0}:
        raise Http404
    pair = [by_entry[first], by_entry[second]]
    claims = pages.claims_with_words({a.row.claim for a in pair}) if number is None else {}
    left, right = sides(pair, base, view, claims)
    context = {
        "question": words.reading(view.question),
        "base": base,
        "number": number,
        "left": left,
        "right": right,
        "pair": [left, right],
        "only_first": _("only on the left:"),
        "only_second": _("only on the right:"),
        "verdict": judged(left.shown.row, right.shown.row),
        "origin": _origin(pair),
        "one_language": _language(pair[0].row) == _language(pair[1].row),
        "turned": beside_url(base, second, first),
        "desk": _at_the_desk(request, pair[0].row) if number is None else "",
    }
    return render(request, "beside.html", context)


def _at_the_desk(request: HttpRequest, row: Row) -> str:
    """The desk of its article with the claim selected, for whoever may rule; empty for others."""
    if not request.user.has_perm("claims.add_link"):
        return ""
    version = f"?version={row.earlier_version}" if row.earlier_version else ""
    desk = reverse("admin:articles_article_change", args=[row.article])
    return f"{desk}{version}#card-{row.claim}"


def sides(
    pair: list[Answer], base: str, view: ComparisonView, claims: dict[int, Claim]
) -> list[Side]:
    rows = [answer.row for answer in pair]
    runs: tuple[tuple[Run, ...], ...]
    if _language(rows[0]) == _language(rows[1]):
        runs = marked(rows[0].quote, rows[1].quote)
    else:
        runs = tuple((Run(row.quote, False),) for row in rows)
    return [
        Side(
            shown=shown,
            value=_value(shown.row),
            headline=_bilingual(shown.row.headline),
            said_on=date_format(shown.row.said_on) if shown.row.said_on else "",
            runs=run,
            paragraphs=_paragraphs(claims.get(shown.row.claim)),
        )
        for shown, run in zip(present(pair, base, view), runs, strict=True)
    ]


def judged(first: Row, second: Row) -> Judged:
    """Scope before numbers: what speaks of something else neither agrees nor differs."""
    apart = [
        words.reading(difference.words) for row in (first, second) for difference in row.differences
    ]
    if apart:
        why = _("another scope: %(differences)s") % {"differences": _("; ").join(apart)}
        return _judged(Relation.NOT_COMPARABLE, why)
    if first.figure is None or second.figure is None:
        return _of_positions(first, second)
    verdict = compare(first.figure, second.figure)
    why = str(words.REASONS[verdict.reason]) % {"gap": words.number(verdict.gap)}
    return _judged(verdict.relation, why)


def _of_positions(first: Row, second: Row) -> Judged:
    if first.position == second.position:
        return _judged(Relation.AGREE, _("the same position"))
    if frozenset({first.position, second.position}) in OPPOSED:
        return _judged(Relation.DIFFER, _("one affirms what the other denies"))
    return _judged(Relation.NOT_COMPARABLE, _("one leaves it open"))


def _judged(relation: Relation, why: str) -> Judged:
    return Judged(relation.value, str(words.RELATIONS[relation]), why)


def _origin(pair: list[Answer]) -> str:
    """Whether the two are one origin, and why, as far as the one says it of the other."""
    first, second = pair
    if first.row.origin != second.row.origin:
        return _("They are two origins.")
    for one, other in ((first, second), (second, first)):
        repetition = one.row.repetition
        if repetition and repetition.claim == other.row.claim:
            why = words.repetition(repetition) or _("the same source")
            return _("They count as one origin: %(why)s.") % {"why": why}
    return _("They count as one origin, by way of others.")


def _language(row: Row) -> str:
    """Traditional and simplified Chinese can be held against each other."""
    return row.article_language.partition("-")[0]


def _value(row: Row) -> Bilingual:
    if row.figure is None:
        return Bilingual(words.position(row.position), "", "")
    return _bilingual(Wording(figure_words(row.figure, "en"), figure_words(row.figure, "zh")))


def _bilingual(wording: Wording) -> Bilingual:
    other = "en" if words.language().startswith("zh") else "zh-Hans"
    own, told = words.reading(wording), wording.read_in(other.lower())
    return Bilingual(own, "" if told == own else told, other)


def _paragraphs(claim: Claim | None) -> list[list[Piece]]:
    """Those of the article in which the claim has words, with these marked."""
    spans = [span.span for span in claim.spans.all()] if claim else []
    if claim is None or not spans:
        return []
    within = Span(min(s.start for s in spans), max(s.end for s in spans))
    return mark_paragraphs(claim.article_text.text, marks_of([claim]), {claim.pk: 1}, within)
