"""Filters that describe themselves to the OpenAPI document and look at what they are given."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

LARGEST_ID = 2**63 - 1


class AnyOfField(forms.MultipleChoiceField):
    """Any words: what they may be is known to the database, not to the form."""

    def to_python(self, value: Any) -> list[str]:
        return [word for word in super().to_python(value) if word]

    def validate(self, value: list[str]) -> None:
        for word in value:
            ProhibitNullCharactersValidator()(word)


class Described(filters.Filter):
    """A filter that the OpenAPI document describes by `described` and the filter's help text."""

    described: ClassVar[Mapping[str, Any]] = {"type": "string"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extend_schema_field({**self.described, "description": self.extra["help_text"]})(self)


class AnyOfFilter(Described, filters.MultipleChoiceFilter):
    """Rows that match any of the values given; the parameter may be repeated."""

    field_class = AnyOfField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, distinct=False, **kwargs)
        self.null_value = None  # "null" is a word like any other


class LanguageFilter(AnyOfFilter):
    """`zh` finds `zh-Hans` and `zh-Hant` as well."""

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        wanted = Q()
        for language in value:
            wanted |= Q(**{self.field_name: language})
            wanted |= Q(**{f"{self.field_name}__startswith": f"{language}-"})
        return qs.filter(wanted)


class IdFilter(Described, filters.NumberFilter):
    described = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_ID, **kwargs)

    def get_max_validator(self) -> None:
        return None


class DayFilter(Described, filters.DateFilter):
    """A date as ISO 8601 writes it, and no other way."""

    described = {"type": "string", "format": "date"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **kwargs)


class TruthFilter(Described, filters.TypedChoiceFilter):
    """`true` or `false`; anything else is refused, where a BooleanFilter would look away."""

    described = {"type": "boolean"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(*args, choices=choices, coerce=lambda word: word == "true", **kwargs)


class WordsFilter(Described, filters.CharFilter):
    """Words to be found anywhere, whatever their case."""

    described = {"type": "string", "maxLength": 200}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=200, **kwargs)
