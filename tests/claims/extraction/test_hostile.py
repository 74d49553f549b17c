"""Input that hurts: whatever the text, the engine answers, soundly and each time the same."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import ArticleInput, extract, extract_batch
from claims.extraction.__main__ import main

from .hostile import CHINESE, ENGLISH, HOSTILE, assert_sound, prose

PIECES = [*ENGLISH, *CHINESE, *HOSTILE.values()]
TEXTS = st.lists(
    st.sampled_from([p[:400] for p in PIECES])
    | st.text(max_size=30)
    | st.sampled_from(list("“”「」『』\"'‘’（）()\n\x00\u202e\ud800😀")),
    max_size=8,
).map("".join)
LANGUAGES = st.sampled_from([None, "en", "zh-Hans", "zh-Hant"])


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", [None, "en", "zh-Hant"])
def test_every_text_is_answered_soundly(name: str, language: str | None) -> None:
    text = HOSTILE[name]
    assert_sound(text, extract(text, language=language))


def test_all_of_them_at_once_give_the_same_as_one_by_one() -> None:
    articles = [ArticleInput(text, "en") for text in HOSTILE.values()]
    assert extract_batch(articles) == [extract(a.text, language="en") for a in articles]


@settings(deadline=None, max_examples=40)
@given(TEXTS, LANGUAGES)
def test_any_text_is_answered_soundly_and_twice_the_same(text: str, language: str | None) -> None:
    found = extract(text, language=language)
    assert_sound(text, found)
    assert found == extract(text, language=language)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4))
def test_a_batch_is_answered_as_one_by_one(texts: list[tuple[str, str | None]]) -> None:
    articles = [ArticleInput(text, language) for text, language in texts]
    assert extract_batch(articles) == [extract(a.text, language=a.language) for a in articles]


def test_offsets_are_code_points_behind_astral_characters() -> None:
    plain = "Title\nThe harbour minister said that 94,300 crates were near the quay."
    text = plain.replace("Title", "😀𝔘𠮷👩‍👧")
    (found,) = extract(text, language="en")
    assert [text[s:e] for s, e in found.source] == ["The harbour minister"]
    (quantity,) = found.quantities
    assert text[quantity.start : quantity.end] == "94,300"


@pytest.mark.parametrize("sentences", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_one_paragraph_of_a_hundred_thousand_characters(sentences: list[str]) -> None:
    text = prose(sentences, 100_000, joint=" " if sentences is ENGLISH else "")
    assert "\n" not in text
    found = extract(text)
    assert_sound(text, found)
    assert found[-1].content[-1].end > 99_000  # read to its end


def test_two_megabytes() -> None:
    """Mostly what exports and broken pages are full of: blanks, cells, rules."""
    filling = f"{' ' * 600}\n{chr(9) * 360}\n{'-' * 40}\n" * 2_000
    text = prose(ENGLISH, 20_000) + "\n" + filling + prose(ENGLISH, 20_000)
    assert len(text.encode()) > 2_000_000
    found = extract(text, language="en")
    assert_sound(text, found)
    assert found[-1].content[-1].end > len(text) - 1_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("عنوان\nقال الوزير يوم الجمعة إن 94 ألف جندي ينتشرون قرب الحدود.", "ar"),
        ("כותרת\nהשר אמר ביום שישי כי 94 אלף חיילים נמצאים ליד הגבול.", "he"),
        ("Заголовок\nМинистр сказал в пятницу, что у границы находятся 94 тысячи солдат.", "ru"),
        ("제목\n장관은 금요일에 국경 근처에 병력 9만 4천 명이 있다고 말했다.", "ko"),
        ("見出し\n大臣は金曜日、国境付近に九万四千人の部隊がいると述べた。", "ja"),
        (
            "Titre\nLe ministre a dit vendredi que 94 000 soldats se trouvaient près de la mer.",
            "fr",
        ),
        ("🙂🙂 94,300 …", "und"),
    ],
)
def test_a_language_it_does_not_read_gives_no_attributions_and_says_so(
    text: str, language: str
) -> None:
    out = io.StringIO()
    assert main(io.StringIO(json.dumps({"id": 1, "text": text}) + "\n"), out) == 0
    assert json.loads(out.getvalue()) == {
        "id": 1,
        "language": language,
        "supported": False,
        "attributions": [],
    }


def test_a_lone_surrogate_and_a_nul_come_through_json_lines() -> None:
    line = r'{"id": "\ud800", "text": "Title\nThe envoy\u0000 said that \udfff 12 ships came."}'
    out = io.StringIO()
    assert main(io.StringIO(line + "\n"), out) == 0
    answer = json.loads(out.getvalue())
    assert answer["id"] == "\ud800"
    assert answer["language"] == "en"
