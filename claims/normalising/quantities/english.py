"""English numerals: 94,300; 2.3 billion; one hundred and six; two thirds; tens of thousands."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.normalising.quantities.english_tokens import (
    NUMERALS,
    ORDINALS,
    SCALES,
    TENS,
    UNITS,
    Token,
    alternatives,
    tokens_at,
)
from claims.normalising.quantities.numbers import Number

VAGUE: dict[str, list[int]] = NUMERALS["vague"]
_START = re.compile(
    r"(?<![\w.])\.?\d"
    rf"|\b(?:{alternatives([*UNITS, *TENS, *VAGUE, 'half', 'quarter', 'hundred'])})\b"
    rf"|\ban? (?:{alternatives([*SCALES, *ORDINALS, *(v[2:] for v in VAGUE if v[:2] == 'a ')])})\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"(?:many )?(?P<words>{alternatives([*VAGUE])})\b(?! of (?:time|miles)\b)", re.IGNORECASE
)
_SIGN = re.compile(r"(?:(?<![\w.])[-−–] ?|\b(?:minus|negative) )\Z", re.IGNORECASE)
# 2021/2022 are years, longer ones telephone numbers
_SLASH = re.compile(r"(?!\d{4,}/\d{4})(\d{1,9})/(\d{1,9})(?!\d|/|\.\d)")
_OVER = re.compile(r" (?:over|out of) ", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:this|that|the|no|every|any|some|each|which) one\b\Z", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z]")


class Reading(NamedTuple):
    value: Decimal
    end: int
    read: int  # tokens


def find(text: str, *, glued: bool = False) -> list[Number]:
    """All numerals of an English text, in order.

    With `glued`, also figures that run into letters: 29km, 5G.
    """
    found: list[Number] = []
    position = 0
    while start := _START.search(text, position):
        number = _read_at(text, start.start())
        position = max(number.end if number else 0, start.start() + 1)
        if number and (glued or not _LETTER.match(text, number.end)):
            found.append(number)
    return found


def read(text: str, at: int) -> Number | None:
    """The numeral that begins at `at`, if one does."""
    return _read_at(text, at) if _START.match(text, at) else None


def _read_at(text: str, at: int) -> Number | None:
    if _PRONOUN.search(text, max(0, at - 6), at + 3):
        return None
    if vague := _VAGUE.match(text, at):
        low, high = VAGUE[" ".join(vague["words"].lower().split())]
        return Number(at, vague.end(), None, Decimal(low), Decimal(high), True)
    tokens = tokens_at(text, at)
    number = _slashed(text, at) or _fraction(at, tokens) or _cardinal(text, at, tokens)
    if number is None:
        return None
    if (sign := _SIGN.search(text, max(0, at - 10), at)) and number.value is not None:
        return Number(sign.start(), number.end, -number.value, kind=number.kind)
    return number


def _read(tokens: Sequence[Token]) -> Reading | None:
    """The longest cardinal at the head of `tokens`, an article counting as one."""
    machine = _Machine()
    good: Reading | None = None
    for index, token in enumerate(tokens):
        if not machine.take(token):
            break
        if machine.complete:
            good = Reading(machine.total(), token.end, index + 1)
    return good


class _Machine:
    """Sums groups below a thousand under falling scales: 4 thousand 3 hundred and 21."""

    def __init__(self) -> None:
        self.parts: list[Decimal] = []
        self.group: Decimal | None = None
        self.limit = Decimal("Infinity")
        self.last = ""
        self.decimals: list[str] | None = None

    @property
    def complete(self) -> bool:
        return self.last not in ("", "and", "article", "point")

    def total(self) -> Decimal:
        total = sum(self.parts, self.group or Decimal(0))
        return total + Decimal("0." + "".join(self.decimals)) if self.decimals else total

    def take(self, token: Token) -> bool:
        taker = getattr(self, f"_take_{token.kind}", None)
        if taker is None or not taker(token):
            return False
        self.last = token.kind
        return True

    def _take_article(self, _: Token) -> bool:
        self.group = Decimal(1)
        return not self.last

    def _take_and(self, _: Token) -> bool:
        return self.last in ("hundred", "scale") and self.decimals is None

    def _take_point(self, _: Token) -> bool:
        self.decimals = []
        return bool(self.last) and self.last not in ("article", "and", "figure")

    def _take_figure(self, token: Token) -> bool:
        if self.last not in ("", "scale", "and") or (self.last and token.value % 1):
            return False
        self.group = (self.group or Decimal(0)) + token.value
        return not self.last or token.value < self.limit

    def _take_unit(self, token: Token) -> bool:
        if self.decimals is not None:
            self.decimals.append(str(token.value))
            return token.value < 10
        group = self.group or Decimal(0)
        if self.last in ("figure", "unit", "article") or (
            self.last == "ten" and not 0 < token.value < 10
        ):
            return False
        self.group = group + token.value
        return token.value < self.limit

    def _take_ten(self, token: Token) -> bool:
        if self.decimals is not None:
            self.decimals.append(str(token.value)[0])  # seventy-one after the point: 7, 1
            return True
        if self.last in ("figure", "unit", "ten", "article"):
            return False
        self.group = (self.group or Decimal(0)) + token.value
        return token.value < self.limit

    def _take_scale(self, token: Token) -> bool:
        if self.last in ("and", "point"):
            return False
        if self.decimals:
            self.group = (self.group or Decimal(0)) + Decimal("0." + "".join(self.decimals))
            self.decimals = None
        if self.group is None:
            return self._stack_scale(token)
        if token.value == 100:
            return self._take_hundred()
        if token.value >= self.limit:
            return False
        self.parts.append(self.group * token.value)
        self.group, self.limit = None, token.value
        return True

    def _take_hundred(self) -> bool:
        if self.group is None or not 0 < self.group < 100:
            return False
        self.group *= 100
        return True

    def _stack_scale(self, token: Token) -> bool:
        if self.last == "scale" and self.parts:  # three lakh crore
            self.parts[-1] *= token.value
            return True
        self.parts.append(token.value)
        self.limit = token.value
        return not self.last


def _cardinal(text: str, at: int, tokens: Sequence[Token]) -> Number | None:
    if mixed := _mixed(at, tokens):
        return mixed
    reading = _read(tokens)
    if reading is None:
        return _half_scale(at, tokens)
    if over := _OVER.match(text, reading.end):
        below = _read(tokens_at(text, over.end()))
        if below and below.value:
            return Number(at, below.end, reading.value / below.value, kind="fraction")
    return Number(at, reading.end, reading.value)


def _half_scale(at: int, tokens: Sequence[Token]) -> Number | None:
    """half a million, quarter million, half million."""
    if len(tokens) < 2 or tokens[0].kind != "ordinal" or tokens[0].value not in (2, 4):
        return None
    rest = tokens[2:] if tokens[1].kind == "article" else tokens[1:]
    if not rest or rest[0].kind != "scale":
        return None
    return Number(at, rest[0].end, rest[0].value / tokens[0].value)


def _mixed(at: int, tokens: Sequence[Token]) -> Number | None:
    """one and a half, 3 million and a half, one billion and three quarters million."""
    for index, token in enumerate(tokens):
        if token.kind != "and":
            continue
        head, part = _read(tokens[:index]), _fraction(token.end, tokens[index + 1 :])
        if head is None or head.read != index or part is None or part.value is None:
            continue
        last = tokens[index - 1]
        in_scale = last.kind == "scale" and last.value > 100 and part.kind == "fraction"
        return Number(at, part.end, head.value + part.value * (last.value if in_scale else 1))
    return None


def _fraction(at: int, tokens: Sequence[Token]) -> Number | None:
    """two thirds, a twenty-first, one hundred thirty fifths: the longest denominator that reads."""
    last = next((i for i, t in enumerate(tokens) if t.kind in ("ordinal", "ordinals")), None)
    if not last or any(t.kind in ("point", "and") for t in tokens[:last]):
        return None
    for split in range(1, last + 1):
        if tokens[split - 1].kind == "ten" and tokens[split].kind == "unit":
            continue  # ninety-five is one number
        above, below = _read_article(tokens[:split]), _denominator(tokens[split : last + 1])
        if above is None or below is None:
            continue
        plural = tokens[last].kind == "ordinals"
        if not plural and above != 1:
            return None
        return _scaled(at, tokens, last, above / below)
    return None


def _scaled(at: int, tokens: Sequence[Token], last: int, value: Decimal) -> Number:
    """three quarters million; a half million."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after and after.kind == "scale" and tokens[last].value in (2, 4):
        return Number(at, after.end, value * after.value)
    return Number(at, tokens[last].end, value, kind="fraction")


