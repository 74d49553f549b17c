"""A claim moves with all it has, or it stays and says what is missing."""

import pytest

from articles.spans import Span
from claims.anchoring import Carried, Mention, Method, Part, Revision, carry

CLAIM = {
    Part.SOURCE: "Defence minister Oleksii Reznikov",
    Part.CUE: "told parliament",
    Part.CONTENT: "that Russia had massed 94,300 troops near the border by December 3",
    Part.QUANTITY: "94,300 troops",
    Part.TIME: "December 3",
}
OLD = f"Figures differ\nKyiv, Friday. {CLAIM[Part.SOURCE]} {CLAIM[Part.CUE]} {CLAIM[Part.CONTENT]}."


def _mention(key: int, part: Part, quote: str) -> Mention:
    return Mention(key, part, Span(OLD.index(quote), OLD.index(quote) + len(quote)))


def _carried(new: str) -> Carried:
    mentions = [_mention(key, part, quote) for key, (part, quote) in enumerate(CLAIM.items())]
    return carry(Revision(OLD, new), mentions)


def _lost(carried: Carried) -> list[tuple[Part, str]]:
    return [(m.part, OLD[m.span.start : m.span.end]) for m in carried.lost]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        OLD.replace("Kyiv, Friday. ", "Kyiv, Saturday. It snowed. "),
        f"{OLD}\nIn other news, the minister told parliament of 94,300 troops on December 3.",
        "Other figures\n" + OLD.split("\n")[1] + " More is to come.",
    ],
)
def test_a_change_elsewhere_leaves_the_claim_as_it_is(new):
    carried = _carried(new)
    assert (carried.lost, carried.method, carried.score) == ([], Method.EXACT, 1.0)
    for key, (part, quote) in enumerate(CLAIM.items()):
        start, end = carried.places[part, key]
        assert new[start:end] == quote


def test_a_changed_word_makes_it_similar():
    new = OLD.replace("massed", "gathered").replace("Kyiv", "In Kyiv")
    carried = _carried(new)
    assert (carried.lost, carried.method) == ([], Method.FUZZY)
    assert 0.75 < carried.score < 1
    start, end = carried.places[Part.CONTENT, 2]
    assert new[start:end] == CLAIM[Part.CONTENT].replace("massed", "gathered")
    start, end = carried.places[Part.QUANTITY, 3]
    assert new[start:end] == "94,300 troops"


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("94,300 troops", "120,000 troops", (Part.QUANTITY, "94,300 troops")),
        ("94,300 troops", "194,300 troops", (Part.QUANTITY, "94,300 troops")),
        ("December 3", "December 30", (Part.TIME, "December 3")),
        ("Defence minister Oleksii Reznikov", "A colonel", (Part.SOURCE, CLAIM[Part.SOURCE])),
        ("told parliament", "refused to say", (Part.CUE, "told parliament")),
    ],
)
def test_what_is_no_longer_there_is_named(before, after, lost):
    assert _lost(_carried(OLD.replace(before, after)))[0] == lost


def test_a_figure_elsewhere_in_the_text_is_not_the_claim_s():
    new = OLD.replace("94,300", "120,000") + " Last week he had said 94,300 troops."
    assert (Part.QUANTITY, "94,300 troops") in _lost(_carried(new))


def test_a_claim_that_is_gone_loses_everything():
    assert len(_carried("Figures differ\nNobody said anything.").lost) == len(CLAIM)


def test_two_mentions_never_find_one_place():
    old, new = "he said 7 tanks and he said 7 tanks came", "he said 7 tanks came"
    mentions = [
        Mention(1, Part.CONTENT, Span(8, 40)),
        Mention(2, Part.QUANTITY, Span(8, 15)),
        Mention(3, Part.QUANTITY, Span(28, 35)),
    ]
    carried = carry(Revision(old, new), mentions)
    assert carried.lost
    places = list(carried.places.values())
    assert all(0 <= p.start < p.end <= len(new) for p in places)


def test_content_in_pieces_keeps_its_order():
    old = "“We shall stay on the hills tonight,” he said, “and leave the valley in the morning.”"
    new = "At dusk: " + old
    first, second = "We shall stay on the hills tonight", "and leave the valley in the morning"
    mentions = [
        Mention(key, part, Span(old.index(words), old.index(words) + len(words)))
        for key, part, words in (
            (1, Part.CONTENT, first),
            (2, Part.CONTENT, second),
            (3, Part.CUE, "said"),
        )
    ]
    carried = carry(Revision(old, new), mentions)
    assert carried.lost == []
    assert carried.places[Part.CONTENT, 1].start == new.index(first)
    assert carried.places[Part.CONTENT, 2].start == new.index(second)
    assert carried.places[Part.CUE, 3].start == new.index("said")
