from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from access.filters import KeyFilter, WordsFilter, moments, with_lookups
from articles.models import ImportBatch, ImportItem
from articles.progress import STATES, in_state


@with_lookups(created=moments("created_at", "Handed in"))
class ImportFilters(filters.FilterSet):
    door = filters.MultipleChoiceFilter(
        choices=ImportBatch.Door.choices, distinct=False, help_text="How it came in."
    )
    state = filters.ChoiceFilter(
        choices=[(state, state) for state in STATES],
        method="of_state",
        help_text="Running, stopped or finished.",
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
