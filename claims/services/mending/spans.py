"""An editor marks what the machine missed, and moves, splits and joins what it found."""

from collections.abc import Mapping, Set
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleText
from articles.spans import Span
from claims.models import Claim, Entry
from claims.services.acts import act_of
from claims.services.mending.marking import Places, marked_spans
from claims.services.mending.opening import Mended, OpenText, write_spans
from claims.services.mending.reading import PARTS
from claims.services.newsroom import work_on
from claims.services.signing import given_by_hand, hold, seen, sign


class PartPlaces(TypedDict, total=False):
    """Pairs of start and end in code points; a part that is not named stays as it is."""

    source: Places
    cue: Places
    content: Places


def claim_create(
    *,
    article_text: ArticleText,
    user: User,
    content: Places,
    source: Places = (),
    cue: Places = (),
    parent: Claim | None = None,
    kind: str | None = None,
    reason: str = "",
) -> Mended:
    """A claim that the machine missed; all but its spans is read, as of any other.

    It is reported by the innermost claim around it, unless `parent` says by whom. Raises
    ValidationError, and LockedArticle where the article is somebody else's.
    """
    given = {"source": source, "cue": cue, "content": content}
    with act_of(user, "claim.create", reason=reason) as act:
        claim = Claim(article_text=article_text, parent=parent, headline_en="–", headline_zh="–")
        hold(article_text.pk)
        work_on(claim, user)
        spans = marked_parts(article_text.text, given)
        if parent and parent.article_text_id != article_text.pk:
            raise ValidationError({"parent": _("This claim stands in another text.")})
        claim.kind, claim.position = kind or Claim.Kind.INDIRECT, spans["content"][0].start
        claim.status = Claim.Status.CORRECTED
        claim.edited_at, claim.edited_by = timezone.now(), user
        given_by_hand(claim, {n for n, v in (("parent", parent), ("kind", kind)) if v})
        opened = OpenText(article_text)
        claim.clean_fields()
        claim.save()
        act.claim = claim
        write_spans(claim, article_text.text, {}, spans)
        after = opened.after({claim.pk: spans})
        reread = opened.reread(claim, spans, set(PARTS), after, known=())
        claim.full_clean()
        claim.save()
        return Mended(claim, opened.others_follow(after, {claim.pk}), tuple(reread))


def spans_change(
    *, claim: Claim, user: User, version: int, reason: str = "", **places: Unpack[PartPlaces]
) -> Mended:
    """Put the claim's words elsewhere, and read them again.

    Raises StaleVersion, LockedArticle, and ValidationError for spans that cannot be or where a
    comparison needs a number that would go.
    """
    with act_of(user, "span.move", reason=reason, claim=claim):
        claim = seen(claim, user, version)
        opened = OpenText(claim.article_text)
        old = opened.spans(claim)
        new = old | marked_parts(claim.article_text.text, places)  # type: ignore[arg-type]
        parts = write_spans(claim, claim.article_text.text, old, new)
        if not parts:
            return Mended(claim)
        after = opened.after({claim.pk: new})
        reread = opened.reread(claim, new, parts, after, known=())
        sign(claim, user)
        return Mended(claim, opened.others_follow(after, {claim.pk}), tuple(reread))


def claim_split(
    *, claim: Claim, user: User, version: int, at: int, reason: str = ""
) -> tuple[Mended, Claim]:
    """Cut the content at `at`: what stands before it stays, the rest becomes a claim of its own.

    Both have the same source and cue; each number goes where its words go. The second is given
    too. Raises as `spans_change`.
    """
    with act_of(user, "claim.split", reason=reason, claim=claim):
        claim = seen(claim, user, version)
        text = claim.article_text
        opened = OpenText(text)
        old = opened.spans(claim)
        first, second = _cut(text.text, old["content"], at)
        rest = _copy(claim, user, second)
        write_spans(rest, text.text, {}, old | {"content": second})
        _hand_over(claim, rest, second)
        write_spans(claim, text.text, old, old | {"content": first})
        after = opened.after(
            {claim.pk: old | {"content": first}, rest.pk: old | {"content": second}}
        )
        reread = opened.reread(claim, old | {"content": first}, {"content"}, after, known=())
        opened.reread(rest, old | {"content": second}, {"content"}, after, known=(claim.pk,))
        rest.full_clean()
        rest.save()
        sign(claim, user)
        others = opened.others_follow(after, {claim.pk, rest.pk})
        return Mended(claim, (rest, *others), tuple(reread)), rest


def marked_parts(text: str, places: Mapping[str, Places]) -> dict[str, tuple[Span, ...]]:
    """Of each part that is named; ValidationError by part."""
    spans, errors = {}, {}
    for part in PARTS:
        if part in places:
            try:
                spans[part] = marked_spans(text, places[part], part)
            except ValidationError as error:
                errors.update(error.error_dict)
    if errors:
        raise ValidationError(errors)
    return spans


def _cut(
    text: str, content: tuple[Span, ...], at: int
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    before = [(s, min(e, at)) for s, e in content if s < at]
    behind = [(max(s, at), e) for s, e in content if e > at]
    try:
        halves = [marked_spans(text, half, "content") for half in (before, behind)]
    except ValidationError:
        raise ValidationError({"at": _("There are no words on one side of the cut.")}) from None
    if halves[0][-1].end > halves[1][0].start:
        raise ValidationError({"at": _("The cut would part what is one character to a reader.")})
    return halves[0], halves[1]


def _copy(claim: Claim, user: User, content: tuple[Span, ...]) -> Claim:
    """A claim of an editor's, with the same source."""
    rest = Claim.objects.get(pk=claim.pk)
    rest.pk, rest.run, rest.confidence, rest.version = None, None, None, 1
    rest.public_id = Claim().public_id  # the database gives a new one
    rest._state.adding = True
    rest.by_hand = [n for n in claim.by_hand if n not in ("kind", "headline_en", "headline_zh")]
    rest.position, rest.status = content[0].start, Claim.Status.CORRECTED
    rest.reviewed_at = rest.reviewed_by = None
    rest.edited_at, rest.edited_by = timezone.now(), user
    rest.save()
    return rest


def _hand_over(claim: Claim, rest: Claim, content: tuple[Span, ...]) -> None:
    """Numbers and times move with their words, and with them their places in comparisons."""
    moved: Set[int] = {q.pk for q in claim.quantities.all() if _within(q.span, content)}
    claim.quantities.filter(pk__in=moved).update(claim=rest)
    Entry.objects.filter(claim=claim, quantity__in=moved).update(claim=rest)
    times = {
        t.pk for t in claim.times.all() if t.relation == "content" and _within(t.span, content)
    }
    claim.times.filter(pk__in=times).update(claim=rest)


def _within(span: Span, content: tuple[Span, ...]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in content)
