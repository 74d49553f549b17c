"""Two claims that are one."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.spans import Span
from claims.models import Claim, Entry, Link
from claims.services.acts import act_of
from claims.services.mending.following import in_comparison
from claims.services.mending.marking import marked_spans
from claims.services.mending.opening import Mended, OpenText, write_spans
from claims.services.signing import next_version, seen, sign

Spans = dict[str, tuple[Span, ...]]


def claims_merge(
    *, first: Claim, second: Claim, user: User, versions: Sequence[int], reason: str = ""
) -> Mended:
    """The second claim's words, notes, links, places in comparisons and children go to the first.

    The second stays on record as rejected. Source and cue are the first's, where it has any.
    Raises StaleVersion, LockedArticle and ValidationError.
    """
    with act_of(user, "claim.merge", reason=reason, claim=first):
        if first.pk == second.pk or first.article_text_id != second.article_text_id:
            raise ValidationError({"second": _("Two claims of one text can be merged.")})
        first = seen(first, user, versions[0])
        second = seen(second, user, versions[1])
        opened = OpenText(first.article_text)
        old, other = opened.spans(first), opened.spans(second)
        new = _joint(first.article_text.text, old, other)
        _leave_to(first, second)
        parts = write_spans(first, first.article_text.text, old, new)
        after = opened.after({first.pk: new}, without={second.pk})
        reread = opened.reread(first, new, parts | {"content"}, after, known=(second.pk,))
        second.status = Claim.Status.REJECTED
        sign(second, user, corrected=False)
        sign(first, user)
        children = _adopt(opened, first, second)
        others = opened.others_follow(after, {first.pk, second.pk, *(c.pk for c in children)})
        return Mended(first, (second, *children, *others), tuple(reread))


def _joint(text: str, first: Spans, second: Spans) -> Spans:
    joint = {part: first[part] or second[part] for part in first}
    joint["content"] = marked_spans(text, [*first["content"], *second["content"]], "content")
    return joint


def _leave_to(first: Claim, second: Claim) -> None:
    """All that hangs on the second claim; what the first has already stays where it is."""
    for mine, its in ((first.quantities, second.quantities), (first.times, second.times)):
        starts = set(mine.values_list("start", flat=True))
        its.exclude(start__in=starts).update(claim=first)
    places = Entry.objects.filter(claim=second)
    if places.filter(quantity__claim=second).exists():
        raise in_comparison()
    places.update(claim=first)
    second.annotations.update(claim=first)
    _links(first, second)


def _links(first: Claim, second: Claim) -> None:
    """Standing judgements move too, unless the first claim has them or is their other end."""
    standing = Link.objects.filter(undone_at=None)
    has = {
        (link.first_id, link.second_id, link.relation)
        for link in standing.filter(Q(first=first) | Q(second=first))
    }
    for link in standing.filter(Q(first=second) | Q(second=second)):
        ends = [first.pk if end == second.pk else end for end in (link.first_id, link.second_id)]
        if link.relation != Link.Relation.UPDATES:
            ends.sort()
        if ends[0] == ends[1] or (*ends, link.relation) in has:
            continue
        link.first_id, link.second_id = ends
        link.save(update_fields=["first", "second"])


def _adopt(opened: OpenText, first: Claim, second: Claim) -> list[Claim]:
    """What the second reported is reported by the first; who reported the second stays above."""
    if first.parent_id == second.pk:
        first.parent_id = second.parent_id
        first.save(update_fields=["parent"])
    children = [
        claim
        for claim in opened.claims.values()
        if claim.parent_id == second.pk and claim.pk not in (first.pk, second.pk)
    ]
    for child in children:
        child.parent_id = first.pk
        next_version(child)
    return children
