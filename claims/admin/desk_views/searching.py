"""Search from the desk: each find leads to where it is worked on, not to the page of readers."""

from functools import singledispatch
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from articles.admin.keeping import signed_in
from articles.models import ArticleText
from claims.admin.addresses import admin_address
from claims.admin.desk_views.doors import door
from claims.admin.note_panels import note_address
from claims.models import Annotation, Claim, SearchKind
from claims.searching import Piece, Query, ask
from claims.selectors.finds import Thing, searchable_kinds, things
from claims.selectors.searching import search
from claims.views.finds import shown
from claims.views.words import SEARCH_KINDS

EACH = 6  # hits of a kind; all of them stand on the search page


@door("articles.view_article", "claims.view_claim", method="GET")
def search_view(request: HttpRequest) -> JsonResponse:
    """The best hits of each kind that has any; pieces of text are pairs of words and "is a hit"."""
    query = ask(request.GET.get("q", "").replace("\x00", "")[:200])
    return JsonResponse({"groups": _groups(query, signed_in(request)) if query else []})


def _groups(query: Query, user: User) -> list[dict[str, Any]]:
    kinds = searchable_kinds(user)
    counts = search(query, kind=kinds[0], kinds=kinds, limit=1).counts
    return [
        _group(kind, query, f"{counts[kind].number}{'+' if counts[kind].more else ''}")
        for kind in kinds
        if counts[kind].number or counts[kind].more
    ]


def _group(kind: SearchKind, query: Query, count: str) -> dict[str, Any]:
    found = search(query, kind=kind, limit=EACH)
    hits = [_hit(thing, query) for thing in things(kind, found.ids)]
    return {"kind": kind.value, "label": str(SEARCH_KINDS[kind]), "count": count, "hits": hits}


def _hit(thing: Thing, query: Query) -> dict[str, Any]:
    find = shown(thing, query)
    about = [find.publisher, find.day.isoformat() if find.day else "", find.note]
    return {
        "title": _pairs(find.title),
        "words": _pairs(find.words),
        "about": " · ".join(filter(None, about)),
        "url": place(thing),
    }


def _pairs(pieces: list[Piece]) -> list[tuple[str, bool]]:
    return [(piece.text, piece.is_hit) for piece in pieces]


@singledispatch
def place(thing: Any) -> str:
    """The address at the desk of what was found."""
    return admin_address(thing)


@place.register
def _claim(claim: Claim) -> str:
    return f"{place(claim.article_text)}#card-{claim.pk}"


@place.register
def _text(text: ArticleText) -> str:
    page = reverse("admin:articles_article_change", args=[text.article_id])
    return page if text.is_current else f"{page}?version={text.version}"


@place.register
def _note(note: Annotation) -> str:
    return note_address(note)
