"""Which language a text is in, Chinese by script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from articles.reading.folders import OWN

# Frequent characters that only one of the two scripts uses.
SIMPLIFIED = frozenset(
    "们这说会来对时国过发现为学个开关军总统务乌兰战报导记讯经济产东门问间风应该动认识议论请让还进选举边"
    "车员长张见观规视页题额预领频马驻验黄党两严丽义习书买乱争亚亲亿仅从众优传伤伦伟侦债倾儿则创删剧办劳势协"
    "单卖卫厂厅历压县参双变叶号吗听启员团围图圆场坏块坚声处备复够头夺奋妇孙宁宝实审宪宽对导将尔层岁岛币师带帮"
)
TRADITIONAL = frozenset(
    "們這說會來對時國過發現為學個開關軍總統務烏蘭戰報導記訊經濟產東門問間風應該動認識議論請讓還進選舉邊"
    "車員長張見觀規視頁題額預領頻馬駐驗黃黨兩嚴麗義習書買亂爭亞親億僅從眾優傳傷倫偉偵債傾兒則創刪劇辦勞勢協"
    "單賣衛廠廳歷壓縣參雙變葉號嗎聽啟員團圍圖圓場壞塊堅聲處備復夠頭奪奮婦孫寧寶實審憲寬對導將爾層歲島幣師帶幫"
)
SAMPLE = 20_000  # characters
DECLARED = 12.0  # nats: what the page's own word is worth; some twenty letters of text outweigh it
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_EAST_ASIAN = re.compile(f"{_HAN.pattern}|{_KANA.pattern}|{_HANGUL.pattern}")
_CANTONESE = re.compile("[嘅咗喺唔佢哋啲嗰嚟冇睇嘢]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|that|said|for|was|with|on|has|is)\b", re.IGNORECASE)
_THE = re.compile(r"\bthe\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")
_SCRIPT = re.compile(r"[-_](?:(hans|cn|sg|my|chs)|(hant|tw|hk|mo|cht))\b", re.IGNORECASE)


def language_of(text: str, declared: Iterable[str] = ()) -> str:
    """'en', 'zh-Hans', 'zh-Hant', or an ISO 639-1 code; 'und' for a text without letters.

    `declared` is what the page says of itself (`lang`, `og:locale` …), the surest first. It decides
    only where the text is too short to tell: pages are often wrong.

    >>> language_of("乌克兰国防部长说，边境的俄军有十万人。")
    'zh-Hans'
    """
    sample = text[:SAMPLE].encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
    claims = [claim for claim in map(str.strip, declared) if _code_of(claim)]
    han, kana, hangul = (len(kind.findall(sample)) for kind in (_HAN, _KANA, _HANGUL))
    words = len(_WORD.findall(_EAST_ASIAN.sub(" ", sample)))
    if hangul > max(han, words):
        return "ko"
    if kana + han > words and kana * 10 > han and (kana > 5 or kana * 3 > han):
        return "ja"
    if han * 2 > words:
        short_japanese = han < 30 and claims and _code_of(claims[0]) == "ja"
        return "ja" if short_japanese else "zh-" + _script(sample, claims)
    if not any(char.isalpha() for char in sample):
        return "und"
    return _alphabetic(sample, claims)


def _code_of(declared: str) -> str | None:
    """'pt' of 'pt_BR'."""
    found = _CODE.match(declared)
    if found is None:
        return None
    code = found[0].lower()
    return str(_data()["called"].get(code, code))


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads((OWN / "languages.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _scripts() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(f"[{script['letters']}]"), tuple(script["languages"]))
        for script in _data()["scripts"].values()
    )


def _alphabetic(sample: str, claims: list[str]) -> str:
    """The language of a text in letters: the likeliest of those that use most of its letters."""
    counts = [(len(letters.findall(sample)), languages) for letters, languages in _scripts()]
    most, languages = max(counts, key=lambda count: count[0])
    if most == 0:
        return next(filter(None, map(_code_of, claims)), "und")
    if len(languages) == 1:
        return languages[0]
    if languages[0] == "en" and _plainly_english(sample):
        return "en"
    claimed = next((code for claim in claims if (code := _code_of(claim)) in languages), None)
    return _likeliest(sample, languages, claimed)


def _plainly_english(sample: str) -> bool:
    """Spares most texts the classifier, which takes a second to load."""
    words = len(_WORD.findall(sample))
    if words < 40:
        return False
    return len(_ENGLISH.findall(sample)) * 8 > words and len(_THE.findall(sample)) * 50 > words


def _likeliest(sample: str, languages: tuple[str, ...], claimed: str | None) -> str:
    from py3langid.langid import rank  # slow to load, and rarely needed

    plain = sample.lower() if sample.isupper() else sample  # it knows no words in capitals
    scores = {str(code): max(float(score), -1e9) for code, score in rank(plain)}
    scores["no"] = max(scores["no"], scores["nn"])
    leaning: dict[str, float] = _data()["leaning"]

    def likelihood(code: str) -> float:
        return scores[code] + leaning.get(code, 0.0) + (DECLARED if code == claimed else 0.0)

    return max(languages, key=likelihood)


def _script(text: str, claims: list[str]) -> str:
    """Hans or Hant: by the characters that only one has, else as the page says, else by Cantonese,
    which is printed in Hant."""
    simplified = sum(char in _ONLY_SIMPLIFIED for char in text)
    traditional = sum(char in _ONLY_TRADITIONAL for char in text)
    if simplified == traditional:
        simplified, traditional = _changed(text, "s2t"), _changed(text, "t2s")
    if simplified != traditional:
        return "Hant" if traditional > simplified else "Hans"
    for claim in claims:
        if _code_of(claim) == "zh" and (found := _SCRIPT.search(claim)):
            return "Hans" if found[1] else "Hant"
    return "Hant" if _CANTONESE.search(text) else "Hans"


def _changed(text: str, direction: str) -> int:
    """How many of its characters are always written otherwise in the other script."""
    import opencc  # rarely needed

    characters = sorted(set(_HAN.findall(text)))
    lines = "\n".join(characters)  # each alone: words choose among spellings that both scripts have
    other = opencc.OpenCC(direction).convert(lines).split("\n")
    return sum(one != two for one, two in zip(characters, other, strict=False))


_ONLY_SIMPLIFIED = SIMPLIFIED - TRADITIONAL
_ONLY_TRADITIONAL = TRADITIONAL - SIMPLIFIED
