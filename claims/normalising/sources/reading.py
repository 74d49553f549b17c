"""Source spans in an article → the speaker, with names and roles found elsewhere in it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from articles.spans import Span

from . import chinese, english, lexicon
from .affiliations import territory_of
from .folding import fold
from .mentions import Mention, MentionTable, mention_table, merged, person_of, rank
from .speaker import NOBODY, Speaker, anonymity_of


def read_speaker(
    text: str, source: Sequence[Span], language: str, *, published: date | None = None
) -> Speaker:
    """The speaker that the `source` spans of `text` name.

    Pronouns, family names and "the minister" are resolved within the article. With `published`,
    the office a well-known person held on that day gives `role_id` where the article prints none.
    Never raises: a phrase that names nobody is an anonymous group.

    >>> text = "芬兰国防部长科斯基宁说会谈有用。他还说会再谈。"
    >>> read_speaker(text, [Span(15, 16)], "zh-Hans").role
    '国防部长'
    """
    spans = [Span(max(0, start), end) for start, end in source if max(0, start) < end]
    phrase = _phrase(text, spans, language)
    if not phrase.strip():
        return NOBODY
    parse = chinese.parse if language.startswith("zh") else english.parse
    table = mention_table(text, language)
    speaker = _resolve(parse(phrase), phrase, spans[0].start, table, language)
    speaker = _in_office(speaker, published)
    speaker = _printed(speaker, text, table, language)
    return replace(speaker, anonymity=anonymity_of(speaker))


def _phrase(text: str, spans: Sequence[Span], language: str) -> str:
    joint = "" if language.startswith("zh") else " "
    return joint.join(text[start:end] for start, end in spans)


def _resolve(
    speaker: Speaker, phrase: str, start: int, table: MentionTable, language: str
) -> Speaker:
    words = lexicon.WORDS["zh" if language.startswith("zh") else "en"]
    bare = fold(phrase).strip().lower()
    if bare in words["he"]:
        return _referred(table, start, {"person"}) or NOBODY
    if bare in words["it"]:
        return _referred(table, start, {"body"}) or NOBODY
    if bare in words["they"]:
        return _referred(table, start, {"body", "group"}) or NOBODY
    if bare in words["both"]:
        return _both(table, start, language) or NOBODY
    if speaker.kind == "document" and speaker.name is None:
        return speaker
    if speaker.kind == "person" and speaker.name is None and speaker.role_id:
        return _holder(speaker, phrase, start, table) or speaker
    if speaker.name and not speaker.anonymous:
        return _fuller(speaker, table)
    return speaker


def _fuller(speaker: Speaker, table: MentionTable) -> Speaker:
    """The speaker with what other mentions of the same name add."""
    if speaker.plural:
        return speaker
    entity = table.named(speaker.name or "")
    if entity is None or (
        speaker.kind == "body" and entity.speaker.kind == "person" and speaker.affiliation_id
    ):
        return speaker
    if speaker.kind == "body" and entity.speaker.kind == "body":
        return replace(
            entity.speaker, affiliation=speaker.affiliation or entity.speaker.affiliation
        )
    full = merged(speaker, entity.speaker)
    return replace(full, kind=entity.speaker.kind)


def _referred(table: MentionTable, start: int, kinds: set[str]) -> Speaker | None:
    """The nearest earlier subject of the wanted kind; in the same paragraph any mention will do."""
    paragraph = table.folded.rfind("\n", 0, start) + 1
    before = [m for m in table.before(start) if table.entities[m.entity].speaker.kind in kinds]
    chosen = _first(m for m in before if m.subject and m.start >= paragraph)
    chosen = chosen or _first(m for m in before if m.start >= paragraph)
    chosen = chosen or _first(m for m in before if m.subject) or _first(before)
    return table.entities[chosen.entity].speaker if chosen else None


def _first(mentions: object) -> Mention | None:
    return next(iter(mentions), None)  # type: ignore[call-overload, no-any-return]


def _both(table: MentionTable, start: int, language: str) -> Speaker | None:
    """双方, both sides: the two states named last."""
    found: list[str] = []
    for mention in table.before(start):
        speaker = table.entities[mention.entity].speaker
        state = speaker.affiliation_id if speaker.kind == "body" else None
        if state and len(state) == 2 and speaker.name and speaker.name not in found:
            found.append(speaker.name)
        if len(found) == 2:
            joint = "和" if language.startswith("zh") else " and "
            return Speaker(name=joint.join(reversed(found)), kind="group", plural=True)
    return None


def _holder(speaker: Speaker, phrase: str, start: int, table: MentionTable) -> Speaker | None:
    """该国防长, the minister: the nearest earlier person with that role (and place, if given)."""
    definite = re.match(
        f"{lexicon.WORDS['zh']['definite']}|(?:the|its|his|her|this) ", fold(phrase).lower()
    )
    place = speaker.affiliation_id
    if not definite and not place:
        return None
    for mention in table.before(start):
        known = table.entities[mention.entity].speaker
        if known.kind != "person" or known.role_id != speaker.role_id:
            continue
        if not place or territory_of(known.affiliation_id) == territory_of(place):
            return known
    return None


def _in_office(speaker: Speaker, published: date | None) -> Speaker:
    """Ids of a well-known person the article did not spell out."""
    person = person_of(speaker) if speaker.kind == "person" and not speaker.anonymous else None
    if person is None:
        return speaker
    at = speaker.affiliation_id or person.at
    if rank(speaker) < 2 and published and person.held(published):
        return replace(speaker, role_id=person.office, affiliation_id=person.at)
    return replace(speaker, affiliation_id=at)


def _printed(speaker: Speaker, text: str, table: MentionTable, language: str) -> Speaker:
    """Implied words in the article's own form: the state of a capital, the kind of a medium."""
    code = speaker.affiliation_id
    person = speaker.kind == "person" and not speaker.anonymous and speaker.affiliation is None
    if person and code and len(code) == 2:
        return replace(speaker, affiliation=_state_printed(code, text, table, language))
    return speaker


def _state_printed(code: str, text: str, table: MentionTable, language: str) -> str | None:
    """The first name of a state that the article prints."""
    chinese_text = language.startswith("zh")
    names = lexicon.zh_territories() if chinese_text else lexicon.en_territories()
    forms = [
        n
        for n, c in names.items()
        if c == code and n not in lexicon.seats() and not n.endswith("方")
    ]
    match = re.search(lexicon.alternation(forms), table.folded) if forms else None
    return text[match.start() : match.end()] if match else None
