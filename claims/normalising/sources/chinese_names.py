"""Telling persons, bodies and determiners apart by the look of Chinese words."""

import re

from . import lexicon
from .affiliations import zh_affiliation
from .folding import Words

_ZH = lexicon.WORDS["zh"]
INDEFINITE = re.compile(_ZH["indefinite"])
DEFINITE = re.compile(_ZH["definite"])
MEDIA_END = re.compile(f"(?:{_ZH['media_ends']})$")
BODY_END = re.compile(f"(?:{_ZH['body_ends']})$")


def latin(name: str) -> str | None:
    return name if re.fullmatch(r"[A-Za-zÀ-ɏ.\-' ]+", name) else None


def is_person(folded: str, *, honorific: bool = False) -> bool:
    """Whether this is a person's name: known, with a middle dot, or surname and one or two."""
    if folded in lexicon.person_names():
        return True
    if not folded or not can_be_name(folded) or zh_affiliation(folded) or len(folded) > 24:
        return False
    if "·" in folded:
        return True
    if BODY_END.search(folded) or INDEFINITE.match(folded) or DEFINITE.match(folded):
        return False
    if honorific and len(folded) <= 6:
        return True
    return len(folded) <= 3 and folded[0] in _ZH["surnames"]


def can_be_name(folded: str) -> bool:
    return len(folded) <= 24 and bool(re.fullmatch(r"[㐀-鿿A-Za-zÀ-ɏ·.\- ']+", folded))


def is_body_like(folded: str) -> bool:
    return bool(BODY_END.search(folded))


def is_body(folded: str) -> bool:
    """代表港铁公司: what follows the word is no person's name."""
    if folded in lexicon.person_names() or "·" in folded or folded.isascii():
        return False
    return folded in lexicon.zh_organisations() or bool(len(folded) > 3 and BODY_END.search(folded))


def bare(words: Words) -> Words:
    match = INDEFINITE.match(words.folded) or DEFINITE.match(words.folded)
    return words.cut(match.end()) if match and match.end() < len(words.folded) else words
