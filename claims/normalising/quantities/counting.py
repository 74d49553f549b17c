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


class MeasureWord(NamedTuple):
    """A Chinese 量词 behind a number."""

    end: int
    surface: str
    unit: str
    dimension: str
    bare_one: bool


class _Noun(NamedTuple):
    dimension: str
    unit: str


_EVENTS = frozenset(["deaths", "injured", "missing", "prisoners", "casualties"])
_PERSONAL = frozenset(["people", "civilians"])
_CLAUSE_END = re.compile(
    r"[，。；、：！？“”「」『』\n（()）,;:!?《》]|(?<!\d)\.|\.(?!\d)|以及|和(?=[0-9一二三四五六七八九两])"
)
_AHEAD, _BEHIND, _REACH = 22, 40, 10


@cache
def _nouns() -> dict[str, _Noun]:
    return {
        word: _Noun(row["dimension"], row["unit"])
        for row in load("nouns.toml")["noun"]
        for word in (*row["zh"], *row["en"])
    }


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = [w for w in _nouns() if w.isascii() == (language == "en")]
    ordered = "|".join(
        re.escape(w).replace(r"\ ", " +") for w in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{ordered})\b" if language == "en" else ordered, re.IGNORECASE)


@cache
def _measure_words() -> tuple[re.Pattern[str], dict[str, MeasureWord]]:
    words = {
        word: MeasureWord(0, word, row["unit"], row["dimension"], row.get("bare_one", False))
        for row in load("measures.toml")["measure"]
        for word in row["words"]
    }
    ordered = "|".join(sorted(words, key=len, reverse=True))
    not_measure = "(?:人民|人工|人大|名单|名字|名义|名額|名额|个别|个人(?:信息|电脑)|位于|位於|次[日年月]|部[队門门署隊分长長]|家[庭长里]|条[约件例約]|件事|种族|所有|发[生现射布]|類型|起[来初源诉]|处[理于境]|座谈|支持|支援|只[有是能要会]|台[湾海风]|代表|场[面合]|门户|国家)"
    return re.compile(rf"[ \xa0]?(?!{not_measure})(?P<word>{ordered})"), words


def read_measure_word(text: str, end: int) -> MeasureWord | None:
    """The Chinese measure word that follows a number ending at `end`."""
    pattern, words = _measure_words()
    match = pattern.match(text, end)
    return words[match["word"]]._replace(end=match.end("word")) if match else None


def read_counted(
    text: str, start: int, end: int, language: str, measure_word: str
) -> Counted | None:
    """The noun counted by the quantity at `[start, end)`: after it, else before it in its clause.

    Where the measure word already names persons (94,300人), only what befell them is sought after
    it; where it counts occasions (9次), nothing is sought before.
    """
    if language.startswith("en"):
        return _english_after(text, start, end) or _before(text, start, "en")
    if fate := _fate(text, start, end):
        return fate
    personal = measure_word in _PERSONS
    after = _chinese_after(text, end)
    if after and (not personal or after.dimension in _EVENTS | {"troops"}):
        return after
    if measure_word in _OCCASIONS:
        return None
    before = _before(text, start, "zh")
    return before if before and (not personal or before.unit == "person") else None


_PERSONS = frozenset(["人", "个人", "個人"])
_OCCASIONS = frozenset("次起场場项項轮輪份条條家宗")
_DIED = re.compile(
    r"人?(?P<word>死(?!者|亡|刑|神)|亡|伤(?!者|亡|员)|傷(?!者|亡|員)|重伤|重傷|轻伤|輕傷)"
)
_TOOK = re.compile(r"(?P<word>致死|打死|炸死|死亡|死|致伤|打伤|受伤|受傷|伤|傷)(?:了|共)?\Z")


def _fate(text: str, start: int, end: int) -> Counted | None:
    """25死2伤, 死361人: what befell them, in one character beside the number."""
    match = _DIED.match(text, end) or _TOOK.search(text, max(0, start - 4), start)
    if match is None:
        return None
    deadly = "死" in match["word"] or "亡" in match["word"]
    return Counted(match["word"], "deaths" if deadly else "injured", "person")


def _clause(text: str, start: int, length: int) -> str:
    window = text[start : start + length]
    stop = _CLAUSE_END.search(window)
    return window[: stop.start()] if stop else window


