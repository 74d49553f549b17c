"""MHTML, as browsers save a page with all it shows, and mail: the one HTML part is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from email.utils import parsedate_to_datetime

from articles.unpacking.member import MEMBER_LIMIT, Budget, Member, UnreadableContainer

HEADER_LIMIT = 4000  # characters of one header that are kept
PARAMETERS_LIMIT = 100  # lines of one header
PARTS_LIMIT = 5000  # real pages have a hundred
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]*\S")
_TYPE = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_HTML = ("text/html", "application/xhtml+xml")


class _Bounded(Compat32):
    """The lenient policy, with headers so short that their parameters cannot cost minutes."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines[:PARAMETERS_LIMIT])
        return name, value[:HEADER_LIMIT]


def is_mhtml(data: bytes) -> bool:
    """Whether the data begins with MIME headers that promise an HTML part."""
    head = data[:8192].lstrip(b"\xef\xbb\xbf\r\n")
    if not _HEADER.match(head):
        return False
    head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_VERSION.search(head) and _TYPE.search(head))


def member_of_mhtml(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    if data.count(b"\n--") > PARTS_LIMIT and data.lower().count(b"\ncontent-") > PARTS_LIMIT:
        raise UnreadableContainer(f"more than {PARTS_LIMIT:,} parts")
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=_Bounded())
        address = _header(message, "Snapshot-Content-Location")
        part = _main_part(message, address)
        payload = part.get_payload(decode=True) if part is not None else None
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableContainer("the MIME structure is broken") from error
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableContainer("no page in it")
    if len(payload) > MEMBER_LIMIT:
        raise UnreadableContainer("its page is too large")
    budget.take_member()
    budget.take(len(payload))
    url = _header(part, "Content-Location") or address
    yield Member(
        f"{name}page",
        payload,
        url=url if url.lower().startswith(("http://", "https://")) else address,
        encoding=part.get_content_charset(),
        media_type=part.get_content_type(),
        headers={key.lower(): str(value)[:HEADER_LIMIT] for key, value in message.items()},
        fetched_at=_date(_header(message, "Date")),
    )


def _main_part(message: Message[str, str], address: str) -> Message[str, str] | None:
    """The part that was saved, among its frames: by its address, by `start`, or the first."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in _HTML]
    start = str(message.get_param("start") or "")
    for header, wanted in (("Content-Location", address), ("Content-ID", start)):
        for part in pages:
            if wanted and _header(part, header) == wanted:
                return part
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    return next(iter([*pages, *texts]), None)


def _header(message: Message[str, str], name: str) -> str:
    value = message.get(name)
    return "".join(str(value).split()) if value and name != "Date" else str(value or "").strip()


def _date(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
