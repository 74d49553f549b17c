"""What is translated is still said, and nothing is lost where it is not."""

from pathlib import Path

from django.utils import translation

from articles.admin.reasons import REASONS, in_words

ROOMS = ("reading", "unpacking", "fetching", "services")
ARTICLES = Path(__file__).parents[3] / "articles"


def test_every_reason_is_one_that_a_room_gives():
    files = [path for room in ROOMS for path in (ARTICLES / room).rglob("*.py")]
    said = "".join(path.read_text() for path in files)
    assert [reason for reason in sorted(REASONS) if f'"{reason}"' not in said] == []


def test_it_is_said_in_the_reader_s_language():
    with translation.override("zh-hans"):
        assert in_words("no article text") == "没有文章正文"
        assert in_words("larger than 64 MB") == "larger than 64 MB"
