"""Records: one article as a JSON object, from an archive of records, a table or a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from articles.reading.article import Image, UnreadableArticle
from articles.reading.blocks import Block, blocks_of, mostly_chinese, tidy
from articles.reading.draft import Draft
from articles.reading.fields import by_field, inner_names, is_cut_off
from articles.reading.markup import parse
from articles.reading.mirrors import images_in
from articles.reading.noise import NoiseFinder
from articles.reading.pages import read_page
from articles.reading.rules import Rules, host_of, publisher_at, publisher_named
from articles.reading.texts import read_text
from articles.reading.tracedjson import DECODER, ITEM_LIMIT, Value, read_json, skip_space
from articles.spans import Span, Traced

_WHOLE_PAGE = re.compile(r"\s*(?:<!doctype|<html|<head|<body)", re.IGNORECASE)
_BLOCKS = re.compile(r"<(?:p|div|br|article|section|h[1-6]|ul|ol|blockquote)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\w{1,8}|[A-Za-z]\w{1,31});")
_LINE = re.compile(r"[^\n]+")
_EPOCH = re.compile(r"\d{10}|\d{13}")
_COMPACT = re.compile(r"(?:19|20)\d{6}(?:T\d{6}Z)?")


def looks_like_record(page: str) -> bool:
    """Whether the page is one JSON object with the text of an article and its title or address."""
    start = skip_space(page, 0)
    if page[start : start + 1] != "{":
        return False
    try:
        value, end = DECODER.raw_decode(page, start)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not page[end:].strip() and is_article(value)


def is_article(record: Mapping[str, Any]) -> bool:
    """Whether the record holds the text of an article, and its title or address."""
    fields = by_field(record)
    texts = ("".join(map(_plain, _strings(value))) for value in fields.get("text", ()))
    return ("title" in fields or "url" in fields) and any(map(_is_whole, texts))


def _is_whole(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 20 and not is_cut_off(text)


def _plain(text: Traced | str) -> str:
    return text if isinstance(text, str) else text.text


def read_record(page: str) -> Draft:
    record, _ = read_json(page)
    assert isinstance(record, dict), "the format was recognised by its object"
    fields = by_field(record)

    def words(field: str) -> list[Traced]:
        return [text for value in fields.get(field, ()) for text in _strings(value)]

    urls = [url.text.strip() for url in words("url") if host_of(url.text.strip())]
    rules = next(filter(None, map(publisher_at, urls)), None)
    publisher = next((text.text.strip() for text in words("publisher") if text.text.strip()), None)
    if publisher:
        rules = rules or publisher_named(publisher) or publisher_at(publisher)
    text = _text(record)
    if text is None:
        raise UnreadableArticle("no article text")
    draft = _draft_of(text, rules)
    title = next(filter(None, map(_line, words("title"))), None)
    return Draft(
        "record",
        page,
        title or (draft.title.through(text) if draft.title else None),
        [_through(block, text) for block in draft.blocks],
        publisher=publisher if publisher and not is_address(publisher) else None,
        rules=rules or draft.rules,
        urls=urls + draft.urls,
        dates=[_date(written.text.strip()) for written in words("published")] + draft.dates,
        authors=[author.text for author in words("author")] + draft.authors,
        languages=[language.text for language in words("language")] + draft.languages,
        site_names=[site.text for site in words("site")] + draft.site_names,
        credits=[author.text for author in words("author")] + draft.credits,
        images=[Image(image.text) for image in words("image") if host_of(image.text)]
        + draft.images,
    )


def is_address(name: str) -> bool:
    """Whether a publisher's "name" is only an address, which the rules know better."""
    return "://" in name or bool(re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name))


def _strings(value: Any) -> Iterator[Any]:
    """The strings of a value: its own, those of a list, the first telling one of an object."""
    if isinstance(value, Traced | str):
        if _plain(value) not in ("null", "true", "false", ""):
            yield value
    elif isinstance(value, list):
        for item in value[:ITEM_LIMIT]:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name in inner_names():
            if name in value:
                yield from _strings(value[name])
                return


def _text(record: dict[str, Value]) -> Traced | None:
    """The article's text: the first field for it that is not cut off; paragraphs are joined."""
    for value in by_field(record).get("text", ()):
        pieces: list[Traced] = []
        for piece in _strings(value):
            if pieces:
                end = pieces[-1].ends[-1]
                pieces.append(Traced.standing_for("\n\n", Span(end, end)))
            pieces.append(piece)
        text = Traced.join(pieces)
        if _is_whole(text.text):
            return text
    return None


def _draft_of(text: Traced, rules: Rules | None) -> Draft:
    """The text read as what it is: a whole page, a piece of HTML, or paragraphs; places in it."""
    if _WHOLE_PAGE.match(text.text):
        return read_page(text.text)
    if _BLOCKS.search(text.text):
        root = parse(text.text)
        noise = NoiseFinder(root, rules, len(text))
        blocks = blocks_of(root, chinese=mostly_chinese(text.text), noise=noise)
        return Draft("html", text.text, None, blocks, images=images_in(root))
    draft = read_text(text.text)
    lines = [Block(draft.title), *draft.blocks] if draft.title else draft.blocks
    draft.title, draft.blocks = None, [_without_markup(line) for line in lines]
    return draft


def _without_markup(block: Block) -> Block:
    """A line of plain text may hold entities and inline tags all the same."""
    if not _MARKUP.search(block.words):
        return block
    found = blocks_of(parse(block.words), chinese=mostly_chinese(block.words))
    return _through(found[0], block.text) if found else block


def _line(text: Traced) -> Traced | None:
    plain = tidy(text, mostly_chinese(text.text))
    if not plain.text:
        return None
    return _without_markup(Block(plain)).text


def _through(block: Block, outer: Traced) -> Block:
    block.text = block.text.through(outer)
    return block


def _date(written: str) -> str:
    """Seconds or milliseconds since 1970 and dates without punctuation, as others are written."""
    try:
        if _EPOCH.fullmatch(written):
            seconds = int(written) / (1000 if len(written) > 10 else 1)
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        if _COMPACT.fullmatch(written):
            return datetime.fromisoformat(written).isoformat()
    except (ValueError, OverflowError):
        pass
    return written
