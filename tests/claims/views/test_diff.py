"""What changed between two versions of an article."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArticleText
from claims.comparing import from_json
from claims.models import Anchoring
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    PublisherFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
QUOTE = "94,300 troops near the border"
OLD = "\n".join(
    [
        "Figures differ",
        *(f"Paragraph {n} stands." for n in range(5)),
        f"He said {QUOTE}.",
        "It rained.",
    ]
)
NEW = OLD.replace("94,300", "120,000").replace("It rained.", "It snowed & <b>froze</b>.")


@pytest.fixture
def versions() -> SimpleNamespace:
    old = ArticleTextFactory(title="Figures differ", text=OLD, is_current=False)
    new = ArticleTextFactory(
        article=old.article,
        version=2,
        title="Figures differ",
        byline="A. Reporter",
        text=NEW,
        published_on=date(2021, 12, 5),
        wire_service=PublisherFactory(name="The Wire"),
    )
    claim = ClaimFactory(
        article_text=old,
        spans={"content": [QUOTE]},
        quantities=[{"quote": "94,300 troops", "value": 94_300, "dimension": "troops"}],
        times=[],
    )
    return SimpleNamespace(article=old.article, old=old, new=new, claim=claim)


def _open(client: Client, versions: SimpleNamespace, old: int = 1, new: int = 2):
    return client.get(reverse("article-diff", args=[versions.article.pk, old, new]))


def _unanchored(versions: SimpleNamespace) -> Anchoring:
    row = Anchoring(
        claim=versions.claim,
        from_text=versions.old,
        to_text=versions.new,
        method="none",
        score=0,
    )
    row.give_reason([("quantity", "94,300 troops")])
    row.save()
    return row


def test_words_that_differ_are_marked(client, versions):
    page = _open(client, versions)
    shown = page.content.decode()
    assert page.status_code == 200
    assert '<del><span class="hidden" lang="en">removed: </span>94,300</del>' in shown
    assert '<ins><span class="hidden" lang="en">added: </span>120,000</ins>' in shown
    assert "<b>froze" not in shown
    assert "&lt;" in shown


def test_unchanged_stretches_can_be_opened(client, versions):
    shown = _open(client, versions).content.decode()
    assert "<summary>5 unchanged paragraphs</summary>" in shown
    assert "Paragraph 0 stands." in shown.split("<details>")[1].split("</details>")[0]


def test_what_is_known_beside_the_text(client, versions):
    fields = _open(client, versions).context["fields"]
    assert [(f.name, f.old, f.new) for f in fields] == [
        ("Byline", "", "A. Reporter"),
        ("Published on", "Dec. 4, 2021", "Dec. 5, 2021"),
        ("Wire service", "", "The Wire"),
    ]


def test_claims_touched_by_the_change(client, versions):
    told = ClaimFactory(
        article_text=versions.new,
        spans={"content": [QUOTE.replace("94,300", "120,000")]},
        quantities=[],
        times=[],
    )
    ClaimFactory(
        article_text=versions.new,
        spans={"content": ["Paragraph 3 stands"]},
        quantities=[],
        times=[],
    )
    context = _open(client, versions).context
    assert (context["only_old"], context["only_new"]) == ([versions.claim], [told])
    _unanchored(versions)
    page = _open(client, versions)
    assert page.context["only_old"] == []
    assert "“94,300 troops” is no longer in the text." in page.content.decode()


def test_what_is_not_there_is_not_found(client, versions):
    for old, new in ((1, 3), (3, 1), (1, 1), (0, 1)):
        assert _open(client, versions, old, new).status_code == 404
    assert _open(client, versions, 2, 1).status_code == 200


def test_the_same_text_says_so(client, versions):
    same = ArticleTextFactory(
        article=versions.article, version=3, title="New title", text=NEW, is_current=False
    )
    page = client.get(reverse("article-diff", args=[versions.article.pk, 2, same.version]))
    assert page.context["is_same"]
    assert "The text is the same" in page.content.decode()


def test_in_chinese(client, versions):
    _unanchored(versions)
    client.cookies["django_language"] = "zh-hans"
    shown = _open(client, versions).content.decode()
    assert '<del><span class="hidden" lang="zh-hans">已删除：' in shown
    assert "文中已没有“94,300 troops”" in shown


def test_private_where_pages_are(client, versions, settings):
    settings.PUBLIC_PAGES = False
    assert _open(client, versions).status_code == 302
    client.force_login(UserFactory())
    assert _open(client, versions).status_code == 200


def test_the_article_leads_there(client, versions):
    address = reverse("article-diff", args=[versions.article.pk, 1, 2])
    for query in ("", "?version=1"):
        shown = client.get(versions.article.get_absolute_url() + query).content.decode()
        assert address in shown


def test_a_claim_of_an_earlier_version_says_so(client, versions):
    shown = client.get(versions.claim.get_absolute_url()).content.decode()
    assert "this claim is from version 1" in shown
    assert reverse("article-diff", args=[versions.article.pk, 1, 2]) in shown
    assert f"?version=1#claim-{versions.claim.pk}" in shown


def test_a_comparison_marks_it(client, versions):
    comparison = ComparisonFactory(claims=[versions.claim])
    page = client.get(comparison.get_absolute_url())
    assert "this claim is from version 1" in page.content.decode()
    assert (
        page.context["sections"][0]
        .groups[0][0]
        .article_url.endswith(f"?version=1#claim-{versions.claim.pk}")
    )
    ArticleText.objects.filter(pk=versions.new.pk).update(is_current=False)
    ArticleText.objects.filter(pk=versions.old.pk).update(is_current=True)
    assert "this claim is from" not in client.get(comparison.get_absolute_url()).content.decode()


def test_a_release_of_an_earlier_day_can_be_read(client, versions):
    comparison = ComparisonFactory(claims=[versions.claim])
    content = client.get(f"{comparison.get_absolute_url()[:-1]}.json").json()
    assert content["rows"][0]["earlier_version"] == 1
    del content["rows"][0]["earlier_version"]
    assert from_json(content).rows[0].earlier_version is None


@pytest.mark.parametrize("many", [1, 9])
def test_a_fixed_number_of_queries(client, versions, many, django_assert_num_queries):
    for _ in range(many):
        ClaimFactory(
            article_text=versions.new, spans={"content": ["froze"]}, quantities=[], times=[]
        )
    with django_assert_num_queries(6):
        _open(client, versions)
