import pytest

from claims.services.roles import set_up_roles
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_second_set_up_changes_nothing() -> None:
    assert set_up_roles() is True
    assert set_up_roles() is False


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        ("editor", "claims.change_claim", True),
        ("editor", "articles.add_importbatch", True),
        ("editor", "claims.add_release", True),
        ("editor", "claims.delete_claim", False),
        ("editor", "auth.change_user", False),
        ("reviewer", "claims.add_annotation", True),
        ("reviewer", "claims.add_link", True),
        ("reviewer", "claims.change_claim", False),
        ("analyst", "claims.view_claim", True),
        ("analyst", "claims.add_annotation", False),
    ],
)
def test_role_permissions(role: str, permission: str, allowed: bool) -> None:
    assert UserFactory(role=role).has_perm(permission) is allowed


def test_a_permission_given_by_hand_is_taken_back() -> None:
    from django.contrib.auth.models import Group, Permission

    set_up_roles()
    group = Group.objects.get(name="analyst")
    group.permissions.add(Permission.objects.get(codename="delete_claim"))
    assert set_up_roles() is True
    assert not group.permissions.filter(codename="delete_claim").exists()


def test_factories_make_spans_that_stand_in_the_text() -> None:
    comparison = ComparisonFactory(claims=[ClaimFactory(), ClaimFactory()])
    claim = comparison.entries.first().claim
    text = claim.article_text.text
    mentions = [*claim.spans.all(), *claim.quantities.all(), *claim.times.all()]
    assert len(mentions) == 5
    assert all(text[m.start : m.end] == m.quote for m in mentions)
