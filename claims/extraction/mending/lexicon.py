"""The words that the rules look for, from mending.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def lexicon() -> dict[str, list[dict[str, object]]]:
    """The entries of mending.toml by their table."""
    return tomllib.loads(Path(__file__).with_name("mending.toml").read_text(encoding="utf8"))


@cache
def words(name: str) -> re.Pattern[str]:
    words = [str(word) for entry in lexicon()[name] for word in entry["words"]]  # type: ignore[attr-defined]
    # 警告说 and 回应表示 are one cue of two verbs: the last one decides.
    lead = "[^被]{0,2}" if name == "speaking" else ""
    return re.compile(lead + "(?:" + "|".join(map(re.escape, words)) + ")")
