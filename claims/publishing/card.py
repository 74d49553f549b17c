"""The card that stands for a comparison where others link to it: its question, finding and chart.

1200 × 630 pixels, as Open Graph asks. Text is set without a browser, so its widths are estimated.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 1200, 630
MARGIN = 56
LATIN = "'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
FONTS = {"en": LATIN, "zh": f"'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', {LATIN}"}
BRAND = "'Noto Serif', 'Liberation Serif', 'DejaVu Serif', 'Noto Serif CJK SC', serif"
INK, MUTED, PAPER, RULE, ACCENT = "#1b1d21", "#5b6169", "#ffffff", "#d9d5cc", "#b3261e"
# A word of Latin letters, or one Han character with the punctuation that may not be parted from it.
OPENING, CLOSING = "（《“【", "，。、；：？！）》”】"
PIECES = re.compile(
    rf"[^\s\u2e80-\u9fff\uff00-\uffef{OPENING}]+\s*"
    rf"|[{OPENING}]*[\u2e80-\u9fff\uff00-\uffef{OPENING}][{CLOSING}]*\s*"
)


@dataclass(frozen=True)
class Card:
    """Words in one language; `kicker` says what it is, and of what day."""

    language: str
    kicker: str
    question: str
    finding: str
    site: str
    chart: str = ""  # an SVG
    retracted: str = ""  # the word for it, where it was


def drawn(card: Card) -> str:
    """As an SVG document."""
    y = 122.0
    parts = [_text(MARGIN, 62, card.kicker, 22, fill=MUTED)]
    for line in wrapped(card.question, 44, lines=2 if card.chart else 4):
        parts.append(_text(MARGIN, y, line, 44, weight=700))
        y += 54
    finding_lines = 2 if card.chart else 5
    for line in wrapped(shortened(card.finding, 24, finding_lines), 24, finding_lines):
        parts.append(_text(MARGIN, y - 6, line, 24, fill=MUTED))
        y += 33
    if card.chart:
        parts.append(_chart(card.chart, y - 8))
    parts.append(
        f'<text x="{WIDTH - MARGIN}" y="62" font-size="26" font-weight="700" text-anchor="end" '
        f'font-family="{BRAND}" fill="{INK}">{escape(card.site)}<tspan fill="{ACCENT}">:</tspan>'
        "</text>"
    )
    if card.retracted:
        parts.append(_stamp(card.retracted))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONTS[card.language[:2]]}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect width="{WIDTH}" height="8" fill="{ACCENT}"/>{"".join(parts)}</svg>'
    )


def wrapped(text: str, size: int, lines: int) -> list[str]:
    """Lines that fit between the margins, the last of them with an ellipsis if there are more."""
    found = _lines(text, size)
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while _ems(last + "…") > (WIDTH - 2 * MARGIN) / size:
        last = last[:-1]
    return [*found[: lines - 1], last.rstrip(" ,，、;；") + "…"]


def shortened(text: str, size: int, lines: int) -> str:
    """Without its last clauses, where with them it would not fit.

    >>> shortened("Between 7 and 9; " + "the latest says 8 " * 20 + ".", 24, 2)
    'Between 7 and 9.'
    """
    mark, stop = ("；", "。") if "；" in text else ("; ", ".")
    clauses = text.removesuffix(stop).split(mark)
    while len(clauses) > 1 and len(_lines(mark.join(clauses) + stop, size)) > lines:
        clauses.pop()
    shorter = mark.join(clauses)
    return shorter if not shorter or shorter == text else shorter + stop


def _lines(text: str, size: int) -> list[str]:
    room = (WIDTH - 2 * MARGIN) / size
    found, line = [], ""
    for piece in _pieces(text, room):
        if line and _ems(line + piece.rstrip()) > room:
            found.append(line.rstrip())
            line = ""
        line += piece
    return [*found, line.rstrip()]


def _pieces(text: str, room: float) -> Iterator[str]:
    """Where lines may end; a word that is longer than a line ends where it must."""
    for piece in PIECES.findall(text):
        most = max(1, int(room))
        for start in range(0, len(piece), most if _ems(piece) > room else len(piece)):
            yield piece[start : start + most] if _ems(piece) > room else piece


def _ems(text: str) -> float:
    """The width of a text in units of its size, on the wide side for Latin letters."""
    return sum(
        1 if unicodedata.east_asian_width(c) in "WF" or c == "…" else _latin(c) for c in text
    )


def _latin(char: str) -> float:
    if char in "iljtfr.,:;'’|!()[] ":
        return 0.34
    return 0.86 if char in "mwMW—" else 0.7 if char.isupper() else 0.59


def _text(x: float, y: float, text: str, size: int, weight: int = 400, fill: str = INK) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{fill}">'
        f"{escape(text)}</text>"
    )


def _chart(svg: str, top: float) -> str:
    """The chart fitted into what is left of the card below `top`."""
    room_x, room_y = WIDTH - 2 * MARGIN + 16, HEIGHT - top - 18
    inner = svg[svg.index("<svg") :]
    head, _bracket, rest = inner.partition(">")
    width, height = (float(_attribute(head, name)) for name in ("width", "height"))
    scale = min(room_x / width, room_y / height)
    view = quoteattr(f"0 0 {width:g} {height:g}")
    x = MARGIN - 8 + (room_x - width * scale) / 2
    return (
        f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" x="{x:.1f}" y="{top:.1f}" '
        f'width="{width * scale:.1f}" height="{height * scale:.1f}" viewBox={view}>{rest}'
    )


def _attribute(head: str, name: str) -> str:
    found = re.search(rf'\b{name}="([\d.]+)"', head)
    if found is None:
        raise ValueError(f"the chart has no {name}")
    return found[1]


def _stamp(word: str) -> str:
    return (
        f'<g transform="translate({WIDTH - 250} {HEIGHT - 110}) rotate(-8)">'
        f'<rect x="-170" y="-46" width="340" height="92" rx="8" fill="{PAPER}" '
        f'stroke="{ACCENT}" stroke-width="5"/><text text-anchor="middle" y="16" font-size="44" '
        f'font-weight="700" fill="{ACCENT}">{escape(word)}</text></g>'
    )
