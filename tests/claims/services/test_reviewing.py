from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from claims.models import Comparison, ComparisonReview
from claims.selectors.reviewing import readiness_of
from claims.selectors.timeline import rows_of, timeline
from claims.services import (
    StaleVersion,
    comparison_create,
    comparison_edit,
    comparison_review,
    comparison_submit,
    comparison_withdraw,
    entry_add,
    entry_remove,
    quantity_edit,
    redo,
    release_publish,
    undo,
)
from claims.services.comparisons import entry_edit
from claims.services.restoring import restore
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import approved, released, sketched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sketched() -> Iterator[None]:
    with sketched():
        yield


@pytest.fixture
def author() -> User:
    return UserFactory()


@pytest.fixture
def reader() -> User:
    return UserFactory()


@pytest.fixture
def comparison(author: User) -> Comparison:
    comparison = comparison_create(
        slug="troops",
        question_en="How many troops?",
        question_zh="多少军人？",
        dimension="troops",
        user=author,
    )
    entry_add(comparison=comparison, quantity=ClaimFactory().quantities.get(), user=author)
    return fresh(comparison)


def fresh(comparison: Comparison) -> Comparison:
    return Comparison.objects.get(pk=comparison.pk)


def submit(comparison: Comparison, user: User) -> Comparison:
    return comparison_submit(comparison=comparison, user=user, version=comparison.version)


def review(comparison: Comparison, user: User, **given: Any) -> ComparisonReview:
    given = {"version": comparison.version, "verdict": "approved"} | given
    return comparison_review(comparison=comparison, user=user, **given)


def test_from_draft_through_review_to_release(comparison: Comparison, author: User, reader: User):
    assert comparison.state == "draft"
    in_review = submit(comparison, author)
    assert (in_review.state, in_review.version) == ("in_review", comparison.version)
    found = review(comparison, reader, note=" Read it all. ")
    assert (found.verdict, found.note, found.reviewed_by) == ("approved", "Read it all.", reader)
    release = release_publish(comparison=comparison, user=reader)
    assert fresh(comparison).state == "released"
    assert release.content["release"]["reviewers"] == [reader.username]


def test_a_stale_version_is_refused(comparison: Comparison, author: User, reader: User):
    old = comparison.version - 1
    with pytest.raises(StaleVersion):
        comparison_submit(comparison=comparison, user=author, version=old)
    submit(comparison, author)
    with pytest.raises(StaleVersion) as refused:
        review(comparison, reader, version=old)
    assert refused.value.current == comparison
    with pytest.raises(StaleVersion):
        comparison_withdraw(comparison=comparison, user=author, version=old)
    assert not ComparisonReview.objects.exists()


def test_nobody_reviews_or_releases_their_own(comparison: Comparison, author: User, reader: User):
    submit(comparison, author)
    with pytest.raises(ValidationError, match="worked on it yourself"):
        review(comparison, author)
    review(comparison, reader)
    with pytest.raises(ValidationError, match="worked on it yourself"):
        release_publish(comparison=comparison, user=author)


def test_nor_what_they_have_only_added_to(comparison: Comparison, author: User, reader: User):
    entry_add(comparison=comparison, quantity=ClaimFactory().quantities.get(), user=reader)
    comparison = fresh(comparison)
    submit(comparison, author)
    with pytest.raises(ValidationError, match="worked on it yourself"):
        review(comparison, reader)


def test_asking_reviewing_and_taking_back_make_nobody_an_author(
    comparison: Comparison, author: User, reader: User
):
    submit(comparison, reader)
    comparison_withdraw(comparison=comparison, user=reader, version=comparison.version)
    submit(comparison, reader)
    undo(reader)
    redo(reader)
    comparison = fresh(comparison)
    assert comparison.state == "in_review"
    assert readiness_of(comparison).authors == {author.pk}


def test_authors_are_those_since_the_latest_release(comparison: Comparison, author: User):
    release = released(comparison)
    assert readiness_of(fresh(comparison)).authors == set()
    editor = UserFactory()
    entry_edit(entry=comparison.entries.get(), user=editor, note="Counted twice?")
    comparison = fresh(comparison)
    assert (comparison.state, readiness_of(comparison).authors) == ("draft", {editor.pk})
    assert released(comparison, by=author).number == release.number + 1


