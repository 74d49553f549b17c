"""How a list of finds shows each of them."""

from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from django.utils.translation import ngettext

from articles.models import ArticleText
from claims.models import Annotation, Claim, Source
from claims.searching import Piece, Query, highlight, snippet


@dataclass(frozen=True)
class Find:
    """One find; what was asked for is marked in its title and in its words."""

    url: str
    title: list[Piece]
    words: list[Piece]
    title_language: str = ""
    language: str = ""
    publisher: str = ""
    day: date | None = None
    note: str = ""
    is_rejected: bool = False
    is_anonymous: bool = False
    where: tuple[str, str] | None = None  # address and title of the article


@singledispatch
def shown(thing: object, query: Query) -> Find:
    raise TypeError(type(thing))


@shown.register
def _claim(claim: Claim, query: Query) -> Find:
    text = claim.article_text
    quoted = " … ".join(span.quote for span in claim.contents)  # type: ignore[attr-defined]
    title, said = highlight(claim.headline, query), snippet(quoted, query)
    if not _has_hit([*title, *said]):
        # It may have been found by its headline in the other language.
        headlines = (claim.headline_en, claim.headline_zh)
        others = (highlight(other, query) for other in headlines)
        said = next((other for other in others if _has_hit(other)), said)
    return Find(
        url=claim.get_absolute_url(),
        title=title,
        words=said,
        language=text.language,
        publisher=_publisher(text),
        day=text.published_on,
        is_rejected=claim.status == Claim.Status.REJECTED,
        where=(f"{text.article.get_absolute_url()}#claim-{claim.pk}", text.title),
    )


@shown.register
def _article(text: ArticleText, query: Query) -> Find:
    # The text begins with its title.
    body = text.text.removeprefix(text.title).lstrip("\n")
    return Find(
        url=text.article.get_absolute_url(),
        title=highlight(text.title, query),
        words=snippet(body, query),
        title_language=text.language,
        language=text.language,
        publisher=_publisher(text),
        day=text.published_on,
    )


@shown.register
def _source(source: Source, query: Query) -> Find:
    count = source.claim_count  # type: ignore[attr-defined]
    claims = ngettext("%(n)s claim", "%(n)s claims", count) % {"n": count}
    other = source.label_en if source.label == source.label_zh else source.label_zh
    return Find(
        url=source.get_absolute_url(),
        title=highlight(source.label, query),
        words=highlight(other, query) if other != source.label else [],
        note=f"{source.get_kind_display()} · {claims}",
        is_anonymous=source.anonymity != Source.Anonymity.NAMED,
    )


@shown.register
def _annotation(note: Annotation, query: Query) -> Find:
    on = note.claim or note.article_text
    assert on
    url = on.get_absolute_url() if isinstance(on, Claim) else on.article.get_absolute_url()
    return Find(
        url=url,
        title=[Piece(str(on), False)],
        words=snippet(note.body, query),
        note=note.author.get_full_name() or note.author.get_username(),
        day=note.created_at.date(),
    )


def _publisher(text: ArticleText) -> str:
    return text.article.publisher.name if text.article.publisher else ""


def _has_hit(pieces: list[Piece]) -> bool:
    return any(piece.is_hit for piece in pieces)
