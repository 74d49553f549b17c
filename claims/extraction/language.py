"""A guess at the language of a text, for when nobody says."""

_TRADITIONAL = frozenset("們這個國會說對時來為過還學實現發電開關報導稱將與應該點統總務據軍東無")
_SIMPLIFIED = frozenset("们这个国会说对时来为过还学实现发电开关报导称将与应该点统总务据军东无")


def guess_language(text: str) -> str:
    """`zh-Hans`, `zh-Hant` or `en`; any other language counts as English.

    >>> guess_language("總統說"), guess_language("总统说"), guess_language("He said")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    han = sum("\u3400" <= c <= "\u9fff" for c in text)
    if han < 0.15 * len(text):
        return "en"
    traditional = sum(c in _TRADITIONAL and c not in _SIMPLIFIED for c in text)
    simplified = sum(c in _SIMPLIFIED and c not in _TRADITIONAL for c in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
