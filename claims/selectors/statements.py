"""Claims as the scorer of links sees them, hundreds at a time in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from articles.models import ArticleText
from articles.selectors import reprint_families
from articles.spans import Span
from claims.linking import Counted, Statement, find_scopes, scopes_of
from claims.models import Claim, ClaimSpan, Quantity, Source, TimeExpression
from claims.normalising.places import find_nations, find_places
from claims.selectors.comparisons import figure_of

# What a claim says of days further from its own than this, it says of the past or the future.
ANOTHER_TIME = timedelta(days=31)
# Between the pieces of a content, as `claims.services.storing.content_words` has it.
GAP = " … "
SENTENCE_ENDS = "。！？!?\n"
STEPS_OUT = 8  # of a chain; a ring of parents, which no constraint forbids, ends here too


class _Text(NamedTuple):
    article: int
    title: str
    language: str
    published_on: date | None
    publisher: int | None
    owner: int | None
    text: str


@dataclass
class _Parts:
    """The rows that belong to one claim."""

    spans: list[Span] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[tuple[str, date, date]] = field(default_factory=list)


def statements(claim_ids: Collection[int]) -> dict[int, Statement]:
    """Claim → what the scorer needs of it; a claim without content spans is not in it."""
    rows = list(Claim.objects.filter(pk__in=claim_ids).order_by().only(*_COLUMNS))
    texts = _texts({row.article_text_id for row in rows})
    parts = _parts(claim_ids)
    reporters = _reporters(rows)
    families = reprint_families({text.article for text in texts.values()})
    return {
        row.pk: _statement(row, texts[row.article_text_id], parts[row.pk], reporters, families)
        for row in rows
        if parts[row.pk].spans
    }


_WHO = ("source__standing__root__key", "source__standing__root__anonymity")
_COLUMNS = ("article_text", "parent", "source", "modality", "polarity")


def _texts(ids: Collection[int]) -> dict[int, _Text]:
    rows = ArticleText.objects.filter(pk__in=ids).values_list(
        "pk",
        "article",
        "title",
        "language",
        "published_on",
        "article__publisher",
        "article__publisher__owner_group",
        "text",
    )
    return {row[0]: _Text(*row[1:]) for row in rows}


def _parts(claim_ids: Collection[int]) -> dict[int, _Parts]:
    found: dict[int, _Parts] = defaultdict(_Parts)
    spans = ClaimSpan.objects.filter(claim__in=claim_ids, part=ClaimSpan.Part.CONTENT)
    for claim, start, end in spans.order_by("start").values_list("claim", "start", "end"):
        found[claim].spans.append(Span(start, end))
    for quantity in Quantity.objects.filter(claim__in=claim_ids).order_by("start"):
        found[quantity.claim_id].quantities.append(quantity)
    times = TimeExpression.objects.filter(claim__in=claim_ids).order_by("start")
    for claim, relation, begin, finish in times.values_list("claim", "relation", "begin", "finish"):
        found[claim].times.append((relation, begin, finish))
    return found


def _reporters(rows: Iterable[Claim]) -> dict[int, tuple[int | None, str]]:
    """Claim → its parent and the key of what its source counts as; of what reports them, too."""
    known: dict[int, tuple[int | None, str]] = {}
    wanted = {row.pk for row in rows}
    for _step in range(STEPS_OUT):
        if not wanted:
            break
        found = Claim.objects.filter(pk__in=wanted).order_by()
        for pk, parent, key, anonymity in found.values_list("pk", "parent", *_WHO):
            # Who is only called "sources" may be anybody.
            known[pk] = (parent, "" if anonymity == Source.Anonymity.UNNAMED else key or "")
        wanted = {parent for parent, _key in known.values() if parent} - known.keys()
    return known


def _statement(
    row: Claim,
    text: _Text,
    parts: _Parts,
    reporters: Mapping[int, tuple[int | None, str]],
    families: Mapping[int, int],
) -> Statement:
    content = GAP.join(text.text[start:end] for start, end in parts.spans)
    begin, finish = period(parts.times, text.published_on)
    within, chain = _chain(row.pk, reporters)
    return Statement(
        claim=row.pk,
        article=text.article,
        content=content,
        language=text.language,
        publisher=text.publisher,
        owner=text.owner,
        family=families.get(text.article),
        chain=chain,
        within=within,
        figures=_figures(content, text.language, parts, begin),
        places=_places(content, text.language),
        around=_places(_around(text, parts.spans), text.language),
        begin=begin,
        finish=finish,
        modality=row.modality,
        polarity=row.polarity,
    )


def period(
    times: Sequence[tuple[str, date, date]], published_on: date | None
) -> tuple[date | None, date | None]:
    """The days that a claim is about: of the past or the future if it says so, else the day on
    which it was said, else the one of its publication; None where none of them is known."""
    about = [(begin, finish) for relation, begin, finish in times if relation == "content"]
    said = [(begin, finish) for relation, begin, finish in times if relation == "said"]
    anchor = said[0] if said else (published_on, published_on)
    if about and (anchor[0] is None or anchor[1] is None):
        return about[0]
    for begin, finish in about:
        assert anchor[0]
        assert anchor[1]
        if finish < anchor[0] - ANOTHER_TIME or begin > anchor[1] + ANOTHER_TIME:
            return begin, finish
    return anchor


def _chain(
    claim: int, reporters: Mapping[int, tuple[int | None, str]]
) -> tuple[frozenset[int], tuple[str, ...]]:
    """The claims that report it, and the keys of all their sources, outermost first."""
    keys: list[str] = []
    seen: list[int] = []
    step: int | None = claim
    while step is not None and step not in seen and step in reporters:
        seen.append(step)
        step, key = reporters[step]
        keys.append(key)
    return frozenset(seen[1:]), tuple(reversed(keys))


def _figures(content: str, language: str, parts: _Parts, as_of: date | None) -> tuple[Counted, ...]:
    places = [_place_in(parts.spans, quantity) for quantity in parts.quantities]
    differences = scopes_of(
        [place or Span(0, 0) for place in places], find_scopes(content, language), content
    )
    return tuple(
        Counted(
            quantity=quantity.pk,
            figure=figure_of(quantity, as_of),
            nations=find_nations(quantity.counted or quantity.quote, language),
            differences=said,
        )
        for quantity, said in zip(parts.quantities, differences, strict=True)
    )


def _place_in(spans: Sequence[Span], quantity: Quantity) -> Span | None:
    """Where a quantity stands in the content, whose pieces are joined by a gap."""
    offset = 0
    for start, end in spans:
        if start <= quantity.start < end:
            begin = offset + quantity.start - start
            return Span(begin, begin + quantity.end - quantity.start)
        offset += end - start + len(GAP)
    return None


def _places(words: str, language: str) -> frozenset[str]:
    return frozenset(place.id for place in find_places(words, language))


def _around(text: _Text, spans: Sequence[Span]) -> str:
    """The sentence that a content stands in, and the title."""
    first, last = spans[0].start, spans[-1].end
    begin = max(text.text.rfind(mark, 0, first) for mark in SENTENCE_ENDS) + 1
    ends = [place for mark in SENTENCE_ENDS if (place := text.text.find(mark, last)) >= 0]
    return f"{text.title}\n{text.text[begin : min(ends, default=len(text.text))]}"
