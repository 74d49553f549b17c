"""An English source phrase → its parts: affiliation, role, name, and whether it names anybody."""

import re
from dataclasses import replace
from functools import cache

from . import lexicon
from .affiliations import en_affiliation, organisation_of, territory_of
from .folding import fold
from .speaker import NOBODY, Speaker, anonymity_of

_EN = lexicon.WORDS["en"]
_STRIP = " ,;:\"'“”‘’"
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČ]"
_NAME_WORD = (
    rf"(?:{_CAPITAL}\.(?:{_CAPITAL}\.)*"
    rf"|{_CAPITAL}'{_CAPITAL}[\w-]+|{_CAPITAL}[\w-]*\w(?:'{_CAPITAL}\w+)?(?: Jr\.)?)"
)
_PARTICLE = "(?:de|der|van|von|bin|al|el|la|di|da|du|le|del)"
NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{0,3}}"
_NAME_NEXT = re.compile(rf"[ ,]*(?P<name>{NAME})")
_CLAUSE = re.compile(
    r",? (?:who|whom|whose|which|that|speaking|citing|quoted|asked|interviewed) .*", re.DOTALL
)
_PARTICIPLE = re.compile(
    r" (?:released|published|issued|obtained|conducted|compiled|posted|seen|written|made) .*",
    re.DOTALL,
)
_APPOSITION = re.compile(r",\s+| - | -- | — ")
_PREPOSITION = re.compile(r" (?:of|for|at|in|from|with|to|on|by|about|close|familiar|briefed) ")
_DOCUMENT = re.compile(rf"(?<!\w)(?:{lexicon.alternation(_EN['documents'])})$", re.IGNORECASE)
_BODY_END = re.compile(rf"(?<!\w)(?:{lexicon.alternation(_EN['body_ends'])})$", re.IGNORECASE)
_MEDIA_END = re.compile(rf"(?<!\w)(?:{lexicon.alternation(_EN['media_ends'])})$", re.IGNORECASE)


