"""Handing in and watching, in a real browser: with a mouse, with the keyboard, without a script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from articles.models import Article, ImportBatch
from tests.articles.admin.pages import PAGE, zipped
from tests.articles.admin.pages import page as article
from tests.articles.working import work_off
from tests.factories import ArticleTextFactory, OriginalFactory, UserFactory

pytestmark = pytest.mark.e2e
UPLOAD = "/admin/articles/importbatch/add/"
GRAVE = {"serious", "critical"}


def payload(name: str, data: bytes = PAGE) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def sign_in(page: Page, live_server) -> None:
    client = Client()
    client.force_login(UserFactory(role="editor", username="wen"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


@pytest.fixture
def desk(page, transactional_db, live_server) -> Page:
    sign_in(page, live_server)
    return page


@pytest.fixture
def scriptless(browser, transactional_db, live_server) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(60_000)
    sign_in(page, live_server)
    yield page
    context.close()


def many_outcomes() -> ImportBatch:
    batch = ImportBatch.objects.create(door="admin", sealed_at=timezone.now())
    container = batch.items.create(name="news.zip", outcome="unpacked", original=OriginalFactory())
    for outcome in ("imported", "new_version", "unchanged", "duplicate", "failed", "waiting"):
        text = None if outcome in {"failed", "waiting"} else ArticleTextFactory()
        batch.items.create(
            name=f"news.zip/a/very/long/path/to/an/article/that/is/{outcome}.html",
            parent=container,
            outcome=outcome,
            reason="no article text" if outcome == "failed" else "",
            article_text=text,
            original=OriginalFactory(),
        )
    return batch


def test_files_are_chosen_looked_over_and_sent_and_the_page_tells_what_became_of_them(desk):
    desk.goto(UPLOAD)
    archive = zipped({"b.md": article(1), "broken.html": b"\0\1"})
    chosen = [payload("a.md"), payload("news.zip", archive), payload("not this.md")]
    desk.get_by_label("Choose files").set_input_files(chosen)
    files = desk.locator(".desk-chosen li")
    expect(files).to_have_count(3)
    expect(files.first).to_contain_text(" B")
    desk.get_by_role("button", name="Remove not this.md").click()
    expect(files).to_have_count(2)
    desk.get_by_role("button", name="Import", exact=True).click()

    desk.wait_for_url("**/change/")
    status = desk.get_by_role("status")
    expect(status).to_contain_text("running")
    expect(desk.get_by_role("alert")).to_contain_text("No worker is running")
    expect(desk.locator("tbody tr")).to_have_count(2)

    desk.evaluate("window.stillHere = true")
    work_off(ImportBatch.objects.get())
    expect(status).to_contain_text("finished")
    expect(desk.locator("tbody tr")).to_have_count(4)
    expect(desk.get_by_text("3 of 3")).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)
    assert desk.evaluate("window.stillHere")
    assert Article.objects.count() == 2


def test_files_are_dropped(desk):
    desk.goto(UPLOAD)
    dropped = desk.evaluate_handle(
        """() => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(["one"], "one.md"));
            dropped.items.add(new File(["two"], "two.md"));
            return dropped;
        }"""
    )
    zone = "[data-drop]"
    desk.dispatch_event(zone, "dragover", {"dataTransfer": dropped})
    expect(desk.locator(".desk-drop-over")).to_be_visible()
    for _ in range(2):  # the same again is not listed twice
        desk.dispatch_event(zone, "drop", {"dataTransfer": dropped})
    expect(desk.locator(".desk-chosen-name")).to_have_text(["one.md", "two.md"])


def test_what_is_too_large_or_too_much_is_said_before_it_is_sent(desk):
    desk.goto(UPLOAD)
    desk.evaluate(
        """() => Object.assign(document.getElementById("desk-upload").dataset,
            { mostFiles: 1, largestFile: 100 })"""
    )
    files = [payload("vast.md", b"x" * 200), payload("small.md", b"x")]
    desk.get_by_label("Choose files").set_input_files(files)
    desk.get_by_role("button", name="Import", exact=True).click()
    errors = desk.get_by_role("alert")
    expect(errors).to_contain_text("put more into a ZIP")
    expect(errors).to_contain_text("Remove what is larger")
    expect(desk.locator(".desk-chosen li").first).to_contain_text("too large")
    assert not ImportBatch.objects.exists()


def test_the_keyboard_chooses_and_shows_where_it_is(desk):
    desk.goto(UPLOAD)
    chooser = desk.get_by_label("Choose files")
    chooser.focus()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Tab")
    expect(chooser).to_be_focused()
    label = desk.locator("label[for=id_uploads]")
    assert label.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    desk.wait_for_load_state("networkidle")  # a key that comes while the page is busy may be lost
    with desk.expect_file_chooser() as opened:
        chooser.press("Enter")
    assert opened.value.is_multiple()


def test_it_works_without_a_script(scriptless):
    scriptless.goto(UPLOAD)
    scriptless.get_by_label("Choose files").set_input_files([payload("a.md")])
    scriptless.get_by_role("button", name="Import", exact=True).click()
    expect(scriptless.get_by_role("status")).to_contain_text("running")
    work_off(ImportBatch.objects.get())
    scriptless.reload()
    expect(scriptless.get_by_role("status")).to_contain_text("finished")


def test_stopping_resuming_and_picking_out(desk):
    batch = many_outcomes()
    desk.goto(reverse("admin:articles_importbatch_change", args=[batch.pk]))
    desk.get_by_role("button", name="Stop").click()
    expect(desk.get_by_role("status")).to_contain_text("Stopped by wen")
    desk.get_by_role("button", name="Resume").click()
    expect(desk.get_by_role("status")).to_contain_text("running")
    desk.get_by_role("link", name="failed 1").click()
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("tbody tr")).to_contain_text("no article text")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_accessible(desk, scheme):
    batch = many_outcomes()
    original = batch.items.filter(article_text=None).first().original
    desk.emulate_media(color_scheme=scheme)
    addresses = [
        UPLOAD,
        reverse("admin:articles_importbatch_changelist"),
        reverse("admin:articles_importbatch_change", args=[batch.pk]),
        reverse("admin:articles_original_change", args=[original.pk]),
    ]
    for address in addresses:
        desk.goto(address)
        if address == UPLOAD:
            desk.get_by_label("Choose files").set_input_files([payload("a.md")])
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        found = Axe().run(desk).response["violations"]
        grave = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in GRAVE]
        assert grave == [], address
