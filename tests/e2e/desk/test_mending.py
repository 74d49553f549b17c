"""A claim's words and values are mended, and one is made, by keys and by mouse."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.e2e.desk.at_desk import at, card, content, fresh, press

pytestmark = pytest.mark.e2e


def test_the_ends_of_its_words_are_moved_by_keys(page, scene):
    card(page, scene.ships).click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Editing: Yoshida: 2 ships")).to_be_focused()
    page.get_by_role("slider", name="Start of content: two ships").focus()
    press(page, "ArrowLeft")
    expect(page.get_by_role("slider", name="Start of content: “two ships")).to_be_focused()
    page.get_by_role("slider", name="End of content").focus()
    press(page, "Control+ArrowLeft", "Control+ArrowLeft")
    expect(page.locator("[data-fragments]")).to_contain_text("“two ships")
    expect(page.locator("[data-preview]")).to_contain_text("ships")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert content(scene.ships) == ["“two ships"]
    assert fresh(scene.ships).status == "corrected"


def test_the_ends_of_its_words_are_dragged(page, scene):
    card(page, scene.troops).click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    handle = page.get_by_role("slider", name="End of content")
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=5)
    page.mouse.up()
    expect(page.locator("[data-fragments]")).not_to_contain_text("border")
    page.locator("[data-save]").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    (quote,) = content(scene.troops)
    assert quote.startswith("that Russia had massed 94,300 troops near the")
    assert not quote.endswith("border")


def test_a_missed_claim_is_added_by_the_keyboard_alone(page, scene):
    page.keyboard.press("n")
    text = page.get_by_role("application")
    expect(text).to_be_focused()
    press(page, "Control+Home", *["Control+ArrowDown"] * 3)
    press(page, "Shift+Control+ArrowRight", *["Shift+Control+ArrowRight"] * 3)
    press(page, "t")
    expect(page.locator("[data-fragments]")).to_contain_text("We counted 12 tanks")
    press(page, "Control+ArrowRight", "Control+ArrowLeft")
    press(page, *["Shift+Control+ArrowRight"] * 6, "s")
    press(page, *["Control+ArrowRight", "Control+ArrowLeft"], "Shift+Control+ArrowRight", "u")
    press(page, "Enter")
    expect(page.get_by_role("status").filter(has_text="The claim is made.")).to_be_visible()
    made = Claim.objects.get(article_text=scene.text, run=None, spans__quote="said")
    assert content(made) == ["“We counted 12 tanks"]
    assert made.spans.get(part="source").quote == "the mayor of the harbour town"
    assert [(q.value, q.dimension) for q in made.quantities.all()] == [(12, "tanks")]
    expect(card(page, made)).to_be_focused()


def test_what_is_marked_with_the_mouse_is_a_new_claim(page, scene):
    page.locator("p[data-start]", has_text="A spokesman").evaluate(
        """p => {
            const selection = getSelection();
            selection.selectAllChildren(p);
        }"""
    )
    page.keyboard.press("n")
    expect(page.locator("[data-fragments]")).to_contain_text("A spokesman denied this.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("status").filter(has_text="kept until you come back")).to_be_visible()
    page.reload()
    page.keyboard.press("n")
    expect(page.locator("[data-fragments]")).to_contain_text("A spokesman denied this.")
    page.get_by_role("button", name="Drop my changes").click()
    page.keyboard.press("n")
    expect(page.locator("[data-fragments] li")).to_have_count(0)


def test_a_claim_is_split_where_another_begins(page, scene):
    card(page, scene.troops).click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    page.get_by_role("button", name="Mark by keyboard").click()
    expect(page.get_by_role("application")).to_be_focused()
    press(page, *["Control+ArrowRight"] * 4, "ArrowRight", "Shift+Control+ArrowRight")
    page.get_by_role("button", name="Another claim begins there").click()
    expect(page.get_by_role("status").filter(has_text="The claim is made.")).to_be_visible()
    assert content(scene.troops) == ["that Russia had massed"]
    other = Claim.objects.get(article_text=scene.text, spans__quote="94,300 troops near the border")
    expect(card(page, other)).to_be_focused()


def test_a_value_is_given_by_hand(page, scene):
    card(page, scene.troops).click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    figure = page.get_by_role("group", name="94,300 troops")
    figure.get_by_label("value").fill("94000")
    page.get_by_label("kind").select_option("mixed")
    page.locator("[data-save]").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    quantity = scene.troops.quantities.get()
    assert (quantity.value, quantity.by_hand) == (94000, True)
    assert fresh(scene.troops).kind == "mixed"
    expect(card(page, scene.troops)).to_contain_text("by hand")


def test_what_is_saved_at_once_is_undone_at_once(page, scene):
    claim = scene.troops
    at(page, claim)
    press(page, "e")
    page.get_by_label("kind").select_option("mixed")
    figure = page.get_by_role("group", name="94,300 troops")
    figure.get_by_label("value").fill("94000")
    day = page.get_by_role("group", name="Friday (December 3)")
    day.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="Times")).to_be_focused()
    expect(day).to_contain_text("goes when you save")
    day.get_by_role("button", name="Keep it as it was").click()
    day.get_by_role("button", name="Remove").click()
    page.get_by_role("slider", name="End of content").focus()
    press(page, "Control+ArrowLeft")
    assert fresh(claim).version == 1

    page.locator("[data-save]").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    now = fresh(claim)
    assert (now.kind, now.quantities.get().value, now.times.count()) == ("mixed", 94000, 0)
    assert content(claim) == ["that Russia had massed 94,300 troops near the"]

    press(page, "u")
    expect(page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    now = fresh(claim)
    assert (now.kind, now.quantities.get().value, now.times.count()) == ("indirect", 94300, 1)
    assert content(claim) == ["that Russia had massed 94,300 troops near the border"]
    assert now.status == "extracted"


def test_a_number_is_marked_by_the_keyboard_and_read_when_it_is_saved(page, scene):
    scene.ships.quantities.all().delete()
    at(page, scene.ships)
    press(page, "e")
    page.get_by_role("button", name="Mark by keyboard").click()
    press(page, *["Shift+Control+ArrowRight"] * 2)
    page.get_by_role("button", name="What is marked in the text is a quantity").click()
    figure = page.get_by_role("group", name="two ships")
    expect(figure).to_contain_text("read when you save")
    press(page, "Escape", "e")  # it is kept, as whatever was typed
    expect(figure).to_be_visible()
    press(page, "Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    quantity = scene.ships.quantities.get()
    assert (quantity.value, quantity.dimension, quantity.by_hand) == (2, "ships", False)


HELD = """() => {
    const text = Response.prototype.text;
    Response.prototype.text = async function () {
        const words = await text.call(this);
        await new Promise((go) => { window.letCome = go; });
        return words;
    };
}"""


def test_parts_that_come_late_leave_the_editor_alone(page, scene):
    at(page, scene.denial)
    page.evaluate(HELD)
    press(page, "k", "a")  # after a ruling the text is asked for anew
    page.wait_for_function("() => window.letCome")
    press(page, "e")
    handle = page.get_by_role("slider", name="Start of content")
    expect(handle).to_be_visible()
    page.evaluate("() => { window.letCome(); return new Promise(requestAnimationFrame); }")
    handle.focus()
    press(page, "ArrowRight")
    expect(handle).to_be_focused()
