"""Coreference within one article: he, the minister, a family name, 双方, the report."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from . import lexicon
from .affiliations import territory_of
from .folding import fold
from .mentions import Mention, MentionTable, merged, person_of
from .speaker import NOBODY, Speaker

_POINTS_BACK = re.compile(
    lexicon.WORDS["zh"]["definite"]
    + f"|(?:{lexicon.alternation(lexicon.WORDS['en']['definite'])}) "
)


def resolve(
    speaker: Speaker, phrase: str, start: int, table: MentionTable, language: str
) -> Speaker:
    """The speaker with what the article says of it elsewhere; its phrase begins at `start`."""
    words = lexicon.WORDS["zh" if language.startswith("zh") else "en"]
    bare = fold(phrase).strip().lower()
    for pronouns, kinds in (("he", {"person"}), ("it", {"body"}), ("they", {"body", "group"})):
        if bare in words[pronouns]:
            return _referred(table, start, kinds) or NOBODY
    if bare in words["both"]:
        return _both(table, start, language) or NOBODY
    if speaker.kind == "document" and speaker.name is None:
        return _author(speaker, start, table) or speaker
    if speaker.name is None and speaker.role_id and not speaker.plural:
        return _holder(speaker, phrase, start, table) or speaker
    if speaker.name and not speaker.anonymous and not speaker.plural:
        return _fuller(speaker, table)
    return speaker


def _fuller(speaker: Speaker, table: MentionTable) -> Speaker:
    """The speaker with what other mentions of the same name add."""
    entity = table.named(speaker.name or "")
    if entity is None:
        return _expanded(speaker, table)
    known = entity.speaker
    if speaker.kind != "body":
        full = merged(speaker, known)
        name = known.name if len(known.name or "") >= len(full.name or "") else full.name
        return replace(full, name=name, kind=known.kind)
    if known.kind == "body":
        return replace(
            known,
            affiliation=speaker.affiliation or known.affiliation,
            role=speaker.role or known.role,
            role_id=speaker.role_id or known.role_id,
        )
    return speaker if speaker.affiliation_id else replace(merged(speaker, known), kind=known.kind)


def _expanded(speaker: Speaker, table: MentionTable) -> Speaker:
    """阿国防部 where the article names 阿塞拜疆国防部: a state's first character for the state."""
    name = fold(speaker.name or "")
    if speaker.kind != "body" or name[1:] not in lexicon.zh_organisations():
        return speaker
    for entity in table.entities:
        full = fold(entity.speaker.name or "")
        if full[:1] == name[:1] and full.endswith(name[1:]) and len(full) > len(name):
            return entity.speaker
    return speaker


def _referred(table: MentionTable, start: int, kinds: set[str]) -> Speaker | None:
    """The nearest earlier mention of the wanted kind, paragraph by paragraph, speakers first."""
    wanted = [m for m in table.before(start) if table.entities[m.entity].speaker.kind in kinds]
    if not wanted:
        return None
    own = table.folded.rfind("\n", 0, start) + 1
    nearest = wanted[0].start
    paragraph = own if nearest >= own else table.folded.rfind("\n", 0, nearest) + 1
    here = [m for m in wanted if m.start >= paragraph]
    chosen = _first(m for m in here if m.subject) or here[0]
    return table.entities[chosen.entity].speaker


def _first(mentions: Iterable[Mention]) -> Mention | None:
    return next(iter(mentions), None)


def _both(table: MentionTable, start: int, language: str) -> Speaker | None:
    """双方, both sides: the two states named last, in the order of the article."""
    found: dict[str, None] = {}
    for mention in table.before(start):
        speaker = table.entities[mention.entity].speaker
        state = speaker.affiliation_id if speaker.kind == "body" else None
        if state and len(state) == 2 and speaker.name:
            found.setdefault(speaker.name)
        if len(found) == 2:
            joint = "和" if language.startswith("zh") else " and "
            names = sorted(found, key=lambda name: table.folded.find(fold(name)))
            return Speaker(name=joint.join(names), kind="group", plural=True)
    return None


def _holder(speaker: Speaker, phrase: str, start: int, table: MentionTable) -> Speaker | None:
    """该国防长, the minister: the nearest earlier person with that role (and place, if given)."""
    place = territory_of(speaker.affiliation_id)
    if not _POINTS_BACK.match(fold(phrase).lower()) and not (place and speaker.kind == "person"):
        return None
    later = (mention for mention in table.mentions if mention.start >= start)
    for mention in chain(table.before(start), later):
        known = table.entities[mention.entity].speaker
        if known.kind != "person" or known.role_id != speaker.role_id:
            continue
        person = person_of(known)
        at = known.affiliation_id or (person.at if person else None)
        if not place or territory_of(at) == place:
            return known
    return None


def _author(speaker: Speaker, start: int, table: MentionTable) -> Speaker | None:
    """The report: whoever an earlier clause named just before the same word."""
    word = fold(speaker.role or "").lower()
    for mention in table.before(start):
        known = table.entities[mention.entity].speaker
        state = known.affiliation_id == territory_of(known.affiliation_id)
        if known.kind != "body" or state or known.role_id:
            continue
        clause = re.split("[，。；,.;\n]", table.folded[mention.end : mention.end + 24].lower())[0]
        if word and word in clause:
            return known
    return None
