"""Reads of articles."""

import zlib

from articles.models import ArticleText, Original, Publisher


def text_of_bytes(sha256: str) -> ArticleText | None:
    """The text that was read from the original with this hash."""
    return ArticleText.objects.filter(original__sha256=sha256).order_by("-version").first()


def text_of_words(sha256: str, publisher: Publisher | None) -> ArticleText | None:
    """The text with this hash that came without an address from this publisher."""
    return ArticleText.objects.filter(
        sha256=sha256, article__publisher=publisher, article__canonical_url=None
    ).first()


def original_bytes(original: Original) -> bytes:
    """The original as it came in."""
    return zlib.decompress(original.compressed)
