"""Who an article names, and where: the table later mentions are resolved in."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from articles.spans import Span

from . import chinese, chinese_mentions, english, english_mentions, lexicon
from .entities import Entity, Introduction, Roster, person_of, rank
from .folding import fold
from .genders import gender_beside, gender_of
from .speaker import Speaker


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names an entity; `subject`: it is the subject of what follows."""

    start: int
    end: int
    entity: int
    subject: bool


@dataclass(frozen=True, slots=True)
class MentionTable:
    """The entities of an article and every place it names them at."""

    folded: str
    entities: list[Entity]
    mentions: list[Mention]  # by start
    roster: Roster
    starts: list[int]
    genders: dict[int, str] = field(default_factory=dict)  # entity → 'she' or 'he', if known

    def before(self, position: int) -> Iterator[Mention]:
        """Mentions that start before `position`, nearest first."""
        for number in range(bisect_left(self.starts, position) - 1, -1, -1):
            yield self.mentions[number]

    def after(self, position: int) -> Iterator[Mention]:
        """Mentions that start at `position` or later, nearest first."""
        for number in range(bisect_left(self.starts, position), len(self.mentions)):
            yield self.mentions[number]

    def named(self, name: str, position: int) -> Entity | None:
        """The entity a name at `position` belongs to; of namesakes the one last spoken of."""
        numbers = self.roster.called(fold(name).lower())
        if len(numbers) > 1:
            last = (m.entity for m in self.before(position) if m.entity in numbers)
            return self.entities[next(last, numbers[0])]
        return self.entities[numbers[0]] if numbers else None


@lru_cache(maxsize=32)
def mention_table(
    text: str, language: str, sources: tuple[tuple[Span, ...], ...] = ()
) -> MentionTable:
    """All persons and bodies `text` names; cached, for the many claims of one article.

    `sources` are phrases known to name somebody who speaks: they introduce persons as well, also
    unnamed ones.
    """
    zh = language.startswith("zh")
    finder = chinese_mentions if zh else english_mentions
    folded = fold(text)
    roster = Roster()
    for introduction in finder.introductions(text, folded):
        roster.add(introduction)
    unnamed = []
    for introduction in _spoken(text, folded, sources, zh):
        number = roster.add(introduction)
        if not introduction.speaker.name:
            unnamed.append(Mention(*introduction.span, number, subject=True))
    for entity in roster.entities:
        entity.speaker = _with_printed_office(entity, roster.entities, text, folded)
    speaking = {span.start for spans in sources for span in spans}
    genders: dict[int, str] = {}
    mentions = [*_occurrences(folded, roster, finder.is_subject, speaking, genders), *unnamed]
    mentions.sort(key=lambda mention: mention.start)
    for number, entity in enumerate(roster.entities):
        if gender := gender_of(entity, folded):
            genders.setdefault(number, gender)
    starts = [mention.start for mention in mentions]
    return MentionTable(folded, roster.entities, mentions, roster, starts, genders)


def _spoken(
    text: str, folded: str, sources: Sequence[Sequence[Span]], zh: bool
) -> Iterator[Introduction]:
    """Persons whom the source phrases themselves introduce."""
    parse = chinese.parse if zh else english.parse
    words = lexicon.WORDS["zh" if zh else "en"]
    pronouns = {word for key in ("he", "it", "they", "both", "pair") for word in words[key]}
    sought: set[str] = set()
    for spans in sources:
        if len(spans) != 1 or folded[slice(*spans[0])].lower() in pronouns:
            continue
        speaker = parse(text[slice(*spans[0])])
        if speaker.kind == "person" and speaker.name and not speaker.anonymous:
            if zh and len(speaker.name) == 1:
                continue  # 赵: a family name introduces nobody
            yield Introduction(spans[0], speaker)
            if not zh and " " not in speaker.name and speaker.name not in sought:
                sought.add(speaker.name)
                yield from english_mentions.full_name(folded, speaker.name)
        elif _introduces(speaker, folded[slice(*spans[0])].lower(), "zh" if zh else "en"):
            yield Introduction(spans[0], speaker)


def _introduces(speaker: Speaker, phrase: str, tongue: str) -> bool:
    """Whether a phrase brings somebody unnamed, or a body by its name, into the article."""
    definite = POINTS_BACK[tongue].match(phrase)
    if speaker.kind == "body":
        noun = phrase[definite.end() :] if definite and tongue == "en" else phrase
        return bool(speaker.affiliation_id) and noun not in lexicon.WORDS[tongue]["heads"]
    return bool(speaker.role_id and not speaker.name and not definite)


POINTS_BACK = {
    "zh": re.compile(lexicon.WORDS["zh"]["definite"]),
    "en": re.compile(rf"(?:{lexicon.alternation(lexicon.WORDS['en']['definite'])}) "),
}


def _with_printed_office(entity: Entity, entities: list[Entity], text: str, folded: str) -> Speaker:
    """A well-known person's office, if the article prints it and nobody else in it holds it."""
    speaker = entity.speaker
    person = person_of(speaker) if speaker.kind == "person" else None
    if not person or not person.office or not person.at:
        return speaker
    role = lexicon.roles()[person.office]
    taken = any(other.names and other.speaker.role_id == role.id for other in entities)
    if taken or rank(speaker) >= role.rank:
        return speaker
    words = lexicon.alternation(word for word in role.zh + role.en if len(word) > 2)
    match = re.search(rf"(?<!\w)(?:{words})(?!\w)" if folded.isascii() else words, folded)
    if not match:
        return speaker
    office = replace(
        speaker,
        role=text[match.start() : match.end()],
        role_id=role.id,
        affiliation_id=speaker.affiliation_id or person.at,
    )
    entity.introductions.append(Introduction(Span(*match.span()), office))
    return office


def _occurrences(
    folded: str,
    roster: Roster,
    is_subject: Callable[[str, int, int], bool],
    speaking: set[int],
    genders: dict[int, str],
) -> Iterator[Mention]:
    """Every place with one of the names; a name of several is the one's last spoken of."""
    names = {name for entity in roster.entities for name in entity.names}
    if not names:
        return
    lower = folded.lower()
    if len(lower) != len(folded):
        lower = folded
    latin = lexicon.alternation(name for name in names if name[-1].isascii())
    han = lexicon.alternation(name for name in names if not name[-1].isascii())
    pattern = rf"(?=\w)(?<!\w)(?:{latin or '(?!)'})(?!\w)|(?:{han or '(?!)'})"
    last_seen: dict[int, int] = {}
    for match in re.finditer(pattern, lower):
        numbers = roster.called(match.group())
        number = max(numbers, key=lambda n: (last_seen.get(n, -1), -n))
        last_seen[number] = match.start()
        subject = match.start() in speaking or is_subject(folded, *match.span())
        if gender := gender_beside(folded, *match.span()):
            genders.setdefault(number, gender)
        yield Mention(*match.span(), number, subject)
