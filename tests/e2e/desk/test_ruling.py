"""Reading an article with its claims and ruling on each, by keys and by mouse."""

import pytest
from playwright.sync_api import expect

from claims.models import Act
from tests.e2e.desk.at_desk import card, fresh

pytestmark = pytest.mark.e2e


def test_either_side_shows_the_other(page, scene):
    page.locator("mark.desk-content", has_text="massed").click()
    expect(card(page, scene.troops)).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")
    expect(card(page, scene.agency)).to_be_focused()
    shown = page.locator("mark.desk-here")
    expect(shown.first).to_contain_text("𠮷田")
    page.keyboard.press("k")
    expect(card(page, scene.troops)).to_be_focused()
    card(page, scene.denial).click(position={"x": 5, "y": 5})
    expect(page.locator("mark.desk-content.desk-here")).to_have_text("this")


def test_the_list_is_sifted(page, scene):
    page.get_by_role("button", name="Low confidence").click()
    expect(page.locator(".desk-card:visible")).to_have_count(1)
    expect(card(page, scene.agency)).to_be_visible()
    page.get_by_role("button", name="Rejected").click()
    expect(page.locator(".desk-card:visible")).to_have_count(0)
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator(".desk-card:visible")).to_have_count(4)


def test_all_keys_are_told_and_can_be_switched_off(page, scene):
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("accept the claim and go on")
    dialog.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()


def test_accepting_advances_and_rejecting_asks_why(page, scene):
    page.locator("mark.desk-content", has_text="massed").click()
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="Accepted.")).to_be_visible()
    expect(card(page, scene.agency)).to_be_focused()
    expect(card(page, scene.troops).locator(".desk-status")).to_have_text("accepted")
    assert fresh(scene.troops).status == "accepted"

    page.keyboard.press("r")
    dialog = page.get_by_role("dialog", name="Reject, because")
    dialog.get_by_label("nothing is claimed").check()
    dialog.get_by_label("In your words").fill("a picture caption")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Rejected.")).to_be_visible()
    assert fresh(scene.agency).status == "rejected"
    act = Act.objects.get(claim=scene.agency)
    assert act.reason == "nothing is claimed; a picture caption"
    expect(page.locator(f"#claim-{scene.agency.pk}")).to_have_count(0)
