"""Which pairs an editor is asked about, and which never."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.registering import (
    Because,
    Office,
    Profile,
    Reason,
    compare,
    handles,
    reasons_of,
    written,
)

DECEMBER = (date(2021, 12, 1), date(2021, 12, 20))
MINISTER = Office("defence-minister", "RS", *DECEMBER)
SPOKESPERSON = Office("spokesperson", "RS:foreign-ministry", *DECEMBER)
LATER = Office("defence-minister", "RS", date(2023, 5, 1), date(2023, 6, 1))


def person(*names: str, office: Office | None = None, key: str = "person:x") -> Profile:
    return Profile(1, key, "person", "named", names, (office,) if office else ())


def body(*names: str) -> Profile:
    return Profile(1, "body:x", "body", "named", names)


ONE = [
    (person("Ana Kovač"), person("Ana Kovac"), Because.SAME_LATIN),
    (person("安娜·科瓦奇", "Ana Kovač"), person("Ana Kovac"), Because.SAME_LATIN),
    (person("奧列格·米哈爾"), person("奥列格‧米哈尔"), Because.SAME_CHINESE),
    (person("安娜·科瓦奇", "Ana Kovač"), person("安娜·科瓦奇"), Because.SAME_CHINESE),
    (person("Sergei Petrov"), person("Sergey Petrow"), Because.TRANSLITERATED),
    (person("Yuri Khodakov"), person("Yury Hodakov"), Because.TRANSLITERATED),
    (person("J. Hillman"), person("Jane Hillman"), Because.INITIALS),
    (person("John F. Hillman"), person("John Hillman"), Because.INITIALS),
    (person("Kovac Ana"), person("Ana Kovac", office=MINISTER), None),
    (person("安娜·科瓦奇", office=MINISTER), person("Ana Kovač", office=MINISTER), Because.OFFICE),
    (person("Kovac", office=SPOKESPERSON), person("Ana Kovač", office=SPOKESPERSON), None),
    (person("科瓦奇", office=MINISTER), person("安娜·科瓦奇", office=MINISTER), Because.OFFICE),
    (person("安娜·科瓦奇", office=MINISTER), person("安娜·科瓦齐", office=MINISTER), None),
    (person("奥列克西·雷兹尼科夫"), person("Oleksii Reznikov"), Because.KNOWN),
    (body("World Harbour Organization"), body("WHO"), Because.ACRONYM),
    (body("港口管理局"), body("港口管理局", "Port Authority"), Because.SAME_CHINESE),
    (body("港口管理局"), body("港口管理局"), Because.SAME_CHINESE),
]
TWO = [
    (person("Bill Hillman"), person("Helen Hillman")),
    (person("Bill Hillman", office=MINISTER), person("Helen Marten", office=MINISTER)),
    (person("Hillman"), person("Helen Hillman")),
    (person("Hillman"), person("Hillman", office=SPOKESPERSON)),
    (person("安娜·科瓦奇", office=MINISTER), person("Ana Kovač", office=LATER)),
    (person("安娜·科瓦奇", office=SPOKESPERSON), person("Ana Kovač", office=SPOKESPERSON)),
    (person("李明"), person("李明", office=MINISTER)),
    (person("Sergei Lavrov"), person("Sergei Shoigu")),
    (person("World Harbour Organization"), body("World Harbour Organization")),
    (body("Associated Press"), body("Agence France-Presse")),
    (
        Profile(1, "group:us:official", "group", "role", ("officials",)),
        Profile(2, "group:us:official", "group", "role", ("officials",)),
    ),
]


@pytest.mark.parametrize(("first", "second", "because"), ONE)
def test_an_editor_is_asked_about(first, second, because):
    found, turned = compare(first, second), compare(second, first)
    assert found is not None
    assert turned is not None
    assert found.score == turned.score < 1
    if because:
        assert because in {reason.because for reason in found.reasons}


@pytest.mark.parametrize(("first", "second", "because"), ONE)
def test_what_is_one_has_a_handle_in_common(first, second, because):
    assert handles(first) & handles(second)


@pytest.mark.parametrize(("first", "second"), TWO)
def test_nobody_is_asked_about(first, second):
    assert compare(first, second) is None
    assert compare(second, first) is None


NAMES = st.lists(
    st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z][a-z]{0,8}( [A-Z][a-z]{0,8}){0,2}")),
    max_size=4,
)


@given(NAMES, NAMES, st.sampled_from(["person", "body"]))
def test_any_names_are_compared_the_same_from_both_sides(ours, theirs, kind):
    one = Profile(1, f"{kind}:a", kind, "named", tuple(ours))
    other = Profile(2, f"{kind}:b", kind, "named", tuple(theirs))
    found, turned = compare(one, other), compare(other, one)
    assert (found is None) == (turned is None)
    if found and turned:
        assert found.score == turned.score
        assert handles(one) & handles(other)
    assert all(len(handle) <= 200 for handle in handles(one))


def test_reasons_are_read_as_they_were_written():
    reasons = [Reason(Because.SHORT, "Austin", "Lloyd Austin"), Reason(Because.OFFICE, "a", "a")]
    assert reasons_of(written(reasons)) == reasons
    assert reasons_of("They share a desk.\nshort: one\nother: a = b") == []
