"""Sources that may be one are suggested to editors, at a cost that does not grow with the register.

A source is compared only with those that it shares a handle with (`claims.registering`), and with
a handle that very many share with none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Count, Max, Min, QuerySet

from claims.models import Claim, Source, SourceHandle, SourceMerge, SourceName
from claims.registering import Likeness, Office, Profile, compare, handles, written

MOST_HOLDERS = 40  # a handle of more says nothing
BATCH = 200  # sources at a time
NAMES_AT_MOST = 12  # of one source; the more often printed first


def suggest_merges(*, source_ids: Iterable[int]) -> int:
    """Suggest what these sources may be merged with; return how many suggestions are new.

    Idempotent. What an editor has ruled on, or was asked about, is not suggested again.
    """
    ids = sorted(set(source_ids))
    return sum(_suggest(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH))


def suggest_merges_of_text(*, article_text_id: int) -> int:
    """The same for the sources of one article's text."""
    claims = Claim.objects.filter(article_text=article_text_id, source__isnull=False)
    return suggest_merges(source_ids=claims.values_list("source", flat=True).distinct())


@transaction.atomic
def _suggest(ids: Sequence[int]) -> int:
    asked = profiles(ids)
    held = {profile.id: handles(profile) for profile in asked.values()}
    _hold(held)
    pairs = _pairs(held)
    others = profiles({pk for pair in pairs for pk in pair} - asked.keys())
    known = asked | others
    found = [
        (known[first], known[second], likeness)
        for first, second in pairs - _asked_before(pairs)
        if first in known and second in known
        if (likeness := compare(known[first], known[second]))
    ]
    rows = [_row(*one) for one in sorted(found, key=lambda one: (one[0].id, one[1].id))]
    SourceMerge.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def profiles(ids: Iterable[int]) -> dict[int, Profile]:
    """What is known of these sources, by id, in three queries."""
    ids = list(ids)
    names: dict[int, dict[str, None]] = defaultdict(dict)
    days: dict[int, list] = defaultdict(list)
    claims: dict[int, int] = defaultdict(int)
    for pk, name in SourceName.objects.filter(source__in=ids).values_list("source", "name"):
        names[pk][name] = None
    for pk, name, latin, count, first, last in _cited(ids):
        claims[pk] += count
        days[pk] += [day for day in (first, last) if day]
        names[pk] |= dict.fromkeys(filter(None, (name, latin)))
    return {
        source.pk: Profile(
            id=source.pk,
            key=source.key,
            kind=source.kind,
            anonymity=source.anonymity,
            names=tuple(names[source.pk])[:NAMES_AT_MOST] or _labels(source),
            offices=_offices(source, days[source.pk]),
            claims=claims[source.pk],
        )
        for source in Source.objects.filter(pk__in=ids)
    }


def _cited(ids: Sequence[int]) -> Iterable[tuple]:
    return (
        Claim.objects.filter(source__in=ids)
        .exclude(status=Claim.Status.REJECTED)
        .values_list("source", "speaker_name", "speaker_name_latin")
        .annotate(
            said=Count("pk"),
            first=Min("article_text__published_on"),
            last=Max("article_text__published_on"),
        )
        .order_by("source", "-said", "speaker_name")
    )


def _labels(source: Source) -> tuple[str, ...]:
    """Of a source that no claim names yet. A person's label may hold an office, and is no name."""
    if source.role_id or (source.affiliation_id and source.kind == Source.Kind.PERSON):
        return ()
    return tuple(dict.fromkeys((source.label_en, source.label_zh)))


def _offices(source: Source, days: list) -> tuple[Office, ...]:
    if not (source.role_id and source.affiliation_id and days):
        return ()
    return (Office(source.role_id, source.affiliation_id, min(days), max(days)),)


def _hold(held: Mapping[int, frozenset[str]]) -> None:
    """Bring the stored handles of these sources up to date; what has not changed is not written."""
    stored = defaultdict(set)
    for pk, handle in SourceHandle.objects.filter(source__in=held).values_list("source", "handle"):
        stored[pk].add(handle)
    gone = [(pk, handle) for pk, now in held.items() for handle in stored[pk] - now]
    for pk, handle in gone:
        SourceHandle.objects.filter(source=pk, handle=handle).delete()
    SourceHandle.objects.bulk_create(
        (
            SourceHandle(source_id=pk, handle=handle)
            for pk in sorted(held)
            for handle in sorted(held[pk] - stored[pk])
        ),
        ignore_conflicts=True,
    )


def _pairs(held: Mapping[int, frozenset[str]]) -> set[tuple[int, int]]:
    """Each of these with whatever shares a handle with it, the lower id first."""
    wanted = frozenset().union(*held.values())
    rare = (
        SourceHandle.objects.filter(handle__in=wanted)
        .values("handle")
        .annotate(holders=Count("source"))
        .filter(holders__gt=1, holders__lte=MOST_HOLDERS)
        .values("handle")
    )
    holders: dict[str, list[int]] = defaultdict(list)
    rows = SourceHandle.objects.filter(handle__in=rare).values_list("handle", "source")
    for handle, pk in rows:
        holders[handle].append(pk)
    return {
        (min(pk, other), max(pk, other))
        for handle, others in holders.items()
        for pk in others
        if pk in held
        for other in others
        if other != pk
    }


def _asked_before(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    rows = SourceMerge.objects.filter(
        kept__in={pk for pair in pairs for pk in pair},
        merged__in={pk for pair in pairs for pk in pair},
    ).values_list("kept", "merged")
    return {(min(row), max(row)) for row in rows}


def _row(first: Profile, second: Profile, likeness: Likeness) -> SourceMerge:
    """What is named more fully, or else cited more often, is kept."""
    kept, merged = sorted((first, second), key=_standing, reverse=True)
    return SourceMerge(
        kept_id=kept.id,
        merged_id=merged.id,
        score=likeness.score,
        reason=written(likeness.reasons),
    )


def _standing(profile: Profile) -> tuple[bool, int, int]:
    """A key in Latin letters is one that texts in other languages lead to as well."""
    return profile.key.isascii(), profile.claims, -profile.id


def cited_sources() -> QuerySet[Source, int]:
    """The ids of all sources that a claim names, for the whole register to be gone through."""
    return Source.objects.filter(claims__isnull=False).values_list("pk", flat=True).distinct()
