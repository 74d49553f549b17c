"""Linking a claim with others by keys, without leaving its article."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from claims.models import Link, LinkSuggestion
from claims.services.searching import search_index_pending
from tests.e2e.desk.at_desk import at, press
from tests.factories import ClaimFactory

pytestmark = pytest.mark.e2e
GRAVE = {"serious", "critical"}


@pytest.fixture
def others(scene) -> list:
    """Two claims of other articles, which the one of the troops is suggested to belong to."""
    others = [ClaimFactory(headline_en=f"Other claim {n}") for n in (1, 2)]
    for other, relation, score in zip(others, ("agrees", "updates"), (0.9, 0.7), strict=True):
        LinkSuggestion.objects.create(
            first=other,
            second=scene.troops,
            relation=relation,
            score=score,
            reasons=[],
            made_by="test",
        )
    search_index_pending(limit=1000)
    return others


def opened(page: Page, scene) -> None:
    at(page, scene.troops)
    press(page, "l")
    expect(page.locator("#desk-links .desk-pair").first).to_be_focused()


def test_suggestions_are_ruled_on_by_keys(page, scene, others):
    opened(page, scene)
    pairs = page.locator("#desk-links .desk-pair")
    expect(pairs).to_have_count(2)
    expect(pairs.nth(1)).to_contain_text("is updated by")
    grave = [v for v in Axe().run(page).response["violations"] if v["impact"] in GRAVE]
    assert grave == []
    press(page, "y")
    expect(page.locator("#desk-links [data-dialog-said]")).to_have_text("The judgement is kept.")
    expect(pairs).to_have_count(1)
    expect(pairs.first).to_be_focused()
    press(page, "w")
    page.keyboard.type("An older count")
    press(page, "Enter", "n")
    expect(pairs).to_have_count(0)
    said = Link.objects.order_by("pk").values_list("relation", "judgement", "reason", "second")
    assert list(said) == [
        ("agrees", "positive", "", others[0].pk),
        ("updates", "negative", "An older count", scene.troops.pk),
    ]
    press(page, "Escape")
    expect(page.locator("#desk-links")).to_be_hidden()
    expect(page.locator(f"#card-{scene.troops.pk}")).to_contain_text("2 links")


def test_in_the_queue_a_key_names_the_kind_and_the_next_row_has_the_focus(page, scene, others):
    LinkSuggestion.objects.create(
        first=others[0], second=others[1], relation="agrees", score=0.8, reasons=[], made_by="test"
    )
    page.goto(page.url.split("/admin/")[0] + reverse("admin:claims_linksuggestion_changelist"))
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(3)
    expect(rows.first).to_be_focused()
    press(page, "j", "2")  # "contradicts", whatever was suggested
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_be_focused()
    expect(rows.nth(1)).to_contain_text("updates")
    press(page, "n")
    expect(rows).to_have_count(1)
    expect(rows.first).to_be_focused()
    said = Link.objects.order_by("pk").values_list("relation", "judgement")
    assert list(said) == [("contradicts", "positive"), ("updates", "negative")]


def test_another_kind_and_a_claim_that_is_searched_for(page, scene, others):
    opened(page, scene)
    page.locator("#desk-links .desk-pair select").first.select_option("contradicts")
    press(page, "Escape")  # nothing is said by choosing alone
    assert not Link.objects.exists()
    opened(page, scene)
    press(page, "/")
    page.keyboard.type("Other claim 2")
    press(page, "Enter")
    found = page.locator(f"#found-{others[1].pk}")
    expect(found).to_be_focused()
    found.locator("select").select_option("supports:back")
    found.locator("button[value=positive]").click()
    expect(page.locator("#desk-links [data-dialog-said]")).to_have_text("The judgement is kept.")
    link = Link.objects.get()
    assert (link.first, link.relation) == (others[1], "supports")
    page.locator("#desk-links").get_by_role("button", name="Undo").click()
    expect(page.locator("#desk-links [data-dialog-said]")).to_have_text("The judgement is undone.")
    link.refresh_from_db()
    assert link.undone_at is not None
