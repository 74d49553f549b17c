"""An article's work as seen from its claims: it begins with them, and a lock covers them."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.models import Article
from articles.services import LockedArticle
from claims.models import Anchoring, Claim, Notice
from claims.services import anchoring_settle, claim_edit, newsroom, quantity_edit
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role="editor")


@pytest.fixture
def locked(editor):
    """A claim of an article that `editor` has locked."""
    claim = ClaimFactory()
    article = claim.article_text.article
    newsroom.article_take(article=article, user=editor)
    newsroom.article_lock(article=article, user=editor)
    return claim


def test_the_first_ruling_begins_the_article(editor):
    claim = ClaimFactory()
    claim_edit(claim=claim, user=editor, version=1, status="accepted")
    assert Article.objects.get().state == "in_progress"


def test_what_is_done_stays_done(editor):
    claim = ClaimFactory()
    newsroom.article_state_set(article=claim.article_text.article, user=editor, state="done")
    claim_edit(claim=claim, user=editor, version=1, status="rejected")
    assert Article.objects.get().state == "done"


def test_a_lock_covers_the_claims(editor, locked):
    other = UserFactory(role="editor")
    with pytest.raises(LockedArticle, match=editor.username):
        claim_edit(claim=locked, user=other, version=1, status="accepted")
    with pytest.raises(PermissionDenied):
        quantity_edit(quantity=locked.quantities.get(), user=other, version=1, value=1)
    with pytest.raises(PermissionDenied):
        newsroom.claim_tags_set(claim=locked, names=["mine now"], user=other)
    with pytest.raises(PermissionDenied):
        newsroom.article_tag(article=locked.article_text.article, names=["mine"], user=other)
    assert Claim.objects.get().version == 1
    assert not Claim.objects.get().tags.exists()


def test_a_lock_leaves_its_holder_and_administrators_to_work(editor, locked):
    claim_edit(claim=locked, user=editor, version=1, status="accepted")
    chief = UserFactory(is_superuser=True)
    assert claim_edit(claim=locked, user=chief, version=2, status="rejected").version == 3


def test_who_is_given_an_article_is_told_once(editor):
    article, other = ArticleTextFactory().article, UserFactory(role="editor")
    newsroom.article_assign(article=article, user=editor, assignee=other)
    newsroom.article_assign(article=article, user=editor, assignee=other)
    notice = Notice.objects.get()
    assert (notice.user, notice.actor, notice.kind) == (other, editor, "assignment")
    newsroom.article_assign(article=article, user=editor, assignee=editor)
    assert Notice.objects.count() == 1  # nobody needs to be told of what they did themselves


def test_claims_that_wait_are_counted(editor):
    text = ArticleTextFactory()
    claims = [ClaimFactory(article_text=text) for _ in range(3)]
    claim_edit(claim=claims[0], user=editor, version=1, status="accepted")
    assert newsroom.unruled_claims(text.article) == 2


def test_claims_have_tags_of_their_own(editor):
    claim = ClaimFactory()
    newsroom.claim_tags_set(claim=claim, names=["look again"], user=editor)
    assert [tag.name for tag in claim.tags.all()] == ["look again"]
    newsroom.claim_tags_set(claim=claim, names=[], user=editor)
    assert not claim.tags.exists()


def test_a_lock_covers_where_claims_were_found_again(locked):
    text = locked.article_text
    newer = ArticleTextFactory(article=text.article, version=2, is_current=False)
    row = Anchoring(claim=locked, from_text=text, to_text=newer, method="exact", score=1)
    row.save()
    with pytest.raises(LockedArticle):
        anchoring_settle(anchoring=row, user=UserFactory(role="editor"), version=locked.version)
    row.refresh_from_db()
    assert row.settled_at is None
