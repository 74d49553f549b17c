"""Search, tags, merging, notes on a passage, and who else is here: without leaving the desk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Act, Annotation
from claims.services import claim_edit
from claims.services.searching import search_index_pending
from tests.e2e.desk.at_desk import at, card, content, fresh, leave, new_page, press
from tests.factories import AnnotationFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.e2e


def test_search_is_typed_and_followed_by_the_keyboard(page, scene):
    source = SourceFactory(label_en="Harbour master", label_zh="港务长")
    AnnotationFactory(claim=scene.ships, body="Ask the harbour master.")
    search_index_pending(limit=100_000)
    press(page, "/")
    dialog = page.get_by_role("dialog", name="Search")
    box = dialog.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("harbour")
    expect(dialog.get_by_role("status")).to_contain_text("found")
    for kind in ("Articles", "Sources", "Notes"):
        expect(dialog.get_by_role("heading", name=kind)).to_be_visible()
    press(page, "ArrowDown", "ArrowDown")
    expect(dialog.get_by_role("link", name="Harbour master").first).to_be_focused()
    press(page, "ArrowUp", "ArrowUp")
    expect(box).to_be_focused()
    press(page, "ArrowDown", "ArrowDown", "Enter")
    page.wait_for_url(f"**{reverse('admin:claims_source_change', args=[source.pk])}")


def test_a_claim_of_this_article_is_gone_to_at_once(page, scene):
    search_index_pending(limit=100_000)
    page.evaluate("window.stillHere = true")
    press(page, "/")
    page.keyboard.type("两艘船")
    press(page, "Enter")
    expect(page.locator("#desk-search")).to_be_hidden()
    expect(card(page, scene.agency)).to_be_focused()
    assert page.evaluate("window.stillHere")


def test_tags_are_put_on_and_taken_off(page, scene):
    at(page, scene.troops)
    press(page, "#")
    dialog = page.get_by_role("dialog", name="Tags of the claim")
    page.keyboard.type("check，Crimea")
    press(page, "Enter")
    expect(card(page, scene.troops)).to_contain_text("Crimea")
    press(page, "#")
    dialog.get_by_label("check", exact=True).uncheck()
    dialog.get_by_role("button", name="Save").click()
    expect(card(page, scene.troops)).not_to_contain_text("check")
    assert [tag.name for tag in scene.troops.tags.all()] == ["Crimea"]
    press(page, "u")
    expect(card(page, scene.troops)).to_contain_text("check")


def test_two_claims_are_merged(page, scene):
    at(page, scene.ships)
    press(page, "m")
    dialog = page.get_by_role("dialog", name="Merge another claim into this one")
    expect(dialog).to_contain_text("Yoshida: 2 ships")
    options = dialog.get_by_role("option")
    expect(options).to_have_count(3)
    expect(options.first).to_contain_text("The agency: two ships had sailed")
    dialog.get_by_role("combobox").select_option(label="4 · A spokesman: this")
    dialog.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("status").filter(has_text="Merged.")).to_be_visible()
    assert content(scene.ships) == ["two ships 😀 had sailed", "this"]
    assert fresh(scene.denial).status == "rejected"
    expect(card(page, scene.denial).locator(".desk-status-rejected")).to_be_visible()
    press(page, "u")
    expect(card(page, scene.denial).locator(".desk-status-extracted")).to_be_visible()
    assert content(scene.ships) == ["two ships 😀 had sailed"]


def test_a_merge_of_what_has_changed_is_refused(page, scene):
    at(page, scene.ships)
    press(page, "m")
    dialog = page.locator("#desk-merge")
    dialog.get_by_role("combobox").select_option(label="4 · A spokesman: this")
    claim_edit(claim=scene.denial, user=UserFactory(username="li"), version=1, kind="direct")
    dialog.get_by_role("button", name="Merge").click()
    expect(page.locator("#desk-said")).to_contain_text("li has changed one of the two meanwhile")
    assert not Act.objects.filter(verb="claim.merge").exists()


def test_a_note_is_written_on_the_words_that_are_marked(page, scene):
    at(page, scene.troops)
    page.locator("p[data-start]", has_text="A spokesman").evaluate(
        "p => getSelection().selectAllChildren(p)"
    )
    press(page, "c")
    dialog = page.get_by_role("dialog", name="Note")
    expect(dialog).to_contain_text("A spokesman denied this.")
    page.keyboard.type("Denied what?")
    press(page, "Escape", "c")  # the words are still marked, and what was typed is kept
    expect(dialog.get_by_role("textbox")).to_have_value("Denied what?")
    dialog.get_by_label("the claim", exact=True).check()
    expect(dialog.get_by_role("textbox")).to_have_value("")
    dialog.get_by_label("the marked words").check()
    dialog.get_by_role("button", name="Add the note").click()
    expect(page.locator(".desk-thread q")).to_have_text("A spokesman denied this.")
    note = Annotation.objects.get()
    assert (note.claim, scene.text.text[note.start : note.end]) == (
        None,
        "A spokesman denied this.",
    )


def test_a_note_on_a_passage_by_the_keyboard_alone(page, scene):
    press(page, "n")
    expect(page.get_by_role("application")).to_be_focused()
    press(page, "Control+Home", *["Control+ArrowDown"] * 2)
    press(page, *["Shift+Control+ArrowRight"] * 2, "c")
    dialog = page.get_by_role("dialog", name="Note")
    expect(dialog).to_contain_text("𠮷田")
    page.keyboard.type("Which Yoshida?")
    press(page, "Tab", "Enter")
    expect(page.get_by_role("status").filter(has_text="The note is kept.")).to_be_visible()
    note = Annotation.objects.get()
    assert scene.text.text[note.start : note.end].startswith("𠮷田")


def test_who_is_in_a_claim_stands_on_its_card(page, scene, browser, live_server, address):
    mei = UserFactory(role="reviewer", username="mei", first_name="Mei", last_name="Sun")
    page.context.unroute("**/presence/")
    theirs = new_page(browser, live_server, mei, present=True)
    theirs.goto(address)
    with theirs.expect_response(
        lambda told: f"claim={scene.ships.pk}" in (told.request.post_data or "")
    ):
        at(theirs, scene.ships)
    expect(theirs.locator(".desk-company").filter(has_text="Mei Sun")).to_have_count(0)
    at(page, scene.troops)
    told = card(page, scene.ships).locator(".desk-company")
    expect(told).to_have_text("Mei Sun is here")
    at(page, scene.ships)
    theirs.goto("about:blank")
    expect(page.locator(".desk-company")).to_have_count(0)
    leave(theirs)
