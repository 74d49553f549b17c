"""The bar above every page of the desk: what its user did last, and how to take it back."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from claims.models import Act
from claims.services.verbs import UNDO, is_undoable, verb_words

SHOWN_FOR = timedelta(hours=1)


class LastAct(NamedTuple):
    act: Act
    words: str
    undoable: bool
    redoable: bool


def last_act(request: HttpRequest) -> dict[str, Any]:
    """A context processor. One query, asked only where the bar is drawn."""
    return {"last_act": SimpleLazyObject(lambda: _last_act(request))}


def _last_act(request: HttpRequest) -> LastAct | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    acts = Act.objects.filter(user=user, undone_by=None).select_related("claim", "article")
    act = acts.order_by("-pk").first()
    if act is None or act.at < timezone.now() - SHOWN_FOR:
        return None
    undone = act.verb.startswith(UNDO)
    return LastAct(act, verb_words(act.verb), not undone and is_undoable(act.verb), undone)
