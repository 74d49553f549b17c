import re

from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.selectors.marked_text import Mark, mark_paragraphs

TEXT = "Title\nAP said that officials said 70,000 troops were near.\nA last line."


def drawn(paragraphs) -> list[str]:
    """Pieces as the template would write them: content [], source (), cue {}, numbers ^n."""
    shapes = {"content": "[]", "source": "()", "cue": "{}"}
    lines = []
    for pieces in paragraphs:
        line, stack = "", []
        for piece in pieces:
            if piece.kind == "open":
                stack.append(shapes[piece.part])
                line += stack[-1][0]
            elif piece.kind == "close":
                line += stack.pop()[1]
            else:
                line += piece.text or f"^{piece.number}"
        assert stack == []
        lines.append(line)
    return lines


def mark(words: str, part: str, *claims: int) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), part, claims)


def test_a_claim_within_a_claim():
    marks = [
        mark("AP", "source", 1),
        mark("said", "cue", 1),
        mark("that officials said 70,000 troops were near", "content", 1),
        mark("officials", "source", 2),
        mark("70,000 troops were near", "content", 2),
    ]
    assert drawn(mark_paragraphs(TEXT, marks, {1: 1, 2: 2})) == [
        "Title",
        "(AP) {said} [that (officials) said [70,000 troops were near]]^1^2.",
        "A last line.",
    ]


def test_marks_that_cross_are_cut_so_that_they_nest():
    marks = [mark("AP said that", "content", 1), mark("that officials", "content", 2)]
    assert drawn(mark_paragraphs(TEXT, marks, {1: 1, 2: 2}))[1].startswith(
        "[AP said [that]]^1[ officials]^2 said"
    )


def test_a_mark_over_two_paragraphs_is_marked_in_both_and_anchored_once():
    start = TEXT.index("near")
    marks = [Mark(start, len(TEXT), "content", (7,))]
    paragraphs = mark_paragraphs(TEXT, marks, {7: 1})
    assert drawn(paragraphs)[1:] == [
        "AP said that officials said 70,000 troops were [near.]",
        "[A last line.]^1",
    ]
    anchors = [piece.anchor for pieces in paragraphs for piece in pieces if piece.anchor]
    assert anchors == ["claim-7"]


def test_only_the_paragraph_asked_for():
    found = mark_paragraphs(TEXT, [], {}, within=Span(TEXT.index("A last"), len(TEXT)))
    assert drawn(found) == ["A last line."]


spans = st.lists(
    st.builds(
        lambda start, length, part, claim: Mark(start, start + length, part, (claim,)),
        st.integers(0, 40),
        st.integers(1, 30),
        st.sampled_from(["content", "source", "cue"]),
        st.integers(1, 4),
    ),
    max_size=8,
)


@given(st.text(alphabet="ab约\n", min_size=1, max_size=70), spans)
def test_no_character_is_lost_and_every_mark_is_closed(text, marks):
    marks = [m for m in marks if m.end <= len(text)]
    paragraphs = mark_paragraphs(text, marks, {n: n for n in range(1, 5)})
    kept = ["".join(p.text for p in pieces) for pieces in paragraphs]
    assert kept == [line for line in text.split("\n") if line]
    drawn(paragraphs)


@given(st.text(alphabet="ab约", min_size=1, max_size=70), spans)
def test_every_character_bears_exactly_the_marks_over_it(text, marks):
    marks = [m for m in marks if m.end <= len(text)]
    place, stack = 0, []
    for piece in mark_paragraphs(text, marks, {})[0]:
        if piece.kind == "open":
            stack.append((piece.part, piece.claims))
        elif piece.kind == "close":
            stack.pop()
        elif piece.kind == "text":
            for _ in piece.text:
                over = [(m.part, str(m.claims[0])) for m in marks if m.start <= place < m.end]
                assert sorted(stack) == sorted(over)
                place += 1


def test_numbers_are_written_once():
    marks = [mark("AP", "content", 1), mark("70,000", "content", 1)]
    line = drawn(mark_paragraphs(TEXT, marks, {1: 5}))[1]
    assert re.findall(r"\^\d", line) == ["^5"]
