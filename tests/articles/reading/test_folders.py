"""A new publisher and a new wire service need a file, and no code."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from articles.reading import read
from articles.reading.folders import use_rule_folders
from articles.reading.rules import publisher_at, publisher_named
from articles.reading.wires import wire_named
from tests.articles.reading.pages import html_page

PUBLISHER = r"""
name = "The Quay"
names = { en = "The Quay", zh-Hans = "码头报" }
aliases = ["Quay Online"]
domains = ["quay.example"]
timezone = "Europe/Oslo"
body = [".quay-words"]

[[noise]]
reason = "advertisement"
selectors = [".quay-buy"]

[[drop]]
reason = "subscription appeal"
pattern = '^Become a friend of the Quay'
examples = ["Become a friend of the Quay today"]
counterexamples = ["He said: become a friend of the Quay"]

[[dateline]]
pattern = '^Quay, (?P<day>\d{1,2})/(?P<month>\d{1,2})-(?P<year>\d{4}):'
examples = ["Quay, 5/3-2021: The"]
counterexamples = ["The Quay, 5/3-2021"]
"""
WIRES = """
[[wire]]
name = "Lantern Wire"
names = { en = "Lantern Wire", zh-Hans = "灯笼社" }
"""
WORDS = "The harbour office said on Friday that the new breakwater would open in March, not before."


@pytest.fixture
def folder(tmp_path: Path):
    (tmp_path / "quay.toml").write_text(PUBLISHER, encoding="utf8")
    (tmp_path / "wires.toml").write_text(WIRES, encoding="utf8")
    use_rule_folders(tmp_path)
    yield tmp_path
    use_rule_folders()


def page(first: str = "") -> bytes:
    body = f'<div class="quay-words"><p>{first}{WORDS}</p><p class="quay-buy">Buy!</p><p>Become a '
    return html_page(body + f"friend of the Quay today</p><p>{WORDS}</p></div>").encode()


def test_a_publisher_is_a_file(folder):
    article = read(page("Quay, 5/3-2021: "), url="https://www.quay.example/1")

    assert article.publisher == "The Quay"
    assert article.published == date(2021, 3, 5)
    assert {d.reason for d in article.dropped} >= {"advertisement", "subscription appeal"}
    assert publisher_named("码头报") is publisher_at("https://quay.example/")


def test_a_wire_service_is_a_few_lines(folder):
    article = read(page("KYIV (Lantern Wire) — "), url="https://quay.example/1")

    assert article.wire == "Lantern Wire"
    assert wire_named("灯笼社") is not None
    assert wire_named("AP") is not None, "those beside the code stay"


def test_an_added_file_takes_the_place_of_ours(folder):
    (folder / "bbc.toml").write_text(
        'name = "BBC News"\ndomains = ["bbc.example"]\ntimezone = "Europe/London"\n', "utf8"
    )
    other = folder / "deeper"
    other.mkdir()
    use_rule_folders(folder, other)

    assert publisher_at("https://bbc.example/1") is not None
    assert publisher_at("https://bbc.com/1") is None


def test_without_folders_nothing_is_left_of_them(folder):
    use_rule_folders()

    assert publisher_at("https://quay.example/1") is None
    assert wire_named("Lantern Wire") is None


def test_the_setting_names_the_folders(folder, settings):
    use_rule_folders()
    settings.READING_RULE_FOLDERS = [str(folder)]

    apps.get_app_config("articles").ready()

    assert publisher_at("https://quay.example/1") is not None
