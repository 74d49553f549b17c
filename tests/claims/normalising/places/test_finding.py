import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.normalising.places import find_places, place_label, within

PIECES = ["乌克兰", "克里米亚", "的", "境内", "7万", "马里乌波尔", "Ukraine", " ", "pro-Russia",
          "US-led", "Crimea", "'s", "。", "border", "eastern", "U.S.", "us"]  # fmt: skip


def ids(text: str, language: str) -> list[str]:
    return [place.id for place in find_places(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("near Ukraine, including in Crimea and Belarus", ["UA", "crimea", "BY"]),
        ("Russia has massed 100,000 troops on Ukraine's borders.", ["RU", "ukraine-border"]),
        ("fighting in eastern Ukraine’s Donetsk", ["donbas", "donetsk"]),
        ("Russian troops", []),
        ("on Ukrainian soil", ["UA"]),
        ("The US-led coalition told us of pro-Russia fighters.", []),
        ("The U.S. and the United States", ["US", "US"]),
        ("in Washington, D.C.", ["washington"]),
        ("the Washington Post said in London", ["london"]),
        ("Ukrainegate in Ukrainetown", []),
    ],
)
def test_in_english(text: str, expected: list[str]) -> None:
    assert ids(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("俄罗斯在乌克兰边境集结了约7万军队", ["RU", "ukraine-border"]),
        ("俄羅斯在烏克蘭東部和克里米亞", ["RU", "donbas", "crimea"]),
        ("马里乌波尔不在马里", ["mariupol", "ML"]),
        ("敘利亞伊德利卜省", ["SY", "idlib"]),
        ("发展中国家与俄方、中方", []),
        ("在喬治亞和格鲁吉亚", ["GE", "GE"]),
    ],
)
def test_in_chinese(text: str, expected: list[str]) -> None:
    assert ids(text, "zh-Hans") == expected


def test_other_languages_have_none() -> None:
    assert find_places("la guerra en Ucrania, Ukraine", "es") == []


@pytest.mark.parametrize(
    ("place", "around"),
    [("crimea", ("UA",)), ("idlib", ("SY",)), ("mariupol", ("donetsk", "donbas", "UA")),
     ("UA", ()), ("nowhere", ())],
)  # fmt: skip
def test_what_lies_within_what(place: str, around: tuple[str, ...]) -> None:
    assert within(place) == around


def test_labels_are_in_both_languages() -> None:
    assert (place_label("UA", "en"), place_label("UA", "zh-Hans")) == ("Ukraine", "乌克兰")
    assert place_label("nowhere", "en") == "nowhere"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(["en", "zh"]))
def test_places_are_in_order_apart_and_inside_the_text(text: str, language: str) -> None:
    found = find_places(text, language)
    edges = [edge for place in found for edge in (place.start, place.end)]
    assert edges == sorted(edges)
    assert all(place.start < place.end <= len(text) for place in found)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_script_does_not_matter(text: str) -> None:
    traditional = opencc.OpenCC("s2t").convert(text)
    if len(traditional) == len(text):
        assert find_places(traditional, "zh-Hant") == find_places(text, "zh-Hans")


@given(st.text(max_size=40), st.sampled_from(["en", "zh-Hant"]))
def test_any_text_can_be_looked_through(text: str, language: str) -> None:
    find_places(text, language)
