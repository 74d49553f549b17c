"""What position a claim takes on a question, as far as how it is put tells it."""

import re
import tomllib
from functools import cache
from importlib.resources import files


def proposed_position(text: str, *, polarity: str, modality: str) -> str:
    """affirmed, denied, conditional or no_comment, for an editor to confirm or change.

    `text` is the whole claim, cue and content, in English or Chinese.

    >>> proposed_position("It declined to comment.", polarity="denied", modality="asserted")
    'no_comment'
    >>> proposed_position("俄方否认将入侵", polarity="denied", modality="planned")
    'denied'
    """
    if _no_comment().search(text):
        return "no_comment"
    if polarity == "denied":
        return "denied"
    return "conditional" if modality in {"conditional", "possible"} else "affirmed"


def lexicon() -> dict[str, list[str]]:
    """The words of positions.toml, with their examples."""
    return _file()["no_comment"]


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    path = files(__package__).joinpath("positions.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _no_comment() -> re.Pattern[str]:
    words = lexicon()
    english = "|".join(words["en"])
    return re.compile(rf"\b(?:{english})\b|{'|'.join(words['zh'])}", re.IGNORECASE)
