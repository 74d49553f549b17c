import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from claims.models import Act, Link, LinkSuggestion
from claims.services import link_judge, link_undo
from tests.factories import ClaimFactory, LinkFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_ruling() -> None:
    first, second, user = ClaimFactory(), ClaimFactory(), UserFactory()
    link = link_judge(
        first=first, second=second, relation="repeats", judgement="positive", user=user
    )
    assert (link.first, link.second, link.created_by) == (first, second, user)
    assert link.undone_at is None


def test_the_same_ruling_again_from_either_side_is_one() -> None:
    first, second, user = ClaimFactory(), ClaimFactory(), UserFactory()
    ruling = {"relation": "contradicts", "judgement": "unsure", "user": user}
    link = link_judge(first=second, second=first, **ruling)
    assert link_judge(first=first, second=second, **ruling) == link
    assert Link.objects.count() == 1


def test_an_update_has_a_direction() -> None:
    first, second, user = ClaimFactory(), ClaimFactory(), UserFactory()
    ruling = {"relation": "updates", "judgement": "positive", "user": user}
    assert link_judge(first=second, second=first, **ruling).first == second
    assert link_judge(first=first, second=second, **ruling).first == first
    assert Link.objects.count() == 2


def test_another_ruling_undoes_the_one_that_stood() -> None:
    first, second, user, other = ClaimFactory(), ClaimFactory(), UserFactory(), UserFactory()
    pair = {"first": first, "second": second, "relation": "agrees"}
    old = link_judge(**pair, judgement="positive", user=user)
    new = link_judge(**pair, judgement="negative", user=other)
    old.refresh_from_db()
    assert (old.undone_by, new.undone_at) == (other, None)
    assert old.undone_at is not None


def test_undoing_twice_is_undoing_once() -> None:
    link, user, other = LinkFactory(), UserFactory(), UserFactory()
    undone = link_undo(link=link, user=user)
    assert undone.undone_by == user
    assert link_undo(link=link, user=other).undone_by == user


def test_a_claim_is_not_linked_with_itself() -> None:
    claim = ClaimFactory()
    with pytest.raises(ValidationError):
        link_judge(
            first=claim, second=claim, relation="agrees", judgement="positive", user=UserFactory()
        )


def test_the_database_allows_one_standing_ruling() -> None:
    link = LinkFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        LinkFactory(first=link.first, second=link.second, relation=link.relation)
    link_undo(link=link, user=UserFactory())
    LinkFactory(first=link.first, second=link.second, relation=link.relation)


@pytest.mark.parametrize("relation", ["updates", "supports", "elaborates"])
def test_some_relations_have_a_direction(relation: str) -> None:
    first, second, user = ClaimFactory(), ClaimFactory(), UserFactory()
    ruling = {"relation": relation, "judgement": "positive", "user": user}
    assert link_judge(first=second, second=first, **ruling).first == second


def test_a_ruling_keeps_what_was_suggested_of_the_pair_from_either_side() -> None:
    first, second, user = ClaimFactory(), ClaimFactory(), UserFactory()
    reasons = [{"code": "same_dimension", "what": "troops"}]
    LinkSuggestion.objects.create(
        first=second, second=first, relation="agrees", score=0.75, reasons=reasons, made_by="test"
    )
    link = link_judge(
        first=first,
        second=second,
        relation="contradicts",
        judgement="positive",
        user=user,
        reason=" One counts Crimea in. ",
    )
    assert (link.suggested_relation, link.score, link.reasons) == ("agrees", 0.75, reasons)
    assert link.reason == "One counts Crimea in."
    assert Act.objects.get(verb="link.judge").reason == "One counts Crimea in."


def test_without_a_suggestion_nothing_was_suggested() -> None:
    link = link_judge(
        first=ClaimFactory(),
        second=ClaimFactory(),
        relation="agrees",
        judgement="negative",
        user=UserFactory(),
    )
    assert (link.suggested_relation, link.score, link.reasons) == ("", None, [])


def test_another_reason_is_another_ruling() -> None:
    pair = {"first": ClaimFactory(), "second": ClaimFactory(), "relation": "agrees"}
    ruling = {**pair, "judgement": "positive", "user": UserFactory()}
    old = link_judge(**ruling)
    new = link_judge(**ruling, reason="The same census.")
    assert new != old
    assert Link.objects.get(undone_at=None) == new
