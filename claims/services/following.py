"""Users say which comparisons they want to hear of. It concerns nobody else, and is no act."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Comparison, Follow


def comparison_follow(*, comparison: Comparison, user: User) -> Follow:
    """Hear of what changes from now on; who follows already goes on as before."""
    follow, _created = Follow.objects.get_or_create(comparison=comparison, user=user)
    return follow


def comparison_unfollow(*, comparison: Comparison, user: User) -> None:
    Follow.objects.filter(comparison=comparison, user=user).delete()


def comparison_seen(*, comparison: Comparison, user: User) -> None:
    """The user has looked: what has changed until now is no news to them."""
    Follow.objects.filter(comparison=comparison, user=user).update(seen_at=timezone.now())
