"""The admin in a browser that holds it to the strict policy: every page, and each part that moves.

`page` fails the test for whatever its console says: a style or script that was refused, and an
expression that Alpine's CSP build could not read.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.db import transaction
from playwright.sync_api import Page, expect

from claims.models import Claim, Link
from tests.config.admin.table import lines
from tests.config.admin.world import filled, world
from tests.e2e.signing_in import sign_in
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.e2e
WIDE = pytest.mark.parametrize("width", [1280], ids=["wide"], indirect=True)
NARROW = pytest.mark.parametrize("width", [390], ids=["narrow"], indirect=True)
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
CLAIMS = "/admin/claims/claim/"


@pytest.fixture
def administrator(transactional_db):
    return UserFactory(username="wen", is_superuser=True)


@pytest.fixture
def desk(page, administrator, live_server) -> Page:
    # Who else is there is tested elsewhere; here it would ask on while the tables are emptied.
    page.context.add_init_script("navigator.sendBeacon = () => true")
    page.context.route("**/presence/", lambda route: route.fulfill(json={"here": []}))
    page.set_default_timeout(20_000)
    return sign_in(page, administrator, live_server)


@pytest.fixture
def claims(transactional_db) -> list[Claim]:
    headlines = ("Reznikov: 94,300 troops", "Milley: 100,000 troops")
    return [ClaimFactory(headline_en=headline) for headline in headlines]


def addresses(user) -> list[str]:
    """Every page that opens for the administrator."""
    with transaction.atomic():  # as each act is
        rows = world(user)
    asked = [line for line in lines() if line.method == "GET" and not line.at.endswith("download/")]
    return [
        f"/admin/{filled(line.at, rows)}" for line in asked if line.outcome("administrator") == 200
    ]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    shown(page)


def shown(page: Page) -> None:
    """Wait for Alpine, which uncovers the page when it has read it."""
    page.wait_for_function("!document.documentElement.matches('[x-cloak]')")


def grave(page: Page) -> list[tuple[str, list[str]]]:
    # Until their font is there, pictures are words, of too little contrast.
    page.evaluate("document.fonts.ready.then(() => null)")
    found = Axe().run(page, options=WCAG).response["violations"]
    return [
        (violation["id"], [node["html"] for node in violation["nodes"]])
        for violation in found
        if violation["impact"] in {"serious", "critical"}
    ]


@WIDE
def test_every_page_keeps_to_the_policy_and_is_accessible(desk, administrator):
    complaints: list[str] = []  # as `page` has them, with the addresses
    desk.on(
        "console",
        lambda message: (
            complaints.append(f"{desk.url} {message.text}")
            if message.type in {"error", "warning"}
            else None
        ),
    )
    kinds_seen, barriers, pages = set(), {}, 0
    for address in addresses(administrator):
        desk.goto(address)
        if not desk.locator("body[x-data]").count():
            continue  # what another page asks for: a part of it, or data
        pages += 1
        shown(desk)
        kind = address.strip("/").rpartition("/")[2]
        # Histories are made by one template, and so are the pages that ask before deleting.
        known = kind in {"history", "delete"} and kind in kinds_seen
        kinds_seen.add(kind)
        if not known and (found := grave(desk)):
            barriers[address] = found
    assert pages > 80
    assert barriers == {}
    assert complaints == []


@WIDE
def test_a_list_is_searched_filtered_acted_on_and_leafed_through(desk, claims, monkeypatch):
    opened(desk, CLAIMS)
    desk.keyboard.press("/")
    expect(desk.locator("#searchbar")).to_be_focused()
    desk.locator("#searchbar").blur()

    desk.get_by_role("button", name="Filters").press("Enter")
    sheet = desk.locator("#changelist-filter")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("combobox").first).to_be_focused()
    assert grave(desk) == []
    desk.keyboard.press("Escape")
    expect(sheet).to_be_hidden()

    desk.locator("input.action-select").first.check()
    run = desk.get_by_role("button", name="Run")
    expect(run).to_be_hidden()
    desk.locator("select[name=action]").select_option("accept_claims")
    expect(run).to_be_visible()
    bar, table = (
        desk.locator(name).bounding_box() for name in ("#changelist-actions", "#result_list")
    )
    assert 0.8 * table["width"] < bar["width"] <= table["width"] + 16
    run.click()
    expect(desk.locator(".desk-preview")).to_be_visible()
    assert grave(desk) == []

    monkeypatch.setattr(admin.site._registry[Claim], "list_per_page", 1)
    opened(desk, f"{CLAIMS}?o=1#kept")
    desk.get_by_role("link", name="2", exact=True).click()
    desk.wait_for_url(re.compile(r"[?&]p=2.*#kept$"))


@WIDE
def test_the_side_bar_and_the_theme_are_kept(desk, claims):
    opened(desk, CLAIMS)
    bar, toggle = (
        desk.locator("#nav-sidebar-inner"),
        desk.get_by_role("button", name="Side bar").first,
    )
    toggle.press("Enter")
    expect(bar).to_be_hidden()
    desk.reload()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(bar).to_be_hidden()
    toggle.press(" ")
    expect(bar).to_be_visible()

    me = desk.get_by_role("button", name="wen")
    me.press("Enter")
    expect(me).to_have_attribute("aria-expanded", "true")
    desk.get_by_role("button", name="Dark").press("Enter")
    expect(desk.locator("html")).to_have_class("dark")
    assert grave(desk) == []
    desk.locator("h1").click()
    expect(desk.get_by_role("button", name="Dark")).to_be_hidden()
    desk.reload()
    expect(desk.locator("html")).to_have_class("dark")


@WIDE
def test_pages_are_found_from_any_page(desk, claims):
    opened(desk, CLAIMS)
    desk.keyboard.press("t")
    search, results = desk.locator("#nav-filter"), desk.locator("#search-results a")
    expect(search).to_be_focused()
    desk.keyboard.type("publi")
    expect(results.filter(has_text="Publishers")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(search).to_have_value("")
    expect(results.first).to_be_hidden()
    desk.keyboard.press("Escape")
    expect(search).not_to_be_focused()

    desk.keyboard.press("Control+k")
    command = desk.locator("#search-input-command")
    expect(command).to_be_focused()
    desk.keyboard.type("publi")
    expect(desk.locator("#command-results-list li").first).to_contain_text("Publishers")
    assert grave(desk) == []
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/admin/articles/publisher/")


@WIDE
def test_a_form_is_filled_in_and_saved(desk, claims):
    opened(desk, "/admin/claims/link/add/")
    for name, claim in zip((r"^Claim", r"^Other claim"), claims, strict=True):
        box = desk.get_by_role("combobox", name=re.compile(name))
        box.press("Enter")
        desk.get_by_role("searchbox", name=re.compile(name)).fill(claim.headline_en[:6])
        expect(desk.get_by_role("option", name=claim.headline_en)).to_be_visible()
        assert grave(desk) == []
        desk.keyboard.press("Enter")
        expect(box).to_contain_text(claim.headline_en)
    more = desk.get_by_role("button", name="More").first
    more.press("Enter")
    menu = desk.get_by_role("link", name="View selected claim").first
    expect(menu).to_be_visible()
    assert abs(menu.bounding_box()["y"] - more.bounding_box()["y"]) < 120
    assert grave(desk) == []
    desk.locator("h1").click()
    expect(menu).to_be_hidden()
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_url("**/admin/claims/link/**")
    assert Link.objects.get().first == claims[0]


@WIDE
def test_a_day_is_picked_and_a_password_shown(desk, administrator):
    opened(desk, f"/admin/auth/user/{administrator.pk}/change/")
    desk.locator("#id_date_joined_0").fill("2026-11-02")
    desk.get_by_title("Choose a Date").last.click()
    calendar = desk.locator(".calendarbox:visible")
    expect(calendar).to_be_visible()
    expect(desk.locator("#modal-overlay")).to_be_visible()
    assert grave(desk) == []
    calendar.get_by_role("link", name="17", exact=True).click()
    expect(desk.locator("#id_date_joined_0")).to_have_value("2026-11-17")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_url("**/admin/auth/user/")


@NARROW
def test_on_a_small_screen_the_side_bar_comes_and_goes(desk, claims):
    desk.emulate_media(color_scheme="dark")
    opened(desk, CLAIMS)
    bar = desk.locator("#nav-sidebar-inner")
    expect(bar).to_be_hidden()
    desk.get_by_role("button", name="Side bar").first.click()
    expect(bar).to_be_visible()
    assert grave(desk) == []
    bar.get_by_role("button", name="Side bar").click()
    expect(bar).to_be_hidden()

    opened(desk, f"{CLAIMS}{claims[0].pk}/change/")
    history = desk.get_by_role("link", name="History")
    expect(history).to_be_hidden()
    desk.get_by_role("link", name="More").click()
    expect(history).to_be_visible()
    assert grave(desk) == []


@NARROW
def test_who_signs_in_chooses_a_theme_too(page, transactional_db):
    opened(page, "/admin/login/")
    theme = page.get_by_role("button", name="Theme")
    theme.press("Enter")
    page.get_by_role("button", name="Dark").press("Enter")
    expect(page.locator("html")).to_have_class("dark")
    assert grave(page) == []