_STOP_ZH = re.compile(
    r"在|将|將|已|是|对|對|向|从|從|與|与|并|會|会|可能|抵达|参加|參加|参与|进入|發動|发动|[0-9]"
)


def _chinese_after(text: str, end: int) -> Counted | None:
    clause = _clause(text, end, _AHEAD)
    match = _pattern("zh").search(clause)
    if (
        match is None
        or match.start() > _REACH
        or (not _event(match[0]) and _STOP_ZH.search(clause[: match.start()]))
    ):
        return None
    while (following := _pattern("zh").match(clause, match.end())) and following[0] != "人":
        match = following
    noun = _nouns()[match[0]]
    return Counted(clause[: match.end()].strip(" 的"), noun.dimension, noun.unit)


def _event(word: str) -> bool:
    return _nouns()[word].dimension in _EVENTS


_COPULA_ZH = re.compile(
    r"(?:数量|數量|人数|人數|总数|總數|规模|規模|总兵力|數目|数目|为|為|达到|達到|达|達|增至|增加到|升至|上升至|置于|扩大到|有|是|至|到|死亡|打死|造成|受伤|身亡)[^，。；]{0,6}\Z"
)
_COPULA_EN = re.compile(
    r"\b(?:to|at|is|was|are|were|of|reach(?:ed|es)?|total(?:l?ed|s)?|number(?:ed|s)?|than|killed|wounded|injured|killing|wounding|injuring|leaving|between|from|about|by)\b[^.;\n]{0,16}\Z",
    re.IGNORECASE,
)


def _before(text: str, start: int, language: str) -> Counted | None:
    reach = _BEHIND if language == "zh" else 90
    window = text[max(0, start - reach) : start]
    stops = list(_CLAUSE_END.finditer(window))
    clause = window[stops[-1].end() :] if stops else window
    matches = list(_pattern(language).finditer(clause))
    if not matches:
        return None
    linked = (_COPULA_ZH if language == "zh" else _COPULA_EN).search(clause)
    if not linked and len(clause.rstrip(" -–—")) - matches[-1].end() > _BESIDE[language]:
        return None
    noun = _nouns()[matches[-1][0].lower()]
    return Counted(matches[-1][0], noun.dimension, noun.unit)


_BESIDE = {"zh": 1, "en": 14}  # code points that may part a noun from the number after it
_STOP_EN = re.compile(
    r"\b(?:in|on|at|for|to|from|with|by|as|who|that|which|were|are|is|was|has|have|had|will|would|could|near|along|across|into|since|after|before|between|and|or|but|against|if|while|when)\b",
    re.IGNORECASE,
)
_BEFALL = re.compile(
    r"(?:[\w-]+ ){0,3}?(?:(?:were|was|are|have been|had been|have|had|reported|being|is) )?"
    r"(?P<event>killed|dead|died|deaths?|fatalities|injured|wounded|hurt|missing|arrested|detained)\b",
    re.IGNORECASE,
)
_BEFELL = re.compile(
    r"\b(?P<event>killed|killing|kills?|wounded|wounding|injured|injuring|arrested|detained|deaths of|death toll)\b[\w ]{0,16}\Z",
    re.IGNORECASE,
)
_EVENT_EN = {
    "kill": "deaths",
    "dead": "deaths",
    "died": "deaths",
    "deat": "deaths",
    "fata": "deaths",
    "inju": "injured",
    "woun": "injured",
    "hurt": "injured",
    "miss": "missing",
    "arre": "prisoners",
    "deta": "prisoners",
}


def _english_after(text: str, start: int, end: int) -> Counted | None:
    clause = _clause(text, end, 64)
    stop = _STOP_EN.search(clause, 1)
    phrase = clause[: stop.start()] if stop else clause
    matches = [m for m in _pattern("en").finditer(phrase) if phrase[: m.start()].count(" ") <= 5]
    surface = phrase[: matches[-1].end()].strip(" -") if matches else ""
    noun = _nouns()[" ".join(matches[-1][0].lower().split())] if matches else None
    if noun is None or noun.dimension in _PERSONAL | _EVENTS:
        event = _BEFALL.match(clause.lstrip(" ")) or _BEFELL.search(text, max(0, start - 40), start)
        if event:
            dimension = _EVENT_EN[event["event"].lower()[:4]]
            return Counted(surface or event["event"], dimension, "person")
    return Counted(surface, noun.dimension, noun.unit) if noun else None