@cache
def role_pattern() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.en_roles())
    return re.compile(rf"(?<![\w'-])(?:{words})(?![\w-])(?!'s)", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    names = (name for name in lexicon.en_organisations() if len(name) > 3)
    return re.compile(rf"(?<!\w)(?:{lexicon.alternation(names)})(?!\w)", re.IGNORECASE)


def parse(phrase: str) -> Speaker:
    """Read one noun phrase by itself; what needs the article is left open.

    >>> speaker = parse("Danish Foreign Ministry spokeswoman Karen Hansen")
    >>> speaker.name, speaker.role, speaker.affiliation
    ('Karen Hansen', 'spokeswoman', 'Danish Foreign Ministry')
    """
    plain = " ".join(_BRACKET.sub("", fold(phrase)).split()).strip(_STRIP)
    if not re.search(r"\b[A-Za-z]\.$|\b(?:Jr|Inc|Corp|Co|Ltd)\.$", plain):  # "U.S." keeps its dot
        plain = plain.rstrip(".")
    plain = plain.removesuffix("'s")
    speaker = _read(plain) if plain else NOBODY
    if speaker.kind == "person" and speaker.name and not speaker.anonymous:
        speaker = replace(speaker, name_latin=speaker.name)
    return replace(speaker, anonymity=anonymity_of(speaker))


def _read(words: str, depth: int = 0) -> Speaker:
    bare = _undetermined(words)
    if words.lower() in _EN["collectives"] or not bare:
        return replace(NOBODY, plural=True)
    steps = (_document, _apposition, _joined, _possessive, _office) if depth < 4 else (_office,)
    for step in steps:
        speaker = step(words, depth)
        if speaker:
            return speaker
    return _plain(words)


@cache
def _determiners() -> re.Pattern[str]:
    words = lexicon.alternation(_EN["articles"])
    return re.compile(rf"(?:(?:{words}|\d+) (?:of )?)+", re.IGNORECASE)


def _undetermined(words: str) -> str:
    """The phrase without its determiners."""
    match = _determiners().match(words)
    bare = words[match.end() :] if match else words
    return "" if bare.lower() in _EN["articles"] else bare


def _document(words: str, depth: int) -> Speaker | None:
    """A report speaks for its author: "a Kremlin readout of the call" → Kremlin."""
    head, preposition, rest = _split_preposition(_PARTICIPLE.sub("", _CLAUSE.sub("", words)))
    match = _DOCUMENT.search(head)
    if not match or role_pattern().search(head):
        return None
    author = _undetermined(head[: match.start()].strip()).removesuffix("'s").removesuffix("'")
    author = re.sub(r" (?:intelligence|government|new|recent|latest)$", "", author) or author
    if preposition.strip() in ("by", "from") and not author:
        author = _undetermined(rest)
    if author:
        speaker = _read(author, depth + 1)
        if speaker.affiliation_id or speaker.role_id or (speaker.name or "")[:1].isupper():
            return speaker
    return Speaker(role=_undetermined(head), anonymous=True, kind="document")


def _split_preposition(words: str) -> tuple[str, str, str]:
    match = _PREPOSITION.search(words)
    if not match:
        return words, "", ""
    return words[: match.start()], match.group(), words[match.end() :]


def _apposition(words: str, depth: int) -> Speaker | None:
    """Name, role — or role, name."""
    match = _APPOSITION.search(words)
    if not match:
        return None
    left, right = words[: match.start()], _CLAUSE.sub("", words[match.end() :])
    first = _read(left, depth + 1)
    second = _read(right.strip(_STRIP), depth + 1) if right.strip(_STRIP) else NOBODY
    if first.name and second.role and not second.name:
        known = first.role_id and _kind(first.role_id) != "title"
        office = first if known else second
        return replace(
            first,
            role=office.role,
            role_id=office.role_id,
            affiliation=office.affiliation or first.affiliation,
            affiliation_id=office.affiliation_id or first.affiliation_id,
            kind="person",
        )
    person = second.name and not second.role and second.kind == "person"
    if first.role and not first.name and person:
        return replace(first, name=second.name, anonymous=False, kind="person", plural=False)
    return first


def _joined(words: str, depth: int) -> Speaker | None:
    """Several sources in one phrase; "and" inside a body's name joins nothing."""
    inside = [m.span() for m in _bodies().finditer(words)]
    for match in re.finditer(" (?:and|or) ", words):
        if any(start < match.start() < end for start, end in inside):
            continue
        left, right = words[: match.start()], words[match.end() :]
        first, second = _read(left, depth + 1), _read(right, depth + 1)
        if first.role and not first.name and second.role and second.name:
            return replace(second, role=f"{first.role} and {second.role}")
        vague = first.kind == "body" and not first.affiliation_id and _is_common(left)
        if vague and second.role and not second.name:
            return second
        if first.anonymous and second.anonymous:
            role = (
                f"{first.role}{match.group()}{second.role}" if first.role and second.role else None
            )
            return replace(first, role=role or first.role, plural=True)
        person = first.kind == "person" and first.role
        return Speaker(
            name=words,
            role=first.role if person else None,
            affiliation=first.affiliation if person else None,
            kind="group",
            plural=True,
        )
    return None


def _is_common(words: str) -> bool:
    """A noun phrase without any name in it."""
    return _undetermined(words)[:1].islower()


def _possessive(words: str, depth: int) -> Speaker | None:
    """Whose role: "Iceland's president", "Mr Hansen's lawyer"."""
    match = re.search(r"(?:'s|s') (?!office)", words)
    if not match or (role := role_pattern().search(words)) is None or role.start() < match.end():
        return None
    owner = _undetermined(words[: match.start()] + ("s" if match.group()[0] == "s" else ""))
    speaker = _office("the " + words[match.end() :], depth)
    if speaker is None or not owner:
        return speaker
    place = f"{owner} {speaker.affiliation}" if speaker.affiliation else owner
    known = en_affiliation(place) or speaker.affiliation_id
    return replace(speaker, affiliation=place, affiliation_id=known)


def _office(words: str, depth: int) -> Speaker | None:
    """[affiliation][modifiers][role][name], or [role] of [affiliation]."""
    words = _CLAUSE.sub("", words)
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
    inside = [m.span() for m in _bodies().finditer(words)]
    matches = [
        m
        for m in role_pattern().finditer(words)
        if not any(start <= m.start() and m.end() <= end for start, end in inside)
    ]
    for match in matches:
        if _NAME_NEXT.match(words, match.end()) and words[match.end()] == " ":
            following = role_pattern().match(words, match.end() + 1)
            if not following:
                return match
    for match in matches:
        rest = words[match.end() :]
        if not rest.strip() or _PREPOSITION.match(rest):
            return match
    return None


def _before_role(before: str) -> tuple[list[str], str | None]:
    """Words before a role: those that belong to it, and the affiliation among them."""
    tokens = _undetermined(before + " ").split() if before else []
    best: tuple[int, int] | None = None
    for start in range(len(tokens)):
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
        return bool(_bodies().search(bare + " ")) or bare in lexicon.en_organisations()
    return bare in lexicon.en_territories() or bare.lower() in lexicon.en_territories_lower()


def _after_role(speaker: Speaker, after: str) -> Speaker:
    """What follows a role: where it is held, or a clause that belongs to it."""
    match = re.match(r" (of|for|at|in|from) (.+)", after)
    if match and not speaker.affiliation:
        place = _undetermined(_APPOSITION.split(match.group(2))[0])
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


def _kind(role_id: str | None) -> str:
    bare = re.sub("^(?:former-|deputy-)+", "", role_id or "")
    role = lexicon.roles().get(bare)
    return role.kind if role else ""


def _graded(speaker: Speaker, words: str) -> Speaker:
    """Named, on the record as an office, or anonymous."""
    if speaker.name:
        return speaker
    kind = _kind(speaker.role_id)
    first = words.split(" ", 1)[0].lower()
    vague = first in _EN["indefinite"] or speaker.plural or first.isdigit()
    anonymous = kind in ("collective", "media") or (vague and kind != "spokesperson")
    return replace(speaker, anonymous=anonymous, kind="group" if anonymous else "person")


def _plain(words: str) -> Speaker:
    """No role in sight: a state, a body, a medium, or a person's name alone."""
    bare = _undetermined(_CLAUSE.sub("", words)).removesuffix("'s").removesuffix("'")
    table = lexicon.en_territories()
    if bare in table:
        if bare in lexicon.seats() or bare in lexicon.en_states():
            return Speaker(name=words, affiliation_id=table[bare], kind="body")
        plural = bare.endswith("s")
        return Speaker(
            affiliation=bare,
            affiliation_id=table[bare],
            anonymous=True,
            kind="group",
            plural=plural,
        )
    if bare.lower() in lexicon.person_names():
        return Speaker(name=bare)
    known = en_affiliation(bare) if whole_affiliation(bare) else None
    if known or _BODY_END.search(bare):
        return _body(words, bare, known)
    if re.fullmatch(NAME, bare) and words == bare and not bare.isupper():
        return Speaker(name=bare)
    if words == bare and re.fullmatch("[a-z' -]+s", bare):  # "environmentalists"
        return Speaker(role=bare, anonymous=True, kind="group", plural=True)
    return Speaker(name=words, affiliation_id=en_affiliation(bare), kind="body")


def _body(words: str, bare: str, known: str | None) -> Speaker:
    entry = lexicon.organisations().get(organisation_of(known) or "")
    media = entry.kind in ("agency", "media") if entry else _medium(bare)
    agency = bool(entry and entry.kind == "agency")
    state = territory_of(known) if entry and entry.kind == "state" else None
    return Speaker(
        name=words,
        role="news agency" if agency else "media" if media else None,
        role_id="news-agency" if agency else "media" if media else None,
        affiliation=lexicon.territory_name(state, "en") if state else None,
        affiliation_id=known,
        kind="body",
    )


def _medium(bare: str) -> bool:
    return bool(_MEDIA_END.search(bare)) and bare[:1].isupper()
