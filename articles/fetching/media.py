"""Which kinds of things are fetched, and which are refused by name."""

import re
import tomllib
from dataclasses import dataclass
from email.message import Message
from functools import cache
from pathlib import Path
from typing import Any

from articles.fetching.failure import FetchFailed

RULES = Path(__file__).with_name("media_types.toml")


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind of thing that holds no article: its media types and how its bytes start."""

    kind: str
    types: frozenset[str]
    starts: re.Pattern[bytes]
    examples: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    taken: frozenset[str]
    silent: frozenset[str]
    refused: tuple[Refused, ...]


@cache
def rules() -> Rules:
    data = tomllib.loads(RULES.read_text())
    refused = tuple(map(_refused, data["refused"]))
    return Rules(frozenset(data["taken"]), frozenset(data["silent"]), refused)


def _refused(entry: dict[str, Any]) -> Refused:
    # Two dots stand for any byte.
    patterns = [
        b"".join(
            b"." if pair == ".." else re.escape(bytes.fromhex(pair))
            for pair in re.findall("..", start)
        )
        for start in entry["starts"]
    ]
    return Refused(
        kind=entry["kind"],
        types=frozenset(entry["types"]),
        starts=re.compile(b"|".join(patterns), re.DOTALL),
        examples=tuple(map(bytes.fromhex, entry["examples"])),
    )


def declared(content_type: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type, in lower case, each empty where it is not said."""
    if not content_type:
        return "", ""
    message = Message()
    message["Content-Type"] = content_type.replace("\n", " ").replace("\r", " ")
    essence = content_type.partition(";")[0].strip().lower()
    return essence, (message.get_content_charset() or "")[:40]


def check_declared(media_type: str) -> None:
    """Raise FetchFailed where the declared type holds no article."""
    if media_type in rules().taken or media_type in rules().silent:
        return
    family = media_type.partition("/")[0] + "/*"
    for refused in rules().refused:
        if media_type in refused.types or family in refused.types:
            raise FetchFailed(f"this is {refused.kind} ({media_type}), not an article")
    raise FetchFailed(f"nothing is read from {media_type[:80]}")


def check_start(start: bytes) -> None:
    """Raise FetchFailed where the first bytes are none of an article, whatever was declared."""
    for refused in rules().refused:
        if refused.starts.match(start):
            raise FetchFailed(f"this is {refused.kind}, not an article")
