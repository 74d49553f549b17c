"""What one can narrow the list of claims by, beyond the claims' own columns."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from articles.admin.language import TextLanguageFilter
from claims.models import Claim, Quantity, Source


class LanguageFilter(TextLanguageFilter):
    lookup = "article_text__language"


class DimensionFilter(DropdownFilter):
    title = _("dimension")
    parameter_name = "dimension"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        dimensions = Quantity.objects.exclude(dimension="").order_by("dimension")
        return [(name, name) for name in dimensions.values_list("dimension", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if not self.value():
            return queryset
        # Exists, not a join: a claim with two quantities stands once in the list.
        which = Quantity.objects.filter(claim=OuterRef("pk"), dimension=self.value())
        return queryset.filter(Exists(which))


class AnonymityFilter(DropdownFilter):
    title = _("anonymity")
    parameter_name = "anonymity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Source.Anonymity.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        return queryset.filter(source__anonymity=self.value()) if self.value() else queryset


class YesNoFilter(DropdownFilter):
    """A question that each claim answers with yes or no, by `condition`."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def condition(self) -> Any:
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() not in {"yes", "no"}:
            return queryset
        condition = self.condition()
        return queryset.filter(condition if self.value() == "yes" else ~condition)


class QuantityFilter(YesNoFilter):
    title = _("has quantity")
    parameter_name = "quantity"

    def condition(self) -> Any:
        return Exists(Quantity.objects.filter(claim=OuterRef("pk")))


class SourceFilter(YesNoFilter):
    title = _("has source")
    parameter_name = "has_source"

    def condition(self) -> Any:
        return Exists(Source.objects.filter(pk=OuterRef("source_id")))


class EditedFilter(YesNoFilter):
    title = _("edited")
    parameter_name = "edited"

    def condition(self) -> Any:
        return Exists(Claim.objects.filter(pk=OuterRef("pk"), edited_at__isnull=False))
