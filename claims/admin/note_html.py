"""A note's words as HTML: escaped, its addresses made links, those whom it names marked."""

from collections.abc import Iterable

from django.template.defaultfilters import linebreaksbr, urlize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.selectors.mentions import mention_places


def note_html(body: str, names: Iterable[str]) -> SafeString:
    """`names` are the users whom the note mentions; other @words stay words."""
    pieces: list[SafeString] = []
    at = 0
    for start, end in mention_places(body, names):
        pieces.append(urlize(body[at:start]))
        pieces.append(format_html('<strong class="desk-mention">{}</strong>', body[start:end]))
        at = end
    pieces.append(urlize(body[at:]))
    whole: SafeString = linebreaksbr(format_html_join("", "{}", ((piece,) for piece in pieces)))
    return whole
