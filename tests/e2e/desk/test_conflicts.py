"""Two editors at one claim: who saves later sees both versions and picks."""

import pytest
from playwright.sync_api import expect

from tests.e2e.desk.at_desk import card, fresh, leave, new_page
from tests.factories import UserFactory

pytestmark = pytest.mark.e2e


def test_two_at_once_see_before_theirs_and_yours(page, scene, browser, live_server, address):
    card(page, scene.troops).click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    page.get_by_label("headline in English").fill("Mine: 94,300")
    other = new_page(browser, live_server, UserFactory(role="editor", username="li"))
    other.goto(address)
    card(other, scene.troops).click(position={"x": 5, "y": 5})
    other.keyboard.press("e")
    other.get_by_label("headline in English").fill("Theirs: 94,300")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    leave(other)

    page.locator("[data-save]").click()
    dialog = page.get_by_role("dialog", name="Two of you at once")
    expect(dialog).to_contain_text("li saved this claim first")
    for words in ("Theirs: 94,300", "Mine: 94,300", scene.troops.headline_en):
        expect(dialog).to_contain_text(words)
    dialog.get_by_role("button", name="Decide later").click()
    expect(page.get_by_label("headline in English")).to_have_value("Mine: 94,300")
    page.locator("[data-save]").click()
    dialog.get_by_label("Mine: 94,300").check()
    dialog.get_by_role("button", name="Save what is picked").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert fresh(scene.troops).headline_en == "Mine: 94,300"
