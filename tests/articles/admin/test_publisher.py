"""Publishers at the desk: names, domains and owners, through the services only."""

import pytest
from django.urls import reverse

from articles.models import OwnerGroup, Publisher
from articles.services.publisher_editing import publisher_edit
from claims.models import Act
from tests.claims.admin.conftest import client_of  # noqa: F401
from tests.claims.admin.test_doors import EDITORS, ROLES, SIGNED_IN, opens
from tests.factories import PublisherFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Publisher:
    return PublisherFactory(name="Reuters", domain="reuters.com")


def page_of(publisher: Publisher) -> str:
    return reverse("admin:articles_publisher_change", args=[publisher.pk])


@pytest.mark.parametrize("role", ROLES)
def test_acts_are_for_editors(client_of, publisher, role):  # noqa: F811
    client = client_of(role)
    name = publisher.names.create(name="Old")
    domain = publisher.domains.create(domain="old.example")

    def act(view, *args, **data):
        address = reverse(f"admin:articles_publisher_{view}", args=[publisher.pk, *args])
        return client.post(address, data).status_code

    statuses = {
        act("name_add", name="New"),
        act("name_remove", name.pk),
        act("domain_add", domain="new.example"),
        act("domain_remove", domain.pk),
    }
    assert statuses == ({403} if role in SIGNED_IN - EDITORS else {302})
    names = set(publisher.names.values_list("name", flat=True))
    domains = set(publisher.domains.values_list("domain", flat=True))
    done = role in EDITORS
    assert names == ({"New"} if done else {"Old"})
    assert domains == ({"new.example"} if done else {"old.example"})
    assert opens(client.get(page_of(publisher))) == (role in SIGNED_IN)
    groups = reverse("admin:articles_ownergroup_changelist")
    assert opens(client.get(groups)) == (role in SIGNED_IN)
    assert opens(client.get(reverse("admin:articles_ownergroup_add"))) == (role in EDITORS)


def test_the_page_shows_the_names_of_the_reading_rules(client_of, publisher):  # noqa: F811
    page = client_of("analyst").get(page_of(publisher)).content.decode()
    assert "路透社" in page
    assert "cn.reuters.com" not in page  # another publisher's


def test_saving_and_adding_are_acts(client_of, publisher):  # noqa: F811
    client = client_of("editor")
    client.post(reverse("admin:articles_ownergroup_add"), {"name": "Harbour Holding"})
    group = OwnerGroup.objects.get()
    values = {
        "name": "Reuters News",
        "domain": "reuters.com",
        "owner_group": group.pk,
        "is_wire_service": "on",
        "notes": "",
    }
    edit = values | {"seen_version": 1, "reason": "As they call themselves now"}
    assert client.post(page_of(publisher), edit).status_code == 302
    publisher.refresh_from_db()
    assert (publisher.owner_group, publisher.is_wire_service) == (group, True)
    act = Act.objects.first()
    assert (act.verb, act.reason) == ("publisher.edit", "As they call themselves now")

    add = reverse("admin:articles_publisher_add")
    assert client.post(add, values | {"name": "Post", "slug": "post"}).status_code == 302
    assert Publisher.objects.get(name="Post").owner_group == group
    publisher.names.create(name="R")
    taken = client.post(add, values | {"name": "R", "slug": "r"})
    assert taken.status_code == 200
    assert "Another publisher has this name." in taken.content.decode()


def test_a_stale_save_is_refused_with_both_shown(client_of, publisher):  # noqa: F811
    client = client_of("editor")
    seen = {"name": "Reuters", "domain": "reuters.com", "notes": "", "seen_version": 1}
    publisher_edit(publisher=publisher, user=UserFactory(), version=1, notes="Since 1851.")
    stale = client.post(page_of(publisher), seen | {"notes": "Since 1850."})
    assert stale.status_code == 409
    shown = stale.content.decode()
    assert "Since 1850." in shown
    assert "Since 1851." in shown
    assert stale.context["version"] == 2
    publisher.refresh_from_db()
    assert publisher.notes == "Since 1851."


def test_its_history_tells_acts_and_leads_back(client_of, publisher):  # noqa: F811
    client = client_of("editor")
    add = reverse("admin:articles_publisher_name_add", args=[publisher.pk])
    client.post(add, {"name": "Reuters News", "language": "en"})
    history = reverse("admin:articles_publisher_history", args=[publisher.pk])
    named, made = client.get(history).context["moments"]
    assert (named.what, named.lines[0].name) == ("Publisher corrected", "Reuters News")
    back = reverse("admin:articles_publisher_restore", args=[publisher.pk])
    client.post(back, {"point": made.point, "version": 2})
    assert not publisher.names.exists()
    # A name has no permissions of its own: whoever may correct a publisher may undo that.
    undo = client.post(reverse("admin:claims_act_undo"), {})
    assert undo.status_code == 302
    assert publisher.names.exists()


def test_it_is_found_by_any_name_or_domain(client_of, publisher):  # noqa: F811
    publisher.names.create(name="路透新闻")
    publisher.domains.create(domain="post.example")
    PublisherFactory()
    client = client_of("analyst")
    for words in ("Reuters", "路透社", "路透新闻", "post.example", "reuters.com"):
        page = client.get(reverse("admin:articles_publisher_changelist"), {"q": words})
        assert list(page.context["cl"].queryset) == [publisher], words


def test_a_refused_name_says_why(client_of, publisher):  # noqa: F811
    address = reverse("admin:articles_publisher_name_add", args=[publisher.pk])
    page = client_of("editor").post(address, {"name": " "}, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
