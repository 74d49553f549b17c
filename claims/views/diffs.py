"""Two versions of an article side by side, with the words that differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.differing import Change, changed, compared, folded
from articles.models import ArticleText
from articles.spans import Span
from claims.models import Anchoring, Claim, ClaimSpan
from claims.selectors import pages
from claims.selectors.anchorings import anchorings_between
from claims.views.access import page


@dataclass(frozen=True)
class Field:
    """What is known of a version beside its text, where the two versions differ in it."""

    name: str
    old: str
    new: str


@page
def article_diff(request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
    texts = {text.version: text for text in pages.article_texts(pk)}
    if old == new or old not in texts or new not in texts:
        raise Http404
    before, after = texts[old], texts[new]
    rows = compared(before.text, after.text)
    ours, theirs = changed(rows)
    anchorings = anchorings_between(before, after)
    context = {
        "old": before,
        "new": after,
        "versions": sorted(texts),
        "folds": folded(rows),
        "is_same": all(row.change is Change.SAME for row in rows),
        "fields": fields(before, after),
        "unanchored": [row for row in anchorings if row.method == Anchoring.Method.NONE],
        "similar": [row for row in anchorings if row.method == Anchoring.Method.FUZZY],
        "only_old": touching(pages.claims_of(before), ours, {a.claim_id for a in anchorings}),
        "only_new": touching(pages.claims_of(after), theirs, {a.claim_id for a in anchorings}),
    }
    return render(request, "article_diff.html", context)


def fields(old: ArticleText, new: ArticleText) -> list[Field]:
    """What differs of title, byline, date, wire service and language."""
    both = [
        (_("Title"), old.title, new.title),
        (_("Byline"), old.byline, new.byline),
        (_("Published on"), _published(old), _published(new)),
        (_("Wire service"), old.wire_service or "", new.wire_service or ""),
        (_("Language"), old.language, new.language),
    ]
    return [Field(name, str(a), str(b)) for name, a, b in both if a != b]


def touching(claims: Sequence[Claim], spans: Sequence[Span], known: set[int]) -> list[Claim]:
    """The claims whose content stands, in part, in one of the spans; not those known already."""
    found = []
    for claim in claims:
        contents = [s for s in claim.spans.all() if s.part == ClaimSpan.Part.CONTENT]
        if claim.pk not in known and any(
            content.start < span.end and span.start < content.end
            for content in contents
            for span in spans
        ):
            found.append(claim)
    return found


def _published(text: ArticleText) -> str:
    if text.published_at:
        return date_format(text.published_at, "DATETIME_FORMAT")
    return date_format(text.published_on) if text.published_on else ""
