"""From texts to attributions: the one way through the stages."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from articles.spans import Span
from claims.extraction.assembly import assemble
from claims.extraction.attribution import ArticleInput, Attribution, Draft
from claims.extraction.chain import Places, in_order, parents
from claims.extraction.dating import said_times
from claims.extraction.evidence import evidence_for
from claims.extraction.kinds import kind_of
from claims.extraction.language import language_of, supports
from claims.extraction.mending import mended
from claims.extraction.modalities import with_modality
from claims.extraction.tagger import Tagger, shipped_tagger
from claims.normalising.quantities import Quantity, find_quantities
from claims.normalising.sources import read_speakers
from claims.normalising.times import TimeExpression, find_times

ENGINE_VERSION = "2.0"

Found = TypeVar("Found", Quantity, TimeExpression)


def extract(
    text: str,
    *,
    language: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
) -> list[Attribution]:
    """The attributions of one article text, in reading order, parents before children.

    Every span is in code points of `text`, whose first line is the title. `language` is guessed
    where it is None; a text in a language that the engine does not read has no attributions.
    `published` anchors the time expressions.
    """
    return extract_batch([ArticleInput(text, language, published, publisher)])[0]


def extract_batch(
    articles: Sequence[ArticleInput], *, tagger: Tagger | None = None
) -> list[list[Attribution]]:
    """As `extract`, for many articles at once: faster, with the same answers."""
    languages = [language_of(article) for article in articles]
    read = [n for n, language in enumerate(languages) if supports(language)]
    drafts = find_drafts(
        [articles[n] for n in read], [languages[n] for n in read], tagger or shipped_tagger()
    )
    attributions: list[list[Attribution]] = [[] for _ in articles]
    for n, found in zip(read, drafts, strict=True):
        attributions[n] = _attributions(articles[n], languages[n], found)
    return attributions


def find_drafts(
    articles: Sequence[ArticleInput], languages: Sequence[str], tagger: Tagger
) -> Iterator[list[Draft]]:
    """Where the attributions stand, article by article, before anything is normalised."""
    windows = [tagger.windows(article.text) for article in articles]
    tagged = tagger.tag([window for group in windows for window in group])
    for article, language, group in zip(articles, languages, windows, strict=True):
        drafts: dict[object, Draft] = {}
        for _ in group:
            for draft in assemble(next(tagged), tagger.linker, article.text, language):
                drafts.setdefault((draft.source, draft.cue, draft.content), draft)
        yield in_order(mended(list(drafts.values()), article.text, language))


def _attributions(article: ArticleInput, language: str, drafts: list[Draft]) -> list[Attribution]:
    text = article.text
    above = parents(drafts)
    names = _names(above)
    quantities = _innermost(drafts, find_quantities(text, language) if drafts else [])
    times: list[list[TimeExpression]] = [[] for _ in drafts]
    said: list[list[TimeExpression]] = [[] for _ in drafts]
    if article.published and drafts:
        found = find_times(text, language, article.published)
        times, said = _innermost(drafts, found), said_times(drafts, found, text)
    sources = [draft.source for draft in drafts]
    readings = read_speakers(text, sources, language, published=article.published)
    attributions = [
        Attribution(
            id=names[n],
            parent=None if (parent := above[n]) is None else names[parent],
            kind=kind_of(text, draft.content),
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            speaker=readings[n].speaker,
            quantities=tuple(quantities[n]),
            times=tuple(times[n]),
            confidence=draft.confidence,
            said=tuple(said[n]),
            evidence=evidence_for(text, draft, readings[n], quantities[n], times[n], said[n]),
        )
        for n, draft in enumerate(drafts)
    ]
    put = [with_modality(attribution, text, language) for attribution in attributions]
    return sorted(put, key=lambda a: int(a.id[1:]))


def _names(above: Sequence[int | None]) -> list[str]:
    """Ids a1, a2 … in reading order, except that a parent comes before its children."""
    place: dict[int, int] = {}

    def visit(n: int) -> None:
        parent = above[n]
        if parent is not None and parent not in place:
            visit(parent)
        place.setdefault(n, len(place) + 1)

    for n in range(len(above)):
        visit(n)
    return [f"a{place[n]}" for n in range(len(above))]


def _innermost(drafts: Sequence[Draft], mentions: Sequence[Found]) -> list[list[Found]]:
    """Each mention on the innermost draft whose content holds it; others are left out."""
    of_draft: list[list[Found]] = [[] for _ in drafts]
    places = Places(drafts)
    for mention in mentions:
        around = places.around(Span(mention.start, mention.end))
        if around:
            inner = min(around, key=lambda n: (drafts[n].size, -n))
            of_draft[inner].append(mention)
    return of_draft
