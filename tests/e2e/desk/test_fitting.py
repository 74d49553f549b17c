"""The desk at both widths, in light and in dark, with what it opens."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claims.services.searching import search_index_pending
from tests.e2e.desk.at_desk import press, too_wide, turn

pytestmark = pytest.mark.e2e
GRAVE = {"serious", "critical"}
PICTURES = os.environ.get("PICTURES", "")  # a folder, to look at them
DIALOGS = {
    "r": "desk-reject",
    "c": "desk-note",
    "#": "desk-tag",
    "m": "desk-merge",
    "/": "desk-search",
    "?": "desk-keys",
}


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", animations="disabled")
    assert too_wide(page) == [], name
    found = Axe().run(page).response["violations"]
    grave = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in GRAVE]
    assert grave == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_fits_and_is_accessible(page, scene, scheme, width):
    search_index_pending(limit=100_000)
    turn(page, scheme, width)
    look(page, f"desk-{width}-{scheme}")
    press(page, "e")
    expect(page.locator(".desk-panel [data-preview] p").first).to_be_visible()
    look(page, f"edit-{width}-{scheme}")
    press(page, "Escape")
    for key, dialog in DIALOGS.items():
        press(page, key)
        expect(page.locator(f"#{dialog}")).to_be_visible()
        if key == "/":
            page.keyboard.type("ships")
            expect(page.locator(".desk-find").first).to_be_visible()
        look(page, f"{dialog}-{width}-{scheme}")
        press(page, "Escape")
