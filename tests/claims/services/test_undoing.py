"""Acts are kept one a click, and an editor takes them back and does them again."""

from typing import Any

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.test.utils import override_settings

from claims.models import (
    Act,
    Annotation,
    Claim,
    Entry,
    Notice,
    Presence,
)
from claims.selectors.recorded import state_of, tracked_models
from claims.services import (
    annotation_create,
    claim_edit,
    comparison_create,
    entry_add,
    link_judge,
    release_publish,
)
from claims.services.acts import act_of
from claims.services.discussing import note_edit
from claims.services.undoing import (
    Conflict,
    NothingToUndo,
    done_by,
    redo,
    undo,
    undo_act,
    undone_by,
)
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    SourceFactory,
    UserFactory,
)
from tests.releasing import approved, sketched

pytestmark = pytest.mark.django_db


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def rows(but: frozenset[str] = frozenset({"version"})) -> dict[str, list[dict[str, Any]]]:
    """Every row of every kind that is tracked, without what only counts."""
    return {
        model.__name__: [
            {name: value for name, value in state_of(model, row).items() if name not in but}
            for row in model._base_manager.order_by("pk")
        ]
        for model in tracked_models()
    }


# Acts


def test_an_act_is_kept_with_what_it_was_about() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected", reason=" Not a claim. ")
    act = Act.objects.get()
    assert (act.verb, act.user, act.claim, act.reason) == (
        "claim.reject",
        user,
        claim,
        "Not a claim.",
    )
    assert act.article == claim.article_text.article


def test_what_is_one_click_is_one_act() -> None:
    first, second, user = ClaimFactory(), ClaimFactory(), UserFactory()
    with act_of(user, "claim.accept", reason="All of them"):
        for claim in (first, second):
            claim_edit(claim=claim, user=user, version=1, status="accepted")
    act = Act.objects.get()
    assert (act.verb, act.claim, act.article, act.reason) == (
        "claim.accept",
        None,
        None,
        "All of them",
    )
    undo(user)
    assert {fresh(claim).status for claim in (first, second)} == {"extracted"}


def test_the_acts_of_one_request_are_one_too() -> None:
    """The middleware opens one context a request."""
    claim, user = ClaimFactory(), UserFactory()
    with pghistory.context(url="/admin/"):
        claim_edit(claim=claim, user=user, version=1, status="accepted")
        annotation_create(claim=claim, user=user, body="Seen.")
    assert Act.objects.get().claim == claim
    undo(user)
    assert fresh(claim).status == "extracted"
    assert not Annotation.objects.exists()


def test_an_act_that_fails_or_changes_nothing_is_not_kept() -> None:
    user = UserFactory()
    first, second = ClaimFactory(), ClaimFactory()
    link: Any = {"first": first, "second": second, "relation": "agrees", "judgement": "positive"}
    link_judge(**link, user=user)
    link_judge(**link, user=user)
    with pytest.raises(ValidationError):
        claim_edit(claim=first, user=user, version=1, status="perhaps")
    assert [act.verb for act in Act.objects.all()] == ["link.judge"]


def test_one_who_makes_the_claim_may_say_so_at_the_end() -> None:
    user = UserFactory()
    with act_of(user, "claim.create") as act:
        act.claim = ClaimFactory()
    assert Act.objects.get().article == act.claim.article_text.article


# Undo and redo


def test_undo_puts_back_and_the_version_goes_on() -> None:
    claim, user = ClaimFactory(), UserFactory()
    before = rows()
    source = SourceFactory()
    everything = rows()
    claim_edit(claim=claim, user=user, version=1, source=source, status="corrected")
    after = rows()
    undone = undo(user)
    assert rows() == everything != before
    assert fresh(claim).version == 3
    assert fresh(claim).edited_by is None
    assert (undone.verb, undone.claim, undone.undoes.verb) == (
        "undo:claim.edit",
        claim,
        "claim.edit",
    )
    again = redo(user)
    assert rows() == after
    assert fresh(claim).version == 4
    assert again.verb == "redo:claim.edit"
    assert undo(user).verb == "undo:claim.edit"
    assert rows() == everything


def test_nothing_to_undo() -> None:
    user = UserFactory()
    for act in (undo, redo):
        with pytest.raises(NothingToUndo):
            act(user)


def test_each_editor_has_a_stack_of_their_own() -> None:
    one, other, anna, bert = ClaimFactory(), ClaimFactory(), UserFactory(), UserFactory()
    claim_edit(claim=one, user=anna, version=1, status="accepted")
    claim_edit(claim=other, user=bert, version=1, status="rejected")
    undo(anna)
    assert (fresh(one).status, fresh(other).status) == ("extracted", "rejected")
    with pytest.raises(NothingToUndo):
        undo(anna)


def test_a_new_act_ends_what_could_be_done_again() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="accepted")
    undo(user)
    assert undone_by(user).exists()
    annotation_create(claim=claim, user=user, body="Wait.")
    with pytest.raises(NothingToUndo):
        redo(user)


