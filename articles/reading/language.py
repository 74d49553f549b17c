"""Which language a text is in, Chinese by script."""

from __future__ import annotations

import re

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
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|that|said|for|was|with|on|has|is)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")


def language_of(text: str) -> str:
    """'en', 'zh-Hans', 'zh-Hant', or an ISO 639-1 code; 'und' for a text without letters.

    >>> language_of("乌克兰国防部长说，边境的俄军有十万人。")
    'zh-Hans'
    """
    sample = text[:20_000]
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    words = _WORD.findall(sample)
    if _HANGUL.search(sample) and len(_HANGUL.findall(sample)) > han:
        return "ko"
    if kana * 10 > han and kana > 5:
        return "ja"
    if han * 2 > len(words):
        return "zh-" + _script(sample)
    if not words and not any(char.isalpha() for char in sample):
        return "und"
    if len(_ENGLISH.findall(sample)) * 8 > len(words) > 0:
        return "en"
    from py3langid.langid import classify  # slow to load, and rarely needed

    return str(classify(sample)[0])


def _script(text: str) -> str:
    simplified = sum(char in _ONLY_SIMPLIFIED for char in text)
    traditional = sum(char in _ONLY_TRADITIONAL for char in text)
    return "Hant" if traditional > simplified else "Hans"


_ONLY_SIMPLIFIED = SIMPLIFIED - TRADITIONAL
_ONLY_TRADITIONAL = TRADITIONAL - SIMPLIFIED
