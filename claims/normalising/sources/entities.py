"""The persons and bodies of one article, each with all the ways the article names it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from articles.spans import Span

from . import lexicon
from .affiliations import organisation_of
from .folding import fold
from .speaker import Speaker

_ENOUGH = 24  # introductions of one entity; a long article repeats the same ones


class Introduction(NamedTuple):
    """A phrase of the article that names or describes somebody, and what it says by itself."""

    span: Span
    speaker: Speaker


@dataclass(slots=True)
class Entity:
    """A person or body of one article: its fullest name and best role, and all its short names.

    Somebody unnamed ("a US official") has no names: only what points back finds such a one.
    """

    speaker: Speaker
    names: set[str] = field(default_factory=set)  # folded, lower case
    introductions: list[Introduction] = field(default_factory=list)
    told: set[Speaker] = field(default_factory=set)  # what the introductions say, each once


class Roster:
    """Entities under construction, found by name without asking each of them."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_name: dict[str, list[int]] = {}
        self._by_shape: dict[tuple[int, str], set[str]] = {}
        self._bodies: dict[str, list[int]] = {}

    def add(self, introduction: Introduction) -> int:
        """Merge the introduction into the entity it names, or make one; the entity's number."""
        speaker = introduction.speaker
        names = names_of(speaker)
        number = self._find(speaker, names)
        if number is None:
            number = len(self.entities)
            self.entities.append(Entity(speaker))
        entity = self.entities[number]
        entity.speaker = merged(entity.speaker, speaker)
        if len(entity.introductions) < _ENOUGH and speaker not in entity.told:
            entity.introductions.append(introduction)
            entity.told.add(speaker)
        for name in names - entity.names:
            self._by_name.setdefault(name, []).append(number)
            self._by_shape.setdefault(_shape(name), set()).add(name)
        if speaker.kind == "body" and speaker.affiliation_id and not entity.names:
            self._bodies.setdefault(speaker.affiliation_id, []).append(number)
        entity.names |= names
        return number

    def called(self, name: str) -> list[int]:
        """The entities with this folded name, or a spelling of it one letter off, in order."""
        if name in self._by_name:
            return self._by_name[name]
        variants = (n for n in sorted(self._by_shape.get(_shape(name), ())) if variant(name, n))
        return [number for known in variants for number in self._by_name[known]]

    def _find(self, speaker: Speaker, names: set[str]) -> int | None:
        numbers = {n for name in names for n in self._by_name.get(name, ())}
        if speaker.kind == "person":
            numbers |= {n for name in names for n in self.called(name)}
        elif speaker.kind == "body":
            numbers |= set(self._bodies.get(speaker.affiliation_id or "", ()))
        return next((n for n in sorted(numbers) if _same(self.entities[n], speaker, names)), None)


def _shape(name: str) -> tuple[int, str]:
    return len(name), name[-1]


def _same(entity: Entity, speaker: Speaker, names: set[str]) -> bool:
    """One of the names is shared; of bodies, one known id and one name within the other."""
    if entity.speaker.kind != speaker.kind:
        return False
    if entity.names & names:
        return speaker.kind == "body" or _compatible(entity.speaker, speaker)
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
    first, second = parts_of(one.name), parts_of(other.name)
    if len(first) < 2 or len(second) < 2:
        return True
    persons = person_of(one), person_of(other)
    if persons[0] or persons[1]:
        return persons[0] == persons[1]
    return first[0][0] == second[0][0] and first[-1] == second[-1]


def parts_of(name: str | None) -> list[str]:
    """The parts of a name, folded and in lower case: ['sauli', 'niinistö']."""
    return [part for part in re.split(r"[· ]", fold(name or "").lower()) if part]


def names_of(speaker: Speaker) -> set[str]:
    """Every way the article may name the speaker again."""
    if speaker.anonymous or not speaker.name:
        return set()
    names = {fold(speaker.name).lower()}
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
    """How high the speaker's office is, to choose among several; 0 for none."""
    bare = re.sub("^(former-|deputy-)+", "", speaker.role_id or "")
    role = lexicon.roles().get(bare)
    return role.rank if role else (0 if speaker.role is None else 1)


def variant(one: str, other: str) -> bool:
    """Whether two Chinese spellings of a name of four or more characters differ in one of them."""
    if len(one) != len(other) or len(one) < 4 or one.isascii() or other.isascii():
        return False
    differ = sum(a != b for a, b in zip(one, other, strict=True))
    return differ == 1 and one[-1] == other[-1]


def fullest(speakers: Iterable[Speaker]) -> Speaker:
    """Of several readings of one person the one that says most; the first of equals."""
    fields = ("name", "name_latin", "role", "role_id", "affiliation", "affiliation_id")
    return max(speakers, key=lambda speaker: sum(bool(getattr(speaker, f)) for f in fields))
