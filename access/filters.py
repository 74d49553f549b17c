"""Filters that describe themselves to the OpenAPI document and look at what they are given."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q, QuerySet, TextChoices
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError

from access.keys import UUID, is_id, named


def check_parameters(given: QueryDict, known: Collection[str], taken: Mapping[str, Any]) -> None:
    """ValidationError for what nothing would heed: a misspelt filter must not look like an answer.

    A parameter may be repeated where the filter of its name takes several values.
    """
    for name, values in given.lists():
        if name not in known:
            raise ValidationError({name: [_("Unknown parameter.")]})
        if "" in values:
            raise ValidationError({name: [_("Give a value, or leave the parameter out.")]})
        if len(values) > 1 and not isinstance(taken.get(name), filters.MultipleChoiceFilter):
            raise ValidationError({name: [_("Give this parameter once.")]})


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
            # Not "format: uuid": the page of the reference has no field for lists of these.
            schema = {"type": "string", "pattern": f"^{UUID}$"}
            extend_schema_field({**schema, "description": self.extra["help_text"]})(self)

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        path = f"{self.field_name}__" if self.field_name else ""
        return qs.filter(named(value, path, self.names))


class OneKeyFilter(Described, filters.CharFilter):
    """One id."""

    described = {"type": "string", "format": "uuid"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, validators=[_check_id], **kwargs)


def _check_id(value: str) -> None:
    if not is_id(value):
        raise forms.ValidationError(_("Give an id, such as those in the answers."))


class DayFilter(Described, filters.DateFilter):
    """A date as ISO 8601 writes it, and no other way."""

    described = {"type": "string", "format": "date"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **kwargs)


class MomentField(forms.CharField):
    """A moment, or a day for its beginning, or its end where a bound is inclusive."""

    def __init__(self, *args: Any, is_end: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_end = is_end

    def to_python(self, value: Any) -> Any:
        given = super().to_python(value)
        if not given:
            return None
        try:
            if day := parse_date(given):
                begin = datetime.combine(day, time(), UTC)
                return begin + timedelta(days=1, microseconds=-1) if self.is_end else begin
            if moment := parse_datetime(given):
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            pass
        raise forms.ValidationError(
            _("Give a date, or a time with its zone, as ISO 8601 writes it.")
        )


class MomentFilter(Described, filters.Filter):
    """A moment as ISO 8601 writes it; without a zone UTC is meant."""

    field_class = MomentField


class RangeField(forms.CharField):
    """Two values with a comma between, both inclusive."""

    def __init__(self, *args: Any, ends: tuple[forms.Field, forms.Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = ends

    def to_python(self, value: Any) -> Any:
        given = super().to_python(value)
        if not given:
            return None
        parts = given.split(",")
        if len(parts) != 2:
            raise forms.ValidationError(_("Give two values with a comma between them."))
        return tuple(end.clean(part) for end, part in zip(self.ends, parts, strict=True))


class RangeFilter(Described, filters.Filter):
    field_class = RangeField


Lookups = Mapping[str, filters.Filter]


def days(field_name: str, words: str, **kwargs: Any) -> Lookups:
    """Filters on a day: `__gte`, `__lte`, `__range`."""
    end = forms.DateField(input_formats=["%Y-%m-%d"])
    return _bounds(DayFilter, DayFilter, (end, end), field_name, words, "day", **kwargs)


def moments(field_name: str, words: str) -> Lookups:
    lower, upper = MomentField(), MomentField(is_end=True)

    def until(**kwargs: Any) -> MomentFilter:
        return MomentFilter(is_end=True, **kwargs)

    return _bounds(MomentFilter, until, (lower, upper), field_name, words, "day or moment")


def numbers(field_name: str, words: str, **kwargs: Any) -> Lookups:
    end = forms.DecimalField(max_digits=30, decimal_places=6)
    return _bounds(DecimalFilter, DecimalFilter, (end, end), field_name, words, "number", **kwargs)


def _bounds(
    lower: Callable[..., filters.Filter],
    upper: Callable[..., filters.Filter],
    ends: tuple[forms.Field, forms.Field],
    field_name: str,
    words: str,
    kind: str,
    **kwargs: Any,
) -> Lookups:
    def told(bound: str) -> dict[str, Any]:
        return {"field_name": field_name, "help_text": f"{words}: {bound}", **kwargs}

    return {
        "gte": lower(lookup_expr="gte", **told(f"this {kind} or more.")),
        "lte": upper(lookup_expr="lte", **told(f"this {kind} or less.")),
        "range": RangeFilter(
            lookup_expr="range",
            ends=ends,
            **told(f"from this {kind} to that, with a comma between; both inclusive."),
        ),
    }


def with_lookups(**lookups: Lookups) -> Callable[[Any], Any]:
    """Give a set of filters these as well: `published=days(…)` is `published__gte` and so on."""

    def given(filterset: Any) -> Any:
        for name, bounds in lookups.items():
            for lookup, bound in bounds.items():
                filterset.declared_filters[f"{name}__{lookup}"] = bound
                filterset.base_filters[f"{name}__{lookup}"] = bound
        return filterset

    return given


def choice(choices: type[TextChoices], words: str, **kwargs: Any) -> filters.MultipleChoiceFilter:
    """Rows with any of these; the parameter may be repeated."""
    return filters.MultipleChoiceFilter(
        choices=choices.choices, distinct=False, help_text=words, **kwargs
    )


class ShareFilter(Described, filters.NumberFilter):
    described = {"type": "number", "minimum": 0, "maximum": 1}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=0, max_value=1, **kwargs)


class DecimalFilter(Described, filters.NumberFilter):
    """An exact decimal, as large as a quantity may be."""

    described = {"type": "string", "pattern": r"^-?[0-9]{1,24}(\.[0-9]{1,6})?$"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_digits=30, decimal_places=6, **kwargs)


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
