"""Spans become attributions by the links between them."""

import numpy as np

from articles.spans import Span
from claims.extraction.assembly import assemble
from claims.extraction.labels import (
    BUCKETS,
    CONTENT,
    CUE,
    LINK_SIZE,
    LINK_WIDTH,
    OUTER,
    RELATIONS,
    SOURCE,
    TokenSpan,
)
from claims.extraction.linking import Linker
from claims.extraction.tagger import TaggedWindow
from claims.extraction.windows import Window

Pair = tuple[int, int]  # numbers of two spans


def _assemble(text: str, parts: list[tuple[str, int]], linked: list[Pair]) -> list[list[object]]:
    """Assemble (words, role) spans with hand-made link vectors; answers in words."""
    spans = [
        TokenSpan(role, OUTER, text.index(words), text.index(words) + len(words) - 1)
        for words, role in parts
    ]
    places = [Span(i, i + 1) for i in range(len(text))]
    tagged = TaggedWindow(
        Window([9] * len(text), places),
        spans,
        [1.0] * len(spans),
        _vectors(spans, linked),
    )
    drafts = assemble(tagged, _linker(), text, "zh-Hans")
    return sorted(
        [[text[s:e] for s, e in part] for part in (d.source, d.cue, d.content)] for d in drafts
    )


def _linker() -> Linker:
    count = len(RELATIONS)
    return Linker(
        np.zeros((count, LINK_SIZE), np.float32),
        np.full(count, 2.0, np.float32),  # the null wins unless a link was made
        np.zeros((count, BUCKETS), np.float32),
        np.zeros((count, 2, 2), np.float32),
    )


def _vectors(spans: list[TokenSpan], linked: list[Pair]) -> np.ndarray:
    vectors = np.zeros((len(spans), 2, len(RELATIONS), 4, LINK_SIZE), np.float32)
    for axis, (left, right) in enumerate(linked):
        relation = RELATIONS.index((spans[left].role, spans[right].role))
        vectors[left, 0, relation, 0, axis] = 10
        vectors[right, 0, relation, 2, axis] = 10
    return vectors.reshape(len(spans), 2, LINK_WIDTH)


def test_a_cue_in_two_parts_is_one_attribution() -> None:
    parts = [("据", CUE), ("路透社", SOURCE), ("报道", CUE), ("战争开始", CONTENT)]
    found = _assemble("据路透社报道，战争开始。", parts, [(0, 1), (2, 1), (3, 2)])
    assert found == [[["路透社"], ["据", "报道"], ["战争开始"]]]


def test_two_sources_of_one_content_are_two_attributions() -> None:
    parts = [("美联社", SOURCE), ("引用", CUE), ("官员", SOURCE), ("的话", CUE), ("报导", CUE),
             ("战争开始", CONTENT)]  # fmt: skip
    linked = [(4, 0), (1, 2), (3, 2), (5, 4)]
    assert _assemble("美联社引用官员的话报导，战争开始。", parts, linked) == [
        [["官员"], ["引用", "的话"], ["战争开始"]],
        [["美联社"], ["报导"], ["战争开始"]],
    ]


def test_a_split_quotation_is_one_attribution() -> None:
    parts = [("“不，”", CONTENT), ("他", SOURCE), ("说", CUE), ("“好。”", CONTENT)]
    found = _assemble("“不，”他说，“好。”", parts, [(2, 1), (0, 2), (3, 2)])
    assert found == [[["他"], ["说"], ["“不，”", "“好。”"]]]


def test_one_source_may_have_many_cues() -> None:
    parts = [("他", SOURCE), ("证实", CUE), ("计划", CONTENT), ("表示", CUE), ("将进行", CONTENT)]
    found = _assemble("他证实计划，表示将进行。", parts, [(1, 0), (3, 0), (2, 1), (4, 3)])
    assert found == [[["他"], ["表示"], ["将进行"]], [["他"], ["证实"], ["计划"]]]


def test_agentless_and_verbless_attributions() -> None:
    parts = [("据报道", CUE), ("战争开始", CONTENT), ("“好”", CONTENT), ("他", SOURCE)]
    found = _assemble("据报道，战争开始。“好”，他。", parts, [(1, 0), (2, 3)])
    assert found == [[[], ["据报道"], ["战争开始"]], [["他"], [], ["“好”"]]]


def test_without_a_cue_only_a_quotation_with_a_source_counts() -> None:
    assert _assemble("“好”。", [("“好”", CONTENT)], []) == []
    assert _assemble("他战争开始。", [("他", SOURCE), ("战争开始", CONTENT)], [(1, 0)]) == []


def test_without_contents_there_is_nothing() -> None:
    assert _assemble("他说。", [("他", SOURCE), ("说", CUE)], [(1, 0)]) == []
