"""Threads of notes, and what waits in an inbox."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from articles.models import ArticleText
from claims.models import Annotation, Claim, Notice


@dataclass(frozen=True)
class Thread:
    """A note with the replies to it. `quote` are the words of a passage, empty for a claim's."""

    first: Annotation
    replies: list[Annotation]
    quote: str

    @property
    def notes(self) -> list[Annotation]:
        return [self.first, *self.replies]

    @property
    def text(self) -> ArticleText:
        """Where it stands, without the text itself."""
        if self.first.claim:
            return self.first.claim.article_text
        assert self.first.article_text is not None
        return self.first.article_text

    @property
    def is_open(self) -> bool:
        return self.first.resolved_at is None


def notes_with_places() -> QuerySet[Annotation]:
    """Notes with all that is shown of them, in two queries.

    `quote` are the words of a passage; `edited` says whether the note once had other words.
    """
    told = Annotation.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"))  # type: ignore[attr-defined]
    other_words = told.exclude(body=OuterRef("body"))
    return (
        Annotation.objects.select_related(
            "author", "resolved_by", "article_text", "claim__article_text"
        )
        .defer("article_text__text", "claim__article_text__text")
        .prefetch_related("mentions")
        .annotate(
            quote=Substr("article_text__text", F("start") + 1, F("end") - F("start")),
            edited=Exists(other_words),
        )
    )


def threads_of_claim(claim: Claim) -> list[Thread]:
    return _threads(notes_with_places().filter(claim=claim))


def threads_of_text(text: ArticleText) -> list[Thread]:
    """On passages of the text and on its claims, in the order in which they stand in it."""
    here = notes_with_places().filter(Q(article_text=text) | Q(claim__article_text=text))
    return sorted(_threads(here), key=lambda thread: _position(thread.first))


def threads_left_behind(text: ArticleText) -> list[Thread]:
    """On passages of earlier versions whose words this version does not have."""
    earlier = notes_with_places().filter(
        article_text__article=text.article_id, article_text__version__lt=text.version
    )
    return _threads(earlier)


def thread_of(note: Annotation) -> Thread:
    first = note.parent_id or note.pk
    return _threads(notes_with_places().filter(Q(pk=first) | Q(parent=first)))[0]


def _threads(notes: QuerySet[Annotation]) -> list[Thread]:
    replies: dict[int, list[Annotation]] = defaultdict(list)
    firsts = []
    for note in notes.order_by("created_at", "pk"):
        if note.parent_id:
            replies[note.parent_id].append(note)
        else:
            firsts.append(note)
    return [Thread(first, replies[first.pk], getattr(first, "quote", "") or "") for first in firsts]


def _position(note: Annotation) -> tuple[int, int]:
    return (note.claim.position if note.claim else note.start or 0, note.pk)


def inbox(user: User) -> QuerySet[Notice]:
    """What the user was told, with what it leads to."""
    return (
        Notice.objects.filter(user=user)
        .select_related(
            "actor",
            "article__publisher",
            "annotation__claim",
            "annotation__article_text",
            "release__comparison",
            "webhook",
        )
        .defer("annotation__article_text__text", "release__content")
    )


def unread_count(user: Any) -> int:
    return Notice.objects.filter(user=user.pk, read_at=None).count()
