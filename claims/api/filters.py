"""What claims, sources and comparisons may be asked for by."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django_filters import rest_framework as filters

from access.filters import (
    AnyOfFilter,
    KeyFilter,
    LanguageFilter,
    OneKeyFilter,
    ShareFilter,
    TruthFilter,
    WordsFilter,
    choice,
    days,
    moments,
    numbers,
    with_lookups,
)
from access.keys import named as named_by
from articles.api.filters import UpdatedFilter
from claims.models import (
    Claim,
    Comparison,
    Entry,
    Modality,
    Polarity,
    Quantity,
    Release,
    SearchKind,
    Source,
    TimeExpression,
)
from claims.models.readings import reaching
from claims.searching import ask
from claims.selectors.nearest import MOST, nearest_to
from claims.selectors.register import families
from claims.selectors.searching import matching

EITHER: Final = "Where the words allow two readings, either is enough."
SAME: Final = "Everything asked of quantities must hold of one and the same quantity."
# The numbers a quantity states, as claims.comparing.Figure has them.
_LOWEST = Coalesce("value", "low", "high")
_HIGHEST = Coalesce("value", "high", "low")


def found(rows: QuerySet, kind: SearchKind, words: str, key: str = "pk") -> QuerySet:
    """Those rows that the search finds by these words, in Chinese or English."""
    query = ask(words)
    return rows.filter(**{f"{key}__in": matching(query, kind)}) if query else rows.none()


def stating(asked: dict[str, Any], of: str = "quantity_") -> list[Q]:
    """Conditions on a quantity. Its bounds are met by a range that reaches to them."""
    conditions = [
        Q(**{f"{name.removeprefix('quantity_')}__in": asked[name]})
        for name in ("dimension", "unit", f"{of}modality", f"{of}polarity")
        if asked[name]
    ]
    if asked["counted"]:
        conditions.append(Q(counted__icontains=asked["counted"]))
    least, most = ends_of(asked, "value")
    if least is not None:
        conditions.append(Q(GreaterThanOrEqual(_HIGHEST, least)))
    if most is not None:
        conditions.append(Q(LessThanOrEqual(_LOWEST, most)))
    return conditions


def ends_of(asked: dict[str, Any], name: str) -> tuple[Any, Any]:
    """The narrower of what `__gte`, `__lte` and `__range` say; None where they say nothing."""
    low, high = asked.get(f"{name}__range") or (None, None)
    lows = [end for end in (low, asked.get(f"{name}__gte")) if end is not None]
    highs = [end for end in (high, asked.get(f"{name}__lte")) if end is not None]
    return max(lows, default=None), min(highs, default=None)


@with_lookups(
    published=days("article_text__published_on", "The article was published"),
    said=days("said", "It was said, where the text tells when; else published", method="together"),
    about=days("about", f"It speaks of a time that reaches to. {EITHER}", method="together"),
    value=numbers("value", f"The quantity, as far as its range reaches. {SAME}", method="together"),
)
class ClaimFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These claims.")
    near = OneKeyFilter(
        method="close_to",
        help_text=f"Id of a claim: the {MOST} that mean most nearly the same, the nearest first.",
    )
    parent = KeyFilter(field_name="parent", help_text="Id of the claim that reports them.")
    updated__gte = UpdatedFilter()
    tag = AnyOfFilter(field_name="tags__name", help_text="A tag that it has.")
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
    source_kind = choice(Source.Kind, "What the source is.", field_name="source__kind")
    anonymity = choice(
        Source.Anonymity, "Whether the source is named.", field_name="source__anonymity"
    )
    role_id = AnyOfFilter(field_name="source__role_id", help_text="The source’s role.")
    affiliation_id = AnyOfFilter(
        field_name="source__affiliation_id", help_text="The source’s territory or organisation."
    )
    anonymous = TruthFilter(help_text="Whether the article leaves the speaker unnamed.")
    kind = choice(Claim.Kind, "Direct, indirect or mixed quotation.")
    modality = choice(Modality, "How the claim is put: only `asserted` is told as a fact.")
    polarity = choice(Polarity, "Whether the claim affirms its content or denies it.")
    quantity_modality = choice(
        Modality, f"How the quantity’s own clause puts it. {SAME}", method="together"
    )
    quantity_polarity = choice(
        Polarity, f"Whether the quantity’s own clause affirms it. {SAME}", method="together"
    )
    state = choice(Claim.Status, "What editors have made of it.", field_name="status")
    confidence__gte = ShareFilter(
        field_name="confidence", lookup_expr="gte", help_text="The engine’s confidence."
    )
    dimension = AnyOfFilter(
        method="together", help_text=f"What is counted: `troops`, `deaths`. {SAME}"
    )
    unit = AnyOfFilter(method="together", help_text=f"`person`, `vehicle`, `USD`. {SAME}")
    counted = WordsFilter(
        method="together", help_text=f"Words of what is counted, as the text has them. {SAME}"
    )
    comparison = AnyOfFilter(
        method="compared_in", help_text="Id or slug of a comparison it stands in."
    )
    q = WordsFilter(
        method="search",
        help_text="Words of the claim, in Chinese or English; “in quotes” they stand together.",
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def said_by(self, claims: QuerySet, name: str, value: list[str]) -> QuerySet:
        asked = Source.objects.filter(named_by(value, names=("slug", "key")))
        # By their ids: the planner cannot foresee how few there are.
        return claims.filter(source__in=list(families(asked).values_list("source", flat=True)))

    def goes_back_to(self, claims: QuerySet, name: str, value: list[str]) -> QuerySet:
        inner = Claim.objects.filter(parent=OuterRef("pk"))
        return self.said_by(claims, name, value).filter(~Exists(inner))

    def compared_in(self, claims: QuerySet, name: str, value: list[str]) -> QuerySet:
        entries = Entry.objects.filter(named_by(value, "comparison__"), claim=OuterRef("pk"))
        return claims.filter(Exists(entries))

    def search(self, claims: QuerySet, name: str, value: str) -> QuerySet:
        return found(claims, SearchKind.CLAIM, value)

    def close_to(self, claims: QuerySet, name: str, value: str) -> QuerySet:
        return nearest_to(claims, value)

    def together(self, claims: QuerySet, name: str, value: Any) -> QuerySet:
        """Nothing by itself: `filter_queryset` puts these conditions on one row."""
        return claims

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        claims = self._said(super().filter_queryset(queryset))
        for rows, conditions in (
            (Quantity.objects.all(), stating(self.form.cleaned_data)),
            (TimeExpression.objects.all(), self._of_time()),
        ):
            if conditions:
                claims = claims.filter(Exists(rows.filter(*conditions, claim=OuterRef("pk"))))
        return claims

    def _of_time(self) -> list[Q]:
        begin, finish = ends_of(self.form.cleaned_data, "about")
        if not (begin or finish):
            return []
        return [reaching(begin, finish), Q(relation=TimeExpression.Relation.CONTENT)]

    def _said(self, claims: QuerySet) -> QuerySet:
        begin, finish = ends_of(self.form.cleaned_data, "said")
        if not (begin or finish):
            return claims
        said = TimeExpression.objects.filter(
            claim=OuterRef("pk"), relation=TimeExpression.Relation.SAID
        )
        published = Q(article_text__published_on__isnull=False)
        if begin:
            published &= Q(article_text__published_on__gte=begin)
        if finish:
            published &= Q(article_text__published_on__lte=finish)
        told = Q(Exists(said.filter(reaching(begin, finish))))
        return claims.filter(told | (published & ~Exists(said)))


class SourceFilters(filters.FilterSet):
    id = KeyFilter(field_name="", names=("slug", "key"), help_text="These sources.")
    updated__gte = UpdatedFilter()
    q = WordsFilter(method="search", help_text="Words of its names, in Chinese or English.")
    key = AnyOfFilter(help_text="What makes two mentions the same source.")
    kind = choice(Source.Kind, "Person, body, document or group.")
    anonymity = choice(Source.Anonymity, "Whether the source is named.")
    role_id = AnyOfFilter(help_text="`defence-minister`, `spokesperson` …")
    affiliation_id = AnyOfFilter(help_text="ISO code of a territory, or id of an organisation.")

    class Meta:
        model = Source
        fields: list[str] = []

    def search(self, sources: QuerySet, name: str, value: str) -> QuerySet:
        return found(sources, SearchKind.SOURCE, value)


class ComparisonFilters(filters.FilterSet):
    id = KeyFilter(field_name="", names=("slug",), help_text="These comparisons.")
    state = choice(Comparison.State, "Draft, in review or released.")
    kind = choice(Comparison.Kind, "Of figures or of positions.")
    updated__gte = UpdatedFilter()
    q = WordsFilter(method="search", help_text="Words in either question.")
    dimension = AnyOfFilter(help_text="What the answers count.")

    class Meta:
        model = Comparison
        fields: list[str] = []

    def search(self, comparisons: QuerySet, name: str, value: str) -> QuerySet:
        return comparisons.filter(Q(question_en__icontains=value) | Q(question_zh__icontains=value))


@with_lookups(published=moments("published_at", "Published"))
class ReleaseFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These releases.")
    comparison = KeyFilter(
        field_name="comparison", names=("slug",), help_text="The comparison’s id or slug."
    )
    kind = choice(Release.Kind, "A release, a correction or a retraction.")

    class Meta:
        model = Release
        fields: list[str] = []
