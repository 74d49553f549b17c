"""The tokens of a Chinese numeral, and which of them may follow each other."""

import re
from decimal import Decimal
from typing import NamedTuple

from claims.normalising.quantities.lexicons import load

NUMERALS = load("numerals.zh.toml")
DIGITS: dict[str, int] = {c: v for v, s in enumerate(NUMERALS["digits"]) for c in s}
TENS: dict[str, int] = {c: 10 ** (p + 1) for p, s in enumerate(NUMERALS["tens"]) for c in s}
SCALES: dict[str, int] = {c: 10 ** (4 * p + 4) for p, s in enumerate(NUMERALS["scales"]) for c in s}
UNSURE: str = NUMERALS["unsure"]
REST: str = NUMERALS["rest"]
_ARABIC = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[０-９]{1,3}(?:[,，][０-９]{3})+(?![０-９])(?:[.．][０-９]+)?"
    r"|[0-9０-９]+(?:[.．][0-9０-９]+)?|(?<![0-9０-９.．])[.．][0-9０-９]+"
)
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})(?P<power>[eE][+-]?\d+|\^[+-]*\d+|[kK](?![a-zA-Z]))?"
    rf"|(?P<digit>[{''.join(DIGITS)}])|(?P<ten>[{''.join(TENS)}])|(?P<scale>[{''.join(SCALES)}])"
    rf"|(?P<unsure>[{UNSURE}])|(?P<point>[点點])|(?P<rest>[{REST}])"
)
_GAP = re.compile(r"[ \u3000\xa0]{0,2}")
FULL_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_KILO = re.compile("[克米瓦赫卡]|比特|字节")  # 2.3千克 is kilograms, not thousands of grams
_CLOCK = re.compile(r"[零〇一二三四五六七八九十0-9]*[分刻钟鐘半]")
_COUNTED = re.compile("[人个個名位岁歲辆輛架艘家]")
_LONGEST = 40  # tokens; no numeral has more, and hostile texts stay cheap
_SCIENCE_LIMIT = 400  # a larger exponent is no number of the news


class Token(NamedTuple):
    kind: str
    low: Decimal
    high: Decimal
    end: int
    surface: str


def tokens_at(text: str, at: int, limit: int) -> list[Token]:
    """The run of numeral tokens from `at`; blanks may stand only before or after a 十百千万亿."""
    tokens: list[Token] = []
    position = at
    while len(tokens) < _LONGEST and (match := _TOKEN.match(text, position, limit)):
        kind = match.lastgroup or ""
        if kind == "power":
            kind = "arabic"
        tokens.append(_token(kind, match))
        gap = _GAP.match(text, match.end())
        position = gap.end() if gap else match.end()
        if position > match.end():
            follower = text[position : position + 1]
            after_unit = kind in ("ten", "scale", "point") or follower in "点點"
            if not (follower in TENS or follower in SCALES or follower in REST or after_unit):
                break
            if kind == "digit" and follower in DIGITS:
                break
    return tokens


def _token(kind: str, match: re.Match[str]) -> Token:
    surface = match[0]
    low = high = Decimal(0)
    if kind == "arabic":
        low = high = _arabic(match["arabic"], match["power"])
    elif kind == "digit":
        low = high = Decimal(DIGITS[surface])
    elif kind in ("ten", "scale"):
        low = high = Decimal(TENS.get(surface) or SCALES[surface])
    elif kind == "unsure":
        low, high = Decimal(1), Decimal(10)  # the upper end is exclusive: 数万 is up to 99,999
    return Token(kind, low, high, match.end(), surface)


def signed(digits: str) -> int:
    """An exponent with any number of signs before it; two minus signs are a plus."""
    bare = digits.lstrip("+-")
    sign = -1 if digits.count("-") % 2 else 1
    return int(bare[:9]) * sign  # longer ones are beyond the limit anyhow


def _arabic(surface: str, power: str | None) -> Decimal:
    value = Decimal(surface.translate(FULL_WIDTH).replace(",", ""))
    if not power:
        return value
    if power in "kK":
        return value * 1000
    exponent = signed(power[1:])
    if abs(exponent) > _SCIENCE_LIMIT:
        return value
    return value.scaleb(exponent) if power[0] in "eE" else value**exponent


def usable(text: str, tokens: list[Token]) -> list[Token]:
    """The longest grammatical beginning of `tokens`."""
    used: list[Token] = []
    limits = [10**5, 10**17]  # the largest 十百千 and 万亿兆 that may still follow
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if not _may_follow(text, used, token, after, limits):
            break
        used.append(token)
    while used and not _may_end(text, used):
        used.pop()
    return used


def _may_follow(
    text: str, used: list[Token], token: Token, after: Token | None, limits: list[int]
) -> bool:
    before = used[-1] if used else None
    if token.kind == "ten":
        if token.low >= limits[0] or (before and before.kind == "rest"):
            return False
        if token.low == 1000 and before and _KILO.match(text, token.end):
            return before.kind not in ("arabic", "digit")
        limits[0] = int(token.low)
    elif token.kind == "scale":
        if token.surface == "兆" and _KILO.match(text, token.end):
            return False  # 300兆瓦 is megawatts
        if token.low > limits[1] or (before and before.kind == "point"):
            return False
        # 万亿 and 万万 multiply; 亿 … 万 goes on in the next section
        limits[0] = 10**5
    elif token.kind == "point":
        if not before or before.kind in ("point", "rest", "unsure") or not after:
            return False
        digit = after.kind == "digit" and after.surface not in "两兩"  # 二, not 两, after a point
        return digit and not _CLOCK.match(text, token.end)
    elif token.kind == "rest":
        return _rest_fits(text, before, token)
    elif token.kind == "unsure":
        return _unsure_fits(before, after)
    elif token.kind == "arabic":
        return not before or before.kind in ("ten", "scale") or before.surface in "零〇○"
    elif before and before.kind == "arabic":
        return False
    return True


def _rest_fits(text: str, before: Token | None, token: Token) -> bool:
    if before is None or before.kind in ("rest", "point", "unsure"):
        return False
    if token.surface in "来來" and before.kind not in ("ten", "scale"):
        round_figure = before.kind == "arabic" and before.low % 10 == 0
        return bool(round_figure and _COUNTED.match(text, token.end))  # 20来人, not 20来自
    return text[token.end : token.end + 1] not in ("少", "样", "樣", "次", "边", "邊")


def _unsure_fits(before: Token | None, after: Token | None) -> bool:
    if after and after.kind in ("ten", "scale"):
        return before is None or before.kind in ("ten", "scale") or before.surface in "零〇○"
    return before is not None and before.kind == "ten" and before.low == 10


def _may_end(text: str, used: list[Token]) -> bool:
    """三十两 is thirty taels; a lone 几 or a trailing 点 is no number."""
    last = used[-1]
    if last.kind == "point" or (last.kind == "unsure" and len(used) == 1):
        return False
    tael = last.surface in "两兩" and len(used) > 1 and used[-2].kind != "point"
    return not tael
