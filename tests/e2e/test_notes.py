"""Notes, the inbox and presence in a real browser: with the keyboard, and two editors at once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from claims.models import Annotation, Notice
from claims.services.discussing import note_reply, note_resolve, note_write
from tests.e2e.signing_in import sign_in
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.e2e
GRAVE = {"serious", "critical"}
FADED = "Promise.all(document.getAnimations().map((fading) => fading.finished))"
PICTURES = os.environ.get("PICTURES", "")  # a folder, to look at the pages


def look(page: Page, name: str) -> None:
    """Nothing is wider than the window or hard to use, in light and in dark."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for scheme in ("light", "dark"):
        page.evaluate(
            "dark => document.documentElement.classList.toggle('dark', dark)", scheme == "dark"
        )
        page.evaluate(FADED)
        if PICTURES:
            width = page.viewport_size["width"]
            path = Path(PICTURES) / f"{name}-{width}-{scheme}.png"
            page.screenshot(path=path, full_page=True)
        found = Axe().run(page).response["violations"]
        grave = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in GRAVE]
        assert grave == []


@pytest.fixture
def lin(transactional_db):
    return UserFactory(username="lin", first_name="Lin", last_name="Wei", role="editor")


@pytest.fixture
def text(transactional_db):
    words = (
        "The minister 😀 counted troops.\nHe gave no source, and no day.\nNothing else is known."
    )
    return ArticleTextFactory(title="Counted", text=words)


@pytest.fixture
def desk(page, lin, live_server) -> Page:
    return sign_in(page, lin, live_server)


@pytest.fixture
def scriptless(browser, lin, live_server) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    yield sign_in(context.new_page(), lin, live_server)
    context.close()


def address_of(row) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def test_a_mention_is_completed_by_keyboard_and_reaches_an_inbox(desk, lin, text, live_server):
    bo = UserFactory(username="bo.chen", first_name="Bo", last_name="Chen", role="reviewer")
    claim = ClaimFactory(article_text=text, spans={}, quantities=[], times=[])
    desk.goto(address_of(claim))
    field = desk.get_by_label("New note on this claim")
    field.click()
    desk.keyboard.type("Please look, @bo")
    option = desk.get_by_role("option", name="@bo.chen · Bo Chen")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    desk.keyboard.press("Enter")
    expect(option).to_have_count(0)
    desk.keyboard.type("at the number")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    note = desk.locator(".desk-note")
    expect(note).to_have_text("Please look, @bo.chen at the number")
    assert Notice.objects.get().user == bo

    sign_in(desk, bo, live_server)
    desk.goto(reverse("admin:claims_notice_changelist"))
    expect(desk.get_by_text("1 unread notice")).to_be_visible()
    look(desk, "inbox")
    desk.get_by_role("link", name="Please look").first.click()
    desk.wait_for_url(f"**{address_of(claim)}#note-*")
    expect(desk.locator(f"#note-{Annotation.objects.get().pk}")).to_be_focused()


def test_threads_beside_the_text(desk, lin, text):
    ada = UserFactory(username="ada", role="reviewer")
    passage = note_write(user=ada, article_text=text, quote="no source", body="@lin who was it?")
    note_reply(note=passage, user=lin, body="See https://host.example/report\nand ask @ada")
    done = note_write(user=ada, article_text=text, quote="Nothing else", body="Cut it?")
    note_resolve(note=done, user=lin)
    desk.goto(f"{address_of(text.article)}#note-{done.pk}")
    # The resolved thread is opened for whom an address leads there.
    expect(desk.locator(f"#note-{done.pk}")).to_be_visible()
    desk.goto(address_of(text.article))
    look(desk, "article-notes")
    thread = desk.locator(f"#thread-{passage.pk}")
    thread.locator(".desk-fold > summary", has_text="Reply").click()
    thread.get_by_role("textbox", name="Reply").fill("A colleague.")
    thread.get_by_role("button", name="Keep the reply").click()
    expect(desk.locator(f"#thread-{passage.pk} .desk-note")).to_have_count(3)
    desk.locator(f"#thread-{passage.pk}").get_by_role("button", name="Resolve").click()
    expect(desk.locator(f"#thread-{passage.pk} > summary")).to_contain_text("Resolved by lin")


def test_marked_words_become_the_place_of_a_note(desk, text):
    desk.goto(address_of(text.article))
    button = desk.get_by_role("button", name="Take the words marked in the text")
    expect(button).to_be_visible()
    desk.evaluate(
        """() => {
            const [node] = document.querySelector("#desk-words-of-text p").childNodes;
            const from = node.data.indexOf("😀");
            getSelection().setBaseAndExtent(node, from, node, from + "😀 counted".length);
        }"""
    )
    button.click()
    desk.keyboard.type("How?")
    desk.get_by_role("button", name="Keep the note").click()
    expect(desk.locator(".desk-thread q")).to_have_text("😀 counted")
    note = Annotation.objects.get()
    assert text.text[note.start : note.end] == "😀 counted"


def test_without_a_script_notes_are_written_by_their_words(scriptless, text):
    scriptless.goto(address_of(text.article))
    scriptless.get_by_label("New note on these words of the text").fill("no source")
    scriptless.get_by_role("textbox", name="Note", exact=True).fill("Which?")
    scriptless.get_by_role("button", name="Keep the note").click()
    expect(scriptless.locator(".desk-note")).to_have_text("Which?")


def test_two_editors_see_each_other_come_and_go(desk, browser, text, live_server):
    claim = ClaimFactory(article_text=text, spans={}, quantities=[], times=[])
    mei = UserFactory(username="mei", first_name="Mei", last_name="Sun", role="reviewer")
    other = browser.new_context(base_url=live_server.url)
    theirs = sign_in(other.new_page(), mei, live_server)
    theirs.goto(address_of(claim))
    expect(theirs.locator(".desk-presence [role=status]")).to_have_text("")
    desk.goto(address_of(claim))
    said = desk.locator(".desk-presence [role=status]")
    expect(said).to_have_text("Mei Sun is in this claim too.")
    look(desk, "claim-presence")
    desk.goto(address_of(text.article))
    expect(desk.locator(".desk-presence [role=status]")).to_have_text(
        f"Mei Sun is in claim {numbered(desk, claim)}."
    )
    # Leaving is told at once, not after half a minute.
    theirs.goto("about:blank")
    expect(desk.locator(".desk-presence [role=status]")).to_have_text("Nobody else is here now.")
    other.close()


def numbered(page: Page, claim) -> str:
    number = page.locator(f'.desk-number[href="#claim-{claim.pk}"]')
    return number.first.inner_text() if number.count() else f"#{claim.pk}"


def test_a_note_written_by_key_is_among_the_threads_at_once(desk, text):
    claim = ClaimFactory(
        article_text=text, spans={"content": ["counted troops"]}, quantities=[], times=[]
    )
    desk.goto(address_of(text.article))
    desk.locator(f"#card-{claim.pk}").focus()
    desk.keyboard.press("c")
    dialog = desk.get_by_role("dialog", name="Note")
    dialog.get_by_role("textbox").fill("How many?")
    dialog.get_by_role("button", name="Add the note").click()
    expect(desk.locator(".desk-note")).to_have_text("How many?")
    assert Annotation.objects.get().claim == claim
