"""Chinese numerals: 两千四百五, 17.5万, 3亿5000万, 肆佰陸拾, 十几万, 一百五十多, 三分之二.

A numeral is cut into tokens, then read with a positional machine. Every step carries three
readings at once (least it says, lowest, highest), so that 几 and 两三 need no special case.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.numbers import Number

_NUMERALS = load("numerals.zh.toml")
DIGITS: dict[str, int] = {c: v for v, s in enumerate(_NUMERALS["digits"]) for c in s}
TENS: dict[str, int] = {c: 10 ** (p + 1) for p, s in enumerate(_NUMERALS["tens"]) for c in s}
SCALES: dict[str, int] = {
    c: 10 ** (4 * p + 4) for p, s in enumerate(_NUMERALS["scales"]) for c in s
}
UNSURE: str = _NUMERALS["unsure"]
REST: str = _NUMERALS["rest"]

_ARABIC = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[０-９]{1,3}(?:[,，][０-９]{3})+(?![０-９])(?:[.．][０-９]+)?"
    r"|[0-9０-９]+(?:[.．][0-9０-９]+)?|(?<![0-9０-９.．])[.．][0-9０-９]+"
)
_BARE = frozenset((*TENS, *SCALES)) - {"十", "拾"}
_HAN = "".join((*DIGITS, *TENS, *SCALES))
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})(?P<power>[eE][+-]?\d+|\^[+-]*\d+|[kK](?![a-zA-Z]))?"
    rf"|(?P<digit>[{''.join(DIGITS)}])|(?P<ten>[{''.join(TENS)}])|(?P<scale>[{''.join(SCALES)}])"
    rf"|(?P<unsure>[{UNSURE}])|(?P<point>[点點])|(?P<rest>[{REST}])"
)
_START = re.compile(rf"[0-9０-９{_HAN}{UNSURE}]|(?<![0-9０-９.．])[.．](?=[0-9０-９])")
_GAP = re.compile(r"[ \u3000\xa0]{0,2}")
_SIGN = re.compile(r"(?:[负負]\s?|(?<![^\s(（])[-－−])\Z")
_OVER = re.compile(r" ?分 {0,2}之 ?(?:[负負] ?)?")
_AND = re.compile(r" ?又 ?")
_SLASH = re.compile(r"[/／]")
_IDIOM = re.compile("|".join(map(re.escape, sorted(_NUMERALS["idioms"], key=len, reverse=True))))
_FULL = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_NOT = re.compile("|".join(_NUMERALS["not_numbers"]))
_KILO = re.compile("[克米瓦赫卡]|比特|字节")  # 2.3千克 is kilograms, not thousands of grams
_CLOCK = re.compile(r"[零〇一二三四五六七八九十0-9]*[分刻钟鐘半]")

_SCIENCE_LIMIT = 400  # a larger exponent is no number of the news


class Token(NamedTuple):
    kind: str
    low: Decimal
    high: Decimal
    end: int
    surface: str


def find(text: str, *, bare: bool = False) -> list[Number]:
    """All Chinese or Arabic numerals of a Chinese text, in order.

    With `bare`, also a lone 百, 千, 万 or 亿, which is a number only beside a word such as 上 or 近.
    """
    found: list[Number] = []
    words = [match.span() for match in _NOT.finditer(text)]
    position = word = 0
    while start := _START.search(text, position):
        at = start.start()
        number = _read_at(text, at, len(text))
        position = number.end if number else at + 1
        while word < len(words) and words[word][1] <= at:
            word += 1
        if number is None or (not bare and text[at : number.end] in _BARE):
            continue
        if word < len(words) and words[word][0] <= at and number.end <= words[word][1]:
            position = words[word][1]  # 四川, 统一: the numeral is part of a word
            continue
        found.append(number)
    return found


def read(text: str, at: int) -> Number | None:
    """The numeral that begins at `at`, if one does."""
    return _read_at(text, at, len(text)) if _START.match(text, at) else None


def parse(surface: str) -> Decimal | None:
    """The value of one whole numeral, None where `surface` is anything else or vague."""
    number = _read_at(surface, 0, len(surface))
    whole = number and number.end == len(surface) and not number.approximate
    return number.value if number and whole else None


def _read_at(text: str, at: int, limit: int) -> Number | None:
    if idiom := _IDIOM.match(text, at):
        low, high = _NUMERALS["idioms"][idiom[0]]
        return Number(at, idiom.end(), None, Decimal(low), Decimal(high), True)
    number = _cardinal(text, at, limit)
    if number is None:
        return None
    number = _fraction(text, number, limit)
    if sign := _SIGN.search(text, max(0, at - 2), number.start):
        value = None if number.value is None else -number.value
        low, high = (None if b is None else -b for b in (number.high, number.low))
        number = Number(sign.start(), number.end, value, low, high, number.approximate, number.kind)
    return number


def _tokens(text: str, at: int, limit: int) -> list[Token]:
    """The run of numeral tokens from `at`; blanks may stand only before or after a 十百千万亿."""
    tokens: list[Token] = []
    position = at
    while match := _TOKEN.match(text, position, limit):
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


def _arabic(surface: str, power: str | None) -> Decimal:
    value = Decimal(surface.translate(_FULL).replace(",", ""))
    if not power:
        return value
    if power in "kK":
        return value * 1000
    exponent = int(power[1:].replace("--", "-").replace("+-", "-").lstrip("+"))
    if abs(exponent) > _SCIENCE_LIMIT:
        return value
    return value.scaleb(exponent) if power[0] in "eE" else value**exponent


class _Machine:
    """Positional reading of one numeral, for one choice of its unsure digits."""

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, int]] = []  # closed sections: value, scale
        self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.unit = 0  # the last multiplier, for 四百五 = 450
        self.zero = False

    def take_digit(self, value: Decimal) -> None:
        self.digit = value

    def take_ten(self, unit: int) -> None:
        self.section += (self.digit or Decimal(1)) * unit  # 零十 is ten
        self.digit, self.unit, self.zero = None, unit, False

    def take_scale(self, scale: int) -> None:
        value = self.section + (self.digit or 0)
        while self.parts and (self.parts[-1][1] < scale or not value):
            value += self.parts.pop()[0]
        self.parts.append(((value or Decimal(1)) * scale, scale))
        self.section, self.digit, self.unit, self.zero = Decimal(0), None, scale, False

    def total(self, *, colloquial: bool) -> Decimal:
        last = self.digit or Decimal(0)
        if colloquial and self.unit > 10 and not self.zero:
            last *= self.unit // 10
        return sum((value for value, _ in self.parts), self.section) + last


def _cardinal(text: str, at: int, limit: int) -> Number | None:
    tokens = _usable(text, _tokens(text, at, limit))
    if not tokens:
        return None
    if len(tokens) > 1 and all(t.kind == "digit" for t in tokens):
        return _digit_string(at, tokens)
    return _positional(at, tokens)


def _usable(text: str, tokens: list[Token]) -> list[Token]:
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
        if token.low > limits[1] or (before and before.kind == "point"):
            return False
        # 万亿 and 万万 multiply; 亿 … 万 goes on in the next section
        limits[0] = 10**5
    elif token.kind == "point":
        if not before or before.kind in ("point", "rest", "unsure") or not after:
            return False
        return after.kind == "digit" and not _CLOCK.match(text, token.end)
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
        return False
    return text[token.end : token.end + 1] not in ("少", "样", "樣", "次", "边", "邊")


def _unsure_fits(before: Token | None, after: Token | None) -> bool:
    if after and after.kind in ("ten", "scale"):
        return before is None or before.kind in ("ten", "scale") or before.surface in "零〇○"
    return before is not None and before.kind == "ten" and before.low == 10


def _may_end(text: str, used: list[Token]) -> bool:
    last = used[-1]
    if last.kind == "point" or (last.kind == "unsure" and len(used) == 1):
        return False
    if last.surface in "两兩" and len(used) > 1 and used[-2].kind != "point":
        return False  # 三十两 is thirty taels
    # a bare 百, 千, 万 or 亿 is a number only in 上万, 百余 and the like, which bounds.py asks for
    return True


def _digit_string(at: int, tokens: list[Token]) -> Number | None:
    values = [int(t.low) for t in tokens]
    end = tokens[-1].end
    if len(values) == 2 and _neighbours(*values):
        return Number(at, end, None, Decimal(values[0]), Decimal(values[1]), True)
    if len(values) == 2 and values[0] == values[1] == 2:
        return None  # 两两
    return Number(at, end, Decimal("".join(map(str, values))), kind="digits")


def _neighbours(first: int, second: int) -> bool:
    return first > 0 and (second == first + 1 or (first, second) == (3, 5))


def _positional(at: int, tokens: list[Token]) -> Number | None:
    if any(
        a.kind == b.kind == "digit" and a.low and not _neighbours(int(a.low), int(b.low))
        for a, b in zip(tokens, tokens[1:], strict=False)
        if not any(t.kind == "point" for t in tokens)
    ):
        return None
    least, low, high = (_total(tokens, side) for side in ("least", "low", "high"))
    end = tokens[-1].end
    unsure = any(t.kind == "unsure" for t in tokens)
    if unsure:
        return Number(at, end, least or None, low, high - 1, True)
    if low != high:
        return Number(at, end, None, low, high, True)
    if any(t.kind == "rest" for t in tokens):
        return Number(at, end, low, low, None, True)
    return Number(at, end, low)


def _total(tokens: list[Token], side: str) -> Decimal:
    machine = _Machine()
    decimals: list[str] | None = None
    for index, token in enumerate(tokens):
        previous = tokens[index - 1] if index else None
        if token.kind == "point":
            decimals = []
        elif decimals is not None and token.kind == "digit":
            decimals.append(str(int(token.low)))
        elif token.kind in ("digit", "arabic", "unsure"):
            pair = previous is not None and previous.kind == token.kind == "digit" and previous.low
            if not (pair and side != "high"):
                machine.take_digit(_side(token, side))
            machine.zero = machine.zero or (token.kind == "digit" and not token.low)
        elif token.kind == "ten":
            machine.take_ten(int(token.low))
        elif token.kind == "scale":
            if decimals:
                machine.digit = machine.total(colloquial=True) + Decimal("0." + "".join(decimals))
                machine.parts, machine.section, decimals = [], Decimal(0), None
            machine.take_scale(int(token.low))
    colloquial = tokens[-1].kind in ("digit", "rest") or decimals is not None
    total = machine.total(colloquial=colloquial)
    return total + Decimal("0." + "".join(decimals)) if decimals else total


def _side(token: Token, side: str) -> Decimal:
    if token.kind == "unsure" and side == "least":
        return Decimal(0)
    return token.high if side == "high" else token.low


def _fraction(text: str, first: Number, limit: int) -> Number:
    """三分之二, 一又二分之一, 1/2, 1 4/3: from the number that opens it."""
    if first.approximate or first.value is None:
        return first
    over = _OVER.match(text, first.end, limit)
    if over and not _PER.match(text[first.start : first.end]):
        above = _cardinal(text, over.end(), limit)
        if above and above.value is not None and first.value:
            value = above.value / first.value
            if re.search("[负負]", over[0]):
                value = -value
            return Number(first.start, above.end, value, kind="fraction")
    if joined := _AND.match(text, first.end, limit):
        rest = _cardinal(text, joined.end(), limit)
        part = rest and _fraction(text, rest, limit)
        if part and part.kind == "fraction" and part.value is not None:
            return Number(first.start, part.end, first.value + part.value, kind="fraction")
    return _slashed(text, first, limit)


_PER = re.compile("[百佰千仟万萬亿億]+$")  # 百分之 is a percentage, not a fraction
_SLASHED = re.compile(r"([0-9０-９]+)[/／]([0-9０-９]+)(?![0-9０-９/／.])")
_ONLY_DIGITS = re.compile(r"[0-9０-９]+\Z")


def _slashed(text: str, first: Number, limit: int) -> Number:
    if not _ONLY_DIGITS.match(text[first.start : first.end]):
        return first
    whole = Decimal(0)
    match = _SLASHED.match(text, first.start, limit)
    if match is None and text[first.end : first.end + 1] == " " and first.value is not None:
        match, whole = _SLASHED.match(text, first.end + 1, limit), first.value
    if match is None:
        return first
    above, below = (Decimal(g.translate(_FULL)) for g in match.groups())
    if not below:
        return first
    return Number(first.start, match.end(), whole + above / below, kind="fraction")
