"""Figures of every shape for the properties."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from claims.comparing import Figure

numbers = st.integers(0, 10**9).map(Decimal) | st.decimals(
    min_value=0, max_value=1000, places=2, allow_nan=False, allow_infinity=False
)
days = st.dates(date(2021, 11, 1), date(2022, 2, 28))


def troops(
    value: int | None = None, low: int | None = None, high: int | None = None, **rest: object
) -> Figure:
    """`troops(low=80000, high=90000)`, for examples."""
    numbers = {"value": value, "low": low, "high": high}
    given = {name: Decimal(number) for name, number in numbers.items() if number is not None}
    return Figure(**given, **{"unit": "person", "dimension": "troops", **rest})


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    shape = draw(st.sampled_from(["value", "range", "low", "high", "all"]))
    return Figure(
        value=value if shape in {"value", "all"} else None,
        low=low if shape in {"range", "low", "all"} else None,
        high=high if shape in {"range", "high", "all"} else None,
        approximate=draw(st.booleans()),
        change=draw(st.booleans()),
        modality=draw(st.sampled_from(["asserted"] * 4 + ["possible", "planned"])),
        polarity=draw(st.sampled_from(["affirmed"] * 4 + ["denied"])),
        unit=draw(st.sampled_from(["person", "vehicle"])),
        dimension=draw(st.sampled_from(["troops", "tanks"])),
        as_of=draw(st.none() | days),
    )
