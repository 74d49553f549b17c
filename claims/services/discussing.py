"""Editors talk about a claim or a passage: notes, replies, and threads that are resolved.

Nothing that was said is lost: a note that its author changes or withdraws is in the history as it
was. Whether somebody may write at all, the doors ask; whose note it is, is asked here.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleText
from articles.spans import Span
from claims.models import Act, Annotation, Claim, Notice
from claims.selectors.mentions import mentioned
from claims.services.acts import act_of
from claims.services.noticing import notice_mentions, notice_reply

BODY_LIMIT = 10_000  # code points


def note_write(
    *,
    user: User,
    body: str,
    claim: Claim | None = None,
    article_text: ArticleText | None = None,
    start: int | None = None,
    end: int | None = None,
    quote: str | None = None,
    parent: Annotation | None = None,
) -> Annotation:
    """Put a note to a claim, or to the passage [start, end) of a text; or reply to `parent`.

    Places are in code points. The words may be given instead of, or beside, their place: `quote`
    must then stand there. Raises ValidationError by field.
    """
    if parent is not None:
        return note_reply(note=parent, user=user, body=body)
    note = Annotation(claim=claim, article_text=article_text, author=user, body=_said(body))
    if article_text is not None and claim is None:
        note.start, note.end = _passage(article_text, start, end, quote)
    article = article_text.article if article_text else None
    with act_of(user, "note.write", article=article, claim=claim):
        return _kept(note, user)


def note_reply(*, note: Annotation, user: User, body: str) -> Annotation:
    """Answer in the note's thread; the reply stands where the thread stands."""
    said = _said(body)
    with _on(note, user, "note.write"):
        # Locked, so that the thread does not move to a new version of the text meanwhile.
        first = Annotation.objects.select_for_update(of=("self",)).get(pk=note.parent_id or note.pk)
        reply = Annotation(
            parent=first,
            claim_id=first.claim_id,
            article_text_id=first.article_text_id,
            start=first.start,
            end=first.end,
            author=user,
            body=said,
        )
        return _kept(reply, user)


def note_edit(*, note: Annotation, user: User, body: str) -> Annotation:
    """Change what one wrote oneself; whoever is named only now is told."""
    said = _said(body)

    def change(note: Annotation) -> None:
        note.body = said

    with _on(note, user, "note.edit"):
        note = _own(note, user, change)
        named = mentioned(said)
        note.mentions.set(named)
        notice_mentions(note=note, mentioned=named, actor=user)
        return note


def note_withdraw(*, note: Annotation, user: User) -> Annotation:
    """Take back what one wrote oneself: it is shown no more, and nobody is led to it."""

    def change(note: Annotation) -> None:
        note.body = ""

    with _on(note, user, "note.remove"):
        note = _own(note, user, change)
        note.mentions.clear()
        Notice.objects.filter(annotation=note, read_at=None).update(read_at=timezone.now())
        return note


def note_resolve(*, note: Annotation, user: User) -> Annotation:
    """Close the note's thread. Its first note, which bears the mark, is returned."""
    return _mark(note, user, "note.resolve", resolved=True)


def note_reopen(*, note: Annotation, user: User) -> Annotation:
    """Open the note's thread again; its first note is returned."""
    return _mark(note, user, "note.reopen", resolved=False)


def annotation_create(*, claim: Claim, user: User, body: str) -> Annotation:
    """Put a note to a claim. The note keeps the claim from being replaced, too."""
    return note_write(claim=claim, user=user, body=body)


def _said(body: str) -> str:
    """The body as it is kept: text, with line breaks of one kind."""
    body = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not body:
        raise ValidationError({"body": _("An empty note says nothing.")})
    if len(body) > BODY_LIMIT:
        raise ValidationError({"body": _("A note has at most %d characters.") % BODY_LIMIT})
    if "\x00" in body:
        raise ValidationError({"body": _("A note is text.")})
    return body


def _passage(text: ArticleText, start: int | None, end: int | None, quote: str | None) -> Span:
    """The place of the passage, checked against the text."""
    words = text.text
    if start is None or end is None:
        return _only_place(words, quote or "")
    if not 0 <= start < end <= len(words) or not words[start:end].strip():
        raise ValidationError({"start": _("There are no words of the text at this place.")})
    if quote is not None and words[start:end] != quote:
        raise ValidationError({"quote": _("The text has other words at this place.")})
    return Span(start, end)


def _only_place(words: str, quote: str) -> Span:
    quote = quote.strip()
    start = words.find(quote) if quote else -1
    if start < 0:
        raise ValidationError({"quote": _("These words do not stand in the text.")})
    if words.find(quote, start + 1) >= 0:
        raise ValidationError(
            {"quote": _("These words stand in the text more than once: give those beside them.")}
        )
    return Span(start, start + len(quote))


def _kept(note: Annotation, user: User) -> Annotation:
    note.full_clean()
    note.save()
    named = mentioned(note.body)
    note.mentions.set(named)
    told = notice_mentions(note=note, mentioned=named, actor=user)
    if note.parent_id:
        notice_reply(note=note, actor=user, told=told)
    return note


def _own(note: Annotation, user: User, change: Callable[[Annotation], None]) -> Annotation:
    """The note as it stands, locked and changed, if it is the user's."""
    note = Annotation.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.author_id != user.pk:
        raise PermissionDenied(_("This note is somebody else’s."))
    if note.is_withdrawn:
        raise ValidationError(_("This note was withdrawn."))
    change(note)
    note.save()
    return note


def _mark(note: Annotation, user: User, verb: str, *, resolved: bool) -> Annotation:
    with _on(note, user, verb):
        first = Annotation.objects.select_for_update(of=("self",)).get(pk=note.parent_id or note.pk)
        if bool(first.resolved_at) != resolved:  # whoever comes second finds it done
            first.resolved_at = timezone.now() if resolved else None
            first.resolved_by = user if resolved else None
            first.save()
        return first


def _on(note: Annotation, user: User, verb: str) -> AbstractContextManager[Act]:
    """An act on what the note is on."""
    article = note.article_text.article if note.article_text else None
    return act_of(user, verb, article=article, claim=note.claim)
