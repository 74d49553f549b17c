"""An article with everything marked in it, for people: what was found, where, and by what."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.spans import Span
from claims.extraction.attribution import Attribution
from claims.extraction.segment import paragraphs
from claims.normalising.evidence import Evidence
from claims.normalising.quantities import Quantity
from claims.normalising.sources import source_label
from claims.normalising.times import TimeExpression

LEGEND = (
    "«1 … 1» content of a1   [source 1: …]   [cue 1: …]   {number: …}   {time: …}\n"
    "Under each paragraph: what each attribution in it says, and which characters say so."
)
_PARTS = ("source", "cue", "content")
_LONGEST = 48  # characters of a quotation in the table

# How each part is marked: its label, its closing mark, its colour.
_STYLES = {"source": "bold cyan", "cue": "bold yellow", "number": "bold green", "time": "blue"}


class _Mark(NamedTuple):
    """A span with what is printed before and after it."""

    span: Span
    before: str
    after: str
    style: str


def explain(text: str, attributions: Sequence[Attribution], console: Console) -> None:
    """Print `text` paragraph by paragraph, each with its attributions under it."""
    marks = _marks(attributions)
    console.print(LEGEND, style="dim", highlight=False, markup=False)
    for block in paragraphs(text):
        console.print()
        console.print(_marked(text, block, marks))
        inside = [a for a in attributions if block.start <= _start(a) < block.end]
        if inside:
            console.print(_table(text, inside, attributions))


def _start(attribution: Attribution) -> int:
    return min(s.start for s in (*attribution.source, *attribution.cue, *attribution.content))


def _marks(attributions: Sequence[Attribution]) -> list[_Mark]:
    """What several attributions share is marked once, with all their numbers."""
    shared: dict[tuple[str, Span], list[str]] = {}
    marks = []
    for attribution in attributions:
        number = attribution.id.removeprefix("a")
        marks += [_Mark(s, f"«{number} ", f" {number}»", "") for s in attribution.content]
        for part in ("source", "cue"):
            for span in getattr(attribution, part):
                shared.setdefault((part, span), []).append(number)
        for quantity in attribution.quantities:
            shared[("number", Span(quantity.start, quantity.end))] = []
        for time in (*attribution.times, *attribution.said):
            shared[("time", Span(time.start, time.end))] = []
    for (part, span), numbers in shared.items():
        opening, closing = "[]" if numbers else "{}"
        label = f"{part} {', '.join(numbers)}".strip()
        marks.append(_Mark(span, f"{opening}{label}: ", closing, _STYLES[part]))
    return marks


def _marked(text: str, block: Span, marks: Sequence[_Mark]) -> Text:
    """The paragraph with its marks; those that begin together open from the longest inwards."""
    inside = [m for m in marks if m.span.start < block.end and block.start < m.span.end]
    opening = sorted(inside, key=lambda m: (m.span.start, -m.span.end))
    order = {id(mark): -n for n, mark in enumerate(inside)}  # of equal spans the last closes first
    closing = sorted(inside, key=lambda m: (m.span.end, -m.span.start, order[id(m)]))
    edges = {block.start, block.end}
    edges |= {min(max(edge, block.start), block.end) for m in inside for edge in m.span}
    shown = Text()
    places = sorted(edges)
    for start, end in zip(places, [*places[1:], block.end], strict=True):
        for mark in closing:
            if min(mark.span.end, block.end) == start:
                shown.append(mark.after, mark.style or "dim")
        for mark in opening:
            if max(mark.span.start, block.start) == start < block.end:
                shown.append(mark.before, mark.style or "dim")
        active = [m.style for m in inside if m.span.start <= start < m.span.end and m.style]
        shown.append(_visible(text[start:end]), active[-1] if active else "")
    return shown


def _table(text: str, inside: Sequence[Attribution], attributions: Sequence[Attribution]) -> Table:
    table = Table(box=box.ASCII_DOUBLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("", "field", "value", "from", "by"):
        table.add_column(heading, overflow="fold")
    for attribution in inside:
        put = f"{attribution.modality}, {attribution.polarity}"
        sure = f"{put}; confidence {attribution.confidence:.2f}"
        chain = Text(_chain(attribution, attributions))
        table.add_row(Text(attribution.id, "bold"), "chain", chain, "", sure)
        for row in _rows(text, attribution):
            table.add_row("", *map(Text, row))
        table.add_section()
    return table


def _rows(text: str, attribution: Attribution) -> Iterator[tuple[str, str, str, str]]:
    """(field, value, from, by); the id of a field stands with its words, spans all together."""
    reasons: dict[str, list[Evidence]] = {}
    for evidence in attribution.evidence:
        reasons.setdefault(evidence.field, []).append(evidence)
    spans = [e for part in _PARTS for e in reasons.pop(part, ())]
    yield ", ".join(dict.fromkeys(e.field for e in spans)), "", "", _rules(spans)
    for field, found in reasons.items():
        if field.removesuffix("_id") in reasons and field.endswith("_id"):
            continue
        value, rules = _value(attribution, field), _rules(found)
        if identity := reasons.get(f"{field}_id"):
            value += f" ({_value(attribution, f'{field}_id')})"
            rules += f"; {_rules(identity)}"
        shown = [] if value == "indirect" else found  # its content stands above
        words = [f"«{_short(text[slice(*e.span)])}» {e.span.start}–{e.span.end}" for e in shown]
        yield field, value, "\n".join(words), rules


def _rules(reasons: Sequence[Evidence]) -> str:
    return _visible("; ".join(dict.fromkeys(e.by for e in reasons)))


def _chain(attribution: Attribution, attributions: Sequence[Attribution]) -> str:
    """From the outermost source to this one: AP → a US official → …"""
    by_id = {a.id: a for a in attributions}
    labels = [source_label(attribution.speaker, "en")]
    parent = attribution.parent
    while parent is not None:
        labels.insert(0, f"{parent} {source_label(by_id[parent].speaker, 'en')}")
        parent = by_id[parent].parent
    return _visible(" → ".join(labels))


def _value(attribution: Attribution, field: str) -> str:
    """What a field of the evidence says: '94,300 person', '2021-12-06 (day)'."""
    found: object = attribution
    for name in field.replace("[", ".").replace("]", "").split("."):
        found = found[int(name)] if isinstance(found, tuple) else getattr(found, name)
    if isinstance(found, Quantity):
        return _quantity(found)
    if isinstance(found, TimeExpression):
        return _time(found)
    return _visible(str(found))


def _quantity(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if quantity.value is not None:
        number = _number(quantity.value)
        number += " or more" if low is not None and high is None else ""
        number += " or less" if high is not None and low is None else ""
    else:
        number = f"{_number(low)} to {_number(high)}"
    kinds = "/".join(word for word in (quantity.unit, quantity.dimension) if word)
    about = "about" if quantity.approximate else ""
    return " ".join(word for word in (about, number, kinds, quantity.change) if word)


def _number(value: Decimal | None) -> str:
    return "?" if value is None else f"{value:,f}"


def _time(time: TimeExpression) -> str:
    days = [time.begin.isoformat(), time.finish.isoformat()]
    return f"{' to '.join(dict.fromkeys(days))} ({time.granularity})"


def _short(words: str) -> str:
    half = _LONGEST // 2
    if len(words) > _LONGEST:
        words = f"{words[:half]} … {words[-half:]}"
    return _visible(words)


def _visible(words: str) -> str:
    """Control characters as pictures, so that a text cannot command the terminal."""
    return "".join(
        chr(0x2400 + ord(c)) if ord(c) < 0x20 else "␡" if 0x7F <= ord(c) < 0xA0 else c
        for c in words
    )
