"""Filters that describe themselves to the OpenAPI document and look at what they are given."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from access.keys import is_id, named


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


class KeyField(AnyOfField):
    """Ids, and other names where a row has one."""

    def __init__(self, *args: Any, names: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if not self.names and not all(map(is_id, value)):
            raise forms.ValidationError(_("Give an id, such as those in the answers."))


class KeyFilter(AnyOfFilter):
    """Rows that belong to any of those named: by their ids, or by one of their `names`.

    `field_name` leads to them, `article_text__article`; empty, the rows themselves are meant.
    """

    field_class = KeyField

    def __init__(self, *args: Any, names: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.names = names
        super().__init__(*args, names=names, **kwargs)
        if not names:
            schema = {"type": "string", "format": "uuid"}
            extend_schema_field({**schema, "description": self.extra["help_text"]})(self)

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        path = f"{self.field_name}__" if self.field_name else ""
        return qs.filter(named(value, path, self.names))


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
