"""How sure it is that two profiles are one source."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from claims.normalising.sources import lexicon
from claims.normalising.sources.entities import variant
from claims.registering.handles import is_sole, known_persons
from claims.registering.naming import acronym, chinese_parts, latin_parts, sound
from claims.registering.profile import Profile
from claims.registering.reasons import Because, Reason

SURE_ENOUGH = 0.6  # below it nobody is asked
# How much each reason says by itself: judged, not measured. Two of the lesser ones are enough.
WEIGHTS = {
    Because.KNOWN: 0.95,
    Because.SAME_LATIN: 0.9,
    Because.SAME_CHINESE: 0.9,
    Because.TRANSLITERATED: 0.8,
    Because.INITIALS: 0.7,
    Because.OFFICE: 0.65,
    Because.SPELT: 0.6,
    Because.ACRONYM: 0.6,
    Because.SHORT: 0.4,
    Because.ROLE: 0.35,
}
ONE_PART = 0.6  # of the weight: a family name alone


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from SURE_ENOUGH to below 1; the reasons with the heaviest first."""

    score: float
    reasons: tuple[Reason, ...]


def compare(first: Profile, second: Profile) -> Likeness | None:
    """None where they are not, or not surely enough, one.

    >>> jake = Profile(1, "person:jake-sullivan", "person", "named", ("Jake Sullivan",))
    >>> j = Profile(2, "person:j-sullivan", "person", "named", ("J. Sullivan",))
    >>> compare(jake, j).score
    0.7
    """
    if not (first.comparable and second.comparable) or first.kind != second.kind:
        return None
    if first.kind == "person" and _are_two(first, second):
        return None
    found: dict[Because, tuple[float, Reason]] = {}
    for weight, reason in _reasons(first, second):
        if weight > found.get(reason.because, (0.0, reason))[0]:
            found[reason.because] = weight, reason
    ordered = sorted(found.values(), key=lambda pair: -pair[0])
    score = round(1 - prod(1 - weight for weight, _ in ordered), 3)
    if score < SURE_ENOUGH:
        return None
    return Likeness(score, tuple(reason for _, reason in ordered))


def _are_two(first: Profile, second: Profile) -> bool:
    """Known to be two; or of one family with first names that differ, in letters that compare."""
    persons, others = known_persons(first), known_persons(second)
    if persons and others and not persons & others:
        return True
    ours = [parts for name in first.latin() if len(parts := latin_parts(name)) > 1]
    theirs = [parts for name in second.latin() if len(parts := latin_parts(name)) > 1]
    return bool(ours and theirs) and not any(
        _one_person(one, other) for one in ours for other in theirs
    )


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if sorted(one) == sorted(other):
        return True  # the family name first
    if sound(one[-1]) != sound(other[-1]):
        return False
    return _one_given(one[0], other[0])


def _one_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return sound(one) == sound(other)


def _reasons(first: Profile, second: Profile) -> Iterator[tuple[float, Reason]]:
    for one in first.latin():
        for other in second.latin():
            yield from _latin(one, other, first.kind)
    for one in first.chinese():
        for other in second.chinese():
            yield from _chinese(one, other, first.kind)
    if first.kind == "person":
        yield from _persons(first, second)


def _latin(one: str, other: str, kind: str) -> Iterator[tuple[float, Reason]]:
    ours, theirs = latin_parts(one), latin_parts(other)
    if not ours or not theirs:
        return
    if ours == theirs:
        yield _weighed(Because.SAME_LATIN, one, other, len(ours))
    elif kind == "body":
        if acronym(one) == "".join(theirs) or acronym(other) == "".join(ours):
            yield _weighed(Because.ACRONYM, one, other, 2)
    elif min(len(ours), len(theirs)) == 1:
        if len(ours) != len(theirs) and sound(ours[-1]) == sound(theirs[-1]):
            yield _weighed(Because.SHORT, one, other, 2)
        elif sound(ours[-1]) == sound(theirs[-1]):
            yield _weighed(Because.TRANSLITERATED, one, other, 1)
    elif _one_person(ours, theirs):
        told = len(ours[0]) > 1 and len(theirs[0]) > 1
        same = told and len(ours) == len(theirs)
        yield _weighed(Because.TRANSLITERATED if same else Because.INITIALS, one, other, 2)


def _chinese(one: str, other: str, kind: str) -> Iterator[tuple[float, Reason]]:
    ours, theirs = chinese_parts(one), chinese_parts(other)
    whole, their_whole = "".join(ours), "".join(theirs)
    if not whole or not their_whole:
        return
    if whole == their_whole:
        parts = 2 if kind == "body" else len(ours) + (len(whole) > 3)
        yield _weighed(Because.SAME_CHINESE, one, other, parts)
    elif kind == "person" and len(ours) > 1 and len(theirs) > 1:
        if len(ours) == len(theirs) and variant(whole, their_whole):
            yield _weighed(Because.SPELT, one, other, 2)
    elif kind == "person" and ours[-1] == theirs[-1] and len(ours) != len(theirs):
        yield _weighed(Because.SHORT, one, other, 2)


def _persons(first: Profile, second: Profile) -> Iterator[tuple[float, Reason]]:
    for person in sorted(known_persons(first) & known_persons(second)):
        name = lexicon.persons()[person].en[0]
        yield _weighed(Because.KNOWN, _name(first), f"{_name(second)} ({name})", 2)
    for one in first.offices:
        for other in second.offices:
            if one.meets(other) and one.role and one.affiliation:
                because = Because.OFFICE if is_sole(one.role) else Because.ROLE
                words = f"{one.role}, {one.affiliation}"
                yield _weighed(because, words, words, 2)


def _name(profile: Profile) -> str:
    return max(profile.names, key=len)


def _weighed(because: Because, one: str, other: str, parts: int) -> tuple[float, Reason]:
    weight = WEIGHTS[because] * (1 if parts > 1 else ONE_PART)
    return weight, Reason(because, one, other)
