import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("width", [1280], ids=["wide"], indirect=True)
def test_the_api_s_page_is_drawn_under_the_strict_policy(page, transactional_db):
    answer = page.goto("/api/docs/")
    assert "unsafe" not in answer.headers["content-security-policy"]
    expect(page.get_by_role("heading", name="According")).to_be_visible()
    operation = page.locator(".opblock-get").first
    operation.get_by_role("button").first.click()
    expect(operation.locator(".opblock-body")).to_be_visible()
