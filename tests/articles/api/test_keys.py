"""By what the rows of a resource are found, and what tells one state of them from another."""

import pytest
from rest_framework.test import APIClient

from access.etags import version_in
from articles.models import Publisher
from tests.factories import ArticleTextFactory, PublisherFactory

pytestmark = pytest.mark.django_db
PUBLISHERS = "/api/v1/publishers/"


def test_a_former_slug_leads_to_the_present_one(analyst: APIClient) -> None:
    publisher = PublisherFactory(slug="the-daily")
    for slug in ("daily-news", "the-news"):
        publisher.slug = slug
        publisher.save()
    answer = analyst.get(f"{PUBLISHERS}the-daily/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"http://testserver{PUBLISHERS}the-news/"
    assert analyst.get(answer.headers["Location"]).json()["id"] == str(publisher.public_id)
    # Another publisher has taken it: it leads there.
    other = PublisherFactory(slug="the-daily")
    assert analyst.get(f"{PUBLISHERS}the-daily/").json()["id"] == str(other.public_id)


@pytest.mark.parametrize(
    "key", ["01890000-0000-7000-8000-000000000000", "nobody", "0197f0c2", "0" * 32]
)
def test_what_nothing_is_named_is_not_found(analyst: APIClient, key: str) -> None:
    assert analyst.get(f"{PUBLISHERS}{key}/").status_code == 404


def test_what_has_not_changed_is_not_sent_again(analyst: APIClient) -> None:
    publisher = PublisherFactory()
    for address in (PUBLISHERS, f"{PUBLISHERS}{publisher.slug}/"):
        etag = analyst.get(address).headers["ETag"]
        again = analyst.get(address, HTTP_IF_NONE_MATCH=etag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag
        # The count of its articles is told, and is no part of the row.
        ArticleTextFactory(article__publisher=publisher)
        changed = analyst.get(address, HTTP_IF_NONE_MATCH=etag)
        assert changed.status_code == 200
        assert changed.headers["ETag"] != etag


def test_an_etag_tells_the_version(analyst: APIClient) -> None:
    publisher = PublisherFactory()
    Publisher.objects.update(version=7)
    etag = analyst.get(f"{PUBLISHERS}{publisher.public_id}/").headers["ETag"]
    assert version_in(etag) == version_in('"7"') == 7
    assert version_in(analyst.get(PUBLISHERS).headers["ETag"]) is None
