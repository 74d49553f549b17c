from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import address_key, rules


@pytest.mark.parametrize("addresses", [group["addresses"] for group in rules()["same"]])
def test_one_page(addresses: list[str]) -> None:
    assert len({address_key(address) for address in addresses}) == 1


@pytest.mark.parametrize("addresses", [group["addresses"] for group in rules()["different"]])
def test_different_pages(addresses: list[str]) -> None:
    for first, second in combinations(addresses, 2):
        assert address_key(first) != address_key(second)


@pytest.mark.parametrize(
    "no_address", ["", "troops.html", "mailto:desk@harbour.example", "http://[", "https:///x"]
)
def test_what_is_no_web_address_has_none(no_address: str) -> None:
    assert address_key(no_address) == ""


@given(st.text())
def test_whatever_comes_it_is_ascii_and_stable(path: str) -> None:
    key = address_key(f"https://harbour.example/{path}")
    assert key.isascii()
    assert key == "" or address_key(f"http://{key}") == key
