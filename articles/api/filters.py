from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from access.filters import AnyOfFilter, DayFilter, KeyFilter, LanguageFilter, WordsFilter
from articles.models import ArticleText, Publisher


class PublisherFilters(filters.FilterSet):
    q = WordsFilter(field_name="name", lookup_expr="icontains", help_text="Words in the name.")
    domain = AnyOfFilter(help_text="The publisher’s domain.")

    class Meta:
        model = Publisher
        fields: list[str] = []


class ArticleFilters(filters.FilterSet):
    """Filters on an article's current text."""

    publisher = KeyFilter(
        field_name="article__publisher", names=("slug",), help_text="The publisher’s id or slug."
    )
    language = LanguageFilter(help_text="`en`, `zh-Hans`; `zh` means either script.")
    published__gte = DayFilter(
        field_name="published_on",
        lookup_expr="gte",
        help_text="Published on this day or later.",
    )
    published__lte = DayFilter(
        field_name="published_on",
        lookup_expr="lte",
        help_text="Published on this day or earlier.",
    )
    q = WordsFilter(method="search", help_text="Words in the title or the text.")

    class Meta:
        model = ArticleText
        fields: list[str] = []

    def search(self, articles: QuerySet, name: str, value: str) -> QuerySet:
        return articles.filter(Q(title__icontains=value) | Q(text__icontains=value))
