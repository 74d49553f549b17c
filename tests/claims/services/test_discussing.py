import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.models import Annotation, Notice
from claims.services.discussing import (
    annotation_create,
    note_edit,
    note_reopen,
    note_reply,
    note_resolve,
    note_withdraw,
    note_write,
)
from claims.services.noticing import notice_assignment, notices_read, notices_unread
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

EMOJI = "Russia 😀 and 𠮷 had massed 94,300 troops near the border, 94,300 troops in all."


@pytest.fixture
def lin():
    return UserFactory(username="lin", role="reviewer")


@pytest.fixture
def bo():
    return UserFactory(username="bo", role="analyst")


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def test_a_note_on_a_claim_tells_whom_it_names(lin, bo):
    note = note_write(user=lin, claim=ClaimFactory(), body=" @bo, is this\r\nright? ")
    assert note.body == "@bo, is this\nright?"
    assert list(note.mentions.all()) == [bo]
    notice = Notice.objects.get()
    assert (notice.user, notice.actor, notice.kind) == (bo, lin, "mention")
    assert notice.annotation == note


def test_nobody_is_told_of_what_they_did_themselves(lin):
    claim = ClaimFactory()
    note = note_write(user=lin, claim=claim, body="@lin must look again")
    note_reply(note=note, user=lin, body="@lin did")
    notice_assignment(articles=[claim.article_text.article], assignee=lin, actor=lin)
    assert not Notice.objects.exists()


def test_the_old_way_to_a_note_tells_too(lin, bo):
    annotation_create(claim=ClaimFactory(), user=lin, body="See @bo")
    assert told(bo) == ["mention"]


def test_a_reply_tells_everybody_in_the_thread_once(lin, bo):
    ada = UserFactory(username="ada", role="editor")
    eve = UserFactory(username="eve", role="editor")
    note = note_write(user=lin, claim=ClaimFactory(), body="@bo look")
    first = note_reply(note=note, user=ada, body="I did")
    assert told(lin) == ["reply"]
    assert told(bo) == ["mention", "reply"]
    assert not told(ada)
    # An answer to an answer is one in the thread; who is named is told of that alone.
    second = note_reply(note=first, user=eve, body="@lin no")
    assert second.parent == note
    assert told(lin) == ["reply", "mention"]
    assert told(ada) == ["reply"]
    assert told(bo) == ["mention", "reply", "reply"]


def test_who_may_not_see_it_any_more_is_not_told(lin):
    gone = UserFactory(username="gone", role="editor")
    note = note_write(user=gone, claim=ClaimFactory(), body="Look")
    gone.is_active = False
    gone.save()
    note_reply(note=note, user=lin, body="@gone I did")
    assert not Notice.objects.exists()


def test_a_reply_stands_where_its_thread_stands(lin):
    text = ArticleTextFactory(text=EMOJI)
    note = note_write(user=lin, article_text=text, start=0, end=6, body="Who?")
    reply = note_reply(note=note, user=lin, body="They")
    assert (reply.article_text, reply.start, reply.end, reply.claim) == (text, 0, 6, None)


def test_places_are_code_points(lin):
    text = ArticleTextFactory(text=EMOJI)
    start = EMOJI.index("massed")
    note = note_write(
        user=lin, article_text=text, start=start, end=start + 6, quote="massed", body="How?"
    )
    assert EMOJI[note.start : note.end] == "massed"


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"start": 3, "end": 3}, "start"),
        ({"start": 5, "end": 2}, "start"),
        ({"start": 0, "end": len(EMOJI) + 1}, "start"),
        ({"start": 6, "end": 7}, "start"),  # a space
        ({"start": 0, "end": 6, "quote": "Russi"}, "quote"),
        ({"quote": "94,300 troops"}, "quote"),  # stands there twice
        ({"quote": "tanks"}, "quote"),
        ({}, "quote"),
    ],
)
def test_a_place_that_is_not_in_the_text_is_refused(lin, place, field):
    text = ArticleTextFactory(text=EMOJI)
    with pytest.raises(ValidationError) as refused:
        note_write(user=lin, article_text=text, body="?", **place)
    assert field in refused.value.message_dict
    assert not Annotation.objects.exists()


