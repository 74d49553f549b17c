"""The register of who is cited: sources with what was merged into them, each in fixed queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from articles.models import Publisher
from claims.models import Claim, Source, SourceMerge, SourceName, SourceOffice, Standing

# For `select_related` of claims: whom the source counts as comes with it.
WITH_STANDING = "source__standing__root"
CURRENT = Q(article_text__is_current=True) & ~Q(status=Claim.Status.REJECTED)
CITED_AT_MOST = 60
READ_IN = ("en", "zh-Hans")  # the languages of the two labels


@dataclass(frozen=True)
class Cited:
    """One way in which articles name and describe a source: from the first day to the last."""

    name: str
    latin: str
    role: str
    affiliation: str
    claims: int
    first: date | None
    last: date | None


def family(source: Source) -> QuerySet[Standing, Any]:
    """Every source that counts as this one, itself included, as a subquery of their ids."""
    return Standing.objects.filter(root=source).values("source")


def families(asked: QuerySet[Source]) -> QuerySet[Standing, Any]:
    """Whatever counts as the same as one of those asked for, whichever of them was named."""
    roots = Standing.objects.filter(source__in=asked).values("root")
    return Standing.objects.filter(root__in=roots).values("source")


def listed_sources() -> QuerySet[Source]:
    """Sources with the number of their claims, those with most first; no merged ones."""
    said = Q(counted__source__claims__article_text__is_current=True) & ~Q(
        counted__source__claims__status=Claim.Status.REJECTED
    )
    return (
        Source.objects.filter(standing__root=F("pk"))
        .annotate(claim_count=Count("counted__source__claims", said))
        .order_by("-claim_count", "label_en")
    )


def named(words: str) -> Q:
    """Sources with these words in a label or a name, of their own or of what was merged."""
    found = Q()
    for field in ("label_en", "label_zh", "names__name"):
        rows = Standing.objects.filter(**{f"source__{field}__icontains": words})
        found |= Q(pk__in=rows.values("root"))
    return found


def publishers_citing(source: Source) -> QuerySet[Publisher]:
    """Publishers with claims of the source, and how many, most first."""
    claims = Q(
        articles__texts__is_current=True, articles__texts__claims__source__in=family(source)
    ) & ~Q(articles__texts__claims__status=Claim.Status.REJECTED)
    return (
        Publisher.objects.filter(claims)
        .annotate(claim_count=Count("articles__texts__claims", claims, distinct=True))
        .order_by("-claim_count", "name")
    )


def cited_as(source: Source) -> list[Cited]:
    """How current texts name and describe the source, the earliest first."""
    rows = (
        Claim.objects.filter(CURRENT, source__in=family(source))
        .values_list("speaker_name", "speaker_name_latin", "speaker_role", "speaker_affiliation")
        .annotate(
            said=Count("pk"),
            first=Min("article_text__published_on"),
            last=Max("article_text__published_on"),
        )
        .order_by(F("first").asc(nulls_last=True), "-said")
    )
    return [Cited(*row) for row in rows[:CITED_AT_MOST]]


def names_of(source: Source) -> list[tuple[str, str]]:
    """Its other names with their languages, and those of what was merged into it, each once."""
    kept = SourceName.objects.filter(source__in=family(source)).values_list("name", "language")
    merged = Source.objects.filter(pk__in=family(source)).exclude(pk=source.pk)
    labels = merged.values_list("label_en", "label_zh")
    known = {source.label_en, source.label_zh}
    found = dict(kept)
    for pair in labels:
        for label, language in zip(pair, READ_IN, strict=True):
            found.setdefault(label, language)
    return [pair for pair in found.items() if pair[0] not in known]


def offices_of(source: Source) -> QuerySet[SourceOffice]:
    """What it was, for whom, from when to when, as editors have it."""
    return SourceOffice.objects.filter(source__in=family(source))


def counts_of(source: Source) -> tuple[int, int]:
    """In how many claims and how many articles it is cited."""
    found = Claim.objects.filter(CURRENT, source__in=family(source)).aggregate(
        claims=Count("pk"), articles=Count("article_text__article", distinct=True)
    )
    return found["claims"], found["articles"]


def merged_into(source: Source) -> QuerySet[SourceMerge]:
    """The standing merges by which others count as this source."""
    return SourceMerge.objects.filter(
        judgement=SourceMerge.Judgement.POSITIVE, merged__standing__root=source
    ).select_related("kept", "merged", "judged_by")


def merges_waiting() -> QuerySet[SourceMerge]:
    """Suggestions that nobody has ruled on, the surest first; none of what is one already."""
    return (
        SourceMerge.objects.filter(judgement="", score__isnull=False)
        .exclude(kept__standing__root=F("merged__standing__root"))
        .select_related("kept__standing__root", "merged__standing__root")
    )


def suggestions_for(source: Source) -> QuerySet[SourceMerge]:
    """Suggested merges with another source, of this one or of what was merged into it."""
    ours = family(source)
    return merges_waiting().filter(Q(kept__in=ours) | Q(merged__in=ours))
