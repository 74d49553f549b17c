"""Two editors at one claim: who saves later sees both versions and picks."""

import pytest
from playwright.sync_api import expect

from claims.services import quantity_edit
from claims.services.mending import quantity_remove
from tests.e2e.desk.at_desk import at, card, fresh, leave, new_page
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


def test_a_figure_that_both_have_changed_is_picked(page, scene, browser, live_server, address):
    quantity = scene.troops.quantities.get()
    at(page, scene.troops)
    page.keyboard.press("e")
    page.get_by_label("kind").select_option("mixed")
    page.get_by_role("group", name="94,300 troops").get_by_label("value").fill("94000")
    quantity_edit(quantity=quantity, user=UserFactory(username="li"), version=1, value=95000)

    page.locator("[data-save]").click()
    dialog = page.get_by_role("dialog", name="Two of you at once")
    row = dialog.get_by_role("row", name="quantity: 94,300 troops")
    for words in ("94300 person", "95000 person", "94000 person"):
        expect(row).to_contain_text(words)
    row.get_by_label("95000 person").check()
    dialog.get_by_role("button", name="Save what is picked").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert fresh(scene.troops).kind == "mixed"
    assert scene.troops.quantities.get().value == 95000


def test_a_figure_that_they_took_off_is_put_back_by_who_insists(page, scene):
    quantity = scene.troops.quantities.get()
    at(page, scene.troops)
    page.keyboard.press("e")
    page.get_by_role("group", name="94,300 troops").get_by_label("value").fill("94000")
    quantity_remove(quantity=quantity, user=UserFactory(username="li"), version=1)

    page.locator("[data-save]").click()
    dialog = page.get_by_role("dialog", name="Two of you at once")
    dialog.get_by_label("94000 person").check()
    dialog.get_by_role("button", name="Save what is picked").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    quantity = scene.troops.quantities.get()
    assert (quantity.value, quantity.unit, quantity.by_hand) == (94000, "person", True)
