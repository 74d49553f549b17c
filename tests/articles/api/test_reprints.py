"""Who else published an article's text, for programs."""

import pytest

from articles.models import Article, Reprint
from articles.services import reprint_judge
from tests.factories import ArticleTextFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    return [ArticleTextFactory() for _number in range(3)]


@pytest.fixture
def reprint(texts):
    first, second, _alone = sorted(text.article_id for text in texts)
    return Reprint.objects.create(
        first_id=first, second_id=second, kind="translation", score=0.7, reason="test"
    )


def listed(client, article: int) -> list:
    key = Article.objects.get(pk=article).public_id
    response = client.get(f"/api/v1/articles/{key}/reprints/")
    assert response.status_code == 200
    return response.json()["results"]


def test_each_sees_the_other(analyst, reprint, texts):
    for own, other in ((texts[0], texts[1]), (texts[1], texts[0])):
        (row,) = listed(analyst, own.article_id)
        assert row["article"]["id"] == str(other.article.public_id)
        assert row["article"]["title"] == other.title
        assert (row["kind"], row["score"], row["stands"]) == ("translation", 0.7, False)
    assert listed(analyst, texts[2].article_id) == []


def test_an_editors_word_makes_it_stand(analyst, reprint, texts):
    reprint_judge(reprint=reprint, judgement="positive", user=UserFactory())
    address = f"/api/v1/articles/{texts[0].article.public_id}/reprints/{reprint.public_id}/"
    row = analyst.get(address).json()
    assert (row["judgement"], row["stands"]) == ("positive", True)


def test_not_for_strangers(client, reprint, texts):
    response = client.get(f"/api/v1/articles/{texts[0].article.public_id}/reprints/")
    assert response.status_code == 401


def test_a_list_asks_a_fixed_number_of_times(analyst, texts, django_assert_max_num_queries):
    first, *others = sorted(
        text.article_id for text in [*texts, *(ArticleTextFactory() for _ in range(6))]
    )
    for other in others:
        Reprint.objects.create(first_id=first, second_id=other, kind="reprint", score=0.9)
    with django_assert_max_num_queries(10):
        assert len(listed(analyst, first)) == len(others)
