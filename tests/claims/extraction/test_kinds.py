"""Direct, indirect or mixed, by the surface alone."""

import pytest

from articles.spans import Span
from claims.extraction.kinds import kind_of

CASES = [
    ("“局势紧张。”", "direct"),
    ("「每年都發生」", "direct"),
    ('"We would rather talk,"', "direct"),
    ('"a quotation that runs into the next paragraph', "direct"),
    ("至于会期有几天，“由两国商定”", "mixed"),
    ('there was "little ground for optimism."', "mixed"),
    ("俄罗斯可能入侵", "indirect"),
    ("the Kremlin's plans and Ukraine's answer", "indirect"),
    ("《联合早报》的文章", "indirect"),
]


@pytest.mark.parametrize(("content", "kind"), CASES)
def test_kind(content: str, kind: str) -> None:
    assert kind_of(content, [Span(0, len(content))]) == kind


def test_a_split_quotation_is_direct() -> None:
    text = "“不，”他说，“不。”"
    assert kind_of(text, [Span(0, 4), Span(7, 11)]) == "direct"
