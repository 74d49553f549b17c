from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django_filters import rest_framework as filters

from access.filters import (
    AnyOfFilter,
    DayFilter,
    Described,
    KeyFilter,
    LanguageFilter,
    TruthFilter,
    WordsFilter,
)
from access.keys import named as named_by
from claims.models import (
    Claim,
    ClaimSpan,
    Comparison,
    Entry,
    Modality,
    Polarity,
    Quantity,
    Source,
    TimeExpression,
)
from claims.models.readings import reaching
from claims.selectors.register import families, named

_EITHER = "Where the words allow two readings, either is enough."
_SAME = "Everything asked of quantities must hold of one and the same quantity."
# The numbers a quantity states, as claims.comparing.Figure has them.
_LOWEST = Coalesce("value", "low", "high")
_HIGHEST = Coalesce("value", "high", "low")


def _choice(choices: type[TextChoices], text: str, **kwargs: Any) -> filters.MultipleChoiceFilter:
    return filters.MultipleChoiceFilter(
        choices=choices.choices, distinct=False, help_text=text, **kwargs
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


class ClaimFilters(filters.FilterSet):
    article = KeyFilter(field_name="article_text__article", help_text="The article’s id.")
    publisher = KeyFilter(
        field_name="article_text__article__publisher",
        names=("slug",),
        help_text="The publisher’s id or slug.",
    )
    language = LanguageFilter(
        field_name="article_text__language",
        help_text="The article’s language: `en`, `zh-Hans`; `zh` means either script.",
    )
    published__gte = DayFilter(
        field_name="article_text__published_on",
        lookup_expr="gte",
        help_text="Article published on this day or later.",
    )
    published__lte = DayFilter(
        field_name="article_text__published_on",
        lookup_expr="lte",
        help_text="Article published on this day or earlier.",
    )
    current = TruthFilter(
        field_name="article_text__is_current",
        help_text="Whether the claim stands in the newest version of its article’s text.",
    )
    source = AnyOfFilter(
        method="said_by", help_text="The source’s id, slug or key; what was merged counts."
    )
    origin = AnyOfFilter(
        method="goes_back_to",
        help_text="Id, slug or key of a source; its claims that lead no further inwards.",
    )
    source_kind = _choice(Source.Kind, "What the source is.", field_name="source__kind")
    anonymity = _choice(
        Source.Anonymity, "Whether the source is named.", field_name="source__anonymity"
    )
    role_id = AnyOfFilter(field_name="source__role_id", help_text="The source’s role.")
    affiliation_id = AnyOfFilter(
        field_name="source__affiliation_id", help_text="The source’s territory or organisation."
    )
    anonymous = TruthFilter(help_text="Whether the article leaves the speaker unnamed.")
    kind = _choice(Claim.Kind, "Direct, indirect or mixed quotation.")
    modality = _choice(Modality, "How the claim is put: only `asserted` is told as a fact.")
    polarity = _choice(Polarity, "Whether the claim affirms its content or denies it.")
    quantity_modality = _choice(
        Modality, f"How the quantity’s own clause puts it. {_SAME}", method="together"
    )
    quantity_polarity = _choice(
        Polarity, f"Whether the quantity’s own clause affirms it. {_SAME}", method="together"
    )
    state = _choice(Claim.Status, "What editors have made of it.", field_name="status")
    confidence__gte = ShareFilter(
        field_name="confidence", lookup_expr="gte", help_text="The engine’s confidence."
    )
    dimension = AnyOfFilter(
        method="together", help_text=f"What is counted: `troops`, `deaths`. {_SAME}"
    )
    unit = AnyOfFilter(method="together", help_text=f"`person`, `vehicle`, `USD`. {_SAME}")
    value__gte = DecimalFilter(
        method="together",
        help_text=f"The quantity, or the top of its range, is at least this. {_SAME}",
    )
    value__lte = DecimalFilter(
        method="together",
        help_text=f"The quantity, or the bottom of its range, is at most this. {_SAME}",
    )
    about__gte = DayFilter(
        method="together",
        help_text=f"Speaks of a time that reaches to this day or beyond it. {_EITHER}",
    )
    about__lte = DayFilter(
        method="together",
        help_text=f"Speaks of a time that begins on this day or before it. {_EITHER}",
    )
    comparison = AnyOfFilter(
        method="compared_in", help_text="Id or slug of a comparison it stands in."
    )
    q = WordsFilter(method="search", help_text="Words in the quoted spans or in a headline.")

    class Meta:
        model = Claim
        fields: list[str] = []

    def said_by(self, claims: QuerySet, name: str, value: list[str]) -> QuerySet:
        asked = Source.objects.filter(named_by(value, names=("slug", "key")))
        return claims.filter(source__in=families(asked))

    def goes_back_to(self, claims: QuerySet, name: str, value: list[str]) -> QuerySet:
        inner = Claim.objects.filter(parent=OuterRef("pk"))
        return self.said_by(claims, name, value).filter(~Exists(inner))

    def compared_in(self, claims: QuerySet, name: str, value: list[str]) -> QuerySet:
        entries = Entry.objects.filter(named_by(value, "comparison__"), claim=OuterRef("pk"))
        return claims.filter(Exists(entries))

    def search(self, claims: QuerySet, name: str, value: str) -> QuerySet:
        quoted = ClaimSpan.objects.filter(claim=OuterRef("pk"), quote__icontains=value)
        headline = Q(headline_en__icontains=value) | Q(headline_zh__icontains=value)
        return claims.filter(headline | Exists(quoted))

    def together(self, claims: QuerySet, name: str, value: Any) -> QuerySet:
        """Nothing by itself: `filter_queryset` puts these conditions on one row."""
        return claims

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        claims = super().filter_queryset(queryset)
        for rows, conditions in (
            (Quantity.objects.all(), self._of_quantity()),
            (TimeExpression.objects.all(), self._of_time()),
        ):
            if conditions:
                claims = claims.filter(Exists(rows.filter(*conditions, claim=OuterRef("pk"))))
        return claims

    def _of_quantity(self) -> list[Q]:
        asked = self.form.cleaned_data
        conditions = [
            Q(**{f"{name.removeprefix('quantity_')}__in": asked[name]})
            for name in ("dimension", "unit", "quantity_modality", "quantity_polarity")
            if asked[name]
        ]
        if asked["value__gte"] is not None:
            conditions.append(Q(GreaterThanOrEqual(_HIGHEST, asked["value__gte"])))
        if asked["value__lte"] is not None:
            conditions.append(Q(LessThanOrEqual(_LOWEST, asked["value__lte"])))
        return conditions

    def _of_time(self) -> list[Q]:
        asked = self.form.cleaned_data
        if not (asked["about__gte"] or asked["about__lte"]):
            return []
        about = Q(relation=TimeExpression.Relation.CONTENT)
        return [reaching(asked["about__gte"], asked["about__lte"]), about]


class SourceFilters(filters.FilterSet):
    q = WordsFilter(method="search", help_text="Words in a label or in another of its names.")
    key = AnyOfFilter(help_text="What makes two mentions the same source.")
    kind = _choice(Source.Kind, "Person, body, document or group.")
    anonymity = _choice(Source.Anonymity, "Whether the source is named.")
    role_id = AnyOfFilter(help_text="`defence-minister`, `spokesperson` …")
    affiliation_id = AnyOfFilter(help_text="ISO code of a territory, or id of an organisation.")

    class Meta:
        model = Source
        fields: list[str] = []

    def search(self, sources: QuerySet, name: str, value: str) -> QuerySet:
        labels = Q(label_en__icontains=value) | Q(label_zh__icontains=value)
        return sources.filter(labels | named(value))


class ComparisonFilters(filters.FilterSet):
    q = WordsFilter(method="search", help_text="Words in either question.")
    dimension = AnyOfFilter(help_text="What the answers count.")

    class Meta:
        model = Comparison
        fields: list[str] = []

    def search(self, comparisons: QuerySet, name: str, value: str) -> QuerySet:
        return comparisons.filter(Q(question_en__icontains=value) | Q(question_zh__icontains=value))