def test_what_somebody_else_has_changed_is_left_alone() -> None:
    claim, anna, bert = ClaimFactory(), UserFactory(), UserFactory()
    claim_edit(claim=claim, user=anna, version=1, status="accepted")
    claim_edit(claim=claim, user=bert, version=2, kind="direct")
    before = rows()
    with pytest.raises(Conflict) as refused:
        undo(anna)
    assert [(row.row, row.by) for row in refused.value.rows] == [(f"claim “{claim}”", str(bert))]
    assert rows() == before
    undo(bert)  # and with that out of the way
    undo(anna)
    assert fresh(claim).status == "extracted"


def test_what_a_machine_has_changed_is_left_alone_too() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="accepted")
    # A job has a transaction of its own; in this one the context of the act would still be set.
    with pghistory.context():
        Claim.objects.filter(pk=claim.pk).update(status="corrected")
    with pytest.raises(Conflict) as refused:
        undo(user)
    assert refused.value.rows[0].by == ""


def test_what_hangs_on_a_new_row_keeps_it() -> None:
    user, other, text = UserFactory(), UserFactory(), ArticleTextFactory()
    source = SourceFactory()
    with act_of(user, "claim.create") as act:
        act.claim = claim = ClaimFactory(article_text=text, source=source)
    note = annotation_create(claim=claim, user=other, body="Whose number?")
    with pytest.raises(Conflict, match="Whose number"):
        undo(user)
    note.delete()
    undo(user)
    assert not Claim.objects.exists()
    redo(user)
    assert fresh(claim).spans.count() == 3
    assert Act.objects.filter(claim=claim).count() == 4


def test_what_has_no_history_goes_with_its_row() -> None:
    user, other = UserFactory(), UserFactory()
    claim = ClaimFactory()
    note = annotation_create(claim=claim, user=user, body="@other")
    Notice.objects.create(user=other, kind="mention", actor=user, annotation=note)
    note.mentions.add(other)
    undo(user)
    assert not Notice.objects.exists()
    with act_of(user, "claim.create") as act:
        act.claim = made = ClaimFactory(article_text=claim.article_text, source=claim.source)
    Presence.objects.create(user=other, article=made.article_text.article, claim=made)
    undo(user)
    assert not Presence.objects.exists()


def test_whom_a_note_names_goes_back_and_forth_with_it() -> None:
    user = UserFactory(username="lin", role="editor")
    bo, ada = (UserFactory(username=name, role="analyst") for name in ("bo", "ada"))
    note = annotation_create(claim=ClaimFactory(), user=user, body="@bo look")
    note_edit(note=note, user=user, body="@ada look")
    undo(user)
    assert list(note.mentions.all()) == [bo]
    undo(user)
    assert not Annotation.objects.exists()
    redo(user)
    redo(user)
    assert list(fresh(note).mentions.all()) == [ada]


def test_an_undo_asks_only_the_tables_that_the_act_wrote(
    django_assert_max_num_queries: Any,
) -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="accepted")
    with django_assert_max_num_queries(30):
        undo(user)


def test_a_release_is_on_record_and_stays() -> None:
    user = UserFactory()
    comparison = comparison_create(
        slug="s", question_en="?", question_zh="？", dimension="troops", user=user
    )
    place = entry_add(comparison=comparison, quantity=ClaimFactory().quantities.get(), user=user)
    approved(comparison)
    with override_settings(ONE_PERSON_DESK=True), sketched():
        release_publish(comparison=comparison, user=user)
    assert Act.objects.first().verb == "release.publish"  # type: ignore[union-attr]
    assert undo(user).verb == "undo:entry.add"
    assert not Entry.objects.filter(pk=place.pk).exists()
    with pytest.raises(Conflict, match="release"):
        undo(user)
    assert fresh(comparison) == comparison


def test_one_act_of_several_is_taken_back() -> None:
    one, other, user = ClaimFactory(), ClaimFactory(), UserFactory()
    claim_edit(claim=one, user=user, version=1, status="accepted")
    first = Act.objects.get()
    claim_edit(claim=other, user=user, version=1, status="accepted")
    undo_act(first, user)
    assert (fresh(one).status, fresh(other).status) == ("extracted", "accepted")
    for act, whose in ((first, user), (done_by(user).get(), UserFactory())):
        with pytest.raises(NothingToUndo):
            undo_act(act, whose)


def test_exchanged_places_are_exchanged_back() -> None:
    """Each step back is a state in which the table has been: no constraint is in the way."""
    user, claim = UserFactory(), ClaimFactory()
    content = claim.spans.get(part="content")
    pk = content.pk
    with act_of(user, "span.move", claim=claim):
        content.delete()
        new = claim.spans.create(
            part="content", start=content.start, end=content.start + 1, quote=content.quote[0]
        )
    undo(user)
    assert claim.spans.get(part="content").pk == pk
    redo(user)
    assert claim.spans.get(part="content") == new
