"""An English source phrase → its parts: affiliation, role, name, and whether it names anybody."""

import re
from dataclasses import replace

from . import lexicon
from .affiliations import en_affiliation, organisation_of, territory_of
from .english_offices import (
    APPOSITION,
    CLAUSE,
    NAME,
    PREPOSITION,
    body_pattern,
    kind_of,
    read_office,
    role_pattern,
    undetermined,
    whole_affiliation,
)
from .folding import fold
from .speaker import NOBODY, Speaker, anonymity_of

_EN = lexicon.WORDS["en"]
_STRIP = " ,;:\"'“”‘’"
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_PARTICIPLE = re.compile(
    r" (?:released|published|issued|obtained|conducted|compiled|posted|seen|written|made) .*",
    re.DOTALL,
)
_DOCUMENT = re.compile(rf"(?<!\w)(?:{lexicon.alternation(_EN['documents'])})$", re.IGNORECASE)
_BODY_END = re.compile(rf"(?<!\w)(?:{lexicon.alternation(_EN['body_ends'])})$", re.IGNORECASE)
_MEDIA_END = re.compile(rf"(?<!\w)(?:{lexicon.alternation(_EN['media_ends'])})$", re.IGNORECASE)


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
    bare = undetermined(words)
    if words.lower() in _EN["collectives"] or not bare:
        return replace(NOBODY, plural=True)
    if words in _EN["blocs"]:
        return replace(NOBODY, affiliation=words, plural=True)
    steps = (
        (_document, _apposition, _joined, _possessive, read_office) if depth < 4 else (read_office,)
    )
    for step in steps:
        speaker = step(words, depth)
        if speaker:
            return speaker
    return _plain(words)


def _document(words: str, depth: int) -> Speaker | None:
    """A report speaks for its author: "a Kremlin readout of the call" → Kremlin."""
    head = PREPOSITION.split(_PARTICIPLE.sub("", CLAUSE.sub("", words)))[0]
    match = _DOCUMENT.search(head)
    if not match or role_pattern().search(head):
        return None
    author = undetermined(head[: match.start()].strip()).removesuffix("'s").removesuffix("'")
    author = re.sub(r" ?(?:intelligence|government|new|recent|latest|annual)$", "", author)
    by = re.search(rf" (?:by|from) ((?:the )?{NAME}.*)$", words)
    if by and not author:
        author = undetermined(by.group(1))
    if author:
        speaker = _read(author, depth + 1)
        if speaker.affiliation_id or speaker.role_id or (speaker.name or "")[:1].isupper():
            return speaker
    return Speaker(role=undetermined(head), anonymous=True, kind="document")


def _apposition(words: str, depth: int) -> Speaker | None:
    """Name, role — or role, name."""
    match = APPOSITION.search(words)
    if not match:
        return None
    left, right = words[: match.start()], CLAUSE.sub("", words[match.end() :])
    first = _read(left, depth + 1)
    second = _read(right.strip(_STRIP), depth + 1) if right.strip(_STRIP) else NOBODY
    if first.name and second.role and not second.name:
        known = first.role_id and kind_of(first.role_id) != "title"
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
    inside = [m.span() for m in body_pattern().finditer(words)]
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
    return undetermined(words)[:1].islower()


def _possessive(words: str, depth: int) -> Speaker | None:
    """Whose role: "Iceland's president", "Mr Hansen's lawyer"."""
    match = re.search(r"(?:'s|s') (?!office)", words)
    if not match or (role := role_pattern().search(words)) is None or role.start() < match.end():
        return None
    owner = undetermined(words[: match.start()] + ("s" if match.group()[0] == "s" else ""))
    speaker = read_office("the " + words[match.end() :], depth)
    if speaker is None or not owner:
        return speaker
    place = f"{owner} {speaker.affiliation}" if speaker.affiliation else owner
    known = en_affiliation(place) or speaker.affiliation_id
    return replace(speaker, affiliation=place, affiliation_id=known)


def _plain(words: str) -> Speaker:
    """No role in sight: a state, a body, a medium, or a person's name alone."""
    bare = undetermined(CLAUSE.sub("", words)).removesuffix("'s").removesuffix("'")
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
