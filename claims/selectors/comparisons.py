"""Comparisons as their page, their downloads and their releases show them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Prefetch, Q

from articles.selectors import reprint_families, standing_reprints
from claims.comparing import (
    ComparisonView,
    Copies,
    Difference,
    Figure,
    Party,
    Row,
    Scope,
    Wording,
    assemble,
)
from claims.models import (
    Claim,
    ClaimSpan,
    Comparison,
    Entry,
    Link,
    Quantity,
    Source,
    TimeExpression,
)
from claims.models.claim import Mention
from claims.normalising.places import place_label
from claims.selectors.days import said_on

SAID = TimeExpression.Relation.SAID
# Of each claim the parties it came through, from the outermost to the origin.
Chains = Mapping[int, tuple[Party, ...]]


def comparison_view(comparison: Comparison) -> ComparisonView:
    """One comparison, complete in itself; `claims.comparing.as_json` makes plain JSON of it."""
    return comparison_views([comparison])[0]


def comparison_views(comparisons: Sequence[Comparison]) -> list[ComparisonView]:
    """Several at once, in a fixed number of queries."""
    entries = list(_entries(comparisons))
    chains = _chains(entries)
    joined, parted = _rulings({entry.claim_id for entry in entries})
    copies = _copies({entry.claim.article_text.article_id for entry in entries})
    return [
        assemble(
            slug=comparison.slug,
            question=Wording(comparison.question_en, comparison.question_zh),
            scope=scope_of(comparison),
            rows=[_row(e, chains) for e in entries if e.comparison_id == comparison.pk],
            joined=joined,
            parted=parted,
            copies=copies,
        )
        for comparison in comparisons
    ]


def scope_of(comparison: Comparison) -> Scope:
    return Scope(
        kind=comparison.kind,
        dimension=comparison.dimension,
        unit=comparison.unit,
        places=tuple(
            (place, Wording(place_label(place, "en"), place_label(place, "zh-Hans")))
            for place in comparison.places
        ),
        population=Wording(comparison.population_en, comparison.population_zh),
        begin=comparison.begin,
        finish=comparison.finish,
        as_of_rule=comparison.as_of_rule,
        method=Wording(comparison.method_en, comparison.method_zh),
    )


def figure_of(quantity: Quantity, as_of: date | None = None) -> Figure:
    """A stored quantity as comparing sees it."""
    return Figure(
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        approximate=quantity.approximate,
        change=bool(quantity.change),
        direction=quantity.change,
        modality=quantity.modality,
        polarity=quantity.polarity,
        unit=quantity.unit,
        dimension=quantity.dimension,
        as_of=as_of,
    )


def party_of(source: Source | None) -> Party:
    """A source as it stands in a chain: what it counts as, or without a key where it is unknown."""
    if source is None:
        return Party("", "", Wording("", ""), Source.Anonymity.UNNAMED.value)
    source = source.counts_as
    label = Wording(source.label_en, source.label_zh)
    return Party(
        source.key,
        source.slug,
        label,
        source.anonymity,
        source.kind,
        source.is_party,
        source.affiliation_id,
    )


def _entries(comparisons: Sequence[Comparison]) -> Iterable[Entry]:
    return (
        Entry.objects.filter(comparison__in=comparisons)
        .exclude(claim__status=Claim.Status.REJECTED)
        .select_related(
            "quantity",
            "claim__article_text__article__publisher__owner_group",
            "claim__article_text__wire_service",
        )
        .defer("claim__article_text__text")
        .prefetch_related(
            Prefetch("claim__spans", ClaimSpan.objects.filter(part=ClaimSpan.Part.CONTENT)),
            Prefetch("claim__times", TimeExpression.objects.filter(relation=SAID)),
            "scope_differences",
        )
    )


def _chains(entries: Sequence[Entry]) -> Chains:
    """Walked over all claims of the texts, so that no step takes a query."""
    claims = Claim.objects.filter(article_text__in={e.claim.article_text_id for e in entries})
    around = {pk: (parent, by) for pk, parent, by in claims.values_list("pk", "parent", "source")}
    steps = {entry.claim_id: _steps(entry.claim_id, around) for entry in entries}
    named = {source for chain in steps.values() for source in chain if source}
    sources = Source.objects.select_related("standing__root").in_bulk(named)
    parties = {pk: party_of(source) for pk, source in sources.items()}
    unknown = party_of(None)
    return {
        claim: tuple(parties[source] if source else unknown for source in chain)
        for claim, chain in steps.items()
    }


def _steps(claim: int, around: Mapping[int, tuple[int | None, int | None]]) -> list[int | None]:
    """Sources, outermost first. A ring of parents, which no constraint forbids, is cut where it
    closes."""
    sources: list[int | None] = []
    seen: set[int] = set()
    step: int | None = claim
    while step is not None and step not in seen and step in around:
        seen.add(step)
        step, source = around[step]
        sources.append(source)
    return sources[::-1]


def _rulings(claims: set[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What editors have said about the origins of these claims: pairs joined, pairs parted."""
    standing = Link.objects.filter(
        Q(first__in=claims) & Q(second__in=claims),
        relation=Link.Relation.REPEATS,
        undone_at=None,
    ).values_list("judgement", "first_id", "second_id")
    by_judgement: dict[str, list[tuple[int, int]]] = {"positive": [], "negative": [], "unsure": []}
    for judgement, first, second in standing:
        by_judgement[judgement].append((first, second))
    return by_judgement["positive"], by_judgement["negative"]


def _copies(articles: set[int]) -> Copies:
    """Which of the articles are copies of one text. One query more where there are none."""
    families = reprint_families(articles)
    pairs = standing_reprints(families) if families else []
    return Copies(families, {(row.first_id, row.second_id): (row.kind, row.score) for row in pairs})


def _row(entry: Entry, chains: Chains) -> Row:
    claim, quantity, text = entry.claim, entry.quantity, entry.claim.article_text
    publisher = text.article.publisher
    owner = publisher.owner_group if publisher else None
    words: list[Mention] = list(claim.spans.all())
    if quantity and not words:
        words = [quantity]
    return Row(
        entry=entry.pk,
        claim=claim.pk,
        article=text.article_id,
        article_title=text.title,
        article_language=text.language,
        text_sha256=text.sha256,
        publisher=publisher.name if publisher else "",
        owner=owner.name if owner else "",
        wire=text.wire_service.name if text.wire_service else "",
        published_on=text.published_on,
        as_of=entry.as_of,
        said_on=said_on(claim),
        figure=figure_of(quantity, entry.as_of) if quantity else None,
        position=entry.position,
        differences=tuple(
            Difference(difference.kind, Wording(difference.words_en, difference.words_zh))
            for difference in entry.scope_differences.all()
        ),
        chain=chains[claim.pk],
        headline=Wording(claim.headline_en, claim.headline_zh),
        kind=claim.kind,
        status=claim.status,
        reviewed=claim.reviewed_at is not None,
        quote=" … ".join(span.quote for span in words),
        quantity_quote=quantity.quote if quantity else "",
        start=words[0].start if words else claim.position,
        end=words[-1].end if words else claim.position,
        note=entry.note,
        earlier_version=None if text.is_current else text.version,
    )
