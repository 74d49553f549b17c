"""The scorer itself."""

from typing import Any

from tests.quality.attribution_scoring import Tally, match, overlap, scored

TEXT = "张三说天气很好。李四称“会下雨”。"


def _attribution(number: int, source: str, cue: str, content: str, **other: Any) -> dict[str, Any]:
    def spans(words: str) -> list[tuple[int, int]]:
        return [(TEXT.index(words), TEXT.index(words) + len(words))] if words else []

    return {"id": number, "parent": None, "kind": "indirect", "source": spans(source),
            "cue": spans(cue), "content": spans(content), **other}  # fmt: skip


GOLD = [_attribution(1, "张三", "说", "天气很好"), _attribution(2, "李四", "称", "“会下雨”")]


def _figures(*found: dict[str, Any], nested: bool = True) -> dict[str, float]:
    tally = Tally()
    tally.add(TEXT, GOLD, found, nested=nested)
    return tally.figures()


def test_quotation_marks_and_punctuation_do_not_count() -> None:
    found = [_attribution(1, "张三", "说", "天气很好。"), _attribution(2, "李四", "称", "会下雨")]
    assert _figures(*found)["strict"] == 100


def test_half_found_is_two_thirds_f1() -> None:
    figures = _figures(GOLD[0])
    assert figures["attribution"] == figures["source"] == 66.7


def test_a_wrong_source_spoils_the_attribution_but_not_the_content() -> None:
    figures = _figures(_attribution(1, "李四", "说", "天气很好"), GOLD[1])
    assert figures["content"] == 100
    assert figures["attribution"] == 50


def test_two_empty_sources_agree_and_one_does_not() -> None:
    assert _figures(_attribution(1, "", "说", "天气很好"), GOLD[1])["attribution"] == 50
    tally = Tally()
    tally.add(TEXT, [_attribution(1, "", "说", "天气很好")], [_attribution(9, "", "", "天气很好")])
    assert tally.figures()["attribution"] == 100


def test_content_that_overlaps_by_less_than_half_is_not_found() -> None:
    assert overlap(frozenset(range(4)), frozenset(range(2))) == 0.5
    assert overlap(frozenset(range(5)), frozenset(range(2))) == 0
    assert _figures(_attribution(1, "张三", "说", "天"), GOLD[1])["attribution"] == 50


def test_one_found_attribution_answers_one_gold_one() -> None:
    (one,) = scored(TEXT, GOLD[:1])
    assert len(match([one, one], [one], lambda a, b: 1.0)) == 1


def test_nested_ones_are_left_out_where_nobody_annotated_them() -> None:
    inner = _attribution(3, "李四", "称", "天气", parent=1)
    assert _figures(*GOLD, inner)["attribution"] == 80
    assert _figures(*GOLD, inner, nested=False)["attribution"] == 100


def test_parents_and_kinds_are_asked_of_matched_ones() -> None:
    figures = _figures(GOLD[0], {**GOLD[1], "kind": "direct", "parent": 1})
    assert figures["kind"] == figures["parent"] == 50
