"""One original in, at most one new article text out, and never half of it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from articles.addresses import address_key
from articles.models import Article, ArticleText, ImportItem, Original, Publisher
from articles.reading import READER_VERSION, ReadArticle, read
from articles.selectors import text_of_bytes, text_of_words
from articles.services.deferring import defer_tasks
from articles.services.originals import Arrival, original_keep
from articles.services.publishers import publisher_get_or_create

Outcome = ImportItem.Outcome
LONGEST = 2000  # characters, as the columns are wide and an index can take


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to; `article_text` is the text that now holds what was handed in."""

    outcome: Outcome
    article_text: ArticleText
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of an article besides its bytes.

    `publishers` are names that count, in their order, where the article itself has none;
    `seen_at` is when it was fetched, if it was fetched just now.
    """

    name: str = ""
    url: str = ""
    publishers: tuple[str, ...] = ()
    seen_at: datetime | None = None


@transaction.atomic
def import_original(*, data: bytes, name: str = "", url: str = "") -> ImportResult:
    """Store bytes and the article in them. Raises what `article_import` raises, and keeps nothing
    then."""
    original = original_keep(Arrival(data, name=name, url=url))
    return article_import(original=original, data=data, about=Circumstances(name=name, url=url))


@transaction.atomic
def article_import(*, original: Original, data: bytes, about: Circumstances) -> ImportResult:
    """Store the article in an original, and defer the jobs that await its text.

    The same bytes, or the same words at the same address, change nothing; other words at a known
    address are a new version; the same words at another address or none are a duplicate, if they
    are of the same publisher or of none that is known.

    Raises UnreadableArticle where the bytes hold no article, ValidationError where what was read
    does not fit the store.
    """
    if known := _of_bytes(original, about):
        return known
    article = read(data, name=about.name, url=about.url, encoding=original.encoding or None)
    named = next(filter(None, (article.publisher, *about.publishers)), None)
    url = next(filter(_is_address, (article.url, about.url)), None)
    publisher = publisher_get_or_create(name=named, url=url)
    wire = publisher_get_or_create(name=article.wire, url=None) if article.wire else None
    words = hashlib.sha256(article.text.encode()).hexdigest()
    key = address_key(url or "")
    # From here on, two imports of the same words or the same address come one after the other.
    _lock(f"words {words}", f"address {key}" if key else "")
    return (
        _of_bytes(original, about)
        or _of_address(key, words, about)
        or _of_words(key, words, publisher)
        or _stored(article, original, words, url, publisher, wire)
    )


def _is_address(url: str | None) -> bool:
    """What a page gives as its address may be anything; what is none is left out."""
    if not url or len(url) > LONGEST or not url.isprintable() or " " in url:
        return False
    return 0 < len(address_key(url)) <= LONGEST


def _lock(*identities: str) -> None:
    """Hold them until the transaction ends; a row that is not yet there cannot be locked."""
    for identity in filter(None, identities):
        key = int.from_bytes(hashlib.sha256(identity.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _of_bytes(original: Original, about: Circumstances) -> ImportResult | None:
    text = text_of_bytes(original)
    if text is None or _came_back(text, about.seen_at):
        return None
    return ImportResult(Outcome.UNCHANGED, text, "the same bytes")


def _of_address(key: str, words: str, about: Circumstances) -> ImportResult | None:
    """Unchanged, if a version at this address says the same."""
    if not key:
        return None
    texts = ArticleText.objects.filter(article__address_key=key, sha256=words)
    text = texts.order_by("-version").first()
    if text is None or _came_back(text, about.seen_at):
        return None
    reason = "the same text at the same address"
    return ImportResult(
        Outcome.UNCHANGED, text, reason if text.is_current else f"{reason}, version {text.version}"
    )


def _came_back(text: ArticleText, seen_at: datetime | None) -> bool:
    """Whether the page was seen to say again what it said before a later version."""
    if text.is_current or seen_at is None:
        return False
    current = text.article.texts.select_related("original").defer("original__compressed", "text")
    now = current.get(is_current=True)
    return seen_at > (now.original.fetched_at or now.created_at)


def _of_words(key: str, words: str, publisher: Publisher | None) -> ImportResult | None:
    """A duplicate, unless the address is known: what stands there now is a version of its own."""
    if key and Article.objects.filter(address_key=key).exists():
        return None
    text = text_of_words(words, publisher)
    if text is None:
        return None
    where = text.article.canonical_url or "an article without an address"
    return ImportResult(Outcome.DUPLICATE, text, f"the same text as “{text.title}”, {where}")


def _stored(
    read_article: ReadArticle,
    original: Original,
    words: str,
    url: str | None,
    publisher: Publisher | None,
    wire: Publisher | None,
) -> ImportResult:
    key = address_key(url or "")
    # Under lock too: others look at which of its texts is the current one.
    articles = Article.objects.select_for_update()
    article = articles.filter(address_key=key).first() if key else None
    previous = article.texts.order_by("-version").only("version").first() if article else None
    if article is None:
        article = Article(canonical_url=url, publisher=publisher)
        article.save()
    article.texts.filter(is_current=True).update(is_current=False)
    text = _text(read_article)
    text.article, text.original, text.sha256 = article, original, words
    text.version = previous.version + 1 if previous else 1
    # A publisher needs no agency to print its own.
    text.wire_service = wire if wire != publisher else None
    text.clean_fields(exclude={"article", "original", "wire_service"})
    text.save()
    defer_tasks(text)
    return ImportResult(Outcome.NEW_VERSION if previous else Outcome.IMPORTED, text)


def _text(article: ReadArticle) -> ArticleText:
    published_on, published_at = _publication(article.published)
    return ArticleText(
        # The whole title stands in the text; these columns are for lists.
        title=article.title[:1000],
        byline=(article.byline or "")[:500],
        language=article.language,
        published_on=published_on,
        published_at=published_at,
        text=article.text,
        format=article.format,
        reader_version=READER_VERSION,
    )


def _publication(published: datetime | date | None) -> tuple[date | None, datetime | None]:
    """The publisher's own calendar date, and the moment where it is known."""
    if isinstance(published, datetime):
        return published.date(), published
    return published, None
