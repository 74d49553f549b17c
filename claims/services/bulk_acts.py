"""What can be done to many claims or articles at once."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleTag, ArticleText
from articles.services import tagging
from articles.services.deferring import defer_tasks
from claims.models import Claim, ClaimTag
from claims.services.bulk import BulkAct, Skip, Values
from claims.services.noticing import notice_assignment

LOCKED = _("locked to somebody else")


def _locked(user: User, article: str = "") -> Skip:
    """The bulk form of articles.services.check_may_work; `article` is the path to the article."""
    if user.is_superuser:
        return Skip(Q(pk__in=[]), LOCKED)
    others = Q(**{f"{article}is_locked": True}) & ~Q(**{f"{article}assignee": user.pk})
    return Skip(others, LOCKED)


def _accept_skips(user: User, values: Values) -> Sequence[Skip]:
    least = values.get("confidence") or 0
    return [
        _locked(user, "article_text__article__"),
        Skip(~Q(status=Claim.Status.EXTRACTED), _("ruled on already")),
        Skip(Q(confidence__lt=least), _("below this confidence")),
        *([Skip(Q(confidence=None), _("without a confidence"))] if least else []),
    ]


def _reject_skips(user: User, values: Values) -> Sequence[Skip]:
    return [
        _locked(user, "article_text__article__"),
        Skip(Q(status=Claim.Status.REJECTED), _("rejected already")),
    ]


def _rule(status: str) -> Any:
    def write(claims: list[Claim], user: User, values: Values) -> None:
        ids = [claim.pk for claim in claims]
        Claim.objects.filter(pk__in=ids).update(
            status=status,
            version=F("version") + 1,
            edited_at=timezone.now(),
            edited_by=user,
            reviewed_at=None,
            reviewed_by=None,
        )
        begun = Article.objects.filter(texts__claims__in=ids, state=Article.State.NEW)
        Article.objects.filter(pk__in=begun.values("pk")).update(state=Article.State.IN_PROGRESS)

    return write


def _tagged(through: type, owner: str, names: Sequence[str]) -> list[Any]:
    """For each of the tags: whether a row has it."""
    links: Any = through._default_manager  # type: ignore[attr-defined]
    return [Exists(links.filter(**{owner: OuterRef("pk")}, tag__name__iexact=n)) for n in names]


def _tag_skips(through: type, owner: str, locked: Any) -> Any:
    def skips(user: User, values: Values) -> Sequence[Skip]:
        has_all = Q()
        for has in _tagged(through, owner, values["names"]):
            has_all &= Q(has)
        return [locked(user), Skip(has_all, _("tagged so already"))]

    return skips


def _untag_skips(through: type, owner: str, locked: Any) -> Any:
    def skips(user: User, values: Values) -> Sequence[Skip]:
        has_one = Q(pk__in=[])
        for has in _tagged(through, owner, values["names"]):
            has_one |= Q(has)
        return [locked(user), Skip(~has_one, _("without this tag"))]

    return skips


def _put(through: Any, owner: str) -> Any:
    def write(rows: list[Any], user: User, values: Values) -> None:
        tags = [tagging.tag_named(name) for name in values["names"]]
        through._default_manager.bulk_create(
            (through(**{owner: row}, tag=tag) for row in rows for tag in tags),
            ignore_conflicts=True,
        )

    return write


def _take(through: Any, owner: str) -> Any:
    def write(rows: list[Any], user: User, values: Values) -> None:
        names = Q(pk__in=[])
        for name in values["names"]:
            names |= Q(tag__name__iexact=name)
        through._default_manager.filter(names, **{f"{owner}__in": rows}).delete()

    return write


def _assign_skips(user: User, values: Values) -> Sequence[Skip]:
    assignee = values.get("assignee")
    given = Q(assignee=assignee.pk) if assignee else Q(assignee=None)
    return [_locked(user), Skip(given, _("assigned so already"))]


def _assign(articles: list[Article], user: User, values: Values) -> None:
    assignee = values.get("assignee")
    locks = {} if assignee else {"is_locked": False}
    chosen = Article.objects.filter(pk__in=[article.pk for article in articles])
    chosen.update(assignee=assignee, **locks)
    notice_assignment(articles=articles, assignee=assignee, actor=user)


def _state_skips(user: User, values: Values) -> Sequence[Skip]:
    return [_locked(user), Skip(Q(state=values["state"]), _("in this state already"))]


def _set_state(articles: list[Article], user: User, values: Values) -> None:
    chosen = Article.objects.filter(pk__in=[article.pk for article in articles])
    chosen.update(state=values["state"])


def _extract_skips(user: User, values: Values) -> Sequence[Skip]:
    current = ArticleText.objects.filter(article=OuterRef("pk"), is_current=True)
    return [_locked(user), Skip(~Q(Exists(current)), _("without a text"))]


def _extract(articles: list[Article], user: User, values: Values) -> None:
    for text in ArticleText.objects.filter(article__in=articles, is_current=True):
        defer_tasks(text)


def _nothing(user: User, values: Values) -> Sequence[Skip]:
    return []


def _read(rows: list[Any], user: User, values: Values) -> None:
    """An export writes nothing."""


def _locked_claims(user: User) -> Skip:
    return _locked(user, "article_text__article__")


_CLAIM, _ARTICLE = "claims.change_claim", "articles.change_article"
_OF_CLAIMS = (ClaimTag, "claim")
_OF_ARTICLES = (ArticleTag, "article")

CLAIM_ACTS = {
    act.name: act
    for act in (
        BulkAct("accept", "claim.accept", _CLAIM, _accept_skips, _rule(Claim.Status.ACCEPTED)),
        BulkAct("reject", "claim.reject", _CLAIM, _reject_skips, _rule(Claim.Status.REJECTED)),
        BulkAct(
            "tag", "claim.tag", _CLAIM, _tag_skips(*_OF_CLAIMS, _locked_claims), _put(*_OF_CLAIMS)
        ),
        BulkAct(
            *("untag", "claim.untag", _CLAIM),
            _untag_skips(*_OF_CLAIMS, _locked_claims),
            _take(*_OF_CLAIMS),
        ),
        BulkAct("export", "", "claims.view_claim", _nothing, _read),
    )
}
ARTICLE_ACTS = {
    act.name: act
    for act in (
        BulkAct("assign", "article.assign", _ARTICLE, _assign_skips, _assign),
        BulkAct("state", "article.state", _ARTICLE, _state_skips, _set_state),
        BulkAct(
            "tag", "article.tag", _ARTICLE, _tag_skips(*_OF_ARTICLES, _locked), _put(*_OF_ARTICLES)
        ),
        BulkAct(
            *("untag", "article.untag", _ARTICLE),
            _untag_skips(*_OF_ARTICLES, _locked),
            _take(*_OF_ARTICLES),
        ),
        BulkAct("extract", "article.extract", _ARTICLE, _extract_skips, _extract),
        BulkAct("export", "", "claims.view_claim", _nothing, _read),
    )
}
