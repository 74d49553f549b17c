"""The shared annotated articles, and what the engine finds in them."""

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from articles.spans import Span
from claims.extraction.attribution import ArticleInput, Attribution
from claims.extraction.edges import without_that
from claims.extraction.tagger import Tagger
from tests.quality.attribution_scoring import Tally

Line = dict[str, Any]

# PolNeAR annotates no attributions inside contents; they are left out there (see Tally.add).
SETS: dict[str, tuple[str, bool, Callable[[Line], bool]]] = {
    "polnear": ("polnear/dev.jsonl.gz", False, lambda line: True),
    "chinese": ("dev.jsonl", True, lambda line: line["lang"].startswith("zh")),
    "english": ("dev.jsonl", True, lambda line: line["lang"] == "en"),
    "lead": ("dev.jsonl", True, lambda line: line["id"] == "seed-epoch-n13417231"),
}


def lines_of(shared: Path, name: str) -> list[Line]:
    """The annotated articles of one set."""
    path, _, wanted = SETS[name]
    data = (shared / "data" / "attributions" / path).read_bytes()
    if path.endswith(".gz"):
        data = gzip.decompress(data)
    lines = [json.loads(line) for line in data.decode("utf8").split("\n") if line]
    return [_by_the_guidelines(line) for line in lines if wanted(line)]


def _by_the_guidelines(line: Line) -> Line:
    """PolNeAR's contents begin with their *that*, ours behind it: a convention, not an error."""
    text = line["text"]
    for attribution in line["attributions"]:
        contents = (Span(*span) for span in attribution["content"])
        attribution["content"] = [without_that(span, text) for span in contents]
    return line


def as_mapping(attribution: Attribution) -> Line:
    """The fields that are scored."""
    fields = ("id", "parent", "kind", "source", "cue", "content")
    return {name: getattr(attribution, name) for name in fields}


def found_in(lines: Sequence[Line], tagger: Tagger | None = None) -> list[list[Line]]:
    """What the engine finds in each article."""
    from claims.extraction.pipeline import extract_batch

    articles = [ArticleInput(line["text"], line.get("lang") or "en") for line in lines]
    return [[as_mapping(a) for a in found] for found in extract_batch(articles, tagger=tagger)]


def figures_for(shared: Path, name: str, tagger: Tagger | None = None) -> dict[str, float]:
    """All figures of one set, in per cent."""
    lines = lines_of(shared, name)
    tally = Tally()
    for line, found in zip(lines, found_in(lines, tagger), strict=True):
        tally.add(line["text"], line["attributions"], found, nested=SETS[name][1])
    return tally.figures()
