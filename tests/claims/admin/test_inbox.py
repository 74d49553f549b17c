import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Notice
from claims.services.discussing import note_reply, note_write
from claims.services.following import comparison_follow
from claims.services.noticing import notice_assignment
from tests.factories import UserFactory
from tests.releasing import released

INBOX = "admin:claims_notice_changelist"


@pytest.fixture
def lin(db):
    return UserFactory(username="lin", role="analyst")


@pytest.fixture
def client(lin):
    client = Client()
    client.force_login(lin)
    return client


@pytest.fixture
def notices(desk, lin):
    """A mention on a claim, a reply on a passage, an assignment; and one of somebody else."""
    bo = UserFactory(username="bo", role="editor")
    note_write(user=bo, claim=desk.claim, body="@lin look")
    passage = note_write(user=lin, article_text=desk.text, quote=desk.text.title, body="?")
    note_reply(note=passage, user=bo, body="!")
    notice_assignment(articles=[desk.article], assignee=lin, actor=bo)
    notice_assignment(articles=[desk.article], assignee=UserFactory(), actor=bo)
    return {notice.kind: notice for notice in Notice.objects.filter(user=lin)}


def shown(client, query=""):
    page = client.get(reverse(INBOX) + query)
    assert page.status_code == 200
    return [notice.kind for notice in page.context["cl"].result_list]


def badge(client):
    page = client.get(reverse("admin:index"))
    (item,) = [
        item
        for group in page.context["sidebar_navigation"]
        for item in group["items"]
        if item["link"] == reverse(INBOX)
    ]
    return item["badge"]


@pytest.mark.parametrize("role", ["anonymous", "visitor"])
def test_an_inbox_is_for_those_at_the_desk(client_of, role):
    assert client_of(role).get(reverse(INBOX)).status_code == 302


@pytest.mark.parametrize("role", ["analyst", "reviewer", "editor", "administrator"])
def test_everybody_sees_their_own_alone(client_of, notices, role):
    client = client_of(role)
    assert shown(client) == []
    for notice in notices.values():
        for name in ("open", "change"):
            answer = client.get(reverse(f"admin:claims_notice_{name}", args=[notice.pk]))
            assert answer.status_code == 404
    client.post(reverse("admin:claims_notice_read_all"))
    assert not Notice.objects.filter(read_at__isnull=False).exists()


def test_what_was_not_read_comes_first(client, notices):
    assert shown(client) == ["assignment", "reply", "mention"]
    client.get(reverse("admin:claims_notice_open", args=[notices["assignment"].pk]))
    assert shown(client) == ["reply", "mention", "assignment"]
    assert shown(client, "?read=no") == ["reply", "mention"]
    assert shown(client, "?read=yes") == ["assignment"]
    assert shown(client, "?kind__exact=reply") == ["reply"]


def test_a_notice_leads_to_its_very_place(client, desk, notices):
    def led(kind):
        return client.get(reverse("admin:claims_notice_open", args=[notices[kind].pk])).url

    claim = reverse("admin:claims_claim_change", args=[desk.claim.pk])
    article = reverse("admin:articles_article_change", args=[desk.article.pk])
    assert led("mention") == f"{claim}#note-{notices['mention'].annotation_id}"
    assert led("reply") == f"{article}?version=1#note-{notices['reply'].annotation_id}"
    assert led("assignment") == article


def test_the_side_bar_counts_what_waits(client, notices):
    assert badge(client) == 3
    client.post(reverse("admin:claims_notice_read_all"))
    assert badge(client) == ""


def test_chosen_ones_are_marked(client, notices):
    keys = [notices["reply"].pk, notices["mention"].pk]
    client.post(reverse(INBOX), {"action": "mark_read", "_selected_action": keys})
    assert shown(client, "?read=no") == ["assignment"]
    client.post(reverse(INBOX), {"action": "mark_unread", "_selected_action": keys[:1]})
    assert shown(client, "?read=no") == ["assignment", "reply"]


def test_all_are_read_by_a_post_alone(client, notices):
    assert client.get(reverse("admin:claims_notice_read_all")).status_code == 405


def test_more_notices_ask_no_more_queries(client, desk, notices, django_assert_max_num_queries):
    bo = UserFactory(role="editor")
    client.get(reverse(INBOX))
    for _ in range(5):
        note_write(user=bo, claim=desk.claim, body="@lin")
        note_write(user=bo, article_text=desk.text, quote=desk.text.title, body="@lin")
    with django_assert_max_num_queries(14):
        client.get(reverse(INBOX))


def test_a_release_of_what_one_follows_leads_to_its_page(client, desk, lin):
    comparison_follow(comparison=desk.comparison, user=lin)
    release = released(desk.comparison)
    notice = Notice.objects.get(user=lin)
    page = client.get(reverse(INBOX)).content.decode()
    assert f"Release {release.number}: {desk.comparison.question_en}" in page
    answer = client.get(reverse("admin:claims_notice_open", args=[notice.pk]))
    assert answer["Location"] == release.get_absolute_url()
    assert Notice.objects.get().read_at is not None
