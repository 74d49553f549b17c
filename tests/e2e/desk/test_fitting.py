"""The desk at both widths, in light and in dark, with what it opens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.desk.at_desk import too_wide, turn

pytestmark = pytest.mark.e2e
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_fits_and_is_accessible(page, scene, scheme, width):
    turn(page, scheme, width)
    for opened in ("", "e", "?"):
        if opened:
            page.keyboard.press(opened)
        if opened == "e":
            expect(page.locator(".desk-panel [data-preview] p").first).to_be_visible()
        assert too_wide(page) == [], opened
        found = Axe().run(page).response["violations"]
        grave = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in GRAVE]
        assert grave == [], opened
        if opened == "e":
            page.keyboard.press("Escape")
