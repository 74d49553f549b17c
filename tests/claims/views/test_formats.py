import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from pyld import jsonld

from articles.models import ArticleText
from claims.comparing import content_sha256
from claims.models import Comparison, Quantity, Source
from claims.publishing.verifying import check_files
from claims.services.comparisons import entry_edit, entry_remove
from claims.services.rating import rating_set
from claims.services.releases import release_publish
from claims.views import pictures
from tests.factories import ArticleTextFactory, ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import released, sketched

pytestmark = pytest.mark.django_db
PAGE = "/comparisons/troops/"
SUFFIXES = ["json", "jsonl", "csv", "jsonld", "svg", "vl.json", "png", "atom"]
VARIANTS = ["", "?layout=narrow&theme=dark&language=zh-hans", "?layout=card&language=zh-hans"]
SCHEMA_ORG = json.loads((Path(__file__).parent / "schema_org.json").read_text())
REASON = {"reason_en": "One figure was a rise.", "reason_zh": "其中一个数字是增幅。"}


@pytest.fixture(autouse=True)
def _sketched() -> Iterator[None]:
    pictures.cache.clear()
    with sketched():
        yield


@pytest.fixture
def comparison() -> Comparison:
    claims = [ClaimFactory(), ClaimFactory()]
    return ComparisonFactory(slug="troops", claims=claims)


def file(client: Any, suffix: str, number: int | None = None, **headers: str) -> Any:
    name = "" if number is None else f"/releases/{number}"
    return client.get(f"{PAGE[:-1]}{name}.{suffix}", headers=headers)


def every_file(client: Any, number: int) -> dict[str, bytes]:
    return {
        suffix + query: response.content
        for suffix in SUFFIXES
        for query in (VARIANTS if suffix in {"svg", "png", "vl.json"} else [""])
        if (response := file(client, suffix + query, number)).status_code == 200
    }


def test_release_1_stays_to_the_byte_whatever_comes_after(client: Any, comparison: Comparison):
    released(comparison)
    before = every_file(client, 1)
    assert len(before) == 13  # a card has no spec

    user = UserFactory()
    entry_edit(entry=comparison.entries.first(), user=user, note="Counted twice?")
    entry_remove(entry=comparison.entries.last(), user=user)
    Quantity.objects.update(value=1)
    article = ArticleText.objects.first().article
    article.texts.update(is_current=False)
    ArticleTextFactory(article=article, version=2, text="What was written was not so.")
    article.publisher.name = "The Other Courier"
    article.publisher.save()
    Source.objects.update(label_en="Somebody else")
    Comparison.objects.update(question_en="Another question?")
    released(comparison, kind="correction", **REASON)
    pictures.cache.clear()

    assert every_file(client, 1) == before
    assert file(client, "csv").content != before["csv"]


def test_what_is_exported_verifies_and_what_is_tampered_with_does_not(
    client: Any, comparison: Comparison, tmp_path: Path
):
    released(comparison)
    paths = []
    for suffix in ("json", "svg", "vl.json", "png"):
        paths.append(tmp_path / f"troops.{suffix}")
        paths[-1].write_bytes(file(client, suffix, 1).content)
    assert [check.problems for check in check_files(paths)] == [()] * 4
    for path in paths:
        whole = path.read_bytes()
        path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
        assert not all(check.ok for check in check_files(paths)), path
        path.write_bytes(whole)


