"""Who works on an article, how far they are, and whether it is theirs alone.

What is done to claims is not known here; the claims' own services ask `check_may_work` first.
"""

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article

WORKS = "articles.change_article"


class LockedArticle(PermissionDenied):
    """The article is locked to somebody else, whose name is told."""

    def __init__(self, article: Article) -> None:
        self.article = article
        super().__init__(
            _("This article is locked: only %s works on it.") % (article.assignee or "–")
        )


def may_work(article: Article, user: User) -> bool:
    """Whether a lock leaves `user` to work on the article; permissions are asked elsewhere."""
    return not article.is_locked or user.is_superuser or article.assignee_id == user.pk


def check_may_work(article: Article, user: User) -> None:
    """Raises LockedArticle (a PermissionDenied) where somebody else has the article to themselves.

    Every service that edits an article or what stands in it asks this, inside its transaction.
    """
    if not may_work(article, user):
        raise LockedArticle(article)


def article_assign(*, article: Article, user: User, assignee: User | None) -> Article:
    """Give the article to somebody, or to nobody, which also unlocks it.

    Raises LockedArticle, and ValidationError for one who could not work on it.
    """
    if assignee and not (assignee.is_active and assignee.has_perm(WORKS)):
        raise ValidationError(_("%s may not work on articles.") % assignee)
    with pghistory.context(user=user.pk), transaction.atomic():
        article = _held(article, user)
        article.assignee = assignee
        article.is_locked = article.is_locked and assignee is not None
        return _kept(article)


def article_take(*, article: Article, user: User) -> Article:
    """Take an article that nobody has; ValidationError where somebody was faster."""
    with pghistory.context(user=user.pk), transaction.atomic():
        held = _held(article, user)
        if held.assignee_id not in (None, user.pk):
            raise ValidationError(_("%s has taken this article.") % held.assignee)
        return article_assign(article=held, user=user, assignee=user)


def article_state_set(*, article: Article, user: User, state: str) -> Article:
    """Set how far the work is: 'new', 'in_progress' or 'done', in any order."""
    with pghistory.context(user=user.pk), transaction.atomic():
        article = _held(article, user)
        article.state = state
        return _kept(article)


def article_begun(article: Article) -> None:
    """The first act of the work: an article that was new is in progress from now on."""
    if article.state == Article.State.NEW:
        article.state = Article.State.IN_PROGRESS
        article.save(update_fields=["state"])


def article_lock(*, article: Article, user: User) -> Article:
    """Keep the article to its assignee. Only they or an administrator may."""
    return _lock(article, user, True)


def article_unlock(*, article: Article, user: User) -> Article:
    """Open the article to all who may edit. Only its assignee or an administrator may."""
    return _lock(article, user, False)


def may_lock(article: Article, user: User) -> bool:
    return article.assignee_id is not None and (user.is_superuser or article.assignee_id == user.pk)


def _lock(article: Article, user: User, locked: bool) -> Article:
    with pghistory.context(user=user.pk), transaction.atomic():
        article = _held(article, user)
        if not may_lock(article, user):
            raise PermissionDenied(_("Only whom the article is assigned to may lock it."))
        article.is_locked = locked
        return _kept(article)


def _held(article: Article, user: User) -> Article:
    """The article as it stands, its row locked, if `user` may work on it."""
    held = Article.objects.select_for_update().get(pk=article.pk)
    check_may_work(held, user)
    return held


def _kept(article: Article) -> Article:
    article.full_clean(exclude=["canonical_url", "address_key", "publisher"])
    article.save(update_fields=["state", "assignee", "is_locked"])
    return article
