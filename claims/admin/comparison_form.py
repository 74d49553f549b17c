"""A question with its scope, as editors fill it in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from unfold.widgets import UnfoldAdminSelect2MultipleWidget

from articles.admin.versioned import VersionedForm
from claims.models import Comparison
from claims.normalising.places import place_ids, place_label


def place_choices() -> Iterator[tuple[str, str]]:
    """Every place of the gazetteer by its name in the reader's language."""
    language = "zh-Hans" if (get_language() or "").startswith("zh") else "en"
    named = ((place, place_label(place, language)) for place in place_ids())
    yield from sorted(named, key=lambda one: one[1])


class PlacesField(forms.MultipleChoiceField):
    """Ids, in the order of what was chosen. A place that was given up stays where it is."""

    def valid_value(self, value: Any) -> bool:
        return value in place_ids() or value in (self.initial or [])


class ComparisonForm(VersionedForm):
    # The model's field is text for each place.
    places = PlacesField(
        choices=place_choices,
        required=False,
        label=capfirst(Comparison._meta.get_field("places").verbose_name),
        widget=UnfoldAdminSelect2MultipleWidget,
    )

    class Media:
        js = ("desk/choosers.js",)

    class Meta:
        model = Comparison
        fields = [
            "question_en",
            "question_zh",
            "slug",
            "kind",
            "dimension",
            "unit",
            "places",
            "population_en",
            "population_zh",
            "begin",
            "finish",
            "as_of_rule",
            "method_en",
            "method_zh",
        ]
