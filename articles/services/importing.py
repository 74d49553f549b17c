"""One original in, at most one new article text out, and never half of it."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from articles.models import Article, ArticleText, ImportItem, Original, Publisher
from articles.reading import READER_VERSION, ReadArticle, read
from articles.selectors import text_of_bytes, text_of_words
from articles.services.deferring import defer_tasks
from articles.services.publishers import publisher_get_or_create

Outcome = ImportItem.Outcome


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to; `article_text` is the text that now holds what was handed in."""

    outcome: Outcome
    article_text: ArticleText
    reason: str = ""


def import_original(*, data: bytes, name: str = "", url: str = "") -> ImportResult:
    """Store an article with its original, and defer the jobs that await its text.

    The same bytes, or the same words at the same canonical address (without an address: from the
    same publisher), change nothing. Other words at a known address are a new version.

    Raises UnreadableArticle where the bytes hold no article, ValidationError where what was read
    does not fit the store.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if known := text_of_bytes(sha256):
        return ImportResult(Outcome.UNCHANGED, known, "the same bytes")
    article = read(data, name=name, url=url)
    original = Original(sha256=sha256, compressed=zlib.compress(data), size=len(data), name=name)
    with transaction.atomic():
        return _store(original, article)


def _store(original: Original, read_article: ReadArticle) -> ImportResult:
    """Find out under lock whether it is known; two imports of one thing come one after another."""
    _lock(f"bytes {original.sha256}")
    if known := text_of_bytes(original.sha256):
        return ImportResult(Outcome.UNCHANGED, known, "the same bytes")
    publisher = publisher_get_or_create(name=read_article.publisher, url=read_article.url)
    words = hashlib.sha256(read_article.text.encode()).hexdigest()
    _lock(f"article {read_article.url or (publisher and publisher.pk, words)}")
    if not read_article.url:
        if known := text_of_words(words, publisher):
            return ImportResult(Outcome.UNCHANGED, known, "the same text from the same publisher")
        return _add_text(_add_article(None, publisher), original, read_article, words)
    article = (
        Article.objects.select_for_update(of=("self",))
        .filter(canonical_url=read_article.url)
        .first()
    )
    if article is None:
        article = _add_article(read_article.url, publisher)
        return _add_text(article, original, read_article, words)
    current = article.texts.get(is_current=True)
    if current.sha256 == words:
        return ImportResult(Outcome.UNCHANGED, current, "the same text at the same address")
    return _add_text(article, original, read_article, words, previous=current)


def _lock(identity: str) -> None:
    """Hold `identity` until the transaction ends; a row that is not yet there cannot be locked."""
    key = int.from_bytes(hashlib.sha256(identity.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _add_article(url: str | None, publisher: Publisher | None) -> Article:
    article = Article(canonical_url=url, publisher=publisher)
    article.full_clean()
    article.save()
    return article


def _add_text(
    article: Article,
    original: Original,
    read_article: ReadArticle,
    words: str,
    previous: ArticleText | None = None,
) -> ImportResult:
    original.full_clean()
    original.save()
    if previous:
        ArticleText.objects.filter(pk=previous.pk).update(is_current=False)
    published_on, published_at = _publication(read_article.published)
    text = ArticleText(
        article=article,
        original=original,
        version=previous.version + 1 if previous else 1,
        # The whole title stands in the text; these columns are for lists.
        title=read_article.title[:1000],
        byline=(read_article.byline or "")[:500],
        language=read_article.language,
        published_on=published_on,
        published_at=published_at,
        text=read_article.text,
        sha256=words,
        format=read_article.format,
        reader_version=READER_VERSION,
    )
    text.full_clean()
    text.save()
    defer_tasks(text)
    return ImportResult(Outcome.NEW_VERSION if previous else Outcome.IMPORTED, text)


def _publication(published: datetime | date | None) -> tuple[date | None, datetime | None]:
    """The publisher's own calendar date, and the moment where it is known."""
    if isinstance(published, datetime):
        return published.date(), published
    return published, None
