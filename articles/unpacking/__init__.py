"""Containers → their members: archives, web archives, feeds, tables and lists of records.

Pure like the reading room: bytes in, bytes out; nothing is written, fetched or remembered. One
level and one member at a time, so that memory stays bounded by a member; what a hostile archive
tries is refused member by member, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from articles.unpacking.containers import container_format
from articles.unpacking.feeds import feed_title, members_of_feed
from articles.unpacking.lists import members_of_json, members_of_lines, text_of
from articles.unpacking.member import DEPTH, Budget, Member, UnreadableContainer
from articles.unpacking.mhtml import member_of_mhtml
from articles.unpacking.tables import members_of_table
from articles.unpacking.tars import member_of_compressed, members_of_tar
from articles.unpacking.webarchives import members_of_warc
from articles.unpacking.zips import members_of_zip

__all__ = [
    "DEPTH",
    "Budget",
    "Member",
    "UnreadableContainer",
    "container_format",
    "feed_title",
    "unpack",
]

_OF_BYTES: dict[str, Callable[[bytes, str, Budget], Iterator[Member]]] = {
    "zip": members_of_zip,
    "tar": members_of_tar,
    "compressed": member_of_compressed,
    "warc": members_of_warc,
    "mhtml": member_of_mhtml,
}
_OF_TEXT: dict[str, Callable[[str, str, Budget], Iterator[Member]]] = {
    "json": members_of_json,
    "jsonl": members_of_lines,
    "csv": members_of_table,
}


def unpack(
    data: bytes,
    *,
    name: str = "",
    url: str = "",
    encoding: str | None = None,
    budget: Budget | None = None,
) -> Iterator[Member]:
    """The members of a container, one level deep, lazily; none for what is no container.

    `url` is where it came from, for relative addresses, and `encoding` what the transport declared.
    A member may be a container itself: the caller goes on, at most `DEPTH` deep, with the same
    `budget`. What is wrong with one member is its `reason`. Raises UnreadableContainer where
    nothing more can be read; what came before stands.
    """
    found = container_format(data, encoding) or ""
    budget, name = budget or Budget(), f"{name}/" if name else ""
    if found in _OF_BYTES:
        yield from _OF_BYTES[found](data, name, budget)
    elif found in _OF_TEXT:
        yield from _OF_TEXT[found](text_of(data, encoding), name, budget)
    elif found == "feed":
        yield from members_of_feed(data, name, budget, url, encoding)
