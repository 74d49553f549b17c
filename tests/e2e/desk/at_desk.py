"""What a browser does at the desk, whatever the language of the page."""

from playwright.sync_api import Browser, Locator, Page, expect

from claims.models import Claim
from tests.e2e.answering import answering
from tests.e2e.signing_in import sign_in


def new_page(
    browser: Browser,
    live_server,
    user,
    *,
    width: int = 1280,
    locale: str = "en-GB",
    present: bool = False,
) -> Page:
    """A page of its own context; `present` lets the others know that one is there."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, base_url=live_server.url, locale=locale
    )
    if not present:  # it would ask on while the tables are emptied
        context.add_init_script("navigator.sendBeacon = () => true")
        context.route("**/presence/", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, user, live_server)
    return page


def leave(page: Page) -> None:
    """Close, once what the page has asked for last is answered."""
    page.goto("about:blank")
    answering.wait()
    page.context.close()


def card(page: Page, claim: Claim) -> Locator:
    return page.locator(f"#card-{claim.pk}")


def at(page: Page, claim: Claim) -> None:
    """Go to the claim with the mouse."""
    card(page, claim).click(position={"x": 5, "y": 5})
    expect(card(page, claim)).to_be_focused()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def content(claim: Claim) -> list[str]:
    return list(claim.spans.filter(part="content").values_list("quote", flat=True))


def turn(page: Page, scheme: str, width: int = 1280) -> None:
    """The page in "light" or "dark", as wide as asked for."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    # The theme asks for the scheme only when it starts.
    dark = scheme == "dark"
    page.evaluate("dark => document.documentElement.classList.toggle('dark', dark)", dark)


def too_wide(page: Page) -> list[str]:
    """What reaches beyond the window, where the page does; in its own words."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? []
            : [...document.body.querySelectorAll("*")]
                .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
                .map((part) => part.outerHTML.slice(0, 160))"""
    )
