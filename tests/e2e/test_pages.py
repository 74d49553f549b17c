import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claims.models import Claim

pytestmark = pytest.mark.e2e
GRAVE = {"serious", "critical"}


@pytest.fixture
def addresses(comparison) -> list[str]:
    claim = Claim.objects.filter(links_from__isnull=False).first()
    return [
        "/",
        comparison.get_absolute_url(),
        comparison.get_absolute_url() + "releases/1/",
        beside(comparison),
        claim.article_text.article.get_absolute_url(),
        claim.get_absolute_url(),
        claim.source.get_absolute_url(),
        "/claims/",
        "/search/?q=Reznikov",
    ]


def beside(comparison) -> str:
    """Two claims of one language side by side, so that the words that differ are marked."""
    first, second = comparison.entries.filter(claim__article_text__language="en")[:2]
    return f"{comparison.get_absolute_url()}beside/{first.pk}/{second.pk}/"


def no_sideways_scroll(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_accessible(page, addresses, scheme):
    page.emulate_media(color_scheme=scheme)
    for address in addresses:
        page.goto(address)
        assert no_sideways_scroll(page), address
        found = Axe().run(page).response["violations"]
        grave = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in GRAVE]
        assert grave == [], address


def test_the_chart_is_drawn_and_fits(page, comparison, width):
    page.goto(comparison.get_absolute_url())
    chart = page.get_by_role("img", name="Chart of value against date")
    expect(chart).to_be_visible()
    page.wait_for_function("document.querySelector('.chart img').complete")
    assert chart.evaluate("image => image.naturalWidth") > 300
    assert chart.bounding_box()["width"] <= width
    assert ("narrow" in chart.evaluate("image => image.currentSrc")) == (width == 390)


def test_a_quote_leads_to_its_marked_words(page, comparison):
    page.goto(comparison.get_absolute_url())
    quote = page.locator("tr", has_text="Harbour Courier").locator("td.quote a").first
    words = quote.locator("q b").inner_text()
    quote.click()
    page.wait_for_url("**/articles/**")
    marked = page.locator("mark.content:target")
    expect(marked).to_contain_text(words)
    expect(marked).to_be_in_viewport()
    highlighted = marked.evaluate("mark => getComputedStyle(mark).backgroundColor")
    plain = page.locator("mark.content:not(.current)").first
    assert highlighted != plain.evaluate("mark => getComputedStyle(mark).backgroundColor")


def test_a_claim_beside_the_text_lights_its_words_and_back(page, comparison):
    claim = Claim.objects.get(source__key="person:mark-milley")
    page.goto(claim.article_text.article.get_absolute_url())
    page.locator(f"#note-{claim.pk} .claim-headline").click()
    lit = page.locator("article mark.current")
    expect(lit).to_have_count(3)
    assert lit.all_inner_texts() == [
        "Russia has more than 100,000 troops at the border",
        "Gen. Mark Milley",
        "told reporters",
    ]
    page.get_by_role("link", name="Claim 1", exact=True).click()
    expect(page.locator(f"#note-{claim.pk}")).to_be_in_viewport()


def test_the_keyboard_goes_past_the_head_and_down_the_table(page, comparison):
    page.goto(comparison.get_absolute_url())
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main .kicker a")).to_be_focused()
    outline = page.locator("main .kicker a").evaluate("a => getComputedStyle(a).outlineStyle")
    assert outline == "solid"
    focused = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.closest('tr')?.id || ''"))
    rows = [row for row in dict.fromkeys(focused) if row]
    assert rows[:3] == ["row-1", "row-2", "row-4"]  # the fourth repeats the second


def test_the_table_is_filtered_and_the_language_switched_without_a_script(
    browser, live_server, comparison
):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(comparison.get_absolute_url())
    page.get_by_label("Sources").select_option("anonymous")
    page.get_by_label("each origin once").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("table.comparison tbody tr")).to_have_count(3)
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("h1")).to_have_text("乌克兰附近有多少俄军？")
    expect(page.locator("table.comparison tbody tr")).to_have_count(3)
    context.close()


def test_two_claims_are_chosen_and_read_side_by_side_without_a_script(
    browser, live_server, comparison, width
):
    context = browser.new_context(
        java_script_enabled=False,
        base_url=live_server.url,
        viewport={"width": width, "height": 900},
        locale="en-GB",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(comparison.get_absolute_url())
    page.get_by_role("link", name="Compare claim 2 with another").click()
    expect(page.get_by_role("status")).to_contain_text("Choose what claim 2 is to be read beside.")
    page.get_by_role("link", name="Read 2 and 4 side by side").click()
    expect(page.locator(".verdict")).to_contain_text("They count as one origin")
    expect(page.locator("td.value")).to_have_count(2)
    context.close()


def test_the_page_prints(page, comparison):
    page.goto(comparison.get_absolute_url())
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation", name="Sections")).to_be_hidden()
    expect(page.locator("table.comparison")).to_be_visible()
    for control in (".filters", ".downloads", ".beside"):
        expect(page.locator(control).first).to_be_hidden()
    # Paper is white, whatever the screen is; and the table is a table, however narrow the sheet.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert "dark" not in page.locator(".chart img").evaluate("image => image.currentSrc")
    row = page.locator("table.comparison tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
