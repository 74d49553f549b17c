"""Whom short words point at: the nearest entity of an article that they can mean."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, islice

from . import lexicon
from .affiliations import territory_of
from .entities import Entity, person_of
from .folding import fold
from .labels import is_state, split_role
from .mentions import Mention, MentionTable
from .speaker import Speaker

_FAR = 400  # mentions that lie between a short word and what it means, at most


def is_one(speaker: Speaker) -> bool:
    """A single person, named or not."""
    if speaker.kind == "group":
        return bool(speaker.anonymous and speaker.role_id and not speaker.plural)
    return speaker.kind == "person"


def is_body(speaker: Speaker) -> bool:
    """A state or an organisation."""
    return speaker.kind == "body"


def are_several(speaker: Speaker) -> bool:
    """Several people, or those of a body."""
    return speaker.kind == "body" or (speaker.kind == "group" and speaker.plural)


def _before(table: MentionTable, start: int) -> Iterator[Mention]:
    return islice(table.before(start), _FAR)


def referred(
    table: MentionTable, start: int, is_wanted: Callable[[Speaker], bool], gender: str | None
) -> Entity | None:
    """The nearest earlier mention of the wanted kind, paragraph by paragraph.

    In one paragraph who is known to be called so comes first, then who speaks.
    """
    own = table.folded.rfind("\n", 0, start) + 1
    paragraph: int | None = None
    near: list[Mention] = []
    for mention in _before(table, start):
        if paragraph is not None and mention.start < paragraph:
            break
        other = gender and table.genders.get(mention.entity, gender) != gender
        if other or not is_wanted(table.entities[mention.entity].speaker):
            continue
        if paragraph is None:
            here = mention.start >= own
            paragraph = own if here else table.folded.rfind("\n", 0, mention.start) + 1
        near.append(mention)
    if not near:
        return None
    sure = [m for m in near if gender and table.genders.get(m.entity) == gender] or near
    return table.entities[next((m for m in sure if m.subject), sure[0]).entity]


def two(table: MentionTable, start: int, tongue: str, *, persons: bool) -> Speaker | None:
    """双方, the two leaders: the two states, or persons, named last, in the article's order."""
    found: dict[str, int] = {}
    for mention in _before(table, start):
        speaker = table.entities[mention.entity].speaker
        state = speaker.affiliation_id if speaker.kind == "body" else None
        wanted = speaker.kind == "person" if persons else bool(state and len(state) == 2)
        if wanted and speaker.name:
            found.setdefault(speaker.name, table.entities[mention.entity].introductions[0].span[0])
        if len(found) == 2:
            joint = "和" if tongue == "zh" else " and "
            names = sorted(found, key=lambda name: found[name])
            return Speaker(name=joint.join(names), kind="group", plural=True)
    return None


def family(speaker: Speaker, start: int, table: MentionTable) -> Entity | None:
    """赵 or 赵先生 where the article has named 赵立坚: a family name of one character."""
    name = fold(speaker.name or "")
    if len(name) != 1 or name not in lexicon.WORDS["zh"]["surnames"] or speaker.kind != "person":
        return None
    for mention in _before(table, start):
        known = table.entities[mention.entity].speaker
        full = fold(known.name or "")
        if known.kind == "person" and full[:1] == name and 2 <= len(full) <= 4:
            return table.entities[mention.entity]
    return None


def body_ending(ending: str, start: int, table: MentionTable) -> Entity | None:
    """该部, the ministry: the nearest earlier body whose name ends so; 'state' is any state."""
    for mention in _before(table, start):
        known = table.entities[mention.entity].speaker
        if known.kind != "body" or not known.name:
            continue
        if is_state(known.name) if ending == "state" else _end(ending).search(fold(known.name)):
            return table.entities[mention.entity]
    return None


def of_a_state(speaker: Speaker, start: int, table: MentionTable) -> Entity | None:
    """国防部 where the article names 芬兰国防部: the nearest such body with its state."""
    known = speaker.affiliation_id or ""
    entry = lexicon.organisations().get(known)
    if speaker.kind != "body" or entry is None or not entry.every:
        return None
    later = islice(table.after(start), _FAR)
    for mention in chain(_before(table, start), later):
        found = table.entities[mention.entity].speaker
        if found.kind == "body" and (found.affiliation_id or "").endswith(f":{known}"):
            return table.entities[mention.entity]
    return None


@cache
def _end(ending: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if ending.isascii() else ""
    return re.compile(rf"{before}(?:{ending})$", re.IGNORECASE)


def holder(speaker: Speaker, start: int, table: MentionTable, *, definite: bool) -> Entity | None:
    """该国防长, the minister: the nearest person with that role (and place, if given).

    What points back finds unnamed ones as well: a US official … the official.
    """
    place = territory_of(speaker.affiliation_id)
    if not definite and not (place and speaker.kind == "person"):
        return None
    later = islice(table.after(start), _FAR)
    for mention in chain(_before(table, start), later):
        entity = table.entities[mention.entity]
        known = entity.speaker
        if not known.name and (not definite or mention.start >= start):
            continue
        if known.plural != speaker.plural or not _is_held(speaker, known):
            continue
        person = person_of(known)
        at = known.affiliation_id or (person.at if person else None)
        if not place or territory_of(at) == place:
            return entity
    return None


def _is_held(speaker: Speaker, known: Speaker) -> bool:
    """The same role; of unnamed ones a narrower role will do (intelligence official, official)."""
    if known.kind not in ("person", "group") or known.role_id is None:
        return False
    if known.role_id == speaker.role_id:
        return True
    _, role = split_role(speaker.role_id)
    collective = role is not None and role.kind == "collective"
    return collective and not known.name and known.role_id.endswith(f"-{speaker.role_id}")


def author(speaker: Speaker, start: int, table: MentionTable) -> Entity | None:
    """The report: whoever an earlier clause named just before the same word."""
    word = fold(speaker.role or "").lower()
    for mention in _before(table, start):
        entity = table.entities[mention.entity]
        known = entity.speaker
        state = known.affiliation_id == territory_of(known.affiliation_id)
        if known.kind != "body" or state or known.role_id:
            continue
        clause = re.split("[，。；,.;\n]", table.folded[mention.end : mention.end + 24].lower())[0]
        if word and word in clause:
            return entity
    return None
