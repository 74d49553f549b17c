"""The search box of a list asks the same index as the search page."""

from django.db.models import QuerySet
from django.http import HttpRequest

from claims.models import SearchKind
from claims.searching import ask
from claims.selectors.searching import matching


class SearchedAdmin:
    """For a ModelAdmin: a list whose rows, or what `search_through` leads to, are in the index.

    What is typed into a field that completes itself is a word's beginning: there, as for what has
    no words to look for, the fields of `search_fields` are looked through.
    """

    search_kind: SearchKind
    search_through = "pk"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        query = ask(search_term)
        if not query or _completes(request) or "://" in search_term:
            return super().get_search_results(  # type: ignore[misc]
                request, queryset, search_term
            )
        found = matching(query, self.search_kind)
        return queryset.filter(**{f"{self.search_through}__in": found}), False


def _completes(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.url_name == "autocomplete")
