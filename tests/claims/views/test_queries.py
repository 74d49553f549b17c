"""Each page asks the database a fixed number of times, however much it shows."""

import pytest

from claims.models import Claim, Source
from tests.factories import ClaimFactory, EntryFactory

BASE = "/comparisons/russian-troops-near-ukraine/"


@pytest.fixture(autouse=True)
def more(comparison) -> None:
    """A few rows more than the scene's, so that a query a row would show."""
    for _ in range(3):
        EntryFactory(comparison=comparison, claim=ClaimFactory())


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 14),
        ("/comparisons/", 10),
        (BASE, 11),
        (BASE + "?sort=-value&sources=named", 11),
        (BASE[:-1] + ".svg", 10),
        (BASE[:-1] + ".csv", 10),
        (BASE[:-1] + ".jsonl", 10),
        ("/articles/", 2),
        ("/claims/", 2),
        ("/sources/", 2),
        ("/search/?q=70000", 5),
        ("/search/?q=70000&kind=article", 4),
        ("/search/?q=70000&source=oleksii-reznikov&state=extracted", 4),
        ("/search/?q=-70000", 0),
        ("/search/", 0),
    ],
)
def test_page(client, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_article(client, django_assert_num_queries):
    article = Claim.objects.filter(parent__isnull=False).first().article_text.article
    with django_assert_num_queries(4):
        assert client.get(article.get_absolute_url()).status_code == 200


def test_claim_in_a_comparison(client, django_assert_num_queries):
    claim = Claim.objects.filter(entries__isnull=False, links_from__isnull=False).first()
    with django_assert_num_queries(18):
        assert client.get(claim.get_absolute_url()).status_code == 200


def test_source(client, django_assert_num_queries):
    source = Source.objects.get(key="person:oleksii-reznikov")
    with django_assert_num_queries(9):
        assert client.get(source.get_absolute_url()).status_code == 200


def test_a_release_asks_for_itself_and_its_sisters(client, django_assert_num_queries, release):
    with django_assert_num_queries(2):
        assert client.get(release.get_absolute_url()).status_code == 200
