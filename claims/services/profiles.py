"""A profile for every claim: by what the claims that may belong to it are found."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from django.db import transaction

from articles.embedding import embedder
from claims.linking import VERSION, Statement, centred, expanded
from claims.models import ClaimProfile
from claims.selectors.candidates import eligible
from claims.selectors.statements import statements

Embedding = list[float]  # as the database gives it, of length 1
BATCH: Final = 32  # contents embedded at once
ENCODER: Final = "multilingual-e5-small"
# What other claims' arrival changes is no part of what a claim's profile was made from.
_OF_OTHERS: Final = {"claim", "family", "within"}


def profiles_make(*, claim_ids: Collection[int]) -> dict[int, ClaimProfile]:
    """Make or renew the profiles of these claims; return those that are new or have changed.

    Idempotent. Rejected claims and those of earlier texts have none, and are found for no other.
    On a machine without the encoder a profile has no embedding.
    """
    wanted = eligible(claim_ids)
    ClaimProfile.objects.filter(claim__in=set(claim_ids) - wanted).delete()
    found = statements(wanted)
    stored = ClaimProfile.objects.filter(claim__in=found)
    known = dict(stored.values_list("claim", "fingerprint"))
    changed = [
        statement
        for pk, statement in sorted(found.items())
        if known.get(pk) != fingerprint(statement)
    ]
    embeddings = embedded(changed)
    profiles = [_profile(statement, embeddings) for statement in changed]
    with transaction.atomic():
        # A claim that was deleted meanwhile would fail them all.
        there = eligible([profile.claim_id for profile in profiles])
        profiles = [profile for profile in profiles if profile.claim_id in there]
        ClaimProfile.objects.bulk_create(
            profiles,
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=[
                *("embedding", "dimensions", "places"),
                *("begin", "finish", "fingerprint", "made_by"),
            ],
        )
    return {profile.claim_id: profile for profile in profiles}


def made_by() -> str:
    """What makes profiles and suggestions on this machine."""
    return f"linking {VERSION}, {ENCODER if embedder() else 'no encoder'}"


def fingerprint(statement: Statement) -> str:
    """Changes with whatever of the claim itself a suggestion depends on, and with what makes it."""
    facts = {key: value for key, value in asdict(statement).items() if key not in _OF_OTHERS}
    words = json.dumps([made_by(), facts], default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def embedded(told: Iterable[Statement]) -> dict[int, Embedding]:
    """Claim → the embedding of its content, a unit vector; empty without the encoder."""
    embed, by_language = embedder(), _by_language(told)
    if embed is None:
        return {}
    found: dict[int, Embedding] = {}
    for language, group in by_language.items():
        # Alike in length, for the longest of a batch decides how long the batch takes.
        ordered = sorted(group, key=lambda statement: len(statement.content))
        for at in range(0, len(ordered), BATCH):
            batch = ordered[at : at + BATCH]
            vectors = centred(embed([statement.content for statement in batch]), language)
            found |= {one.claim: row.tolist() for one, row in zip(batch, vectors, strict=True)}
    return found


def _by_language(told: Iterable[Statement]) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = {}
    for statement in told:
        groups.setdefault(statement.language, []).append(statement)
    return groups


def _profile(statement: Statement, embeddings: Mapping[int, Embedding]) -> ClaimProfile:
    return ClaimProfile(
        claim_id=statement.claim,
        embedding=embeddings.get(statement.claim),
        dimensions=sorted(statement.dimensions),
        places=sorted(expanded(statement.places | statement.around)),
        begin=statement.begin,
        finish=statement.finish,
        fingerprint=fingerprint(statement),
        made_by=made_by(),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value, key=str)
    return str(value)


def likeness(first: ClaimProfile, second: ClaimProfile) -> float | None:
    """The cosine of two embeddings; None where one has none."""
    if first.embedding is None or second.embedding is None:
        return None
    one, other = (np.asarray(each.embedding) for each in (first, second))
    return float(one @ other)
