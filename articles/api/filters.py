from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from access.filters import (
    AnyOfFilter,
    KeyFilter,
    LanguageFilter,
    MomentFilter,
    TruthFilter,
    WordsFilter,
    days,
    with_lookups,
)
from articles.models import ArticleText, Change, Publisher


class UpdatedFilter(MomentFilter):
    """Rows that have changed, or something else that is told of them, since a moment."""

    def __init__(self, *args: Any, kind: str = "", path: str = "public_id", **kwargs: Any) -> None:
        self.kind, self.path = kind, path
        words = "It, or something else that is told of it, changed on this day (UTC) or later."
        super().__init__(*args, help_text=words, **kwargs)

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if value is None:
            return qs
        kind = self.kind or qs.model._meta.model_name
        changed = Change.objects.filter(kind=kind, at__gte=value).values("public_id")
        return qs.filter(**{f"{self.path}__in": changed})


class PublisherFilters(filters.FilterSet):
    id = KeyFilter(field_name="", names=("slug",), help_text="These publishers.")
    q = WordsFilter(field_name="name", lookup_expr="icontains", help_text="Words in the name.")
    domain = AnyOfFilter(help_text="The publisher’s domain.")
    updated__gte = UpdatedFilter()

    class Meta:
        model = Publisher
        fields: list[str] = []


@with_lookups(published=days("published_on", "Published"))
class ArticleFilters(filters.FilterSet):
    """Filters on an article's current text."""

    id = KeyFilter(field_name="article", help_text="These articles.")
    publisher = KeyFilter(
        field_name="article__publisher", names=("slug",), help_text="The publisher’s id or slug."
    )
    language = LanguageFilter(help_text="`en`, `zh-Hans`; `zh` means either script.")
    tag = AnyOfFilter(field_name="article__tags__name", help_text="A tag that it has.")
    updated__gte = UpdatedFilter(kind="article", path="article__public_id")

    class Meta:
        model = ArticleText
        fields: list[str] = []


class TextFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These texts.")
    article = KeyFilter(field_name="article", help_text="The article’s id.")
    current = TruthFilter(field_name="is_current", help_text="Whether it is the newest version.")
    sha256 = AnyOfFilter(help_text="Of the text, as UTF-8.")

    class Meta:
        model = ArticleText
        fields: list[str] = []
