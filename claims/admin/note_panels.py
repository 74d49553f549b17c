"""Threads of notes as the desk shows them: on a claim's page, beside a text, and as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import ArticleText
from claims.admin.note_html import note_html
from claims.models import Annotation, Claim
from claims.selectors.discussions import (
    Thread,
    threads_left_behind,
    threads_of_claim,
    threads_of_text,
)
from claims.selectors.mentions import name_of

MAY_WRITE = "claims.add_annotation"


@dataclass(frozen=True)
class NoteShown:
    row: Annotation
    author: str
    html: SafeString
    mine: bool


@dataclass(frozen=True)
class ThreadShown:
    thread: Thread
    notes: list[NoteShown]
    address: str

    @property
    def first(self) -> Annotation:
        return self.thread.first


@dataclass(frozen=True)
class Discussion:
    """What is said of one claim, or of one text and its claims."""

    threads: list[ThreadShown]
    left_behind: list[ThreadShown]  # on words that the text no longer has
    may_write: bool
    claim: Claim | None = None
    text: ArticleText | None = None

    @property
    def open_count(self) -> int:
        return sum(shown.thread.is_open for shown in self.threads)


def discussion_of(
    user: Any, *, claim: Claim | None = None, text: ArticleText | None = None
) -> Discussion:
    """The threads of a claim, or of a text."""
    if claim is not None:
        threads, left_behind = threads_of_claim(claim), []
    else:
        assert text is not None
        threads = threads_of_text(text)
        left_behind = threads_left_behind(text) if text.version > 1 else []
    return Discussion(
        threads=[thread_shown(thread, user) for thread in threads],
        left_behind=[thread_shown(thread, user) for thread in left_behind],
        may_write=user.has_perm(MAY_WRITE),
        claim=claim,
        text=text,
    )


def thread_shown(thread: Thread, user: Any) -> ThreadShown:
    notes = [
        NoteShown(
            row=note,
            author=name_of(note.author),
            html=note_html(note.body, (user.username for user in note.mentions.all())),
            mine=note.author_id == user.pk and not note.is_withdrawn,
        )
        for note in thread.notes
    ]
    return ThreadShown(thread, notes, note_address(thread.first))


def note_address(note: Annotation) -> str:
    """Where a note is read with what it is about: its claim's page, or its text on the desk."""
    if note.claim_id:
        page = reverse("admin:claims_claim_change", args=[note.claim_id])
    else:
        text = note.article_text
        assert text is not None
        page = reverse("admin:articles_article_change", args=[text.article_id])
        page += f"?version={text.version}"
    return f"{page}#note-{note.pk}"


def thread_json(shown: ThreadShown) -> dict[str, Any]:
    thread, first = shown.thread, shown.first
    return {
        "id": first.pk,
        "claim": first.claim_id,
        "claim_headline": first.claim.headline if first.claim else "",
        "article_text": thread.text.pk,
        "version": thread.text.version,
        "is_current": thread.text.is_current,
        "start": first.start,
        "end": first.end,
        "quote": thread.quote,
        "resolved": _resolved(first),
        "address": shown.address,
        "notes": [_note_json(note) for note in shown.notes],
    }


def threads_json(threads: Iterable[ThreadShown]) -> list[dict[str, Any]]:
    return [thread_json(shown) for shown in threads]


def person_json(user: Any) -> dict[str, str]:
    return {"username": user.username, "name": name_of(user)}


def _resolved(note: Annotation) -> dict[str, str] | None:
    if note.resolved_at is None or note.resolved_by is None:
        return None
    return {"by": note.resolved_by.username, "at": note.resolved_at.isoformat()}


def _note_json(note: NoteShown) -> dict[str, Any]:
    row = note.row
    return {
        "id": row.pk,
        "author": person_json(row.author),
        "body": row.body,
        "html": note.html,
        "written_at": row.created_at.isoformat(),
        "edited": bool(getattr(row, "edited", False)) and not row.is_withdrawn,
        "withdrawn": row.is_withdrawn,
        "mine": note.mine,
        "mentions": [user.username for user in row.mentions.all()],
    }
