"""Every page and act of the desk × every role, the signed-out included."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Annotation, Claim, Entry, Link, Release
from tests.factories import UserFactory

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]
SIGNED_IN = {"analyst", "reviewer", "editor", "administrator"}
JUDGES = {"reviewer", "editor", "administrator"}
EDITORS = {"editor", "administrator"}

LISTS = [
    "articles_publisher",
    "articles_article",
    "articles_articletext",
    "articles_importbatch",
    "articles_feed",
    "articles_original",
    "articles_tag",
    "claims_claim",
    "claims_source",
    "claims_comparison",
    "claims_release",
    "claims_link",
    "claims_annotation",
    "claims_extractionrun",
    "claims_act",
]
FOR_ADMINISTRATORS = ["auth_user", "auth_group", "procrastinate_procrastinatejob"]
PAGES = {
    "articles_publisher": "publisher",
    "articles_article": "article",
    "articles_articletext": "text",
    "articles_feed": "feed",
    "articles_original": "original",
    "claims_claim": "claim",
    "claims_source": "source",
    "claims_comparison": "comparison",
    "claims_release": "release",
    "claims_link": "link",
    "claims_annotation": "annotation",
    "claims_extractionrun": "run",
}
# Who may open the form that adds one by hand.
ADDING = {
    "articles_publisher": EDITORS,
    "articles_article": set(),
    "articles_articletext": set(),
    "articles_importbatch": EDITORS,
    "articles_feed": EDITORS,
    "articles_original": set(),
    "claims_claim": set(),
    "claims_source": EDITORS,
    "claims_comparison": EDITORS,
    "claims_release": set(),
    "claims_link": JUDGES,
    "claims_annotation": set(),
    "claims_extractionrun": set(),
}


def opens(response) -> bool:
    """Whether the door opened; a closed one says 403 or sends to the sign-in page."""
    assert response.status_code in {200, 302, 403}
    return response.status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_lists_are_for_those_who_may_see_them(client_of, desk, role):
    client = client_of(role)
    for name in LISTS:
        page = client.get(reverse(f"admin:{name}_changelist"))
        assert opens(page) == (role in SIGNED_IN), name
    for name in FOR_ADMINISTRATORS:
        page = client.get(reverse(f"admin:{name}_changelist"))
        assert opens(page) == (role == "administrator"), name


@pytest.mark.parametrize("role", ROLES)
def test_pages_and_histories_are_for_those_who_may_see_them(client_of, desk, role):
    client = client_of(role)
    for name, row in PAGES.items():
        pk = getattr(desk, row).pk
        for view in ("change", "history"):
            page = client.get(reverse(f"admin:{name}_{view}", args=[pk]))
            assert opens(page) == (role in SIGNED_IN), (name, view)


@pytest.mark.parametrize("role", ROLES)
def test_adding_is_for_those_who_may_add(client_of, desk, role):
    client = client_of(role)
    for name, allowed in ADDING.items():
        page = client.get(reverse(f"admin:{name}_add"))
        assert opens(page) == (role in allowed), name


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_deleted_at_the_desk(client_of, desk, role):
    client = client_of(role)
    for name, row in PAGES.items():
        page = client.post(
            reverse(f"admin:{name}_delete", args=[getattr(desk, row).pk]), {"post": "yes"}
        )
        assert page.status_code in {302, 403}
        if role in SIGNED_IN:
            assert page.status_code == 403, name
        getattr(desk, row).refresh_from_db()


@pytest.mark.parametrize("role", ROLES)
def test_acts_are_for_those_who_may(client_of, desk, role):
    client, claim, comparison = client_of(role), desk.claim, desk.comparison

    def act(name, args, data=None):
        return client.post(reverse(f"admin:{name}", args=args), data or {}).status_code

    statuses = {
        "annotate": act("claims_claim_annotate", [claim.pk], {"body": "Counted twice?"}),
        "undo": act("claims_link_undo", [desk.link.pk]),
        "rule": act(
            "claims_claim_rule", [claim.pk], {"status": "accepted", "version": claim.version}
        ),
        "add": act(
            "claims_comparison_add_claims",
            [comparison.pk],
            {"quantity": desk.other.quantities.get().pk},
        ),
        "publish": act("claims_comparison_publish", [comparison.pk]),
    }
    place = Entry.objects.filter(comparison=comparison, claim=claim).get()
    statuses["remove"] = act("claims_comparison_remove", [comparison.pk, place.pk])

    # 302 is the answer to an act that was done, but also the way to the sign-in page.
    forbidden = {name for name, status in statuses.items() if status == 403}
    assert set(statuses.values()) <= {302, 403}
    judged, edited = {"annotate", "undo"}, {"rule", "add", "publish", "remove"}
    expected = {"reviewer": edited - {"publish"}, "analyst": judged | edited}.get(role, set())
    assert forbidden == expected

    assert Annotation.objects.filter(body="Counted twice?").exists() == (role in JUDGES)
    assert Link.objects.filter(undone_at__isnull=False).exists() == (role in JUDGES)
    assert Claim.objects.filter(status="accepted").exists() == (role in EDITORS)
    assert desk.other.entries.exists() == (role in EDITORS)
    assert Entry.objects.filter(pk=place.pk).exists() == (role not in EDITORS)
    # Nobody publishes what nobody has reviewed, whatever their role.
    assert not Release.objects.filter(number=2).exists()


@pytest.mark.parametrize("role", ROLES)
def test_saving_a_claim_is_for_editors(client_of, desk, role):
    page = client_of(role).post(
        reverse("admin:claims_claim_change", args=[desk.claim.pk]),
        {"status": "accepted", "kind": "direct", "seen_version": 1},
    )
    if role in SIGNED_IN - EDITORS:
        assert page.status_code == 403
    if role not in EDITORS:
        assert not Claim.objects.filter(status="accepted").exists()


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
def test_actions_of_the_claims_list(client_of, desk, role):
    page = client_of(role).get(reverse("admin:claims_claim_changelist"))
    offered = (
        {name for name, _ in page.context["action_form"].fields["action"].choices if name}
        if page.context["action_form"]
        else set()
    )
    reading, judging = {"export_claims"}, {"judge_link"}
    editing = {"accept_claims", "reject_claims", "tag_claims", "untag_claims", "add_to_comparison"}
    expected = {"analyst": reading, "reviewer": reading | judging}.get(
        role, reading | judging | editing
    )
    assert offered == expected


@pytest.mark.parametrize("role", ROLES)
def test_work_on_articles_is_for_editors(client_of, desk, role):
    client = client_of(role)
    address = reverse("admin:articles_article_work", args=[desk.article.pk])
    acts = [{"act": "take"}, {"act": "state", "state": "done"}, {"act": "tag", "names": "border"}]
    statuses = {client.post(address, act).status_code for act in acts}
    assert statuses == ({403} if role in SIGNED_IN - EDITORS else {302})
    desk.article.refresh_from_db()
    assert (desk.article.state == "done") == (role in EDITORS)
    assert (desk.article.assignee is not None) == (role in EDITORS)
    assert desk.article.tags.exists() == (role in EDITORS)


@pytest.mark.parametrize("role", ROLES)
def test_the_next_article_is_for_those_who_may_see_it(client_of, desk, role):
    answer = client_of(role).get(reverse("admin:articles_article_next"))
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/articles/article/") == (role in SIGNED_IN)


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
def test_actions_of_the_articles_list(client_of, desk, role):
    page = client_of(role).get(reverse("admin:articles_article_changelist"))
    offered = {name for name, _ in page.context["action_form"].fields["action"].choices if name}
    editing = {"assign_articles", "set_state", "tag_articles", "untag_articles", "extract_again"}
    assert offered == {"export_articles"} | (editing if role in EDITORS else set())


@pytest.mark.parametrize("name", ["claims_claim_annotate", "claims_claim_rule"])
def test_acts_are_not_done_by_following_a_link(client_of, desk, name):
    page = client_of("editor").get(reverse(f"admin:{name}", args=[desk.claim.pk]))
    assert page.status_code == 405


def test_acts_need_the_token_against_forgery(desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(role="editor"))
    addresses = [
        reverse("admin:claims_claim_rule", args=[desk.claim.pk]),
        reverse("admin:claims_comparison_publish", args=[desk.comparison.pk]),
        reverse("admin:articles_importbatch_add"),
        reverse("admin:articles_article_work", args=[desk.article.pk]),
    ]
    assert {client.post(address).status_code for address in addresses} == {403}


def test_the_side_bar_shows_no_closed_door(client_of, desk):
    def shown(role):
        page = client_of(role).get(reverse("admin:index"))
        return {
            item["link"] for group in page.context["sidebar_navigation"] for item in group["items"]
        }

    users = reverse("admin:auth_user_changelist")
    assert users in shown("administrator")
    assert users not in shown("editor")
    assert reverse("admin:claims_claim_changelist") in shown("analyst")
