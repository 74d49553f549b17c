"""What every editor's act has in common: one transaction, one name, one line in the list."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from pghistory.models import Context

from articles.models import Article
from articles.services.acts import StaleVersion
from claims.models import Act, Claim
from claims.services.link_queueing import links_follow_act
from claims.services.verbs import is_undoable

__all__ = ["StaleVersion", "act_of"]


@dataclass
class _Going:
    """The act that is going on, and the articles and claims that acts inside it are about."""

    act: Act
    parts: list[tuple[int | None, int | None]] = field(default_factory=list)


_going: ContextVar[_Going | None] = ContextVar("the act that is going on", default=None)


@contextmanager
def act_of(
    user: User,
    verb: str = "",
    *,
    reason: str = "",
    article: Article | None = None,
    claim: Claim | None = None,
) -> Iterator[Act]:
    """One transaction with the user's name on every line of history, kept as one Act.

    An act inside an act, or a second one in the same request, is part of the first: what was one
    click is one Act, and is undone at once. One that changed nothing is not kept. The Act that is
    given may still be told its claim, by one who makes it; it is stored at the end.
    """
    # The context around the transaction: at the door it may not be known yet who the user is.
    with pghistory.context(user=user.pk) as context, transaction.atomic():
        act = Act(
            context=context.id,
            user=user,
            verb=verb,
            reason=reason.strip(),
            article=article,
            claim=claim,
        )
        if outer := _going.get():
            yield act
            links_follow_act(act)
            _join(outer, act)
            return
        whole = _Going(act)
        token = _going.set(whole)
        try:
            yield act
            links_follow_act(act)
        finally:
            _going.reset(token)
        _keep(whole)


def _join(outer: _Going, inner: Act) -> None:
    """Something of which nothing was said yet is said by the first part of it."""
    outer.act.verb = outer.act.verb or inner.verb
    outer.act.reason = outer.act.reason or inner.reason
    outer.parts.append((inner.article_id or _article_of(inner), inner.claim_id))


def _keep(whole: _Going) -> None:
    act = whole.act
    claims = {claim for _article, claim in whole.parts}
    if act.claim_id is None and len(claims) == 1:
        act.claim_id = claims.pop()
    articles = {article for article, _claim in whole.parts}
    if act.article_id is None:
        act.article_id = articles.pop() if len(articles) == 1 else _article_of(act)
    if earlier := Act.objects.filter(context=act.context).first():
        _widen(earlier, act)
    elif not is_undoable(act.verb) or Context.objects.filter(pk=act.context).exists():
        act.save()


def _article_of(act: Act) -> int | None:
    if act.claim_id is None:
        return None
    of_claim = Claim.objects.filter(pk=act.claim_id)
    return of_claim.values_list("article_text__article_id", flat=True).first()


def _widen(earlier: Act, act: Act) -> None:
    """A second act of one request: what the two do not share is left open."""
    if earlier.claim_id != act.claim_id:
        earlier.claim = None
    if earlier.article_id != act.article_id:
        earlier.article = None
    earlier.reason = earlier.reason or act.reason
    earlier.save(update_fields=["claim", "article", "reason"])