def test_words_that_stand_there_once_are_place_enough(lin):
    text = ArticleTextFactory(text=EMOJI)
    note = note_write(user=lin, article_text=text, quote="𠮷 had massed", body="?")
    assert EMOJI[note.start : note.end] == "𠮷 had massed"


@pytest.mark.parametrize("body", ["", " \n ", "x" * 10_001, "a\x00b"])
def test_a_body_that_is_no_text_is_refused(lin, body):
    note = note_write(user=lin, claim=ClaimFactory(), body="fine")
    for act in (
        lambda: note_write(user=lin, claim=note.claim, body=body),
        lambda: note_reply(note=note, user=lin, body=body),
        lambda: note_edit(note=note, user=lin, body=body),
    ):
        with pytest.raises(ValidationError):
            act()
    assert Annotation.objects.get().body == "fine"


def test_only_ones_own_note_is_changed_or_withdrawn(lin):
    note = note_write(user=lin, claim=ClaimFactory(), body="mine")
    administrator = UserFactory(is_superuser=True)
    for act in (
        lambda: note_edit(note=note, user=administrator, body="yours"),
        lambda: note_withdraw(note=note, user=administrator),
    ):
        with pytest.raises(PermissionDenied):
            act()
    note.refresh_from_db()
    assert note.body == "mine"


def test_a_change_tells_those_who_are_named_only_now(lin, bo):
    ada = UserFactory(username="ada", role="editor")
    note = note_write(user=lin, claim=ClaimFactory(), body="@bo look")
    note = note_edit(note=note, user=lin, body="@bo and @ada look")
    assert set(note.mentions.all()) == {ada, bo}
    assert (told(bo), told(ada)) == (["mention"], ["mention"])
    earlier = note.events.order_by("pgh_id").values_list("body", flat=True)
    assert list(earlier) == ["@bo look", "@bo and @ada look"]


def test_a_withdrawn_note_is_in_the_history_and_awaits_nobody(lin, bo):
    note = note_write(user=lin, claim=ClaimFactory(), body="@bo look")
    reply = note_reply(note=note, user=bo, body="where?")
    note = note_withdraw(note=note, user=lin)
    assert note.is_withdrawn
    assert "@bo look" in note.events.values_list("body", flat=True)
    assert Annotation.objects.filter(pk=reply.pk).exists()
    assert not Notice.objects.filter(user=bo, read_at=None).exists()
    with pytest.raises(ValidationError):
        note_edit(note=note, user=lin, body="still here")


def test_a_thread_is_resolved_by_any_of_its_notes_and_opened_again(lin, bo):
    note = note_write(user=lin, claim=ClaimFactory(), body="?")
    reply = note_reply(note=note, user=bo, body="!")
    first = note_resolve(note=reply, user=bo)
    assert (first.pk, first.resolved_by) == (note.pk, bo)
    # Whoever comes second changes nothing of it.
    assert note_resolve(note=note, user=lin).resolved_by == bo
    assert note_reopen(note=note, user=lin).resolved_at is None


def test_notices_are_read_and_put_back_by_their_owner_alone(lin, bo):
    note_write(user=lin, claim=ClaimFactory(), body="@bo one")
    note_write(user=lin, claim=ClaimFactory(), body="@bo two")
    first, second = Notice.objects.order_by("pk")
    assert notices_read(user=lin) == 0
    assert notices_read(user=bo, ids=[first.pk]) == 1
    assert notices_read(user=bo) == 1
    assert notices_unread(user=lin, ids=[first.pk]) == 0
    assert notices_unread(user=bo, ids=[second.pk]) == 1
    assert Notice.objects.get(read_at=None) == second


def test_an_assignment_is_told(lin, bo):
    article = ArticleTextFactory().article
    notice_assignment(articles=[article], assignee=bo, actor=lin)
    notice_assignment(articles=[article], assignee=None, actor=lin)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.article) == (bo, "assignment", article)
