"""One line for a claim, in English or Chinese: who, and how many or what."""

import re
from collections.abc import Sequence

from claims.normalising.sources import Speaker, source_label

from .amounts import Amount, amount_words, is_unit, noun_words, number_words

__all__ = [
    "Amount",
    "amount_words",
    "headline",
    "headline_of",
    "is_unit",
    "noun_words",
    "number_words",
]

_LONGEST = {"en": 110, "zh": 48}  # characters of quoted content
_CLAUSE_END = re.compile(r"[，。；！？,;!?]|(?<=\w)\.(?=\s|$)| - | – |——")
_MOST_QUANTITIES = 3
# Named after what is counted: a number of nothing, how far, how long, how warm.
_IN_PASSING = frozenset([None, "length", "duration", "area", "temperature"])


def headline(speaker: Speaker, quantities: Sequence[Amount], content: str, language: str) -> str:
    """'Finland’s defence minister: about 12,000 troops'; without a number the content, shortened.

    `language` is 'en' or 'zh-Hans'; quoted content stays in its own language.
    """
    return headline_of(source_label(speaker, language), quantities, content, language)


def headline_of(label: str, quantities: Sequence[Amount], content: str, language: str) -> str:
    """The same for a source whose label is known.

    >>> headline_of("路透社", [], "会谈有用。", "zh-Hans")
    '路透社：会谈有用'
    """
    colon = ": " if language == "en" else "："
    counted_first = sorted(quantities, key=lambda q: (q.dimension or None) in _IN_PASSING)
    amounts = [words for q in counted_first if (words := amount_words(q, language))]
    distinct = list(dict.fromkeys(amounts))[:_MOST_QUANTITIES]
    if distinct:
        return label + colon + (", " if language == "en" else "、").join(distinct)
    quoted = shortened(content)
    return label + colon + quoted if quoted else label


def shortened(content: str) -> str:
    """Content up to the last clause boundary that fits, with … where something is left out.

    >>> shortened("会谈有用。") , shortened("")
    ('会谈有用', '')
    """
    text = " ".join(content.split()).strip(" ，。；,;.")
    longest = _LONGEST["zh" if re.search("[㐀-鿿]", text) else "en"]
    if len(text) <= longest:
        return text
    ends = [m.start() for m in _CLAUSE_END.finditer(text, 0, longest)]
    if ends and ends[-1] >= longest // 4:
        return text[: ends[-1]].rstrip() + "…"
    cut = text.rfind(" ", 0, longest)
    return text[: cut if cut > longest // 2 else longest].rstrip() + "…"
