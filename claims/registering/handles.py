"""What a profile can be found by: two that are one have at least one of these in common."""

from collections.abc import Iterator

from claims.normalising.sources import lexicon
from claims.normalising.sources.folding import fold
from claims.registering.naming import acronym, chinese_parts, latin_parts, sound
from claims.registering.profile import Profile

LONGEST = 200


def handles(profile: Profile) -> frozenset[str]:
    """Short strings, none for somebody unnamed.

    >>> from claims.registering import Office, Profile
    >>> ana = Profile(1, "person:ana-kovac", "person", "named", ("Ana Kovač",))
    >>> sorted(handles(ana))
    ['person:family:kovak', 'person:latin:ana kovac']
    """
    if not profile.comparable:
        return frozenset()
    return frozenset(f"{profile.kind}:{found}"[:LONGEST] for found in _all(profile))


def _all(profile: Profile) -> Iterator[str]:
    for name in profile.latin():
        if parts := latin_parts(name):
            yield f"latin:{' '.join(sorted(parts))}"  # whichever of its names comes first
            if profile.kind == "person":
                yield f"family:{sound(parts[-1])}"
            elif short := acronym(name) or (parts[0] if len(parts) == 1 else ""):
                yield f"acronym:{short}"
    for name in profile.chinese():
        parts = chinese_parts(name)
        yield f"chinese:{''.join(parts)}"
        if profile.kind == "person" and len(parts) > 1:
            yield f"chinese:{parts[-1]}"
            yield f"given:{parts[0]}"
    if profile.kind == "person":
        yield from (f"known:{person}" for person in known_persons(profile))
        yield from (f"office:{o.affiliation}:{o.role}" for o in profile.offices if is_sole(o.role))


def is_sole(role: str) -> bool:
    """Whether one person at a time has it: a minister, not "an official".

    >>> is_sole("defence-minister"), is_sole("spokesperson"), is_sole("former-president")
    (True, False, False)
    """
    return role in _SOLE


def known_persons(profile: Profile) -> set[str]:
    """The persons of persons.toml that bear one of the names, or have the key."""
    table = lexicon.person_names()
    found = {table[name] for given in profile.names if (name := fold(given).lower()) in table}
    key = profile.key.removeprefix("person:")
    return found | ({key} if key in lexicon.persons() else set())


# Offices with one holder a state or body. Others that the lexicon calls offices ("minister",
# "adviser", "ambassador") have several, even at one affiliation.
_SOLE = frozenset(
    {
        "president", "vice-president", "head-of-state", "king", "queen", "prime-minister",
        "chancellor", "foreign-minister", "secretary-of-state", "defence-minister",
        "interior-minister", "finance-minister", "health-minister", "justice-minister",
        "trade-minister", "economy-minister", "energy-minister", "education-minister",
        "transport-minister", "agriculture-minister", "national-security-adviser",
        "secretary-general", "high-representative", "commission-president",
        "chief-executive-hk", "chairman-joint-chiefs", "chief-of-general-staff",
        "commander-in-chief", "attorney-general", "chief-justice", "central-bank-governor",
        "chief-executive", "director-general",
    }
)  # fmt: skip
