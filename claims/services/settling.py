"""An editor has looked at what became of a claim when its article's text changed."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.spans import Span
from claims.anchoring import FIGURES, Mention, Part, Revision, carry, nearest
from claims.models import Anchoring, Claim
from claims.models.reasons import reason_words
from claims.services.acts import StaleVersion, act_of
from claims.services.moving import mentions_of, move, places_of, put_back
from claims.services.newsroom import work_on


def anchoring_settle(*, anchoring: Anchoring, user: User, version: int) -> Anchoring:
    """An editor has looked: it is the claim, or it may stay with the old text.

    `version` is that of the claim which the editor has seen; raises StaleVersion for another, and
    LockedArticle where the article is somebody else's. What was settled before stays as it is.
    """
    with act_of(user, "anchoring.settle", claim=anchoring.claim):
        anchoring, _claim = _seen(anchoring, user, version)
        if anchoring.settled_at is None:
            _settle(anchoring, user)
            anchoring.save(update_fields=["settled_at", "settled_by"])
        return anchoring


def anchoring_refuse(*, anchoring: Anchoring, user: User, version: int) -> Anchoring:
    """What was found is not the claim: it goes back to where it stood in the earlier text.

    Raises StaleVersion as above, ValidationError where the claim stands elsewhere by now.
    """
    with act_of(user, "anchoring.refuse", claim=anchoring.claim):
        anchoring, claim = _seen(anchoring, user, version)
        moved = anchoring.method != Anchoring.Method.NONE
        if not moved or claim.article_text_id != anchoring.to_text_id:
            raise ValidationError(_("The claim does not stand in that text."))
        put_back(claim, anchoring.from_text, anchoring.details)
        claim.version += 1
        _sign(claim, user)
        anchoring.method, anchoring.score = Anchoring.Method.NONE, 0
        return _ruled(anchoring, "refused", user)


def anchoring_place(
    *, anchoring: Anchoring, user: User, version: int, quotes: Mapping[int, str]
) -> Anchoring:
    """Place a claim that was not found: `quotes` are the new words of its spans, by their keys.

    Spans that are not named, and the figures, are looked for as ever. Raises StaleVersion as above,
    ValidationError for words that are not in the new text, or a figure that is not among them.
    """
    with act_of(user, "anchoring.place", claim=anchoring.claim):
        anchoring, claim = _seen(anchoring, user, version)
        if claim.article_text_id != anchoring.from_text_id:
            raise ValidationError(_("The claim does not stand in that text."))
        revision = Revision(anchoring.from_text.text, anchoring.to_text.text)
        mentions = list(mentions_of(claim))
        carried = carry(revision, mentions, _placed(revision, mentions, quotes))
        if carried.lost:
            lost = [(m.part.value, revision.old[m.span.start : m.span.end]) for m in carried.lost]
            raise ValidationError(reason_words(lost))
        anchoring.details = {
            **places_of(claim),
            "found": sorted(p for (part, _k), p in carried.places.items() if part is Part.CONTENT),
        }
        in_text = claim.parent is not None and claim.parent.article_text_id == anchoring.to_text_id
        move(claim, anchoring.to_text, carried.places, keeps_parent=in_text)
        _sign(claim, user)
        anchoring.method, anchoring.score = Anchoring.Method.FUZZY, carried.score
        return _ruled(anchoring, "placed", user)


def _placed(
    revision: Revision, mentions: Iterable[Mention], quotes: Mapping[int, str]
) -> dict[tuple[Part, int], Span]:
    """Where the words stand in the new text: content as near as can be to where it stood, the
    others to the content."""
    placed: dict[tuple[Part, int], Span] = {}
    near: int | None = None
    spans = [m for m in mentions if m.part not in FIGURES]
    for mention in sorted(spans, key=lambda m: (m.part is not Part.CONTENT, m.span)):
        if words := quotes.get(mention.key, "").strip():
            expected = revision.expected(mention.span) if near is None else near
            if (place := nearest(revision.new, words, expected)) is None:
                raise ValidationError(_("“%s” is not in the new text.") % words)
            placed[mention.part, mention.key] = Span(place, place + len(words))
            near = place if near is None else near
    return placed


def _seen(anchoring: Anchoring, user: User, version: int) -> tuple[Anchoring, Claim]:
    claim = Claim.objects.select_for_update().get(pk=anchoring.claim_id)
    work_on(claim, user)
    if claim.version != version:
        raise StaleVersion(claim)
    row = Anchoring.objects.select_for_update(of=("self",)).select_related("from_text", "to_text")
    return row.get(pk=anchoring.pk), claim


def _sign(claim: Claim, user: User) -> None:
    claim.edited_at, claim.edited_by = timezone.now(), user
    claim.save()


def _ruled(anchoring: Anchoring, ruling: str, user: User) -> Anchoring:
    anchoring.give_reason([(ruling, "")])
    _settle(anchoring, user)
    anchoring.full_clean()
    anchoring.save()
    return anchoring


def _settle(anchoring: Anchoring, user: User) -> None:
    anchoring.settled_at, anchoring.settled_by = timezone.now(), user
