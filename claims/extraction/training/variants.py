"""The same article in the other Chinese script, character for character."""

from dataclasses import replace
from functools import cache

import opencc

from claims.extraction.training.data import Document


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


def in_other_script(document: Document) -> Document:
    """Simplified as traditional or the reverse; the spans hold, as no line changes its length."""
    convert = _converter("t2s" if document.language == "zh-Hant" else "s2t").convert
    lines = (_same_length(line, convert(line)) for line in document.text.split("\n"))
    return replace(document, text="\n".join(lines))


def _same_length(line: str, converted: str) -> str:
    return converted if len(converted) == len(line) else line
