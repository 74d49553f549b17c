"""A shift at the desk, in a real browser: by keys, by mouse, in both languages."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from claims.models import Act, Claim
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.e2e
GRAVE = {"serious", "critical"}
TEXT = "\n".join(
    [
        "Figures differ on the border 😀",
        "Ukraine’s defence minister Oleksii Reznikov told parliament on Friday (December 3) that "
        "Russia had massed 94,300 troops near the border.",
        "𠮷田 wrote 😀 that “two ships 😀 had sailed”, the agency said, citing an official.",
        "“We counted 12 tanks”, the mayor of the harbour town said on Saturday.",
        "A spokesman denied this.",
    ]
)


def sign_in(page: Page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def new_page(browser: Browser, live_server, user, *, width=1280, locale="en-GB") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, base_url=live_server.url, locale=locale
    )
    # Who else is there is tested elsewhere; here it would ask on while the tables are emptied.
    context.add_init_script("navigator.sendBeacon = () => true")
    context.route("**/presence/", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, live_server, user)
    return page


def leave(page: Page) -> None:
    """Close, once what the page has asked for last is answered."""
    page.goto("about:blank")
    page.wait_for_timeout(700)
    page.context.close()


@pytest.fixture
def scene(transactional_db) -> SimpleNamespace:
    text = ArticleTextFactory(title=TEXT.partition("\n")[0], text=TEXT)
    minister = SourceFactory(label_en="Minister Reznikov", label_zh="列兹尼科夫部长")
    agency = ClaimFactory(
        article_text=text,
        spans={
            "source": ["the agency"],
            "cue": ["said, citing"],
            "content": ["𠮷田 wrote 😀 that “two ships 😀 had sailed”"],
        },
        source=SourceFactory(label_en="The agency", label_zh="通讯社"),
        headline_en="The agency: two ships had sailed",
        headline_zh="通讯社：两艘船已启航",
        quantities=[],
        times=[],
        confidence=0.5,
    )
    ships = ClaimFactory(
        article_text=text,
        parent=agency,
        source=SourceFactory(label_en="Yoshida", label_zh="𠮷田"),
        spans={"source": ["𠮷田"], "cue": ["wrote"], "content": ["two ships 😀 had sailed"]},
        headline_en="Yoshida: 2 ships",
        headline_zh="𠮷田：2艘船",
        quantities=[{"quote": "two ships", "value": 2, "unit": "ship", "dimension": "ships"}],
        times=[],
    )
    troops = ClaimFactory(article_text=text, source=minister)
    denial = ClaimFactory(
        article_text=text,
        source=None,
        spans={"source": ["A spokesman"], "cue": ["denied"], "content": ["this"]},
        headline_en="A spokesman: this",
        headline_zh="发言人：this",
        quantities=[],
        times=[],
    )
    return SimpleNamespace(
        text=text, troops=troops, ships=ships, agency=agency, denial=denial, minister=minister
    )


@pytest.fixture
def address(scene) -> str:
    return reverse("admin:articles_article_change", args=[scene.text.article_id])


@pytest.fixture
def editor(db) -> object:
    return UserFactory(role="editor", username="wen")


@pytest.fixture
def page(browser, live_server, editor, address) -> Iterator[Page]:
    page = new_page(browser, live_server, editor)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    expect(page.locator("#desk.desk-live")).to_be_visible()
    yield page
    leave(page)
    assert complaints == []


def card(page: Page, claim: Claim):
    return page.locator(f"#card-{claim.pk}")


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


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


def content(claim: Claim) -> list[str]:
    return list(claim.spans.filter(part="content").values_list("quote", flat=True))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_fits_and_is_accessible(page, scene, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for opened in ("", "e", "?"):
        if opened:
            page.keyboard.press(opened)
        if opened == "e":
            expect(page.locator(".desk-panel [data-preview] p").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), opened
        found = Axe().run(page).response["violations"]
        grave = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in GRAVE]
        assert grave == [], opened
        if opened == "e":
            page.keyboard.press("Escape")


SAID = {
    "en-GB": {
        "accepted": "Accepted.",
        "rejected": "Rejected.",
        "saved": "Saved.",
        "created": "The claim is made.",
        "undone": "Undone.",
        "redone": "Done again.",
        "noted": "The note is kept.",
    },
    "zh-CN": {
        "accepted": "已采纳。",
        "rejected": "已否决。",
        "saved": "已保存。",
        "created": "说法已建立。",
        "undone": "已撤销。",
        "redone": "已重做。",
        "noted": "批注已保存。",
    },
}


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_shift_at_the_desk(browser, live_server, editor, scene, address, locale):
    page = new_page(browser, live_server, editor, locale=locale)
    colleague = UserFactory(role="reviewer", username="bo")
    page.goto(address)
    expect(page.locator("#desk.desk-live")).to_be_visible()

    def said(name: str) -> None:
        expect(page.locator("#desk-said")).to_have_text(SAID[locale][name])

    def at(claim: Claim) -> None:
        card(page, claim).click(position={"x": 5, "y": 5})
        expect(card(page, claim)).to_be_focused()

    at(scene.troops)
    press(page, "a")
    said("accepted")
    assert fresh(scene.troops).status == "accepted"

    for claim, end in ((scene.ships, "ArrowLeft"), (scene.agency, "ArrowRight")):
        at(claim)
        before = content(claim)
        press(page, "e")
        page.locator("[data-handle='content:0:start']").focus()
        press(page, end, "Control+Enter")
        said("saved")
        assert content(claim) != before
        assert fresh(claim).status == "corrected"

    press(page, "n")
    expect(page.locator("#desk-words-of-text")).to_be_focused()
    press(page, "Control+Home", *["Control+ArrowDown"] * 3)
    press(page, *["Shift+Control+ArrowRight"] * 4, "t")
    expect(page.locator("[data-fragments] li")).to_have_count(1)
    press(page, "Enter")
    said("created")
    made = Claim.objects.get(article_text=scene.text, spans__quote="“We counted 12 tanks")
    assert made.edited_by == editor
    expect(card(page, made)).to_be_focused()

    at(scene.denial)
    press(page, "r")
    page.locator("#desk-reject [name=words]").fill("nothing said")
    page.locator("#desk-reject [value=reject]").click()
    said("rejected")
    assert fresh(scene.denial).status == "rejected"

    press(page, "u")
    said("undone")
    assert fresh(scene.denial).status == "extracted"
    press(page, "Shift+U")
    said("redone")
    assert fresh(scene.denial).status == "rejected"

    at(scene.troops)
    press(page, "c")
    page.locator("#desk-note textarea").fill("@bo is this counted twice?")
    page.locator("#desk-note [value=save]").click()
    said("noted")
    note = scene.troops.annotations.get()
    assert (note.author, list(note.mentions.all())) == (editor, [colleague])

    page.locator(".desk-work [value=state]").click()
    expect(page.locator(".desk-status-done")).to_be_visible()
    assert Article.objects.get(pk=scene.text.article_id).state == "done"
    leave(page)
