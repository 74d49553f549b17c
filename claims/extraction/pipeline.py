"""From texts to attributions: the one way through the stages."""

from collections.abc import Iterator, Sequence
from datetime import date

from claims.extraction.assembly import assemble
from claims.extraction.attribution import ArticleInput, Attribution, Draft
from claims.extraction.chain import in_order
from claims.extraction.language import language_of, supports
from claims.extraction.mending import mended
from claims.extraction.reading import Reader
from claims.extraction.tagger import Tagger, shipped_tagger

ENGINE_VERSION = "2.0"


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
    reader = Reader(article, language, drafts)
    found = [reader.attribution(n) for n in range(len(drafts))]
    return sorted(found, key=lambda a: int(a.id[1:]))
