"""How good are the attributions found? Scores against annotated ones, one to one.

Tokens are Han characters, or runs of other word characters: a score does not depend on
quotation marks, punctuation or white space. Percentages throughout.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

Spans = Sequence[tuple[int, int]]
Item = TypeVar("Item")

_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]|"
                    r"(?:(?![\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])\w)+")  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """One attribution as sets of token numbers."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: str | None
    parent: Any
    id: Any


@dataclass
class Tally:
    """Counts over many articles; `figures` turns them into percentages."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(
        self, text: str, gold: Sequence[Any], found: Sequence[Any], *, nested: bool = True
    ) -> None:
        """Score one article. Attributions are objects with the contract's fields.

        With `nested=False` those with a parent are left out of `found`: PolNeAR annotates no
        attribution inside another one's content, so finding one is neither right nor wrong.
        """
        known = scored(text, gold)
        new = scored(text, found)
        if not nested:
            new = [a for a in new if a.parent is None]
        for part in ("source", "cue", "content"):
            self._spans(part, text, known, new)
        self._attributions(known, new)

    def _spans(self, part: str, text: str, gold: list[Scored], found: list[Scored]) -> None:
        g = {getattr(a, part) for a in gold} - {frozenset()}
        f = {getattr(a, part) for a in found} - {frozenset()}
        self.counts.update({f"{part}:right": len(g & f), f"{part}:gold": len(g),
                            f"{part}:found": len(f)})  # fmt: skip
        matched = len(match(sorted(g, key=sorted), sorted(f, key=sorted), overlap))
        self.counts.update({f"{part}-iou:right": matched, f"{part}-iou:gold": len(g),
                            f"{part}-iou:found": len(f)})  # fmt: skip

    def _attributions(self, gold: list[Scored], found: list[Scored]) -> None:
        for measure, similar in (("attribution", alike), ("strict", same)):
            pairs = match(gold, found, similar)
            self.counts.update({f"{measure}:right": len(pairs), f"{measure}:gold": len(gold),
                                f"{measure}:found": len(found)})  # fmt: skip
            if measure == "attribution":
                self._matched(pairs)

    def _matched(self, pairs: list[tuple[Scored, Scored]]) -> None:
        counterpart = {g.id: f.id for g, f in pairs}
        for g, f in pairs:
            self.counts["parent:asked"] += 1
            self.counts["parent:right"] += counterpart.get(g.parent) == f.parent
            if g.kind is not None:
                self.counts["kind:asked"] += 1
                self.counts["kind:right"] += g.kind == f.kind

    def figures(self) -> dict[str, float]:
        """F1 for spans and attributions, accuracy for parent and kind of those matched."""
        measures = {key.split(":")[0] for key in self.counts}
        return {m: self._figure(m) for m in sorted(measures)}

    def _figure(self, measure: str) -> float:
        c = self.counts
        whole = c[f"{measure}:gold"] + c[f"{measure}:found"]
        if whole:
            return round(200 * c[f"{measure}:right"] / whole, 1)
        return round(100 * c[f"{measure}:right"] / max(1, c[f"{measure}:asked"]), 1)


def scored(text: str, attributions: Sequence[Any]) -> list[Scored]:
    """Attributions (mappings with the contract's fields) as token sets."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    return [
        Scored(
            *(_covered(tokens, a[part]) for part in ("source", "cue", "content")),
            kind=a.get("kind"), parent=a.get("parent"), id=a["id"],
        )
        for a in attributions
    ]  # fmt: skip


def _covered(tokens: list[tuple[int, int]], spans: Spans) -> frozenset[int]:
    return frozenset(
        n for n, (start, end) in enumerate(tokens) for s, e in spans if start < e and s < end
    )


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union if it is at least a half, else 0."""
    union = len(one | other)
    ratio = len(one & other) / union if union else 0.0
    return ratio if ratio >= 0.5 else 0.0


def alike(gold: Scored, found: Scored) -> float:
    """Content IoU ≥ .5 and sources that overlap, or are both empty."""
    sources = bool(gold.source & found.source) or not (gold.source or found.source)
    return (
        overlap(gold.content, found.content) + 0.01 * (gold.cue == found.cue)
        if (sources and overlap(gold.content, found.content))
        else 0.0
    )


def same(gold: Scored, found: Scored) -> float:
    """Source, cue and content all equal, token by token."""
    parts = ("source", "cue", "content")
    return float(all(getattr(gold, part) == getattr(found, part) for part in parts))


def match(
    gold: Sequence[Item], found: Sequence[Item], similarity: Callable[[Item, Item], float]
) -> list[tuple[Item, Item]]:
    """Pairs, one to one, the most alike first."""
    scores = sorted(
        (
            (-score, i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if (score := similarity(g, f)) > 0
        ),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, i, j in scores:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs
