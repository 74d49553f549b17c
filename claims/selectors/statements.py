"""Claims as the scorer of links sees them, hundreds at a time in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Prefetch

from articles.models import ArticleText
from articles.selectors import reprint_families
from articles.spans import Span
from claims.linking import Counted, Statement, find_scopes, scopes_of
from claims.models import Claim, ClaimSpan, Comparison, Quantity, Source, TimeExpression
from claims.normalising.places import find_nations, find_places
from claims.selectors.comparisons import figure_of
from claims.selectors.days import as_of_by_rule, days_of_figure, days_of_saying

# Between the pieces of a content, as `claims.services.storing.content_words` has it.
GAP = " … "
SENTENCE_ENDS = "。！？!?\n"
STEPS_OUT = 8  # of a chain; a ring of parents, which no constraint forbids, ends here too


def statements(claim_ids: Collection[int]) -> dict[int, Statement]:
    """Claim → what the scorer needs of it; a claim without content spans is not in it."""
    rows = list(
        Claim.objects.filter(pk__in=claim_ids)
        .order_by()
        .only(*_COLUMNS)
        .prefetch_related(
            Prefetch("quantities", Quantity.objects.order_by("start")),
            Prefetch("times", TimeExpression.objects.order_by("start")),
        )
    )
    _with_texts(rows)
    spans = _spans(claim_ids)
    reporters = _reporters(rows)
    families = reprint_families({row.article_text.article_id for row in rows})
    return {
        row.pk: _statement(row, spans[row.pk], reporters, families)
        for row in rows
        if row.pk in spans
    }


_WHO = ("source__standing__root__key", "source__standing__root__anonymity")
_COLUMNS = ("article_text", "position", "parent", "source", "modality", "polarity")


def _with_texts(rows: Iterable[Claim]) -> None:
    """One text for all of its claims: it is long."""
    wanted = {row.article_text_id for row in rows}
    texts = (
        ArticleText.objects.select_related("article__publisher")
        .only(*_OF_TEXT, "article__publisher__owner_group")
        .in_bulk(wanted)
    )
    for row in rows:
        row.article_text = texts[row.article_text_id]


_OF_TEXT = ("title", "language", "published_on", "text")


def _spans(claim_ids: Collection[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = ClaimSpan.objects.filter(claim__in=claim_ids, part=ClaimSpan.Part.CONTENT)
    for claim, start, end in rows.order_by("start").values_list("claim", "start", "end"):
        found[claim].append(Span(start, end))
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
    spans: Sequence[Span],
    reporters: Mapping[int, tuple[int | None, str]],
    families: Mapping[int, int],
) -> Statement:
    text = row.article_text
    publisher = text.article.publisher
    content = GAP.join(text.text[start:end] for start, end in spans)
    begin, finish = days_of_saying(row)
    within, chain = _chain(row.pk, reporters)
    return Statement(
        claim=row.pk,
        article=text.article_id,
        content=content,
        language=text.language,
        publisher=publisher.pk if publisher else None,
        owner=publisher.owner_group_id if publisher else None,
        family=families.get(text.article_id),
        chain=chain,
        within=within,
        figures=_figures(row, content, spans),
        places=_places(content, text.language),
        around=_places(_around(text, spans), text.language),
        begin=begin,
        finish=finish,
        modality=row.modality,
        polarity=row.polarity,
    )


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


def _figures(row: Claim, content: str, spans: Sequence[Span]) -> tuple[Counted, ...]:
    language, quantities = row.article_text.language, list(row.quantities.all())
    places = [_place_in(spans, quantity) for quantity in quantities]
    differences = scopes_of(
        [place or Span(0, 0) for place in places],
        find_scopes(content, language),
        content,
        language,
    )
    return tuple(
        Counted(
            quantity=quantity.pk,
            figure=figure_of(quantity, as_of_by_rule(Comparison.AsOf.ABOUT, row, quantity)),
            days=days_of_figure(row, quantity),
            nations=find_nations(quantity.counted or quantity.quote, language),
            differences=said,
        )
        for quantity, said in zip(quantities, differences, strict=True)
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


def _around(text: ArticleText, spans: Sequence[Span]) -> str:
    """The sentence that a content stands in, and the title."""
    first, last = spans[0].start, spans[-1].end
    begin = max(text.text.rfind(mark, 0, first) for mark in SENTENCE_ENDS) + 1
    ends = [place for mark in SENTENCE_ENDS if (place := text.text.find(mark, last)) >= 0]
    return f"{text.title}\n{text.text[begin : min(ends, default=len(text.text))]}"
