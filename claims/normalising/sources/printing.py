"""Words a speaker implies, in the article's own form: the state of a capital, of an adjective."""

import re
from dataclasses import replace
from functools import cache

import opencc

from . import lexicon
from .affiliations import territory_of
from .folding import fold
from .mentions import MentionTable
from .speaker import Speaker

_MEDIA = ("news-agency", "broadcaster", "media")
_TRADITIONAL = opencc.OpenCC("s2t")
_WITH_ARTICLE = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "United States", "United Kingdom"})


def printed(
    speaker: Speaker, phrase: str, text: str, table: MentionTable, language: str
) -> Speaker:
    """The speaker with its implied words as the article would print them."""
    if language.startswith("zh"):
        return _chinese(speaker, phrase, text, table, language)
    return _english(speaker, text, table)


def _chinese(
    speaker: Speaker, phrase: str, text: str, table: MentionTable, language: str
) -> Speaker:
    state = _implied_state(speaker)
    words = fold(phrase)
    if speaker.role_id in _MEDIA:  # 《今日俄罗斯》 is a name, and says nothing of a state
        words = words.replace(fold(speaker.name or ""), "")
    implied = speaker.affiliation is None or fold(speaker.affiliation) not in words
    known = speaker.affiliation is None or speaker.affiliation == _plain_state(state)
    if state and implied and known:
        place = _first_printed(state, text, table, "zh")
        speaker = replace(speaker, affiliation=place or speaker.affiliation)
    if language == "zh-Hant" and speaker.role and speaker.role not in text:
        speaker = replace(speaker, role=_TRADITIONAL.convert(speaker.role))
    return speaker


def _implied_state(speaker: Speaker) -> str | None:
    """The state a person or body belongs to, where the words do not say it."""
    if speaker.anonymous or speaker.plural:
        return None
    code = speaker.affiliation_id
    if speaker.kind == "person":
        return code if code and len(code) == 2 else None
    return territory_of(code) if speaker.affiliation else None


def _plain_state(code: str | None) -> str | None:
    return lexicon.territory_name(code, "zh-Hans") if code else None


def _english(speaker: Speaker, text: str, table: MentionTable) -> Speaker:
    code = speaker.affiliation_id
    place = speaker.affiliation
    if speaker.kind == "body" and code and len(code) == 2 and speaker.name:
        bare = re.sub("^the ", "", speaker.name, flags=re.IGNORECASE)
        if bare in lexicon.seats():  # Moscow said: the state
            name = _first_printed(code, text, table, "en") or lexicon.territory_name(code, "en")
            article = "the " if name in _WITH_ARTICLE else ""
            return replace(speaker, name=article + name)
        return speaker
    adjective = place in lexicon.en_territories() and place not in lexicon.en_states()
    missing = place is None and speaker.kind == "person" and not speaker.anonymous
    if code and len(code) == 2 and (adjective or missing):
        state = _first_printed(code, text, table, "en")
        if adjective:
            state = state or lexicon.territory_name(code, "en")
        return replace(speaker, affiliation=state)
    return speaker


def _first_printed(code: str, text: str, table: MentionTable, tongue: str) -> str | None:
    """The first name of a state that the article prints."""
    match = _state_names(code, tongue).search(table.folded)
    return text[match.start() : match.end()] if match else None


@cache
def _state_names(code: str, tongue: str) -> re.Pattern[str]:
    if tongue == "en":
        names = [name for name, key in lexicon.en_states().items() if key == code]
        return re.compile(rf"(?<!\w)(?:{lexicon.alternation(names) or '(?!)'})(?!\w)")
    names = [name for name, key in lexicon.zh_territories().items() if key == code]
    plain = [name for name in names if name not in lexicon.seats() and not name.endswith("方")]
    return re.compile(lexicon.alternation(plain) or "(?!)")
