"""Units are brought home to one another through pint; what has no base stays as it is."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.normalising.quantities.converting import (
    base_unit,
    convert,
    dimension_of,
    in_base_unit,
)
from claims.normalising.quantities.lexicons import load

TABLE = load("conversions.toml")
UNITS = [unit for row in TABLE["bases"].values() for unit in row["units"]]


@pytest.mark.parametrize(
    ("number", "unit", "expected", "base"), [tuple(r) for e in TABLE["examples"] for r in e["rows"]]
)
def test_an_example(number: str, unit: str, expected: str, base: str) -> None:
    amount = in_base_unit(unit, Decimal(number))
    assert (amount.value, amount.unit) == (Decimal(expected), base)


def test_every_measured_unit_has_a_base_or_is_left_out_on_purpose() -> None:
    measured = {row["unit"] for row in load("units.toml")["unit"]}
    assert measured - set(UNITS) == {"degree", "times"}
    assert set(UNITS) - measured == {"fraction"}


def test_bounds_are_converted_with_the_value() -> None:
    amount = in_base_unit("km", None, Decimal(3), Decimal("4.5"))
    assert (amount.value, amount.low, amount.high) == (None, 3000, 4500)


def test_a_difference_of_temperatures_has_no_zero_point() -> None:
    assert convert(Decimal(9), "fahrenheit", "celsius", change=True) == 5
    assert convert(Decimal(41), "fahrenheit", "celsius") == 5


@pytest.mark.parametrize(("unit", "into"), [("km", "kg"), ("USD", "EUR"), ("month", "day")])
def test_what_measures_different_things_is_not_converted(unit: str, into: str) -> None:
    with pytest.raises(ValueError, match="cannot be converted"):
        convert(Decimal(1), unit, into)


@given(
    st.decimals(-(10**9), 10**9, places=3),
    st.decimals(-(10**9), 10**9, places=3),
    st.sampled_from(UNITS),
)
def test_order_is_kept(first: Decimal, second: Decimal, unit: str) -> None:
    base = base_unit(unit)
    less, more = sorted([first, second])
    assert convert(less, unit, base) <= convert(more, unit, base)


@given(st.decimals(1, 10**9, places=3), st.sampled_from(UNITS))
def test_there_and_back_again(number: Decimal, unit: str) -> None:
    base = base_unit(unit)
    back = convert(convert(number, unit, base), base, unit)
    # A picometre in metres loses nothing, a temperature near its zero some of its last figures.
    assert abs(back - number) <= max(number, Decimal(1000)) * Decimal("1e-12")


def test_what_is_measured() -> None:
    assert [dimension_of(u) for u in ("mile", "jin", "USD", "person")] == ["length", "mass", "", ""]


def test_extraction_does_not_load_pint() -> None:
    code = (
        "import sys; from claims.normalising.quantities import find_quantities;"
        "assert find_quantities('3 miles', 'en'); assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
