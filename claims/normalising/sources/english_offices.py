"""English phrases with a role: [affiliation][role][name] and role of affiliation."""

import re
from dataclasses import replace
from functools import cache

from . import lexicon
from .affiliations import en_affiliation, organisation_of
from .speaker import Speaker

_EN = lexicon.WORDS["en"]
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČ]"
NAME_WORD = (
    rf"(?:{_CAPITAL}\.(?:{_CAPITAL}\.)*"
    rf"|{_CAPITAL}'{_CAPITAL}[\w-]+|{_CAPITAL}[\w-]*\w(?:'{_CAPITAL}\w+)?(?: Jr\.)?)"
)
_PARTICLE = "(?:de|der|van|von|bin|al|el|la|di|da|du|le|del)"
NAME = rf"{NAME_WORD}(?: (?:{_PARTICLE} )*{NAME_WORD}){{0,3}}"
_NAME_NEXT = re.compile(rf"[ ,]*(?P<name>{NAME})")
CLAUSE = re.compile(
    r",? (?:who|whom|whose|which|that|speaking|citing|quoted|asked|interviewed) .*", re.DOTALL
)
APPOSITION = re.compile(r",\s+| - | -- | — ")
PREPOSITION = re.compile(r" (?:of|for|at|in|from|with|to|on|by|about|close|familiar|briefed) ")


@cache
def role_pattern() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.en_roles())
    # (?=\w): blanks are not tried against every word
    return re.compile(rf"(?=\w)(?<![\w'-])(?:{words})(?![\w-])(?!'s)", re.IGNORECASE)


@cache
def body_pattern() -> re.Pattern[str]:
    names = (name for name in lexicon.en_organisations() if len(name) > 3)
    return re.compile(rf"(?=\w)(?<!\w)(?:{lexicon.alternation(names)})(?!\w)", re.IGNORECASE)


@cache
def _determiners() -> re.Pattern[str]:
    words = lexicon.alternation(_EN["articles"])
    return re.compile(rf"(?:(?:{words}|\d+) (?:of )?)+", re.IGNORECASE)


def undetermined(words: str) -> str:
    """The phrase without its determiners."""
    match = _determiners().match(words)
    bare = words[match.end() :] if match else words
    return "" if bare.lower() in _EN["articles"] else bare


def read_office(words: str, depth: int) -> Speaker | None:
    """[affiliation][modifiers][role][name], or [role] of [affiliation]."""
    words = CLAUSE.sub("", words)
    match = _chosen_role(words)
    if match is None:
        return None
    role_id, plural = lexicon.en_roles()[match.group().lower()]
    before, after = words[: match.start()].strip(), words[match.end() :]
    named = _NAME_NEXT.match(after)
    name = named["name"].rstrip(".") if named and not plural else None
    prefix, place = _before_role(before)
    speaker = Speaker(
        name=name,
        role=" ".join([*prefix, match.group()]),
        role_id=_full_id(role_id, prefix),
        affiliation=place,
        affiliation_id=en_affiliation(place) if place else None,
        plural=plural,
    )
    if named is None:
        speaker = _after_role(speaker, after)
    if speaker.role_id == "honorific" and name:
        speaker = replace(speaker, role=None, role_id=None)
    return _graded(speaker, words)


def _chosen_role(words: str) -> re.Match[str] | None:
    """The role with a name after it; else the first that ends the phrase or rules a preposition."""
    inside = [m.span() for m in body_pattern().finditer(words)]
    matches = [
        m
        for m in role_pattern().finditer(words)
        if not any(start <= m.start() and m.end() <= end for start, end in inside)
    ]
    for match in matches:
        if _NAME_NEXT.match(words, match.end()) and words[match.end()] == " ":
            following = role_pattern().match(words, match.end() + 1)
            if not following and not _part_of_a_name(match):
                return match
    for match in matches:
        rest = words[match.end() :]
        if not rest.strip() or PREPOSITION.match(rest):
            return match
    return None


