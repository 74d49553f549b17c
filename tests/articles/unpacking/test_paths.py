"""The rules about members' names hold for their own examples."""

import re

import pytest

from articles.unpacking.paths import is_passed_over, mended, skipping_rules

RULES = skipping_rules()["name"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["why"])
def test_a_rule_finds_its_examples_only(rule):
    pattern = re.compile(rule["pattern"], re.IGNORECASE)

    assert all(pattern.search(name) for name in rule["examples"])
    assert not any(pattern.search(name) for name in rule["counterexamples"])


@pytest.mark.parametrize("head", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"wOF2", b"OggS"])
def test_a_picture_is_known_whatever_it_is_called(head):
    assert is_passed_over("article.html", head)


@pytest.mark.parametrize(
    "head", [b"<html>", b"%PDF-1.7", b"PK\x03\x04", b"ID", "標題".encode("big5")]
)
def test_what_may_be_an_article_is_not_passed_over(head):
    assert not is_passed_over("article.html", head)


@pytest.mark.parametrize("name", ["新闻", "大桥通车", "俄军在边境集结.html", "正文1.txt"])
def test_simplified_names(name):
    assert mended(name.encode("gbk")) == mended(name.encode()) == name


@pytest.mark.parametrize("name", ["新聞", "大橋通車", "俄軍在邊境集結.html", "正文1.txt"])
def test_traditional_names(name):
    assert mended(name.encode("big5")) == name


@pytest.mark.parametrize("name", ["café.html", "Übersicht", "naïve"])
def test_western_names(name):
    assert mended(name.encode("cp437")) == name