def test_json_is_what_the_hash_is_taken_of(client: Any, comparison: Comparison):
    release = released(comparison)
    content = file(client, "json", 1).json()
    assert content.pop("sha256") == release.sha256 == content_sha256(content)
    assert file(client, "json").json()["slug"] == "troops"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_a_release_holds_is_kept_for_ever_the_rest_for_a_day_and_asked_for_once(
    client: Any, comparison: Comparison, suffix: str
):
    released(comparison)
    first = file(client, f"{suffix}?language=en", 1)
    assert ("immutable" in first["Cache-Control"]) == (suffix in {"json", "svg", "vl.json"})
    assert "public, max-age=" in first["Cache-Control"]
    assert first["Last-Modified"]
    again = file(client, f"{suffix}?language=en", 1, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    dated = {"if-modified-since": first["Last-Modified"]}
    assert file(client, f"{suffix}?language=en", 1, **dated).status_code == 304
    standing = file(client, suffix)
    assert standing["Cache-Control"] == "no-cache"
    assert standing["ETag"] != first["ETag"]


def test_what_stands_has_another_etag_when_it_changes(client: Any, comparison: Comparison):
    for suffix in ("json", "csv", "svg", "atom"):
        old = file(client, suffix)["ETag"]
        assert file(client, suffix, **{"if-none-match": old}).status_code == 304
    entry_edit(entry=comparison.entries.first(), user=UserFactory(), note="Counted twice?")
    assert file(client, "csv", **{"if-none-match": old}).status_code == 200


def test_the_readers_language_is_no_secret_to_caches(client: Any, comparison: Comparison):
    released(comparison)
    picture = file(client, "png", 1)
    assert picture["Cache-Control"] == "no-cache"
    assert {"Accept-Language", "Cookie"} <= set(picture["Vary"].split(", "))


@pytest.mark.parametrize(
    ("earlier", "suffix"),
    [
        ("data.csv", "csv"),
        ("data.json", "json"),
        ("data.jsonl", "jsonl"),
        ("chart.svg", "svg"),
        ("chart.json", "vl.json"),
    ],
)
def test_earlier_addresses_lead_to_the_new(client: Any, comparison: Comparison, earlier, suffix):
    answer = client.get(f"{PAGE}{earlier}?theme=dark")
    assert (answer.status_code, answer["Location"]) == (301, f"{PAGE[:-1]}.{suffix}?theme=dark")
    answer = client.get(f"{PAGE}releases/7/{earlier}")
    assert answer["Location"] == f"{PAGE}releases/7.{suffix}"


@pytest.mark.parametrize(
    "path",
    ["x.csv", "troops.exe", "troops.csv?layout=x", "troops/releases/1.csv", "troops.vl.json.csv"],
)
def test_what_there_is_not(client: Any, comparison: Comparison, path: str):
    assert client.get(f"/comparisons/{path}", follow=True).status_code == 404


def test_a_chinese_slug_has_files_too(client: Any):
    ComparisonFactory(slug="多少军人", claims=[ClaimFactory()])
    answer = client.get("/comparisons/多少军人.csv")
    assert answer.status_code == 200
    assert "filename*=UTF-8''%E5%A4%9A" in answer["Content-Disposition"]


def test_pages_that_are_closed_keep_their_files_to_themselves(
    client: Any, comparison: Comparison, settings: Any
):
    settings.PUBLIC_PAGES = False
    released(comparison)
    assert file(client, "json", 1).status_code == 302
    client.force_login(UserFactory())
    answer = file(client, "json", 1)
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in answer


def test_csv_says_of_which_release_it_is(client: Any, comparison: Comparison):
    released(comparison)
    release_publish(comparison=comparison, user=UserFactory(), kind="retraction", **REASON)
    content = file(client, "csv", 2).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))
    assert {(row["release"], row["release_kind"]) for row in rows} == {("2", "retraction")}
    assert {len(row["text_sha256"]) for row in rows} == {64}


def expanded(client: Any, number: int | None = None) -> dict[str, Any]:
    """By the vocabulary alone: nothing is fetched."""
    document = file(client, "jsonld", number).json()

    def load(url: str, options: object = None) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"documentUrl": url, "document": SCHEMA_ORG, "contextUrl": None}

    [node] = jsonld.expand(document, {"documentLoader": load})
    return node


