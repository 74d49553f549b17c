"""Every code that the scorer can give has words, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import claims.linking
from claims.comparing import Reason
from claims.selectors.reasons import PLAIN, WORDED, reason_words

ROOM = Path(claims.linking.__file__).parent
GIVEN = [
    {"code": "same_dimension", "what": "troops"},
    {"code": "same_place", "places": ["UA"]},
    {"code": "days_apart", "days": 3},
    {"code": "other_origin"},
]
# One of each code that has parameters.
PARAMETERS = {"what": "troops", "places": ["UA", "crimea"], "place": "RU", "other": "US",
              "days": 3, "percent": 60, "en": "planned", "zh": "计划中"}  # fmt: skip


def test_a_suggestion_is_explained_in_words():
    with override("en"):
        assert list(map(reason_words, GIVEN)) == [
            "same quantity: troops",
            "same place: Ukraine",
            "3 days apart",
            "different origin",
        ]
    with override("zh-hans"):
        assert list(map(reason_words, GIVEN))[1:] == ["同一地点：乌克兰", "相隔3天", "来源不同"]


def test_every_code_of_the_scorer_has_words():
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    given = set(re.findall(r'"code": "(\w+)"|give\(\s*"(\w+)"', code))
    codes = {one or other for one, other in given} | {reason.value for reason in Reason}
    silent = {"change"}  # only weighed
    assert codes - silent <= PLAIN.keys() | WORDED.keys()


@pytest.mark.parametrize("code", [*PLAIN, *WORDED])
def test_the_words_are_there_in_both_languages(code: str):
    said = {}
    for language in ("en", "zh-hans"):
        with override(language):
            said[language] = reason_words({"code": code, **PARAMETERS})
    assert said["en"].isascii() or "“" in said["en"]
    assert not said["zh-hans"].isascii()


def test_what_an_older_version_said_is_shown_as_it_stands():
    assert reason_words({"code": "of_old"}) == "of old"
