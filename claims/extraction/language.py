"""Which language a text is in, and whether the engine reads it."""

import re
from collections import Counter

from claims.extraction.attribution import ArticleInput

_TRADITIONAL = frozenset("們這個國會說對時來為過還學實現發電開關報導稱將與應該點統總務據軍東無")
_SIMPLIFIED = frozenset("们这个国会说对时来为过还学实现发电开关报导称将与应该点统总务据军东无")
_SAMPLE = 20_000  # characters that tell the language
_FEW = 12  # words that are too few to tell it by

# the letters of a script, and the languages written in it, the likeliest first
_SCRIPTS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    name: (re.compile(f"[{letters}]"), tuple(languages.split()))
    for name, letters, languages in (
        ("han", "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af", "zh"),
        ("kana", "\u3040-\u30ff", "ja"),
        ("hangul", "\uac00-\ud7af", "ko"),
        ("cyrillic", "\u0400-\u052f", "ru uk bg sr mk be kk ky mn tg"),
        ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff", "ar fa ur ps ku ug"),
        ("hebrew", "\u0590-\u05ff", "he yi"),
        ("greek", "\u0370-\u03ff", "el"),
        ("devanagari", "\u0900-\u097f", "hi mr ne"),
        ("bengali", "\u0980-\u09ff", "bn as"),
        ("tamil", "\u0b80-\u0bff", "ta"),
        ("thai", "\u0e00-\u0e7f", "th"),
        ("armenian", "\u0530-\u058f", "hy"),
        ("georgian", "\u10a0-\u10ff", "ka"),
    )
}
_LATIN_WORD = re.compile("[A-Za-zÀ-ɏ\u1e00-\u1eff]+")
# Common English words, first those that hardly any other language writes the same.
_ONLY_ENGLISH = frozenset(
    ("the", "of", "and", "to", "that", "said", "with", "from", "would", "which", "they", "this")
)
_ENGLISH = _ONLY_ENGLISH | {"for", "is", "by", "have", "will", "not", "but", "his", "her", "he"}


def supports(language: str) -> bool:
    """Whether the engine reads the language: English and Chinese.

    >>> supports("zh-Hant"), supports("ar")
    (True, False)
    """
    return language.partition("-")[0] in ("en", "zh")


def language_of(article: ArticleInput) -> str:
    """The article's language as it is given, or as its text shows where nobody says.

    >>> language_of(ArticleInput("", "en-GB")), language_of(ArticleInput("", "zh-TW"))
    ('en', 'zh-Hant')
    """
    given = article.language or "und"
    primary, _, rest = given.partition("-")
    if primary == "zh":
        traditional = any(part in ("Hant", "TW", "HK", "MO") for part in rest.split("-"))
        return "zh-Hant" if traditional else "zh-Hans" if rest else f"zh-{_script(article.text)}"
    if given == "und":
        return guess_language(article.text)
    return "en" if primary == "en" else given


def guess_language(text: str) -> str:
    """`zh-Hans`, `zh-Hant`, `en`, another ISO 639-1 code, or `und` for a text without letters.

    >>> guess_language("總統說"), guess_language("总统说"), guess_language("He said")
    ('zh-Hant', 'zh-Hans', 'en')
    >>> guess_language("وقال الوزير إن الوضع هادئ"), guess_language("94,300 …")
    ('ar', 'und')
    """
    sample = text[:_SAMPLE]
    letters = Counter(
        {name: len(pattern.findall(sample)) for name, (pattern, _) in _SCRIPTS.items()}
    )
    words = [word.lower() for word in _LATIN_WORD.findall(sample)]
    if letters["kana"] * 10 > letters["han"] and letters["kana"] > 5:
        letters["han"] = 0  # Japanese is written with Han characters too
    script, count = letters.most_common(1)[0]
    # A Han character is half a word, a letter of an alphabet about a fifth of one.
    if count / (2 if script == "han" else 5) >= len(words) and count:
        return f"zh-{_script(sample)}" if script == "han" else _written_in(script, sample)
    return _in_latin_letters(words, sample) if words else "und"


def _script(text: str) -> str:
    traditional = sum(c in _TRADITIONAL and c not in _SIMPLIFIED for c in text)
    simplified = sum(c in _SIMPLIFIED and c not in _TRADITIONAL for c in text)
    return "Hant" if traditional > simplified else "Hans"


def _written_in(script: str, text: str) -> str:
    languages = _SCRIPTS[script][1]
    if len(languages) == 1:
        return languages[0]
    best = _classified(text)
    return best if best in languages else languages[0]


def _in_latin_letters(words: list[str], text: str) -> str:
    """English, unless its commonest words are missing from enough of them."""
    only = sum(word in _ONLY_ENGLISH for word in words)
    common = sum(word in _ENGLISH for word in words)
    if len(words) < _FEW or only * 12 > len(words) or (only and common * 8 > len(words)):
        return "en"
    return _classified(text)


def _classified(text: str) -> str:
    from py3langid.langid import classify  # slow to load, and rarely needed

    return str(classify(text.encode("utf-8", "replace").decode("utf-8"))[0])
