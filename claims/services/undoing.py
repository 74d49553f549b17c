"""An editor takes back what they did, latest first, and does it again, as long as it is on record.

The history says what every row was before. Where somebody has changed since what the act left,
nothing is undone, and the rows are named.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet

from articles.models import Article
from articles.services.assigning import check_may_work
from claims.models import Act, Claim
from claims.selectors.recorded import VERSION, Line, lines_of
from claims.services.acts import act_of
from claims.services.standing import Standing, let_go, obstacles
from claims.services.verbs import REDO, UNDO, VERBS, root


class NothingToUndo(Exception):
    """There is no act of this editor that could be taken back, or done again."""


class Conflict(Exception):
    """`rows` are not any more what the act left; each says who has changed it."""

    def __init__(self, rows: list[Standing]) -> None:
        super().__init__("changed since: " + ", ".join(map(str, rows)))
        self.rows = rows


def undo(user: User) -> Act:
    """Take back the user's latest act that stands; the act of doing so is returned.

    Raises NothingToUndo, Conflict where somebody has changed since what it left, and LockedArticle
    where an article has been locked since to somebody else.
    """
    with transaction.atomic():
        return _take_back(_latest(user, done_by(user)), user)


def redo(user: User) -> Act:
    """Do again what the user has undone last, unless they have done something else since."""
    with transaction.atomic():
        return _take_back(_latest(user, undone_by(user)), user)


def undo_act(act: Act, user: User) -> Act:
    """Take back this act of the user's, though it may not be the latest. Raises as `undo` does."""
    with transaction.atomic():
        return _take_back(_latest(user, done_by(user).filter(pk=act.pk)), user)


def done_by(user: User) -> QuerySet[Act]:
    """The user's acts that can be taken back, latest first; those done again are among them."""
    fixed = [verb for verb, about in VERBS.items() if not about.undoable]
    return _standing(user).exclude(verb__startswith=UNDO).exclude(verb__in=fixed)


def undone_by(user: User) -> QuerySet[Act]:
    """The undos that can themselves be taken back, latest first: any new act ends them."""
    news = Act.objects.filter(user=user, undoes=None).order_by("-pk").values_list("pk", flat=True)
    return _standing(user).filter(verb__startswith=UNDO, pk__gt=news.first() or 0)


def _standing(user: User) -> QuerySet[Act]:
    return Act.objects.filter(user=user, undone_by=None).order_by("-pk")


def _latest(user: User, acts: QuerySet[Act]) -> Act:
    """With the user locked, so that a key pressed twice undoes two acts, and not one twice."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    act = acts.first()
    if act is None:
        raise NothingToUndo
    return act


def put_back(lines: list[Line]) -> None:
    """Every row as it was before these lines, inside an act; Conflict where that cannot be."""
    if blocking := obstacles(lines):
        raise Conflict(blocking)
    let_go(lines)
    try:
        with transaction.atomic():
            # Backwards, so that each table goes through states in which it has been before.
            for line in reversed(lines):
                _put_back(line)
            connection.check_constraints()
    except IntegrityError as error:
        raise Conflict([Standing(str(error.__cause__ or error), "")]) from error


def _take_back(act: Act, user: User) -> Act:
    lines = lines_of(act.context)
    for article in _articles(lines):
        check_may_work(article, user)
    verb = (REDO if act.verb.startswith(UNDO) else UNDO) + root(act.verb)
    with act_of(user, verb, article=act.article) as own:
        own.undoes, own.claim_id = act, act.claim_id
        put_back(lines)
    return own


def _articles(lines: list[Line]) -> QuerySet[Article]:
    """Those that were worked on, as far as a lock would stand in the way of the act itself."""
    claims = {line.pk for line in lines if line.model is Claim}
    articles = {line.pk for line in lines if line.model is Article}
    return Article.objects.filter(Q(texts__claims__in=claims) | Q(pk__in=articles)).distinct()


def _put_back(line: Line) -> None:
    """The state before the line; only the version goes on counting."""
    rows = line.model._base_manager.filter(pk=line.pk)
    versioned = any(field.name == VERSION for field in line.model._meta.concrete_fields)
    if line.before is None:
        rows._raw_delete(rows.db)  # what hangs on it goes with its own line
    elif line.after is None:
        row: Any = line.model(**line.before)
        if versioned:
            row.version += 1
        row.save_base(raw=True, force_insert=True)
    else:
        counted = {VERSION: F(VERSION) + 1} if versioned else {}
        rows.update(**line.changed, **counted)
