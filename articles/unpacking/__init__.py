"""Containers → their members: archives, web archives, feeds, tables and lists of records.

Pure like the reading room: bytes in, bytes out; nothing is written, fetched or remembered. One
level and one member at a time, so that memory stays bounded by a member; what a hostile archive
tries is refused member by member, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from articles.unpacking.containers import container_format
from articles.unpacking.member import DEPTH, Budget, Member, UnreadableContainer
from articles.unpacking.tars import member_of_compressed, members_of_tar
from articles.unpacking.zips import members_of_zip

__all__ = ["DEPTH", "Budget", "Member", "UnreadableContainer", "container_format", "unpack"]

_UNPACKERS: dict[str, Callable[[bytes, str, Budget], Iterator[Member]]] = {
    "zip": members_of_zip,
    "tar": members_of_tar,
    "compressed": member_of_compressed,
}


def unpack(
    data: bytes, *, name: str = "", url: str = "", budget: Budget | None = None
) -> Iterator[Member]:
    """The members of a container, one level deep, lazily; none for what is no container.

    A member may be a container itself: the caller goes on, at most `DEPTH` deep, with the same
    `budget`. What is wrong with one member is its `reason`. Raises UnreadableContainer where
    nothing more can be read; what came before stands.
    """
    unpacker = _UNPACKERS.get(container_format(data) or "")
    if unpacker is not None:
        yield from unpacker(data, f"{name}/" if name else "", budget or Budget())
