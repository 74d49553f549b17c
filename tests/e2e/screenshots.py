"""The README's pictures, from a running demo: `python -m tests.e2e.screenshots URL OUT`.

Takes the first comparison of the front page, and the article its first repeated claim stands in;
writes comparison.png and article.png into OUT.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.e2e.chromium import ARGUMENTS, CHROMIUM

WINDOW: ViewportSize = {"width": 1280, "height": 1100}


def main(url: str, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport=WINDOW, base_url=url, locale="en-GB")
        page = context.new_page()
        page.goto("/")
        comparison = page.locator(".summaries a").first.get_attribute("href") or "/"
        _shoot(page, comparison, out / "comparison.png")
        rows = page.locator("table.comparison tbody tr")
        repeating = rows.filter(has=page.locator("a.same-as"))
        row = (repeating if repeating.count() else rows).first
        quote = row.locator("td.quote > a").get_attribute("href") or "/articles/"
        _shoot(page, quote, out / "article.png")
        browser.close()


def _shoot(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    print(f"{path} {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("python -m tests.e2e.screenshots URL OUT")
    main(sys.argv[1], Path(sys.argv[2]))