def _part_of_a_name(match: re.Match[str]) -> bool:
    """ "Refugee Processing Center", "Republican National Committee": no refugee, no republican."""
    role_id, _ = lexicon.en_roles()[match.group().lower()]
    return match.start() > 0 and match.group()[0].isupper() and kind_of(role_id) == "collective"


def _before_role(before: str) -> tuple[list[str], str | None]:
    """Words before a role: those that belong to it, and the affiliation among them."""
    tokens = undetermined(before + " ").split() if before else []
    best: tuple[int, int] | None = None
    for start in range(len(tokens)):
        if start and tokens[start - 1] in ("New", "North", "South", "West", "East"):
            continue  # New Jersey is not Jersey
        for end in range(len(tokens), start, -1):
            if best and end - start <= best[1] - best[0]:
                break
            if tokens[start][0].isalpha() and whole_affiliation(" ".join(tokens[start:end])):
                best = (start, end)
    if best is None:
        capital = [
            i for i, t in enumerate(tokens) if t[0].isupper() and t.lower() not in _EN["modifiers"]
        ]
        best = (capital[0], capital[-1] + 1) if capital else (0, 0)
    place = " ".join(tokens[best[0] : best[1]]).removesuffix("'s").removesuffix("'")
    return [*tokens[: best[0]], *tokens[best[1] :]], place or None


def whole_affiliation(words: str) -> bool:
    """Whether all of `words` names a state or a body, not only their beginning."""
    known = en_affiliation(words)
    if known is None:
        return False
    bare = words.removesuffix("'s").removesuffix("'")
    if organisation_of(known):
        return bool(body_pattern().search(bare + " ")) or bare in lexicon.en_organisations()
    return bare in lexicon.en_territories() or bare.lower() in lexicon.en_territories_lower()


def _after_role(speaker: Speaker, after: str) -> Speaker:
    """What follows a role: where it is held, or a clause that belongs to it."""
    match = re.match(r" (of|for|at|in|from) (.+)", after)
    if match and not speaker.affiliation:
        place = undetermined(APPOSITION.split(match.group(2))[0])
        known = en_affiliation(place)
        return replace(speaker, affiliation=place or None, affiliation_id=known)
    access = re.match(r" (?:familiar|with|briefed|close|to) .+", after)
    if access:
        return replace(speaker, role=f"{speaker.role}{access.group().rstrip()}")
    return speaker


def _full_id(role_id: str, prefix: list[str]) -> str:
    lower = [word.lower() for word in prefix]
    if "senior" in lower or "top" in lower:
        senior = f"senior-{role_id}"
        role_id = senior if senior in lexicon.roles() else role_id
    unnamed = f"anonymous-{role_id}"
    if any(word in _EN["unnamed"] for word in lower) and unnamed in lexicon.roles():
        role_id = unnamed
    if any(word in _EN["deputy"] for word in lower):
        role_id = f"deputy-{role_id}"
    return f"former-{role_id}" if any(word in _EN["former"] for word in lower) else role_id


def kind_of(role_id: str | None) -> str:
    bare = re.sub("^(?:former-|deputy-)+", "", role_id or "")
    role = lexicon.roles().get(bare)
    return role.kind if role else ""


def _graded(speaker: Speaker, words: str) -> Speaker:
    """Named, on the record as an office, or anonymous."""
    if speaker.name:
        return speaker
    if speaker.role_id == "honorific":
        return replace(speaker, role_id=None, anonymous=True, kind="group")
    kind = kind_of(speaker.role_id)
    first = words.split(" ", 1)[0].lower()
    vague = first in _EN["indefinite"] or speaker.plural or first.isdigit()
    anonymous = kind in ("collective", "media") or (vague and kind != "spokesperson")
    return replace(speaker, anonymous=anonymous, kind="group" if anonymous else "person")
