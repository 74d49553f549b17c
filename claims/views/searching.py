"""The search: what is asked for and narrowed by stands in the address."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format

from articles.models import Publisher
from claims.models import Claim, SearchKind, Source
from claims.searching import Query, ask
from claims.selectors import finds
from claims.selectors.searching import CAP, Found, Narrowing, search
from claims.views import words
from claims.views.access import page
from claims.views.finds import Find, shown

PER_PAGE = 20


class SearchForm(forms.Form):
    """Whatever of the address says nothing is as if it were not there."""

    publisher = forms.CharField(required=False)
    source = forms.CharField(required=False)
    state = forms.ChoiceField(choices=Claim.Status.choices, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    least = forms.DecimalField(required=False, max_digits=30, decimal_places=6)
    most = forms.DecimalField(required=False, max_digits=30, decimal_places=6)

    def given(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


@dataclass(frozen=True)
class Tab:
    """A kind of thing, and how many there are."""

    kind: SearchKind
    label: str
    count: str
    is_open: bool


@page
def results(request: HttpRequest) -> HttpResponse:
    written = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    query = ask(written)
    context: dict[str, object] = {"query": written}
    if query:
        context |= _answer(request, query)
    elif written:
        context["only_excludes"] = bool(query.phrases)
        context["says_nothing"] = True
    return render(request, "search.html", context)


def _answer(request: HttpRequest, query: Query) -> dict[str, object]:
    kinds = finds.searchable_kinds(request.user)  # type: ignore[arg-type]
    given = SearchForm(request.GET).given()
    publishers = finds.publishers_to_choose()
    source = finds.source_with(given.get("source", ""))
    narrowing = _narrowing(given, publishers, source)
    number = _page_number(request)
    found = _found(query, request.GET.get("kind", ""), kinds, narrowing, number)
    return {
        "tabs": [_tab(kind, found) for kind in kinds],
        "kind": found.kind,
        "finds": _finds(found),
        "given": given,
        "publishers": publishers,
        "narrowing_source": source,
        "states": Claim.Status.choices,
        "previous": number - 1 if number > 1 else None,
        "number": number,
        "first": (number - 1) * PER_PAGE + 1,
        "next": number + 1 if found.next_cursor else None,
        "capped": found.counts[found.kind].more,
        "cap": CAP,
    }


def _finds(found: Found) -> list[Find]:
    return [shown(thing, found.query) for thing in finds.things(found.kind, found.ids)]


def _found(
    query: Query, asked: str, kinds: list[SearchKind], narrowing: Narrowing, number: int
) -> Found:
    """Of the kind asked for; if none is, of the first that has anything."""
    kind = next((kind for kind in kinds if kind.value == asked), None)
    found = search(
        query,
        kind=kind or SearchKind.CLAIM,
        kinds=kinds,
        narrowing=narrowing,
        limit=PER_PAGE,
        cursor=(number - 1) * PER_PAGE,
    )
    other = next((other for other in kinds if found.counts[other].number), None)
    if kind or found.ids or not other or number > 1:
        return found
    there = search(query, kind=other, narrowing=narrowing, limit=PER_PAGE)
    return replace(there, counts=found.counts)


def _narrowing(
    given: dict[str, Any], publishers: list[Publisher], source: Source | None
) -> Narrowing:
    fields = {
        name: given[name] for name in ("since", "until", "state", "least", "most") if name in given
    }
    publisher = next((p.pk for p in publishers if p.slug == given.get("publisher")), None)
    return Narrowing(publisher=publisher, source=source.pk if source else None, **fields)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return min(max(1, int(given)), CAP // PER_PAGE) if given.isdecimal() and len(given) < 6 else 1


def _tab(kind: SearchKind, found: Found) -> Tab:
    count = found.counts[kind]
    return Tab(
        kind=kind,
        label=str(words.SEARCH_KINDS[kind]),
        count=number_format(count.number, force_grouping=True) + ("+" if count.more else ""),
        is_open=kind == found.kind,
    )
