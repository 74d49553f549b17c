"""A quantity as a claim carries it."""

from dataclasses import dataclass
from decimal import Decimal

from claims.normalising.quantities.changing import Change


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something, at `[start, end)` in code points: modifier, number, measure word.

    A range has `value` None and `low`, `high`; "more than" sets `low`, "up to" and "nearly" `high`
    (all inclusive). `unit` is a name of the lexicons ('person', 'km', 'percent', 'USD', 'other').
    `dimension` names what is counted free of language ('troops', 'deaths', 'money', …).
    `change` is 'rise' or 'fall' where the amount is a difference (增加7000, fell by 7,000), None
    for a level. `modality` and `polarity` are those of its clause; whoever knows the attribution
    fills them in.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    approximator: str | None = None
    unit: str | None = None
    counted: str | None = None
    dimension: str | None = None
    change: Change | None = None
    modality: str = "asserted"
    polarity: str = "affirmed"
