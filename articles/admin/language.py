"""Filters by the language of a text."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from articles.models import ArticleText


class TextLanguageFilter(DropdownFilter):
    """Offers the languages that there are. `lookup` leads from the row to the text's language."""

    title = _("language")
    parameter_name = "language"
    lookup = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        languages = ArticleText.objects.order_by("language").values_list("language", flat=True)
        return [(language, language) for language in languages.distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{self.lookup: self.value()}) if self.value() else queryset


class CurrentTextLanguageFilter(TextLanguageFilter):
    """For articles: the language of the current text, which their list annotates."""
