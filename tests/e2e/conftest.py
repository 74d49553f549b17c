"""A real browser against a live server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from claims.comparing import as_json, content_sha256
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view
from tests.e2e import scene
from tests.e2e.answering import answering
from tests.e2e.chromium import ARGUMENTS, CHROMIUM, INSTALL
from tests.factories import UserFactory

# Playwright's synchronous API runs an event loop in this thread, where Django then refuses
# to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PATIENCE = (
    30_000  # milliseconds; a test that succeeds never waits so long, not even on a busy machine
)
expect.set_options(timeout=PATIENCE)


# Not for the whole session: while it runs, no other test in this thread can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def all_answered(transactional_db) -> Iterator[None]:
    """Nothing is asked of the tables any more when they are emptied."""
    yield
    answering.wait()


@pytest.fixture
def comparison(transactional_db) -> Comparison:
    comparison = scene.build()
    content = as_json(comparison_view(comparison))
    Release.objects.create(
        comparison=comparison,
        number=1,
        content=content,
        sha256=content_sha256(content),
        published_by=UserFactory(),
    )
    return comparison


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def width(request) -> int:
    return request.param


@pytest.fixture
def page(browser, width, live_server) -> Iterator[Page]:
    """A page that fails the test for whatever its console complains of."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, base_url=live_server.url, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []
