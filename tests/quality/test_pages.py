"""A gate of invented news pages, each built in another way: what is text is read, the rest is not.

How the main text does on real pages is measured in decision record 0060; those pages are not ours
to keep here.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from articles.reading import ReadArticle, read
from articles.reading.decoding import decode
from articles.spans import Span

FOLDER = Path(__file__).with_name("pages")
PAGES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf8"))


def _data(name: str) -> bytes:
    return (FOLDER / f"{name}.html").read_bytes()


@pytest.fixture(scope="module", params=sorted(PAGES))
def page(request: pytest.FixtureRequest) -> tuple[str, ReadArticle]:
    return request.param, read(_data(request.param))


def test_every_page_has_its_strings():
    assert {file.stem for file in FOLDER.glob("*.html")} == set(PAGES)


def test_what_is_text_is_read(page: tuple[str, ReadArticle]):
    name, article = page

    assert not [words for words in PAGES[name]["with"] if words.lower() not in article.text.lower()]


def test_what_is_not_text_is_not_read(page: tuple[str, ReadArticle]):
    name, article = page

    assert not [words for words in PAGES[name]["without"] if words in article.text + "\n"]
    for words in PAGES[name].get("once", ()):
        assert article.text.count(words) == 1


def test_what_is_not_text_is_kept_with_a_reason(page: tuple[str, ReadArticle]):
    _, article = page

    assert all(dropped.reason and dropped.text for dropped in article.dropped)


def test_each_character_comes_from_the_page(page: tuple[str, ReadArticle]):
    name, article = page
    written, _ = decode(_data(name))

    for at, char in enumerate(article.text):
        place = article.source_map.page_span(Span(at, at + 1))
        assert char in '\n “”’—–"' or char in written[place.start : place.end], (at, char)
