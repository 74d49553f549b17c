"""The page of the search."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim
from claims.services.searching import search_index_pending
from tests.factories import (
    AnnotationFactory,
    ArticleTextFactory,
    ClaimFactory,
    SourceFactory,
    UserFactory,
)

SCRIPT = "<script>alert(1)</script>"


def soup(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def titles(page: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in page.select(".finds h2 a")]


def tabs(page: BeautifulSoup) -> dict[str, str]:
    return {
        tab.contents[0].strip(): tab.select_one(".count").get_text()
        for tab in page.select(".tabs a")
    }


@pytest.mark.parametrize(
    "words", ["Reznikov", "reznikov", "94,300", "94300", "列兹尼科夫", "列茲尼科夫", "国防", "部长"]
)
def test_claims_are_found(client, comparison, words):
    page = soup(client, f"/search/?q={words}")
    assert titles(page)
    assert page.select(".finds mark.hit")


def test_the_tabs_count_each_kind(client, comparison):
    page = soup(client, "/search/?q=troops")
    counts = tabs(page)
    assert list(counts) == ["Claims", "Articles", "Sources"]
    assert int(counts["Claims"]) == Claim.objects.filter(headline_en__contains="troops").count()
    assert page.select_one('.tabs [aria-current="page"]').contents[0].strip() == "Claims"


def test_where_no_claim_is_found_the_next_kind_is_shown(client, db):
    ArticleTextFactory(text="Figures differ\nA dachshund was seen.")
    search_index_pending()
    page = soup(client, "/search/?q=dachshunds")
    assert tabs(page) == {"Claims": "0", "Articles": "1", "Sources": "0"}
    assert page.select_one(".found-words mark.hit").get_text() == "dachshund"
    assert titles(soup(client, "/search/?q=dachshunds&kind=claim")) == []


def test_notes_are_found_by_those_who_may_read_them(client, db):
    AnnotationFactory(body="The dachshund counted Crimea in.")
    search_index_pending()
    for path in ("/search/?q=dachshund", "/search/?q=dachshund&kind=annotation"):
        page = soup(client, path)
        assert "Notes" not in tabs(page)
        assert "counted Crimea" not in page.get_text()
    client.force_login(UserFactory())
    assert "Notes" not in tabs(soup(client, "/search/?q=dachshund&kind=annotation"))
    client.force_login(UserFactory(role="editor"))
    page = soup(client, "/search/?q=dachshund&kind=annotation")
    assert tabs(page)["Notes"] == "1"
    assert "counted Crimea" in page.select_one(".found-words").get_text()


def test_a_rejected_claim_is_marked(client, db):
    ClaimFactory(status="rejected")
    search_index_pending()
    page = soup(client, "/search/?q=troops")
    assert "rejected" in page.select_one(".finds li.rejected h2").get_text()


def test_the_address_narrows(client, db):
    claim = ClaimFactory()
    ClaimFactory(source=SourceFactory(slug="else"), quantities=[])
    search_index_pending()
    publisher = claim.article_text.article.publisher.slug
    for narrowing, number in {
        "": 2,
        f"publisher={publisher}": 1,
        "publisher=nobody": 2,
        f"source={claim.source.slug}": 1,
        "source=else": 1,
        "state=rejected": 0,
        "state=extracted": 2,
        "state=nonsense": 2,
        "since=2021-12-05": 0,
        "until=2021-12-04": 2,
        "since=soon": 2,
        "least=94300&most=94300": 1,
        "least=94301": 0,
        "most=94299.5": 0,
        "least=NaN&most=x": 2,
        "page=2": 0,
        "page=-1": 2,
        "page=999999999999": 2,
    }.items():
        assert len(titles(soup(client, f"/search/?q=troops&{narrowing}"))) == number, narrowing


def test_what_narrows_is_kept_by_tabs_and_pages(client, db):
    text = ArticleTextFactory()
    for _ in range(21):
        ClaimFactory(article_text=text)
    search_index_pending(limit=1000)
    page = soup(client, "/search/?q=troops&state=extracted")
    assert len(titles(page)) == 20
    following = page.select_one("a[rel=next]")["href"]
    assert "state=extracted" in following
    assert len(titles(soup(client, f"/search/{following}"))) == 1
    assert all("state=extracted" in tab["href"] for tab in page.select(".tabs a"))
    assert page.select_one('[name="state"] [selected]')["value"] == "extracted"


def test_what_comes_from_outside_is_text(client, db):
    text = ArticleTextFactory(title=f"{SCRIPT} troops", text=f"{SCRIPT} troops\n{SCRIPT} troops")
    ClaimFactory(
        article_text=text, headline_en=f"{SCRIPT} troops", spans={}, quantities=[], times=[]
    )
    search_index_pending()
    for kind in ("claim", "article"):
        page = client.get(f"/search/?q=troops {SCRIPT}&kind={kind}").content.decode()
        assert SCRIPT not in page
        assert "alert" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Type a name"),
        ("…", "no word or number"),
        ("-troops", "look for"),
        ("dachshund", "Nothing found"),
    ],
)
def test_what_finds_nothing_says_why(client, db, words, said):
    assert said in soup(client, f"/search/?q={words}").main.get_text()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), page=st.text(max_size=5), least=st.text(max_size=8))
def test_any_query_is_answered(client, db, words, page, least):
    given = {"q": words, "page": page, "least": least, "since": least, "source": words}
    assert client.get("/search/", given).status_code == 200


def test_the_chinese_page_speaks_chinese(client, comparison):
    client.cookies["django_language"] = "zh-hans"
    page = soup(client, "/search/?q=烏克蘭")
    assert "搜索" in page.h1.get_text()
    assert titles(page)
