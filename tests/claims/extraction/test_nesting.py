"""What stands inside an English content is found by reading the content once more."""

from claims.extraction import extract
from claims.extraction.nesting import with_nested
from claims.extraction.tagger import shipped_tagger

TEXT = (
    "Border towns prepare\n"
    "The foreign minister told parliament on Monday that the army’s chief of staff had warned in a "
    "letter that 40,000 soldiers were moving towards the northern border."
)


def test_an_english_chain_is_found() -> None:
    found = {
        TEXT[a.source[0].start : a.source[0].end]: a
        for a in extract(TEXT, language="en")
        if a.source
    }
    outer = found["The foreign minister"]
    inner = found["the army’s chief of staff"]
    assert inner.parent == outer.id
    assert [str(quantity.value) for quantity in inner.quantities] == ["40000"]
    assert not outer.quantities


def test_chinese_is_left_to_the_second_layer() -> None:
    assert with_nested([], "据报道，两国将会谈。", "zh-Hans", shipped_tagger()) == []
