"""Which format a decoded page is in, by its content and never by its name."""

from __future__ import annotations

import json
import re

from articles.reading.article import UnreadableArticle
from articles.reading.frontmatter import read_front_matter
from articles.reading.markdown import heading_words
from articles.reading.records import looks_like_record

LINE_LIMIT = 100_000  # real pages stay under 5,000

_REPOST = re.compile(r"\[(?:轉載自|转载自|Reposted from )[^\]\n]{1,40}\]\(https?://[^)\s]+\)")
_MIRROR_FOOTER = re.compile(
    r"^(?:<br/?>)?原文(?:链接|鏈接|連結|地址)[^：:\n]{0,20}[：:]\s*https?://\S+", re.MULTILINE
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.DOTALL,
)
_BLOCK_TAG = re.compile(r"<(?:p|div|article|main|body|h1|h2)\b[^>]{0,2000}>", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def format_of(page: str) -> str:
    """'html', 'mirror-markdown', 'repost-markdown', 'front-matter-markdown', 'markdown', 'record',
    'text'."""
    if looks_like_record(page):
        return "record"
    if _HTML_START.match(page):
        return "html"
    if read_front_matter(page):
        return "front-matter-markdown"
    head = page.lstrip("\ufeff\n ")[:3000]
    starts_with_heading = heading_words(head.split("\n", 1)[0]) is not None
    if starts_with_heading and _REPOST.search(head):
        return "repost-markdown"
    tags = len(_BLOCK_TAG.findall(page))
    if starts_with_heading and tags and (_MIRROR_FOOTER.search(page) or "<ok " in page):
        return "mirror-markdown"
    if starts_with_heading:
        return "markdown"
    return "html" if tags >= 2 else "text"


def refuse_what_is_no_article(page: str) -> None:
    """Raise UnreadableArticle for data that is text but plainly no prose."""
    if page.count("\n") > LINE_LIMIT:
        raise UnreadableArticle(f"more than {LINE_LIMIT:,} lines")
    start = page.lstrip()
    if start[:1] in ("{", "[") and not looks_like_record(page):
        try:
            json.loads(start)
        except RecursionError:
            raise UnreadableArticle("JSON, not an article") from None
        except ValueError:
            pass
        else:
            raise UnreadableArticle("JSON, not an article")
    letters = len(_LETTER.findall(page[:100_000]))
    if letters < 20:
        raise UnreadableArticle("no article text")
    if (
        max(map(len, page[:100_000].split()), default=0) > 5000
        and letters == len(re.findall(r"[A-Za-z]", page[:100_000]))
        and "<" not in page[:1000]
    ):
        raise UnreadableArticle("one endless word, not an article")
