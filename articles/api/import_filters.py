from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from access.filters import DayFilter, KeyFilter, WordsFilter
from articles.models import ImportBatch, ImportItem
from articles.progress import STATES, in_state


class ImportFilters(filters.FilterSet):
    door = filters.MultipleChoiceFilter(
        choices=ImportBatch.Door.choices, distinct=False, help_text="How it came in."
    )
    state = filters.ChoiceFilter(
        choices=[(state, state) for state in STATES],
        method="of_state",
        help_text="Running, stopped or finished.",
    )
    created__gte = DayFilter(
        field_name="created_at",
        lookup_expr="date__gte",
        help_text="Handed in on this day (UTC) or later.",
    )
    created__lte = DayFilter(
        field_name="created_at",
        lookup_expr="date__lte",
        help_text="Handed in on this day (UTC) or earlier.",
    )

    class Meta:
        model = ImportBatch
        fields: list[str] = []

    def of_state(self, batches: QuerySet, name: str, value: Any) -> QuerySet:
        return in_state(batches, value)


class ImportItemFilters(filters.FilterSet):
    outcome = filters.MultipleChoiceFilter(
        choices=ImportItem.Outcome.choices, distinct=False, help_text="What became of it."
    )
    parent = KeyFilter(field_name="parent", help_text="Id of the item that it was unpacked from.")
    q = WordsFilter(field_name="name", lookup_expr="icontains", help_text="Words in the name.")

    class Meta:
        model = ImportItem
        fields: list[str] = []
