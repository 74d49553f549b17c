"""Chinese numerals: 两千四百五, 17.5万, 3亿5000万, 肆佰陸拾, 十几万, 一百五十多, 三分之二.

A numeral is cut into tokens, then read with a positional machine. Every step carries three
readings at once (least it says, lowest, highest), so that 几 and 两三 need no special case.
"""

import re
from decimal import Decimal
from itertools import pairwise

from claims.normalising.quantities.chinese_tokens import (
    DIGITS,
    FULL_WIDTH,
    NUMERALS,
    SCALES,
    TENS,
    UNSURE,
    Token,
    tokens_at,
    usable,
)
from claims.normalising.quantities.numbers import Number

_BARE = frozenset((*TENS, *SCALES)) - {"十", "拾"}
_UNIT_BOUND = _BARE | {"对", "對", "半"}  # numbers only with what stands beside them
_HAN = "".join((*DIGITS, *TENS, *SCALES))
_HALF = (
    rf"半[数數]|(?<=[过過近逾超])半(?![{''.join(DIGITS)}年天小个個日夜路途月世])"
    rf"|(?<![上下前后後一大多夜两兩])半(?=(?:{'|'.join(NUMERALS['half_of'])})(?!以来))"
)
_HALVES = re.compile("|".join(NUMERALS["halves"]))
_START = re.compile(
    rf"成(?=[千百]上)|(?<=打)[对對](?=折)|半(?=成(?:的|，|。|$))|{_HALF}|[0-9０-９{_HAN}{UNSURE}]|(?<![0-9０-９.．])[.．](?=[0-9０-９])"
)
_SIGN = re.compile(r"(?:[负負]\s?|(?<![^\s(（])[-－−])\Z")
_OVER = re.compile(r" ?分 {0,2}之 ?(?:[负負] ?)?")
_AND = re.compile(r" ?又 ?")
_SLASH = re.compile(r"[/／]")
_IDIOM = re.compile("|".join(map(re.escape, sorted(NUMERALS["idioms"], key=len, reverse=True))))
_NOT = re.compile("|".join(NUMERALS["not_numbers"]))
_UNIT_AFTER_HALF = re.compile("成|" + "|".join(NUMERALS["half_of"]))
_FEW = re.compile(NUMERALS["few"])
_DOZEN = re.compile(
    rf"{NUMERALS['dozen']}(?=[，。；、！？\s]|\Z|{'|'.join(NUMERALS['by_the_dozen'])})"
)


def find(text: str, *, bare: bool = False) -> list[Number]:
    """All Chinese or Arabic numerals of a Chinese text, in order.

    With `bare`, also a lone 百, 千, 万 or 亿, which is a number only beside 上, 近 and the like.
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
        few = number is not None and number.kind == "some"
        if number is None or (not bare and (few or text[at : number.end] in _UNIT_BOUND)):
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
    if half := _HALVES.match(text, at):
        return Number(at, half.end(), Decimal("0.5"), kind="fraction")
    if text[at] == "半":  # 半成 is five per cent, 半小时 thirty minutes
        kind = "cardinal" if _UNIT_AFTER_HALF.match(text, at + 1) else "fraction"
        return Number(at, at + 1, Decimal("0.5"), kind=kind)
    if text[at] in "对對":  # 打对折: for half the price
        return Number(at, at + 1, Decimal(5))
    if idiom := _IDIOM.match(text, at):
        low, high = NUMERALS["idioms"][idiom[0]]
        return Number(at, idiom.end(), None, Decimal(low), Decimal(high), True)
    if few := _FEW.match(text, at):
        return Number(at, few.end(), None, Decimal(2), Decimal(9), True, "some")
    number = _cardinal(text, at, limit)
    if number is None:
        return None
    number = _dozens(text, _fraction(text, number, limit))
    if sign := _SIGN.search(text, max(0, at - 2), number.start):
        value = None if number.value is None else -number.value
        low, high = (None if b is None else -b for b in (number.high, number.low))
        number = Number(sign.start(), number.end, value, low, high, number.approximate, number.kind)
    return number


def _dozens(text: str, number: Number) -> Number:
    """十打鸡蛋: a hundred and twenty."""
    dozen = _DOZEN.match(text, number.end)
    if dozen is None or number.value is None or number.approximate or number.value > 1000:
        return number
    return Number(number.start, dozen.end(), number.value * 12)


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
    tokens = usable(text, tokens_at(text, at, limit))
    if not tokens:
        return None
    if len(tokens) > 1 and all(t.kind == "digit" for t in tokens):
        return _digit_string(at, tokens)
    return _positional(at, tokens)


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
        for a, b in pairwise(tokens)
        if not any(t.kind == "point" for t in tokens)
    ):
        return None
    least, low, high = (_total(tokens, side) for side in ("least", "low", "high"))
    end = tokens[-1].end
    unsure = any(t.kind == "unsure" for t in tokens)
    if unsure:
        known = least if tokens[0].kind != "unsure" else None
        return Number(at, end, known, low, high - 1, True)
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
_SLASHED = re.compile(r"([0-9０-９]{1,9})[/／]([0-9０-９]{1,9})(?![0-9０-９/／]|[.．][0-9０-９])")
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
    above, below = (Decimal(g.translate(FULL_WIDTH)) for g in match.groups())
    if not below:
        return first
    return Number(first.start, match.end(), whole + above / below, kind="fraction")
