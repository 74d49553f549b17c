"""Bytes as they came in, each kept once however often and under whatever name it comes."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Original
from articles.services.reasons import ImportRefused

LIMIT = 256 * 2**20  # bytes; they go through memory, and through one field of one row
# Nothing of ours to keep.
SECRET_HEADERS = frozenset({"set-cookie", "set-cookie2", "authorization", "proxy-authenticate"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes, and how they came."""

    data: bytes
    name: str = ""
    url: str = ""
    media_type: str = ""
    encoding: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: datetime | None = None


def original_keep(arrival: Arrival, *, container: Original | None = None) -> Original:
    """The row with these bytes, which stays as it is if it was there. Raises ImportRefused."""
    return originals_keep([arrival], container=container)[0]


def originals_keep(
    arrivals: Iterable[Arrival], *, container: Original | None = None
) -> list[Original]:
    """The rows, without their bytes, in the order of the arrivals."""
    rows = [_row(arrival, container) for arrival in arrivals]
    hashes = {row.sha256 for row in rows}
    found = _found(hashes)
    if missing := hashes - found.keys():
        new = {row.sha256: row for row in rows if row.sha256 in missing}
        for row in new.values():
            row.compressed = zlib.compress(row.compressed)
        # In one order everywhere: who inserts the same as another waits for him, never in a circle.
        Original.objects.bulk_create(
            [new[sha256] for sha256 in sorted(new)], ignore_conflicts=True, batch_size=100
        )
        found |= _found(missing)
    return [found[row.sha256] for row in rows]


def _found(hashes: Iterable[str]) -> dict[str, Original]:
    originals = Original.objects.defer("compressed").filter(sha256__in=hashes)
    return {original.sha256: original for original in originals}


def _row(arrival: Arrival, container: Original | None) -> Original:
    if len(arrival.data) > LIMIT:
        raise ImportRefused(f"larger than {LIMIT // 2**20} MB")
    headers = {
        storable(name.lower()): storable(value)
        for name, value in arrival.headers.items()
        if name.lower() not in SECRET_HEADERS
    }
    return Original(
        sha256=hashlib.sha256(arrival.data).hexdigest(),
        compressed=arrival.data,  # as it is, until it is known to be new
        size=len(arrival.data),
        name=storable(arrival.name)[:1000],
        url=storable(arrival.url)[:2000],
        media_type=storable(arrival.media_type)[:200],
        encoding=storable(arrival.encoding or "")[:40],
        headers=headers,
        fetched_at=arrival.fetched_at,
        container=container,
    )


def storable(words: str) -> str:
    """Without what no text column takes: zero characters, and halves of characters, as they stand
    for the bytes of a file name that is in no known encoding."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
