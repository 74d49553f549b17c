import pytest

from articles.models import ArticleText
from claims.selectors.discussions import threads_left_behind, threads_of_text
from claims.services.discussing import note_reply, note_write
from claims.services.note_carrying import carry_notes
from tests.factories import ArticleTextFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST = "The minister counted 94,300 troops 😀 near the border.\nShe named no source for the tanks."
SECOND = "Updated.\nThe minister counted 94,300 troops 😀 near the border.\nShe left."


@pytest.fixture
def versions():
    old = ArticleTextFactory(text=FIRST, is_current=False)
    return old, ArticleTextFactory(article=old.article, text=SECOND, version=2)


def test_a_thread_follows_its_words_into_the_next_version(versions):
    old, new = versions
    user = UserFactory()
    note = note_write(user=user, article_text=old, quote="troops 😀 near", body="all of them?")
    reply = note_reply(note=note, user=user, body="yes")

    assert carry_notes(new) == 1

    for row in (note, reply):
        row.refresh_from_db()
        assert row.article_text == new
        assert SECOND[row.start : row.end] == "troops 😀 near"
    # Where it stood is in the history, as no editor's act.
    assert list(note.events.order_by("pgh_id").values_list("article_text", flat=True)) == [
        old.pk,
        new.pk,
    ]
    assert carry_notes(new) == 0
    (thread,) = threads_of_text(new)
    assert (thread.quote, len(thread.notes)) == ("troops 😀 near", 2)


def test_a_thread_whose_words_are_gone_stays_with_its_version(versions):
    old, new = versions
    note = note_write(
        user=UserFactory(), article_text=old, quote="no source for the tanks", body="which?"
    )
    assert carry_notes(new) == 0
    note.refresh_from_db()
    assert note.article_text == old
    assert threads_of_text(new) == []
    (left,) = threads_left_behind(new)
    assert (left.text.version, left.quote) == (1, "no source for the tanks")


def test_notes_of_another_article_stay(versions):
    _old, new = versions
    other = ArticleTextFactory(text=FIRST)
    note_write(user=UserFactory(), article_text=other, quote="The minister", body="who?")
    assert carry_notes(new) == 0


def test_a_later_version_takes_over_what_an_earlier_one_had_kept(versions):
    old, new = versions
    note = note_write(user=UserFactory(), article_text=old, quote="for the tanks", body="?")
    carry_notes(new)
    ArticleText.objects.filter(pk=new.pk).update(is_current=False)
    third = ArticleTextFactory(article=old.article, text=FIRST + "\nThe end.", version=3)
    assert carry_notes(third) == 1
    note.refresh_from_db()
    assert note.article_text == third
