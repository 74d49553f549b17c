"""The page of changes, wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import ArticleTextFactory

pytestmark = pytest.mark.e2e
OLD = "\n".join(["Figures differ", *(f"Paragraph {n} stands." for n in range(6)), "Ten men came."])
NEW = OLD.replace("Ten", "Two") + "\nNobody counted them."


@pytest.fixture
def address(transactional_db) -> str:
    old = ArticleTextFactory(title="Figures differ", text=OLD, is_current=False)
    ArticleTextFactory(article=old.article, version=2, title="Figures agree", text=NEW)
    return reverse("article-diff", args=[old.article_id, 1, 2])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_changes_fit_and_are_accessible(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


def test_changes_stand_side_by_side_or_below_each_other(page, address, width):
    page.goto(address)
    old, new = (
        page.locator(f".diff-changed .diff-{side}").bounding_box() for side in ("old", "new")
    )
    if width == 390:
        assert new["y"] >= old["y"] + old["height"]
        expect(page.locator(".diff-added .diff-old")).to_be_hidden()
    else:
        assert new["y"] == old["y"]
        assert new["x"] >= old["x"] + old["width"]


def test_what_is_folded_can_be_opened(page, address):
    page.goto(address)
    folded = page.get_by_text("Paragraph 2 stands.")
    expect(folded).to_be_hidden()
    page.get_by_text("6 unchanged paragraphs").click()
    expect(folded).to_be_visible()