def _read_article(tokens: Sequence[Token]) -> Decimal | None:
    if len(tokens) == 1 and tokens[0].kind == "article":
        return Decimal(1)
    reading = _read(tokens)
    return reading.value if reading and reading.read == len(tokens) else None


def _denominator(tokens: Sequence[Token]) -> Decimal | None:
    """`tokens` end in an ordinal; what stands before it must fit as in an ordinal number."""
    last = tokens[-1].value
    if len(tokens) == 1:
        return last if last > 1 else None
    if tokens[0].kind not in ("unit", "ten"):
        return None
    ahead = _read_article(tokens[:-1])
    if ahead is None:
        return None
    if tokens[-2].kind == "ten":
        return ahead + last if last < 10 and last != 2 else None
    if tokens[-2].kind == "scale":
        return ahead + last if last < tokens[-2].value else None
    return None


def _slashed(text: str, at: int) -> Number | None:
    """1/4, 10 1/2."""
    whole = re.compile(r"(\d{1,9}) {1,2}(?=\d{1,9}/\d)").match(text, at)
    match = _SLASH.match(text, whole.end() if whole else at)
    if match is None or not int(match[2]):
        return None
    value = Decimal(int(match[1])) / int(match[2]) + (int(whole[1]) if whole else 0)
    return Number(at, match.end(), value, kind="fraction")
