"""Direct, indirect or mixed: told from the content's surface."""

import re
from collections.abc import Sequence

from articles.spans import Span
from claims.extraction.attribution import Kind

_QUOTED = re.compile(
    r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"|(?<!\w)['‘](?=\w)[^\n]{2,}?(?<=\S)['’](?!\w)"
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
    return "mixed" if any(_QUOTED.search(part) or _open(part) for part in parts) else "indirect"


def _is_quotation(part: str) -> bool:
    rest = _QUOTED.sub("", part)
    if rest != part and not rest.strip(_BESIDE):
        return True
    return _open(part)


def _open(part: str) -> bool:
    """A quotation that runs on into the next paragraph has no closing mark."""
    return bool(part) and part[0] in '“「"' and not any(c in part[1:] for c in '”」"')