def of_type(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    parts = node["https://schema.org/hasPart"]
    return [part for part in parts if part["@type"] == [f"https://schema.org/{name}"]]


def test_jsonld_says_who_claims_how_much_and_where(client: Any, comparison: Comparison):
    released(comparison)
    node = expanded(client, 1)
    assert node["@id"] == f"http://testserver{PAGE}releases/1/"
    claims = of_type(node, "Claim")
    assert len(claims) == 2
    claim = comparison.entries.first().claim
    [said] = [c for c in claims if c["@id"].endswith(claim.get_absolute_url())]
    assert set(said) >= {
        f"https://schema.org/{name}"
        for name in ("appearance", "firstAppearance", "author", "about", "text")
    }
    [quantity] = said["https://schema.org/about"]
    assert quantity["@type"] == ["https://schema.org/QuantitativeValue"]
    bounds = [quantity[f"https://schema.org/{name}"] for name in ("minValue", "maxValue")]
    assert bounds == [[{"@value": 94300}]] * 2
    assert quantity["https://schema.org/unitText"] == [{"@value": "troops"}]
    names = said["https://schema.org/author"][0]["https://schema.org/name"]
    assert {(n["@language"].lower(), n["@value"]) for n in names} == {
        ("en", claim.source.label_en),
        ("zh-hans", claim.source.label_zh),
    }
    assert of_type(node, "ClaimReview") == []
    assert node["https://schema.org/creativeWorkStatus"] == [{"@value": "Published"}]


def test_a_claim_is_reviewed_only_where_an_editor_has_rated_it(client: Any, comparison: Comparison):
    claim = comparison.entries.first().claim
    rating = {"value": 2, "words_en": "Mostly false", "words_zh": "大多不实"}
    rating_set(claim=claim, user=UserFactory(), **rating)
    released(comparison)
    for number in (None, 1):
        [review] = of_type(expanded(client, number), "ClaimReview")
        [rated] = review["https://schema.org/reviewRating"]
        assert rated["https://schema.org/ratingValue"] == [{"@value": 2}]
        item = review["https://schema.org/itemReviewed"][0]["@id"]
        assert item.endswith(claim.get_absolute_url())


def test_a_retraction_says_so_in_every_format_that_speaks(client: Any, comparison: Comparison):
    released(comparison)
    release_publish(comparison=comparison, user=UserFactory(), kind="retraction", **REASON)
    assert file(client, "json", 2).json()["release"]["kind"] == "retraction"
    node = expanded(client, 2)
    assert node["https://schema.org/creativeWorkStatus"] == [{"@value": "Retracted"}]
    assert REASON["reason_zh"] in json.dumps(node, ensure_ascii=False)
    feed = feedparser.parse(file(client, "atom").content)
    assert feed.entries[0].title.startswith("Release 2, a retraction: How many")
    assert REASON["reason_en"] in feed.entries[0].summary


def test_the_feed_of_a_comparison(client: Any, comparison: Comparison):
    assert not feedparser.parse(file(client, "atom").content).entries
    release = released(comparison)
    entry_edit(entry=comparison.entries.first(), user=UserFactory(), note="\x0bTwice?")
    released(comparison)
    answer = file(client, "atom?language=zh-hans")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert feed.feed.title == comparison.question_zh
    assert feed.feed.id == "http://testserver/comparisons/troops.atom"
    assert [e.id for e in feed.entries] == [f"http://testserver{PAGE}releases/{n}/" for n in (2, 1)]
    assert feed.entries[1].published_parsed[:5] == release.published_at.utctimetuple()[:5]
    [one] = feedparser.parse(file(client, "atom", 1).content).entries
    assert one.id == feed.entries[1].id


def test_the_feed_of_all_releases(client: Any, comparison: Comparison, django_assert_num_queries):
    other = ComparisonFactory(slug="deaths", claims=[ClaimFactory()])
    for each in (comparison, other):
        released(each)
    with django_assert_num_queries(1):
        feed = feedparser.parse(client.get("/releases.atom").content)
    assert not feed.bozo
    assert [entry.id.split("/")[4] for entry in feed.entries] == ["deaths", "troops"]


def test_an_svg_may_do_nothing(client: Any, comparison: Comparison):
    answer = file(client, "svg")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert ElementTree.fromstring(answer.content).tag.endswith("svg")
