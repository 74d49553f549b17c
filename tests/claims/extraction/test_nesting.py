"""What stands inside an English content is found with what stands around it."""

from claims.extraction import extract

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
