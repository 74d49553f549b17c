"""The newsroom's work on an article, as acts that can be told and taken back.

The rows are written by the articles' own services, which do not know of claims or of acts.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User

from articles.models import Article, Publisher, Tag
from articles.services import assigning, tagging
from articles.services.assigning import check_may_work
from claims.models import Claim
from claims.services.acts import act_of
from claims.services.noticing import notice_assignment


def work_on(claim: Claim, user: User) -> None:
    """What every service asks before it changes a claim, in its transaction.

    Raises LockedArticle (a PermissionDenied) where the claim's article is locked to somebody else.
    The first work on an article's claims moves the article from new to in progress.
    """
    assigning.article_begun(_open_to(user, texts=claim.article_text_id))


def article_assign(*, article: Article, user: User, assignee: User | None) -> Article:
    """Give the article to somebody, who is told, or to nobody.

    Raises LockedArticle, and ValidationError for one who could not work on it.
    """
    with act_of(user, "article.assign", article=article):
        before = Article.objects.values_list("assignee", flat=True).get(pk=article.pk)
        article = assigning.article_assign(article=article, user=user, assignee=assignee)
        if article.assignee_id != before:
            notice_assignment(articles=[article], assignee=assignee, actor=user)
        return article


def article_take(*, article: Article, user: User) -> Article:
    """Take an article that nobody has; ValidationError where somebody was faster."""
    with act_of(user, "article.take", article=article):
        return assigning.article_take(article=article, user=user)


def article_state_set(*, article: Article, user: User, state: str) -> Article:
    """Set how far the work is. Done is not refused while claims wait: see `unruled_claims`."""
    with act_of(user, "article.state", article=article):
        return assigning.article_state_set(article=article, user=user, state=state)


def article_lock(*, article: Article, user: User) -> Article:
    """Keep the article to its assignee; PermissionDenied for all but them and administrators."""
    with act_of(user, "article.lock", article=article):
        return assigning.article_lock(article=article, user=user)


def article_unlock(*, article: Article, user: User) -> Article:
    """Open the article to all who may edit; PermissionDenied as above."""
    with act_of(user, "article.unlock", article=article):
        return assigning.article_unlock(article=article, user=user)


def article_publisher_set(*, article: Article, user: User, publisher: Publisher | None) -> Article:
    """Say who published an article. Raises LockedArticle."""
    with act_of(user, "article.edit", article=article):
        article = _open_to(user, pk=article.pk)
        article.publisher = publisher
        article.save(update_fields=["publisher"])
        return article


def unruled_claims(article: Article) -> int:
    """How many claims of the current text nobody has ruled on: to be said before it is done."""
    return Claim.objects.filter(
        article_text__article=article,
        article_text__is_current=True,
        status=Claim.Status.EXTRACTED,
    ).count()


def article_tag(*, article: Article, names: Iterable[str], user: User) -> None:
    """Put tags on an article; those that are new are made. Raises LockedArticle."""
    with act_of(user, "article.tag", article=article):
        _open_to(user, pk=article.pk)
        tagging.tags_put(row=article, names=names, user=user)


def article_untag(*, article: Article, names: Iterable[str], user: User) -> None:
    """Take tags off an article. Raises LockedArticle."""
    with act_of(user, "article.untag", article=article):
        _open_to(user, pk=article.pk)
        tagging.tags_take(row=article, names=names, user=user)


def claim_tags_set(*, claim: Claim, names: Iterable[str], user: User) -> None:
    """Let the claim have these tags and no others. Raises LockedArticle, ValidationError."""
    with act_of(user, "claim.tag", claim=claim) as act:
        _open_to(user, texts=claim.article_text_id)
        before = set(claim.tags.all())
        wanted = set(tagging.tags_put(row=claim, names=names, user=user))
        tagging.tags_take(row=claim, names=[tag.name for tag in before - wanted], user=user)
        if wanted <= before:
            act.verb = "claim.untag"


def tag_rename(*, tag: Tag, name: str, user: User) -> Tag:
    """Give a tag another name, wherever it is. ValidationError for one that there is already."""
    with act_of(user, "tag.rename"):
        return tagging.tag_rename(tag=tag, name=name, user=user)


def _open_to(user: User, **which: int) -> Article:
    """The article as it stands, if it is not locked to somebody else.

    Its row is locked, so that nobody takes and locks it while the act is written.
    """
    article = Article.objects.select_for_update().get(**which)
    check_may_work(article, user)
    return article
