"""What a number counts: the noun beside it, and the language-free dimension it belongs to."""

import re
from functools import cache
from typing import NamedTuple

from claims.normalising.quantities.lexicons import load


class Counted(NamedTuple):
    """`surface` as the text has it; `dimension` and `unit` from the lexicon, '' where unknown."""

    surface: str
    dimension: str
    unit: str


class _Noun(NamedTuple):
    dimension: str
    unit: str


class _Context(NamedTuple):
    """The patterns of surroundings.toml for one language."""

    noun: re.Pattern[str]
    stops: re.Pattern[str]
    links: re.Pattern[str]
    fate_after: re.Pattern[str]
    fate_before: re.Pattern[str]
    befell: re.Pattern[str]


_WORDS = load("surroundings.toml")
_EVENTS = frozenset(["deaths", "injured", "missing", "prisoners", "casualties"])
_PERSONS = frozenset(_WORDS["persons"])
_OCCASIONS = frozenset(_WORDS["occasions"])
_CLAUSE_END = re.compile(
    r"[，。；、：！？“”「」『』\n（()）,;:!?《》]|(?<!\d)\.|\.(?!\d)|以及|和(?=[0-9一二三四五六七八九两])"
)
_AHEAD, _BEHIND = 22, {"zh": 40, "en": 90}  # code points looked at after and before a number
_REACH = 10  # code points that may stand between a Chinese number and its noun
_MODIFIERS = 5  # words that may stand between an English number and its noun
_NEXT_WORD = re.compile(r"[ -](?P<word>[A-Za-z]+)")
_BESIDE = {"zh": 1, "en": 14}  # code points that may part a noun from the number after it


@cache
def _nouns() -> dict[str, _Noun]:
    return {
        word: _Noun(row["dimension"], row["unit"])
        for row in load("nouns.toml")["noun"]
        for word in (*row["zh"], *row["en"])
    }


@cache
def _context(language: str) -> _Context:
    words = sorted((w for w in _nouns() if w.isascii() == (language == "en")), key=len)
    ordered = "|".join(re.escape(word).replace(r"\ ", " +") for word in reversed(words))
    ordered = ordered.replace("|人|", "|人(?![数數])|") if language == "zh" else ordered
    rules = _WORDS[language]
    return _Context(
        re.compile(rf"\b(?:{ordered})\b" if language == "en" else ordered, re.IGNORECASE),
        re.compile(rules["stops"], re.IGNORECASE),
        re.compile(rf"(?:{rules['links']})[^，。；.;\n]{{0,16}}\Z", re.IGNORECASE),
        re.compile(rules["fate_after"], re.IGNORECASE),
        re.compile(rf"(?:{rules['fate_before']})\Z", re.IGNORECASE),
        re.compile(rules.get("befell", "(?!)")),
    )


def read_counted(
    text: str, start: int, end: int, language: str, measure_word: str
) -> Counted | None:
    """The noun counted by the quantity at `[start, end)`: after it, else before it in its clause.

    Where the measure word already names persons (94,300人), only what befell them is sought after
    it; where it counts occasions (9次), nothing is sought before.
    """
    if language.startswith("en"):
        after = _english_after(text, start, end)
        return after or (None if _noun_follows(text, end) else _before(text, start, "en"))
    if fate := _chinese_fate(text, start, end):
        return fate
    personal = measure_word in _PERSONS
    after = _chinese_after(text, end)
    if after and (not personal or after.dimension in _EVENTS | {"troops"}):
        return after
    if measure_word in _OCCASIONS:
        return None
    before = _before(text, start, "zh")
    return before if before and (not personal or before.unit == "person") else None


def _chinese_fate(text: str, start: int, end: int) -> Counted | None:
    """25死2伤, 死361人: what befell them, in a character or two beside the number."""
    context = _context("zh")
    match = context.fate_after.match(text, end) or context.fate_before.search(
        text, max(0, start - 4), start
    )
    if match is None:
        return None
    deadly = "死" in match["event"] or "亡" in match["event"]
    return Counted(match["event"], "deaths" if deadly else "injured", "person")


def _clause(text: str, start: int, length: int) -> str:
    window = text[start : start + length]
    stop = _CLAUSE_END.search(window)
    return window[: stop.start()] if stop else window


def _chinese_after(text: str, end: int) -> Counted | None:
    clause, context = _clause(text, end, _AHEAD), _context("zh")
    match = context.noun.search(clause)
    if match is None or match.start() > _REACH:
        return None
    event = _nouns()[match[0]].dimension in _EVENTS
    if not event and context.stops.search(clause[: match.start()]):
        return None
    while (following := context.noun.match(clause, match.end())) and _is_head(following[0]):
        match = following  # 防空导弹 + 系统: the last noun of a compound is its head
    noun, surface = _nouns()[match[0]], clause[: match.end()].strip(" 的")
    fate = context.befell.match(clause, match.end())
    if fate and noun.unit == "person" and noun.dimension not in _EVENTS:
        noun = _nouns()[fate["event"]]  # 3名士兵在冲突中受伤
    return Counted(surface, noun.dimension, noun.unit)


def _is_head(word: str) -> bool:
    return word != "人" and _nouns()[word].dimension not in _EVENTS


def _before(text: str, start: int, language: str) -> Counted | None:
    context = _context(language)
    window = text[max(0, start - _BEHIND[language]) : start]
    stops = list(_CLAUSE_END.finditer(window))
    clause = window[stops[-1].end() :] if stops else window
    matches = list(context.noun.finditer(clause))
    if not matches:
        return None
    beside = len(clause.rstrip(" -–—")) - matches[-1].end() <= _BESIDE[language]
    if not beside and not context.links.search(clause):
        return None
    noun = _nouns()[_key(matches[-1][0])]
    return Counted(matches[-1][0], noun.dimension, noun.unit)


def noun_at(text: str, at: int) -> bool:
    """Whether an English noun of the lexicon begins at `at`."""
    return _context("en").noun.match(text, at) is not None


def _key(surface: str) -> str:
    return " ".join(surface.lower().split())


def _noun_follows(text: str, end: int) -> bool:
    """Whether some word, unknown to the lexicon, stands where the noun stands: two candidates."""
    word = _NEXT_WORD.match(text, end)
    return bool(word and not _context("en").stops.match(text, word.start("word")))


def _english_after(text: str, start: int, end: int) -> Counted | None:
    clause, context = _clause(text, end, 3 * _AHEAD), _context("en")
    stop = context.stops.search(clause, 1)
    phrase = clause[: stop.start()] if stop else clause
    matches = [
        m for m in context.noun.finditer(phrase) if phrase[: m.start()].count(" ") <= _MODIFIERS
    ]
    if heads := [m for m in matches if phrase.startswith(" of ", m.end())]:
        matches = heads[:1]  # two divisions of infantry are divisions
    surface = phrase[: matches[-1].end()].strip(" -+") if matches else ""
    surface = surface.removeprefix("of ").removeprefix("the ").removeprefix("strong ")
    noun = _nouns()[_key(matches[-1][0])] if matches else None
    if noun is None or noun.unit == "person":
        event = context.fate_after.match(clause.lstrip(" ")) or context.fate_before.search(
            text, max(0, start - 40), start
        )
        if event:
            dimension = _WORDS["events"][event["event"].lower()[:4]]
            return Counted(surface or event["event"], dimension, "person")
    return Counted(surface, noun.dimension, noun.unit) if noun else None
