"""Who is told of what: mentions, replies and assignments wait in an inbox until they are read."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from articles.models import Article
from claims.models import Annotation, Follow, Notice, Release, Webhook
from claims.selectors.mentions import mentionable


def notice_assignment(*, articles: Iterable[Article], assignee: User | None, actor: User) -> None:
    """Tell somebody which articles are theirs now; nobody is told what they did themselves."""
    if assignee is None or assignee == actor:
        return
    kind = Notice.Kind.ASSIGNMENT
    Notice.objects.bulk_create(
        Notice(user=assignee, kind=kind, actor=actor, article=article) for article in articles
    )


def notice_release(*, release: Release, actor: User) -> None:
    """Tell those who follow a comparison that it was published, corrected or taken back."""
    followers = Follow.objects.filter(comparison=release.comparison_id, user__is_active=True)
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=Notice.Kind.RELEASE, actor=actor, release=release)
        for user in sorted(set(followers.values_list("user", flat=True)) - {actor.pk})
    )


def notice_switched_off(*, webhook: Webhook) -> None:
    """Tell the owner that their webhook is not told of anything any more; nobody did it."""
    Notice.objects.create(user=webhook.owner, kind=Notice.Kind.WEBHOOK, webhook=webhook)


def notice_mentions(*, note: Annotation, mentioned: list[User], actor: User) -> set[int]:
    """Tell those whom a note names, who were not told yet. Their ids, told or not, are returned."""
    told = set(
        Notice.objects.filter(annotation=note, kind=Notice.Kind.MENTION).values_list(
            "user", flat=True
        )
    )
    _tell({user.pk for user in mentioned} - told, Notice.Kind.MENTION, note, actor)
    return {user.pk for user in mentioned}


def notice_reply(*, note: Annotation, actor: User, told: set[int]) -> None:
    """Tell everybody in a thread, whether they wrote in it or were named, of a reply.

    Not those who were `told` of the same note already.
    """
    thread = Annotation.objects.filter(Q(pk=note.parent_id) | Q(parent=note.parent_id))
    people = set(thread.values_list("author", flat=True))
    people |= set(thread.filter(mentions__isnull=False).values_list("mentions", flat=True))
    able = set(mentionable().filter(pk__in=people).values_list("pk", flat=True))
    _tell(able - told, Notice.Kind.REPLY, note, actor)


def _tell(users: set[int], kind: str, note: Annotation, actor: User) -> None:
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, actor=actor, annotation=note)
        for user in sorted(users - {actor.pk})
    )


def notices_read(*, user: User, ids: list[int] | None = None) -> int:
    """Mark these notices of the user, or all, as read; how many were not is returned."""
    unread = Notice.objects.filter(user=user, read_at=None)
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=timezone.now())


def notices_unread(*, user: User, ids: list[int]) -> int:
    """Put these notices of the user back among what waits."""
    return Notice.objects.filter(user=user, pk__in=ids).update(read_at=None)
