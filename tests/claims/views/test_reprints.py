"""Who else published a text, on its page and beside it; and who may say that it is so."""

import pytest
from django.urls import reverse

from articles.models import Reprint
from articles.services import reprint_judge
from articles.services.reprints import find_reprints
from tests.articles.reprints.texts import sample
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    PublisherFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    text = sample(6)[0]
    post = ArticleTextFactory(
        text=text, title="Milley", article__publisher=PublisherFactory(name="Meridian Post")
    )
    copy = ArticleTextFactory(
        text="\n".join(["Another headline", *text.split("\n")[1:5]]),
        title="Another headline",
        article__publisher=PublisherFactory(name="Harbour <Courier>"),
    )
    for one in (post, copy):
        find_reprints(article_text_id=one.pk)
    return post.article_id, copy.article_id


def page(client, article: int) -> str:
    return client.get(reverse("article", args=[article])).content.decode()


def ruling(pair) -> str:
    return reverse("reprint-ruling", args=pair)


@pytest.fixture
def reviewer(client):
    user = UserFactory(role="reviewer")
    client.force_login(user)
    return user


def test_the_page_lists_who_else_published_it(client, pair):
    shown = page(client, pair[0])
    assert "Also published by another" in shown
    assert "Harbour &lt;Courier&gt;" in shown
    assert "% of the text in common" in shown
    assert reverse("reprint", args=pair) in shown
    assert 'name="judgement"' not in shown


def test_an_article_without_copies_has_no_such_list(client):
    assert "Also published" not in page(client, ArticleTextFactory().article_id)


def test_what_is_in_both_is_marked_side_by_side(client, pair):
    shown = client.get(reverse("reprint", args=pair)).content.decode()
    assert shown.count('<mark class="shared">') > 2
    assert "Another headline" in shown
    assert client.get(reverse("reprint", args=pair[::-1])).status_code == 200
    assert client.get(reverse("reprint", args=[pair[0], pair[0]])).status_code == 404


def test_a_reviewer_says_no_and_takes_it_back(client, pair, reviewer):
    assert 'name="judgement"' in page(client, pair[0])
    response = client.post(ruling(pair), {"judgement": "negative"})
    assert response.url == reverse("article", args=[pair[0]]) + "#copies"
    assert Reprint.objects.get().judged_by == reviewer
    assert "an editor says no" in page(client, pair[0])
    client.post(ruling(pair), {"judgement": "undo"})
    assert Reprint.objects.get().judgement == ""


def test_what_was_denied_is_not_shown_to_readers(client, pair):
    reprint_judge(reprint=Reprint.objects.get(), judgement="negative", user=UserFactory())
    assert "Also published" not in page(client, pair[0])


@pytest.mark.parametrize("role", [None, "analyst"])
def test_others_may_not_rule(client, pair, role):
    if role:
        client.force_login(UserFactory(role=role))
    response = client.post(ruling(pair), {"judgement": "positive"})
    assert response.status_code == (403 if role else 302)
    assert Reprint.objects.get().judgement == ""


@pytest.mark.parametrize(
    ("method", "judgement", "status"), [("get", "positive", 405), ("post", "perhaps", 400)]
)
def test_what_is_no_ruling_is_refused(client, pair, reviewer, method, judgement, status):
    response = getattr(client, method)(ruling(pair), {"judgement": judgement})
    assert response.status_code == status
    assert Reprint.objects.get().judgement == ""


def test_nobody_is_led_elsewhere(client, pair, reviewer):
    given = {"judgement": "positive", "next": "https://elsewhere.example/"}
    assert client.post(ruling(pair), given).url.startswith("/articles/")


def test_a_comparison_says_why_two_rows_are_one_origin(client):
    claims = [ClaimFactory(source=None), ClaimFactory(source=None)]
    first, second = (claim.article_text.article_id for claim in claims)
    Reprint.objects.create(first_id=first, second_id=second, kind="reprint", score=0.966)
    comparison = ComparisonFactory(claims=claims)
    shown = client.get(comparison.get_absolute_url()).content.decode()
    assert "same origin as 1" in shown
    assert "reprint: 96% of the text in common" in shown
    assert reverse("reprint", args=[second, first]) in shown
