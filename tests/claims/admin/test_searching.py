"""The search boxes of the lists."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from claims.services.searching import search_index_pending
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows(client) -> None:
    text = ArticleTextFactory(title="兵力之争", text="兵力之争\n國防部長說，約有9.43萬名軍人。")
    ClaimFactory(
        article_text=text,
        headline_en="-",
        headline_zh="-",
        spans={"content": ["約有9.43萬名軍人"]},
        quantities=[],
        times=[],
    )
    ClaimFactory()
    search_index_pending(limit=1000)
    client.force_login(UserFactory(is_superuser=True))


def found(client, model: str, words: str) -> int:
    response = client.get(reverse(f"admin:{model}_changelist"), {"q": words})
    assert response.status_code == 200
    return len(BeautifulSoup(response.content, "lxml").select("#result_list tbody tr"))


@pytest.mark.parametrize(
    ("model", "words", "number"),
    [
        ("claims_claim", "军人", 2),
        ("claims_claim", "軍人 -troops", 1),
        ("claims_claim", "94300", 2),
        ("claims_claim", '"94,300 troops"', 1),
        ("claims_claim", "troops -Reznikov", 0),
        ("claims_claim", "dachshund", 0),
        ("articles_article", "国防部长", 1),
        ("articles_article", "troop", 1),
        ("articles_article", "https://publisher.example/", 2),
        ("articles_articletext", "国防 军人", 1),
        ("articles_articletext", "'; & :* !", 0),
    ],
)
def test_a_list_is_searched_as_the_page_is(client, model, words, number):
    assert found(client, model, words) == number
