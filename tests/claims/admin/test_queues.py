"""What awaits whom: the tabs above the lists, and the way to the next article."""

import pytest
from django.urls import reverse

from articles.models import Article
from claims.models import Claim
from claims.selectors import queues
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

ARTICLES, CLAIMS = "/admin/articles/article/", "/admin/claims/claim/"


@pytest.fixture
def me(db):
    return UserFactory(role="editor")


@pytest.fixture
def desk_of_mine(client, me):
    client.force_login(me)
    return client


def article(**fields) -> Article:
    row = ArticleTextFactory().article
    Article.objects.filter(pk=row.pk).update(**fields)
    return Article.objects.get(pk=row.pk)


def shown(page) -> set[int]:
    return {row.pk for row in page.context["cl"].result_list}


def test_articles_stand_in_their_queues(desk_of_mine, me):
    mine = article(assignee=me)
    mine_done = article(assignee=me, state="done")
    others = article(assignee=UserFactory(role="editor"), state="in_progress")
    nobodys = article()
    expected = {
        "mine": {mine.pk},
        "unassigned": {nobodys.pk},
        "in-progress": {others.pk},
        "done": {mine_done.pk},
    }
    for name, rows in expected.items():
        page = desk_of_mine.get(f"{ARTICLES}?queue={name}")
        assert shown(page) == rows, name
        tab = next(tab for tab in page.context["queue_tabs"] if tab.name == name)
        assert (tab.size, tab.here) == (len(rows), True)
    everything = desk_of_mine.get(ARTICLES)
    assert len(shown(everything)) == 4
    assert everything.context["queue_tabs"][-1].size == 4


def test_claims_stand_in_their_queues(desk_of_mine, me):
    text = ArticleTextFactory(article=article(assignee=me), version=2, is_current=False)
    ClaimFactory(article_text=text)  # of an earlier version: awaits nobody
    other = UserFactory(role="editor")
    mine = ClaimFactory(article_text=Article.objects.get(assignee=me).texts.get(is_current=True))
    ruled_by_me = ClaimFactory(status="accepted", edited_by=me)
    ruled = ClaimFactory(status="corrected", edited_by=other)
    reviewed = ClaimFactory(status="accepted", edited_by=other, reviewed_at="2026-01-01T00:00Z")
    rejected = ClaimFactory(status="rejected", edited_by=other)
    doubtful = ClaimFactory(confidence=0.2)

    def queue(name):
        return shown(desk_of_mine.get(f"{CLAIMS}?queue={name}"))

    assert queue("ruling") == {mine.pk, doubtful.pk}
    assert queue("review") == {ruled.pk}
    assert queue("mine") == {mine.pk}
    assert not queue("review") & {ruled_by_me.pk, reviewed.pk, rejected.pk}


def test_the_least_certain_come_first(desk_of_mine):
    sure, unsure = ClaimFactory(confidence=0.9), ClaimFactory(confidence=0.3)
    page = desk_of_mine.get(f"{CLAIMS}?queue=doubtful")
    assert [row.pk for row in page.context["cl"].result_list] == [unsure.pk, sure.pk]


def test_a_queue_that_there_is_not_narrows_nothing(desk_of_mine):
    ClaimFactory()
    assert len(shown(desk_of_mine.get(f"{CLAIMS}?queue=nonsense"))) == 1


def test_sizes_are_counted_at_once(me, django_assert_num_queries):
    with django_assert_num_queries(1):
        queues.article_queue_sizes(me)
    with django_assert_num_queries(1):
        queues.claim_queue_sizes(me)


def test_next_goes_round_my_queue(desk_of_mine, me):
    begun = article(assignee=me, state="in_progress")
    new, newer = article(assignee=me), article(assignee=me)
    article()  # nobody's
    address = reverse("admin:articles_article_next")

    def after(pk=None):
        return desk_of_mine.get(address, {"after": pk} if pk else {}).url

    place = "/admin/articles/article/{}/change/".format
    assert after() == place(begun.pk)
    assert after(begun.pk) == place(new.pk)
    assert after(new.pk) == place(newer.pk)
    assert after(newer.pk) == place(begun.pk)
    assert after(10**9) == place(begun.pk)


def test_an_empty_queue_leads_to_what_can_be_taken(desk_of_mine):
    answer = desk_of_mine.get(reverse("admin:articles_article_next"))
    assert answer.url == f"{ARTICLES}?queue=unassigned"


def test_the_lists_are_filtered_by_tag(desk_of_mine):
    from articles.services.tagging import tags_put

    claim, other = ClaimFactory(), ClaimFactory()
    (tag,) = tags_put(row=claim, names=["look again"], user=UserFactory())
    page = desk_of_mine.get(f"{CLAIMS}?tags__id__exact={tag.pk}")
    assert shown(page) == {claim.pk}
    assert Claim.objects.count() == 2
    assert other.pk not in shown(page)
