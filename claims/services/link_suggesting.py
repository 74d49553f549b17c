"""Claims that belong together are suggested to editors, for each claim as it comes or changes.

A claim is judged only against its candidates (`claims.selectors.candidates`), so that a suggestion
costs the same however many claims there are. What an editor has ruled on is left as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from django.db import transaction
from django.db.models import Q

from claims.linking import Statement, Suggestion, relate
from claims.models import Claim, ClaimProfile, Link, LinkSuggestion
from claims.selectors.candidates import candidates, eligible, sought
from claims.selectors.statements import statements
from claims.services.profiles import likeness, made_by, profiles_make

BATCH: Final = 50  # claims at a time
MOST: Final = 10  # suggestions that a claim makes; others may make more with it
Pair = tuple[int, int]  # the lower id first


def links_suggest(*, claim_ids: Iterable[int], anew: bool = False) -> int:
    """Suggest what belongs to these claims; return how many suggestions are new.

    Idempotent: claims whose profile is as it was have their suggestions already, unless they are
    to be judged `anew`. A pair on which a standing link rules is left alone.
    """
    ids = sorted(set(claim_ids))
    return sum(_suggest(ids[at : at + BATCH], anew) for at in range(0, len(ids), BATCH))


def links_suggest_of_text(*, article_text_id: int) -> int:
    """The same for the claims of one article's text."""
    claims = Claim.objects.filter(article_text=article_text_id)
    return links_suggest(claim_ids=claims.values_list("pk", flat=True))


def _suggest(ids: list[int], anew: bool) -> int:
    changed = profiles_make(claim_ids=ids)
    if anew:
        changed = ClaimProfile.objects.in_bulk(list(eligible(ids)))
    asked = sorted(changed)
    if gone := set(ids) - eligible(ids):
        LinkSuggestion.objects.filter(_touching(gone)).delete()
    before = _partners(asked)
    others = {pk: candidates(sought(changed[pk])) | before[pk] for pk in asked}
    judged = _judge(others, before)
    return _store(asked, judged, before)


def _judge(
    others: Mapping[int, set[int]], before: Mapping[int, set[int]]
) -> dict[Pair, Suggestion]:
    """The best of each claim's, and what was suggested before and still holds: it may be among
    the best of the other's. `first` and `second` of a suggestion are those of the pair."""
    everyone = set(others).union(*others.values())
    told, profiles = statements(everyone), ClaimProfile.objects.in_bulk(list(everyone))
    ruled = _ruled(others)
    kept: dict[Pair, Suggestion] = {}
    for pk, candidates_of in others.items():
        found = {
            pair: suggestion
            for other in candidates_of
            if (pair := _pair(pk, other)) not in ruled
            if (suggestion := _related(pair, told, profiles))
        }
        best = sorted(found.items(), key=lambda one: (-one[1].score, one[0]))[:MOST]
        earlier = {_pair(pk, other) for other in before[pk]}
        kept |= dict(best) | {pair: found[pair] for pair in earlier & found.keys()}
    return kept


def _related(
    pair: Pair, told: Mapping[int, Statement], profiles: Mapping[int, ClaimProfile]
) -> Suggestion | None:
    first, second = pair
    if not (first in told and second in told and first in profiles and second in profiles):
        return None
    return relate(told[first], told[second], likeness(profiles[first], profiles[second]))


@transaction.atomic
def _store(
    asked: list[int], judged: Mapping[Pair, Suggestion], before: Mapping[int, set[int]]
) -> int:
    """Write what is new or other than it was, and drop what no longer holds, but no ruled pair."""
    ruled = _ruled(asked)
    stored = {
        _pair(row.first_id, row.second_id): row
        for row in LinkSuggestion.objects.select_for_update()
        .filter(_touching(asked))
        .order_by("pk")
    }
    for pair, row in stored.items():
        if pair in ruled:
            continue
        if pair not in judged:
            row.delete()
        elif _fields(judged[pair], pair) != _stored(row):
            for name, value in _fields(judged[pair], pair).items():
                setattr(row, name, value)
            row.save()
    new = [
        LinkSuggestion(**_fields(suggestion, pair), made_by=made_by())
        for pair, suggestion in sorted(judged.items())
        if pair not in stored and pair not in ruled
    ]
    LinkSuggestion.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _fields(suggestion: Suggestion, pair: Pair) -> dict[str, object]:
    first, second = reversed(pair) if suggestion.turned else pair
    return {
        "first_id": first,
        "second_id": second,
        "relation": suggestion.relation,
        "score": round(suggestion.score, 4),
        "reasons": list(suggestion.reasons),
    }


def _stored(row: LinkSuggestion) -> dict[str, object]:
    return {
        name: getattr(row, name)
        for name in ("first_id", "second_id", "relation", "score", "reasons")
    }


def _partners(asked: Iterable[int]) -> dict[int, set[int]]:
    """With whom each of these claims is suggested already."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = LinkSuggestion.objects.filter(_touching(asked))
    for first, second in rows.values_list("first", "second"):
        found[first].add(second)
        found[second].add(first)
    return found


def _ruled(asked: Iterable[int]) -> set[Pair]:
    rows = Link.objects.filter(_touching(asked), undone_at=None)
    return {_pair(first, second) for first, second in rows.values_list("first", "second")}


def _touching(claims: Iterable[int]) -> Q:
    ids = list(claims)
    return Q(first__in=ids) | Q(second__in=ids)


def _pair(first: int, second: int) -> Pair:
    return min(first, second), max(first, second)
