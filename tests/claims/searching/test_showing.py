"""What was asked for, where it stands in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.searching import ask, highlight, snippet

HAN = st.text(alphabet="乌克兰国防部长说俄军集结边境名军人烏國長說", min_size=2, max_size=30)


def marked(text: str, query: str) -> list[str]:
    return [piece.text for piece in highlight(text, ask(query)) if piece.is_hit]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("about 94,300 troops", "94300", ["94,300"]),
        ("有9.43万名军人", "94,300", ["9.43万"]),
        ("烏克蘭國防部長", "乌克兰", ["烏克蘭"]),
        ("乌克兰国防部长", "乌克兰国防部长", ["乌克兰国防部长"]),
        ("The ministers’ ministry", "minister", ["ministers"]),
        ("massed troops, troops massed", '"massed troops"', ["massed troops"]),
        ("大兵，兵力", "兵", ["兵", "兵"]),
        ("😀𠮷野家", "野家", ["野家"]),
        ("Nothing here", "elsewhere", []),
        ("troops and NATO", "troops -NATO", ["troops"]),
    ],
)
def test_hits(text, query, hits):
    assert marked(text, query) == hits


@given(st.text(), st.text())
def test_the_pieces_are_the_text(text, query):
    assert "".join(piece.text for piece in highlight(text, ask(query))) == text


@given(HAN, st.data())
def test_every_two_characters_are_seen(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    word = text[start : start + 2]
    assert word in "".join(marked(text, word))


@given(st.text(max_size=500), st.text(max_size=20))
def test_any_text_has_a_snippet(text, query):
    joined = "".join(piece.text for piece in snippet(text, ask(query)))
    assert joined.removeprefix("… ").removesuffix(" …") in text


def test_a_snippet_shows_the_place_with_most_of_it():
    text = "\n".join(["troops here"] + ["Nothing."] * 50 + [("x " * 200) + "94,300 troops massed"])
    pieces = snippet(text, ask("troops 94300"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["94,300", "troops"] or [
        piece.text for piece in pieces if piece.is_hit
    ] == ["94,300 troops"]
    assert pieces[0].text == "… "
    assert sum(len(piece.text) for piece in pieces) < 250


def test_a_chinese_snippet_is_half_as_many_characters():
    text = "军" * 500 + "乌克兰" + "军" * 500
    pieces = snippet(text, ask("乌克兰"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["乌克兰"]
    assert sum(len(piece.text) for piece in pieces) < 140