def test_one_person_may_do_it_all_where_the_desk_is_theirs(
    comparison: Comparison, author: User, settings: Any
):
    settings.ONE_PERSON_DESK = True
    submit(comparison, author)
    assert release_publish(comparison=comparison, user=author).content["release"]["reviewers"] == []


def test_without_a_review_nothing_is_released(comparison: Comparison, author: User, reader: User):
    with pytest.raises(ValidationError, match="not in review"):
        release_publish(comparison=comparison, user=reader)
    with pytest.raises(ValidationError, match="not in review"):
        review(comparison, reader)
    submit(comparison, author)
    with pytest.raises(ValidationError, match="Nobody has approved"):
        release_publish(comparison=comparison, user=reader)
    with pytest.raises(ValidationError, match="in review already"):
        submit(comparison, author)


def test_wanted_changes_send_it_back(comparison: Comparison, author: User, reader: User):
    submit(comparison, author)
    with pytest.raises(ValidationError, match="what is to be changed"):
        review(comparison, reader, verdict="changes_wanted", note=" ")
    review(comparison, reader, verdict="changes_wanted", note="Which Crimea?")
    assert fresh(comparison).state == "draft"
    submit(comparison, author)  # unchanged
    review(comparison, UserFactory())
    with pytest.raises(ValidationError, match="wants changes"):
        release_publish(comparison=comparison, user=UserFactory())
    review(comparison, reader)  # has thought better of it
    release_publish(comparison=comparison, user=UserFactory())


CHANGES: dict[str, Callable[[Comparison, User], object]] = {
    "the question": lambda c, u: comparison_edit(
        comparison=c, user=u, version=c.version, question_en="How many soldiers?"
    ),
    "an entry more": lambda c, u: entry_add(
        comparison=c, quantity=ClaimFactory().quantities.get(), user=u
    ),
    "an entry": lambda c, u: entry_edit(entry=c.entries.get(), user=u, note="Without Crimea."),
    "a difference": lambda c, u: entry_edit(
        entry=c.entries.get(),
        user=u,
        differences=[("place", "includes Crimea", "包括克里米亚")],
    ),
    "an entry less": lambda c, u: entry_remove(entry=c.entries.first(), user=u),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_is_a_draft_again(
    comparison: Comparison, author: User, change: Callable[[Comparison, User], object]
):
    approved(comparison)
    change(fresh(comparison), author)
    assert fresh(comparison).state == "draft"
    assert readiness_of(fresh(comparison)).approvals == []
    with pytest.raises(ValidationError):
        release_publish(comparison=comparison, user=UserFactory())


def test_so_does_a_change_that_is_undone(comparison: Comparison, author: User, reader: User):
    approved(comparison)
    release_publish(comparison=comparison, user=reader)
    undo(author)  # the entry
    assert fresh(comparison).state == "draft"


def test_an_approval_is_of_what_was_shown(comparison: Comparison, reader: User):
    approved(comparison)
    quantity = comparison.entries.get().quantity
    quantity_edit(quantity=quantity, user=reader, version=quantity.claim.version, value=90_000)
    assert fresh(comparison).state == "in_review"
    with pytest.raises(ValidationError, match="Nobody has approved it as it stands now"):
        release_publish(comparison=comparison, user=UserFactory())


def test_of_nothing_no_review_is_asked():
    with pytest.raises(ValidationError, match="no claim"):
        submit(ComparisonFactory(), UserFactory())


def test_what_is_restored_is_a_draft(comparison: Comparison, author: User, reader: User):
    released(comparison)
    entry_edit(entry=comparison.entries.get(), user=author, note="Counted twice?")
    submit(fresh(comparison), author)
    moments, _pages = timeline(rows_of(comparison))
    comparison = fresh(comparison)
    restore(row=comparison, point=moments[-1].point, user=author, version=comparison.version)
    assert fresh(comparison).state == "draft"
