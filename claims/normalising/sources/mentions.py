"""Who an article names, and where: the table later mentions are resolved in."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from . import chinese_mentions, english_mentions, lexicon
from .affiliations import organisation_of
from .folding import fold
from .speaker import Speaker


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names an entity; `subject`: it is the subject of what follows."""

    start: int
    end: int
    entity: int
    subject: bool


@dataclass(slots=True)
class Entity:
    """A person or body of one article: its fullest name and best role, and all its short names."""

    speaker: Speaker
    names: set[str] = field(default_factory=set)  # folded, lower case


@dataclass(frozen=True, slots=True)
class MentionTable:
    folded: str
    entities: list[Entity]
    mentions: list[Mention]  # by start

    def before(self, position: int) -> Iterator[Mention]:
        """Mentions that start before `position`, nearest first."""
        starts = [mention.start for mention in self.mentions]
        yield from reversed(self.mentions[: bisect_left(starts, position)])

    def named(self, name: str) -> Entity | None:
        """The entity a name belongs to: the same, its last part, or a spelling one letter off."""
        wanted = fold(name).lower()
        for entity in self.entities:
            if wanted in entity.names:
                return entity
        for entity in self.entities:
            if any(variant(wanted, known) for known in entity.names):
                return entity
        return None


@lru_cache(maxsize=32)
def mention_table(text: str, language: str) -> MentionTable:
    """All persons and bodies `text` names; cached, for the many claims of one article."""
    finder = chinese_mentions if language.startswith("zh") else english_mentions
    folded = fold(text)
    entities: list[Entity] = []
    for speaker in finder.introductions(text, folded):
        _add(entities, speaker)
    for entity in entities:
        entity.speaker = _with_printed_office(entity.speaker, entities, text, folded)
    return MentionTable(folded, entities, _occurrences(folded, entities, finder.is_subject))


def _with_printed_office(
    speaker: Speaker, entities: list[Entity], text: str, folded: str
) -> Speaker:
    """A well-known person's office, if the article prints it and nobody else in it holds it."""
    person = person_of(speaker) if speaker.kind == "person" else None
    if not person or not person.office or not person.at:
        return speaker
    role = lexicon.roles()[person.office]
    taken = any(entity.speaker.role_id == role.id for entity in entities)
    if taken or rank(speaker) >= role.rank:
        return speaker
    words = lexicon.alternation(word for word in role.zh + role.en if len(word) > 2)
    match = re.search(rf"(?<!\w)(?:{words})(?!\w)" if folded.isascii() else words, folded)
    if not match:
        return speaker
    return replace(
        speaker,
        role=text[match.start() : match.end()],
        role_id=role.id,
        affiliation_id=speaker.affiliation_id or person.at,
    )


def _add(entities: list[Entity], speaker: Speaker) -> None:
    names = _names(speaker)
    for entity in entities:
        if entity.speaker.kind == speaker.kind and _same(entity, speaker, names):
            entity.names |= names
            entity.speaker = merged(entity.speaker, speaker)
            return
    entities.append(Entity(speaker, names))


def _same(entity: Entity, speaker: Speaker, names: set[str]) -> bool:
    """One of the names is shared; of bodies, one known id and one name within the other."""
    if entity.names & names and (speaker.kind == "body" or _compatible(entity.speaker, speaker)):
        return True
    if speaker.kind == "person":
        return any(variant(one, other) for one in entity.names for other in names)
    known = speaker.affiliation_id
    if speaker.kind != "body" or known != entity.speaker.affiliation_id or known is None:
        return False
    name = fold(speaker.name or "")
    return organisation_of(known) is not None and any(
        not other.isascii() and (other in name or name in other) for other in entity.names
    )


def _compatible(one: Speaker, other: Speaker) -> bool:
    """Not two members of one family: Bill Clinton and Hillary Clinton share a name."""
    first = [part for part in re.split(r"[· ]", fold(one.name or "").lower()) if part]
    second = [part for part in re.split(r"[· ]", fold(other.name or "").lower()) if part]
    if len(first) < 2 or len(second) < 2:
        return True
    persons = person_of(one), person_of(other)
    if persons[0] or persons[1]:
        return persons[0] == persons[1]
    return first[0][0] == second[0][0] and first[-1] == second[-1]


def _names(speaker: Speaker) -> set[str]:
    """Every way the article may name the speaker again."""
    name = fold(speaker.name or "").lower()
    names = {name}
    if speaker.name_latin:
        names.add(fold(speaker.name_latin).lower())
    if speaker.kind == "person":
        person = person_of(speaker)
        if person:
            names |= {fold(form).lower() for form in person.zh + person.en}
        for form in list(names):
            last = re.split(r"[· ]", form)[-1]
            if len(last) > 1 and last not in ("jr.", "jr", "ii", "iii"):
                names.add(last)
    names.discard("")
    return names


def person_of(speaker: Speaker) -> lexicon.Person | None:
    """The person of persons.toml with the speaker's name, in Latin letters or as printed."""
    table = lexicon.person_names()
    for name in (speaker.name_latin, speaker.name):
        if name and (key := table.get(fold(name).lower())):
            return lexicon.persons()[key]
    return None


def merged(first: Speaker, second: Speaker) -> Speaker:
    """One speaker out of two mentions: the longer name, the higher role with its affiliation."""
    name = max(first.name or "", second.name or "", key=len) or None
    office = second if rank(second) > rank(first) else first
    other = first if office is second else second
    return replace(
        first,
        name=name,
        name_latin=max(first.name_latin or "", second.name_latin or "", key=len) or None,
        role=office.role,
        role_id=office.role_id,
        affiliation=office.affiliation or other.affiliation,
        affiliation_id=office.affiliation_id
        if office.affiliation
        else other.affiliation_id or office.affiliation_id,
    )


def rank(speaker: Speaker) -> int:
    bare = re.sub("^(former-|deputy-)+", "", speaker.role_id or "")
    role = lexicon.roles().get(bare)
    return role.rank if role else (0 if speaker.role is None else 1)


def variant(one: str, other: str) -> bool:
    """Whether two Chinese spellings of a name of four or more characters differ in one of them."""
    if len(one) != len(other) or len(one) < 4 or one.isascii() or other.isascii():
        return False
    differ = sum(a != b for a, b in zip(one, other, strict=True))
    return differ == 1 and one[-1] == other[-1]


def _occurrences(
    folded: str, entities: list[Entity], is_subject: Callable[[str, int, int], bool]
) -> list[Mention]:
    owner: dict[str, int] = {}
    for index, entity in enumerate(entities):
        for name in entity.names:
            owner.setdefault(name, index)
    if not owner:
        return []
    lower = folded.lower()
    if len(lower) != len(folded):
        lower = folded
    latin = lexicon.alternation(name for name in owner if name[-1].isascii())
    han = lexicon.alternation(name for name in owner if not name[-1].isascii())
    pattern = rf"(?<!\w)(?:{latin or '(?!)'})(?!\w)|(?:{han or '(?!)'})"
    return [
        Mention(m.start(), m.end(), owner[m.group()], is_subject(folded, m.start(), m.end()))
        for m in re.finditer(pattern, lower)
    ]
