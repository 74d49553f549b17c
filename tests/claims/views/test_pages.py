import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from claims.models import Claim, Comparison, ScopeDifference, Source
from claims.services.rating import rating_set
from tests.factories import (
    TIME,
    AnnotationFactory,
    ArticleFactory,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    EntryFactory,
    PublisherFactory,
    SourceFactory,
    UserFactory,
)

SCRIPT = "<script>alert(1)</script>"
PAGES = ["/", "/articles/", "/claims/", "/sources/", "/comparisons/", "/search/?q=troops"]


def soup(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


@pytest.fixture
def hostile(db) -> Comparison:
    """Every text that comes from outside tries to be a script."""
    text = f"{SCRIPT} title\n{SCRIPT} said 5 troops {SCRIPT}"
    article_text = ArticleTextFactory(
        article=ArticleFactory(publisher=PublisherFactory(name=SCRIPT)),
        title=f"{SCRIPT} title",
        byline=SCRIPT,
        text=text,
    )
    claim = ClaimFactory(
        article_text=article_text,
        source=SourceFactory(label_en=SCRIPT, label_zh=SCRIPT, slug="hostile", key="hostile"),
        headline_en=SCRIPT,
        headline_zh=SCRIPT,
        speaker_name=SCRIPT,
        spans={"source": [SCRIPT], "content": [f"5 troops {SCRIPT}"]},
        quantities=[
            {"quote": f"5 troops {SCRIPT}", "value": 5, "dimension": "troops", "counted": SCRIPT}
        ],
        times=[],
    )
    AnnotationFactory(claim=claim, body=SCRIPT)
    comparison = ComparisonFactory(slug="hostile", question_en=SCRIPT, question_zh=SCRIPT)
    EntryFactory(comparison=comparison, claim=claim, note=SCRIPT)
    return comparison


def test_hostile_text_stays_text(client, hostile):
    claim = Claim.objects.get()
    for path in [
        *PAGES,
        f"/search/?q={SCRIPT}",
        hostile.get_absolute_url(),
        hostile.get_absolute_url() + f"?publisher={SCRIPT}&sort={SCRIPT}",
        claim.get_absolute_url(),
        claim.article_text.article.get_absolute_url(),
        claim.source.get_absolute_url(),
        hostile.get_absolute_url()[:-1] + ".svg",
    ]:
        content = client.get(path).content.decode()
        assert SCRIPT not in content, path
        assert "alert(1)" in content or path in [*PAGES, hostile.get_absolute_url()[:-1] + ".svg"]


def test_no_page_has_a_script_or_style_of_its_own(client, comparison, release):
    claim = Claim.objects.first()
    for path in [
        *PAGES,
        comparison.get_absolute_url(),
        release.get_absolute_url(),
        claim.get_absolute_url(),
        claim.article_text.article.get_absolute_url(),
        claim.source.get_absolute_url(),
    ]:
        page = soup(client, path)
        assert page.select("style, [style], script:not([src])") == []
        handlers = [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
        assert handlers == []
        assert len(page.find_all("h1")) == 1
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), path
        assert page.find(id="main")
        assert page.select_one("a.skip")["href"] == "#main"


def test_the_policy_forbids_what_is_inline(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_an_article_shows_its_claims_in_the_text_and_beside_it(client, comparison):
    claim = Claim.objects.get(
        source__key="group:us:intelligence-official", article_text__language="en"
    )
    page = soup(client, claim.article_text.article.get_absolute_url())
    assert page.find(id=f"claim-{claim.pk}")["class"] == ["content"]
    note = page.find(id=f"note-{claim.pk}")
    assert "US intelligence officials (anonymous): about 70,000 troops" in note.get_text()
    assert next(li.get_text() for li in note.select(".chain li")) == "The Associated Press"
    original = page.find("a", string="original article")
    assert original["rel"] == ["noopener", "nofollow"]


def test_earlier_versions_can_be_read(client, db):
    first = ArticleTextFactory(is_current=False, text="old words")
    ArticleTextFactory(article=first.article, version=2, text="new words")
    address = first.article.get_absolute_url()
    assert "new words" in soup(client, address).get_text()
    assert "old words" in soup(client, address + "?version=1").get_text()
    assert client.get(address + "?version=3").status_code == 404
    assert client.get(address + "?version=x").status_code == 404


def test_a_rejected_claim_is_not_marked(client, comparison):
    claim = Claim.objects.first()
    Claim.objects.update(status="rejected")
    page = soup(client, claim.article_text.article.get_absolute_url())
    assert page.select("article mark") == []


def test_a_claim_is_held_against_others_by_scope_first_and_shows_its_rating(client, comparison):
    entry = comparison.entries.get(
        claim__source__key="person:oleksii-reznikov",
        claim__article_text__article__publisher__name="北岸新闻网",
    )
    ScopeDifference.objects.create(
        entry=entry, kind="place", words_en="includes Crimea", words_zh="含克里米亚"
    )
    words = {"words_en": "Mostly true", "words_zh": "大致属实"}
    rating_set(claim=entry.claim, user=UserFactory(), value=4, **words)
    page = soup(client, entry.claim.get_absolute_url())
    shown = page.select("details tbody tr")
    assert len(shown) == comparison.entries.count() - 1
    assert all("another scope: includes Crimea" in row.get_text() for row in shown)
    assert "Mostly true (4 of 5)" in page.get_text(" ", strip=True)


def test_a_claim_with_everything(client, comparison):
    claim = Claim.objects.get(
        source__key="person:oleksii-reznikov", article_text__article__publisher__name="北岸新闻网"
    )
    text = soup(client, claim.get_absolute_url()).get_text(" ", strip=True)
    for words in [
        "94,300名俄军",
        "Crimea is counted in.",
        "repeats the same origin: yes",
        "the same number",
        "apart by at least 19,300",
        "they are about days more than two weeks apart",
        "one is a change, the other a level",
        "Wen Aldous",
    ]:
        assert words in text


def test_a_time_that_may_mean_two_days_shows_both(client, db):
    other = {"begin": "2021-04-03", "finish": "2021-04-03", "granularity": "day"}
    claim = ClaimFactory(times=[TIME | {"alternatives": [other]}])
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert page.count('or <time datetime="2021-04-03">') == 2
    client.post(reverse("set_language"), {"language": "zh-hans", "next": "/"})
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert page.count('或 <time datetime="2021-04-03">') == 2


def test_a_source_in_both_languages_with_who_cites_it(client, comparison):
    source = Source.objects.get(key="person:oleksii-reznikov")
    text = soup(client, source.get_absolute_url()).get_text(" ", strip=True)
    assert source.label_en in text
    assert source.label_zh in text
    assert "about 130,000" in text
    assert "Meridian Post" in text


def test_the_language_can_be_switched(client, comparison):
    client.post(reverse("set_language"), {"language": "zh-hans", "next": "/"})
    page = soup(client, "/")
    assert page.html["lang"] == "zh-hans"
    assert page.h1.get_text() == "谁说了什么，凭谁之言"


@pytest.mark.parametrize(
    "path", ["/claims/99/", "/articles/99/", "/sources/x/", "/comparisons/x/", "/nothing/"]
)
def test_what_is_not_there(client, db, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "nothing at this address" in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_pages_can_be_closed_to_the_public(client, db, settings, path):
    settings.PUBLIC_PAGES = False
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/?next=")
    client.force_login(UserFactory())
    assert client.get(path).status_code == 200


def test_pages_only_show(client, db):
    assert client.post("/claims/").status_code == 405
