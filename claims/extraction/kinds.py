"""Direct, indirect or mixed: told from the content's surface."""

import re
from collections.abc import Iterator, Sequence

from articles.spans import Span
from claims.extraction.attribution import Kind

_LONGEST = 2000  # characters between single quotation marks, which may also be apostrophes
_QUOTED = re.compile(
    '“[^”]*”|「[^」]*」|『[^』]*』|"[^"]*"'
    rf"|(?<!\w)['‘](?=\w)[^\n]{{2,{_LONGEST}}}?(?<=\S)['’](?!\w)"
)
_BESIDE = " ，,。.、；;：:…！!？?—\u3000"


def kind_of(text: str, content: Sequence[Span]) -> Kind:
    """The kind of an attribution with this content.

    >>> kind_of('He said "yes".', [Span(8, 13)])
    'direct'
    """
    parts = [text[span.start : span.end] for span in content]
    if all(_is_quotation(part) for part in parts):
        return "direct"
    return "mixed" if any(quotations(text, content)) else "indirect"


def quotations(text: str, content: Sequence[Span]) -> Iterator[Span]:
    """What stands between quotation marks in a content, marks included."""
    for start, end in content:
        part = text[start:end]
        if _open(part):
            yield Span(start, end)
            continue
        for match in _QUOTED.finditer(part):
            yield Span(start + match.start(), start + match.end())


def _is_quotation(part: str) -> bool:
    rest = _QUOTED.sub("", part)
    if rest != part and not rest.strip(_BESIDE):
        return True
    return _open(part)


def _open(part: str) -> bool:
    """A quotation that runs on into the next paragraph has no closing mark."""
    return bool(part) and part[0] in '“「"' and not any(c in part[1:] for c in '”」"')
