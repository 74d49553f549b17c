"""Coreference within one article: he, the minister, a family name, 双方, the report."""

from dataclasses import replace
from typing import NamedTuple

from . import lexicon, pointing
from .entities import Entity, merged
from .folding import fold
from .genders import asked_by
from .mentions import POINTS_BACK, MentionTable
from .speaker import NOBODY, Speaker

_PRONOUNS = {"he": pointing.is_one, "it": pointing.is_body, "they": pointing.are_several}


class Resolved(NamedTuple):
    """A speaker, whom of the article it was found to be, and how ('' for the phrase alone)."""

    speaker: Speaker
    entity: Entity | None = None
    rule: str = ""


def resolve(
    speaker: Speaker, phrase: str, start: int, table: MentionTable, language: str
) -> Resolved:
    """The speaker with what the article says of it elsewhere; its phrase begins at `start`."""
    tongue = "zh" if language.startswith("zh") else "en"
    words = lexicon.WORDS[tongue]
    bare = fold(phrase).strip().lower()
    for pronouns, is_wanted in _PRONOUNS.items():
        if bare in words[pronouns]:
            found = pointing.referred(table, start, is_wanted, asked_by(bare))
            return _of(found, f"pronoun: {bare}") if found else Resolved(NOBODY)
    if bare in words["both"] or bare in words["pair"]:
        joined = pointing.two(table, start, tongue, persons=bare in words["pair"])
        return Resolved(joined or NOBODY, None, f"the two named last: {bare}" if joined else "")
    found, rule = _described(speaker, bare, start, table, tongue)
    if found:
        return _of(found, rule)
    if speaker.name and not speaker.anonymous and not speaker.plural:
        return _fuller(speaker, start, table)
    return Resolved(speaker)


def _of(entity: Entity, rule: str) -> Resolved:
    return Resolved(entity.speaker, entity, rule)


def _described(
    speaker: Speaker, bare: str, start: int, table: MentionTable, tongue: str
) -> tuple[Entity | None, str]:
    """Whom words without a name mean: the report, the ministry, the minister."""
    if speaker.kind == "document" and speaker.name is None:
        return pointing.author(speaker, start, table), f"who issued it: {bare}"
    definite = POINTS_BACK[tongue].match(bare)
    noun = bare if tongue == "zh" else bare[definite.end() :] if definite else ""
    if ending := lexicon.WORDS[tongue]["heads"].get(noun):
        return pointing.body_ending(ending, start, table), f"the nearest body: {bare}"
    if speaker.name is None and speaker.role_id:
        holder = pointing.holder(speaker, start, table, definite=bool(definite))
        return holder, f"the nearest holder: {bare}"
    return None, ""


def _fuller(speaker: Speaker, start: int, table: MentionTable) -> Resolved:
    """The speaker with what other mentions of the same name add."""
    if entity := pointing.of_a_state(speaker, start, table):
        return _of(entity, "the nearest of a state")
    entity = table.named(speaker.name or "", start) or pointing.family(speaker, start, table)
    if entity is None:
        return _expanded(speaker, table)
    known, rule = entity.speaker, "the same name"
    if speaker.kind != "body":
        full = merged(speaker, known)
        name = known.name if len(known.name or "") >= len(full.name or "") else full.name
        return Resolved(replace(full, name=name, kind=known.kind), entity, rule)
    if known.kind == "body":
        joined = replace(
            known,
            affiliation=speaker.affiliation or known.affiliation,
            role=speaker.role or known.role,
            role_id=speaker.role_id or known.role_id,
        )
        return Resolved(joined, entity, rule)
    if speaker.affiliation_id:
        return Resolved(speaker)
    return Resolved(replace(merged(speaker, known), kind=known.kind), entity, rule)


def _expanded(speaker: Speaker, table: MentionTable) -> Resolved:
    """阿国防部 where the article names 阿塞拜疆国防部: a state's first character for the state."""
    name = fold(speaker.name or "")
    if speaker.kind != "body" or name[1:] not in lexicon.zh_organisations():
        return Resolved(speaker)
    for entity in table.entities:
        full = fold(entity.speaker.name or "")
        if full[:1] == name[:1] and full.endswith(name[1:]) and len(full) > len(name):
            return _of(entity, "written out")
    return Resolved(speaker)
