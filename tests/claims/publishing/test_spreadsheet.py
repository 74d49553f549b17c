import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.publishing.spreadsheet import guarded

FORMULAS = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize(
    "start", [*FORMULAS, *(f" \t{s}" for s in FORMULAS), *"\t\r\n", "\u3000=", "\ufeff=", "\u200b@"]
)
def test_a_cell_is_never_a_formula(start: str) -> None:
    assert guarded(start + "SUM(A1)") == "'" + start + "SUM(A1)"


@pytest.mark.parametrize("cell", ["94300", "-3", "-3.5", "约7万", "a=b", "", " near Kiev", "’=1"])
def test_what_is_none_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text())
def test_whatever_is_told_the_program_sees_no_formula(cell: str) -> None:
    out = StringIO()
    csv.writer(out).writerow([guarded(cell)])
    [[read]] = list(csv.reader(StringIO(out.getvalue(), newline=""))) or [[""]]
    begins = read.lstrip()[:1]
    assert begins not in {"=", "+", "@"}
    assert begins != "-" or read.lstrip("-").replace(".", "").isdecimal()
