"""Two sources are one: an editor says so, on an edge that is undone and never deleted.

The claims go on naming the source that was read. What a merged source said counts as said by the
one at the end of its merges (`claims.models.Standing`).
"""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Source, SourceMerge, Standing
from claims.services.acts import act_of

YES, NO = SourceMerge.Judgement.POSITIVE, SourceMerge.Judgement.NEGATIVE
LOCK = 7_305_113  # of this room: merges are ruled on one after the other, or two could form a ring


def source_merge(*, kept: Source, merged: Source, user: User, reason: str = "") -> SourceMerge:
    """Let what `merged` said count as said by `kept`, whether or not a machine suggested it."""
    with act_of(user, "source.merge"):
        _lock()
        row = _edge(kept, merged) or SourceMerge(kept=kept, merged=merged, reason=reason.strip())
        return _yes(row, kept, user)


def source_merge_judge(
    *, merge: SourceMerge, judgement: str, user: User, keep: Source | None = None
) -> SourceMerge:
    """Rule on a merge. `keep` is which of the two the claims of both are to count as said by;
    where it is left open and one of them is merged already, it is the one.

    Raises ValidationError where one of them is merged already, or they would merge in a ring.
    """
    if judgement not in SourceMerge.Judgement:
        raise ValidationError({"judgement": _("There is no such judgement.")})
    with act_of(user, "source.merge" if judgement == YES else "source.part"):
        _lock()
        merge = SourceMerge.objects.select_for_update().get(pk=merge.pk)
        if merge.judgement == judgement and keep in (None, merge.kept):
            return merge
        if judgement == YES:
            return _yes(merge, keep or _kept(merge), user)
        return _signed(merge, NO, user)


def source_merge_undo(*, merge: SourceMerge, user: User) -> SourceMerge:
    """Take a ruling back: the two count as two again, and a suggestion waits once more."""
    with act_of(user, "source.split"):
        _lock()
        merge = SourceMerge.objects.select_for_update().get(pk=merge.pk)
        if merge.judgement:
            merge.judgement, merge.judged_by, merge.judged_at = "", None, None
            merge.full_clean()
            merge.save()
        return merge


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _edge(first: Source, second: Source) -> SourceMerge | None:
    """The row of a pair, whichever way round it stands."""
    pair = Q(kept=first, merged=second) | Q(kept=second, merged=first)
    return SourceMerge.objects.select_for_update(of=("self",)).filter(pair).first()


def _kept(merge: SourceMerge) -> Source:
    """The other way round where what was to be merged is, and what was to be kept is not."""
    turned = _root_of_another(merge) and merge.kept.counts_as == merge.kept
    return merge.merged if turned else merge.kept


def _yes(merge: SourceMerge, kept: Source, user: User) -> SourceMerge:
    if kept.pk == merge.merged_id:
        merge.kept, merge.merged = merge.merged, merge.kept
    elif kept.pk != merge.kept_id:
        raise ValidationError({"kept": _("This source is none of the two.")})
    if root := _root_of_another(merge):
        raise ValidationError(
            _("%(source)s already counts as %(root)s. Undo that merge first.")
            % {"source": merge.merged, "root": root}
        )
    if Standing.objects.get(source=merge.kept).root_id == merge.merged_id:
        raise ValidationError(
            _("%(kept)s already counts as %(merged)s.")
            % {"kept": merge.kept, "merged": merge.merged}
        )
    return _signed(merge, YES, user)


def _root_of_another(merge: SourceMerge) -> Source | None:
    """What the source to be merged counts as by another merge than this."""
    others = SourceMerge.objects.filter(merged=merge.merged, judgement=YES).exclude(pk=merge.pk)
    return merge.merged.counts_as if others.exists() else None


def _signed(merge: SourceMerge, judgement: str, user: User) -> SourceMerge:
    merge.judgement, merge.judged_by, merge.judged_at = judgement, user, timezone.now()
    merge.full_clean()
    merge.save()
    return merge
