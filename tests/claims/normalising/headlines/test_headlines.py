"""Headlines of claims in both languages."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.normalising import headlines, quantities
from claims.normalising.headlines import amount_words, headline, shortened
from claims.normalising.sources import Speaker

MINISTER = Speaker(
    name="凯科宁",
    role="国防部长",
    affiliation="芬兰",
    role_id="defence-minister",
    affiliation_id="FI",
)
NUMBERS = (
    st.none() | st.decimals(allow_nan=False, allow_infinity=False) | st.integers().map(Decimal)
)


@dataclass
class Amount:
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    approximator: str | None = None
    unit: str | None = None
    counted: str | None = None
    dimension: str | None = "troops"


def d(number: str) -> Decimal:
    return Decimal(number)


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (Amount(d("94300")), "94,300 troops", "94,300名军人"),
        (Amount(d("70000"), approximate=True), "about 70,000 troops", "约7万名军人"),
        (Amount(low=d("80000"), high=d("90000")), "80,000–90,000 troops", "8–9万名军人"),
        (Amount(low=d("90000"), high=d("100000")), "90,000–100,000 troops", "9–10万名军人"),
        (Amount(low=d("7500"), high=d("12000")), "7,500–12,000 troops", "7,500–12,000名军人"),
        (Amount(d("100000"), low=d("100000")), "more than 100,000 troops", "超过10万名军人"),
        (Amount(d("100000"), low=d("100000"), approximator="at least"),
         "at least 100,000 troops", "至少10万名军人"),
        (Amount(d("190000"), high=d("190000")), "up to 190,000 troops", "多达19万名军人"),
        (Amount(d("190000"), high=d("190000"), approximate=True),
         "nearly 190,000 troops", "近19万名军人"),
        (Amount(low=d("10000"), high=d("99999"), approximate=True),
         "tens of thousands of troops", "数万名军人"),
        (Amount(d("175000")), "175,000 troops", "17.5万名军人"),
        (Amount(d("1"), dimension="deaths"), "1 death", "1人死亡"),
        (Amount(d("2.4"), unit="percent", dimension=None), "2.4%", "2.4%"),
        (
            Amount(d("62"), unit="percent", dimension="share", counted="voters"),
            "62% of voters",
            "62%",
        ),
        (
            Amount(d("0.6666667"), unit="fraction", dimension="share", counted="选民"),
            "66.7%",
            "66.7%的选民",
        ),
        (
            Amount(d("3"), unit="percentage-point", dimension="share"),
            "3 percentage points",
            "3个百分点",
        ),
        (
            Amount(None, low=d(2), high=d(9), approximate=True, unit="person", dimension="troops"),
            "several troops",
            "数名军人",
        ),
        (Amount(d("1500000000"), unit="USD", dimension="money"),
         "1.5 billion US dollars", "15亿美元"),
        (Amount(d("8"), unit="unit", counted="battalions", dimension=None),
         "8 battalions", "8battalions"),
        (Amount(), "", ""),
    ],
)  # fmt: skip
def test_amounts(amount: Amount, english: str, chinese: str) -> None:
    assert amount_words(amount, "en") == english
    if amount.counted is None:
        assert amount_words(amount, "zh-Hans") == chinese


def test_a_headline_says_who_and_how_many() -> None:
    amounts = [Amount(d("12000"), approximate=True), Amount(d("40"), dimension="tanks")]
    assert (
        headline(MINISTER, amounts, "", "en")
        == "Finland’s defence minister 凯科宁: about 12,000 troops, 40 tanks"
    )
    assert (
        headline(MINISTER, amounts, "", "zh-Hans") == "芬兰国防部长凯科宁：约1.2万名军人、40辆坦克"
    )


def test_a_headline_without_a_number_quotes_the_content() -> None:
    assert (
        headline(MINISTER, [], "边境平静。", "en") == "Finland’s defence minister 凯科宁: 边境平静"
    )
    assert headline(MINISTER, [], "", "zh-Hans") == "芬兰国防部长凯科宁"


def test_long_content_ends_at_a_clause() -> None:
    content = "The border is quiet, the minister said at length, " + "and so it went on " * 10
    assert shortened(content) == "The border is quiet, the minister said at length…"


def test_what_is_counted_comes_before_distances() -> None:
    amounts = [Amount(d("200"), unit="km", dimension=None), Amount(d("40"), dimension="tanks")]
    assert headline(MINISTER, amounts, "", "en").endswith(": 40 tanks, 200 kilometres")


def test_the_same_amount_is_said_once() -> None:
    twice = [Amount(d("5"), dimension="tanks")] * 2
    assert headline(MINISTER, twice, "", "en").count("tanks") == 1


@given(NUMBERS, NUMBERS, NUMBERS, st.booleans(), st.text(max_size=5))
def test_any_amount_can_be_written(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, about: bool, words: str
) -> None:
    amount = Amount(value, low, high, about, words, words, words, words)
    for language in ("en", "zh-Hans"):
        assert isinstance(amount_words(amount, language), str)


@given(st.text())
def test_shortening_never_lengthens_much(content: str) -> None:
    assert len(shortened(content)) <= 111


LEXICONS = Path(quantities.__file__).parent / "lexicons"


def entries(file: str, table: str) -> list[dict[str, Any]]:
    return tomllib.loads((LEXICONS / file).read_text(encoding="utf8"))[table]


def known(file: str) -> set[str]:
    return set(tomllib.loads((Path(headlines.__file__).parent / file).read_text(encoding="utf8")))


def test_every_dimension_that_quantities_know_has_a_noun() -> None:
    nouns = entries("nouns.toml", "noun") + entries("measures.toml", "measure")
    dimensions = {entry["dimension"] for entry in nouns if entry.get("dimension")}
    assert dimensions <= known("dimensions.toml")


def test_every_unit_that_quantities_know_has_a_noun() -> None:
    units = {entry["unit"] for entry in entries("units.toml", "unit")}
    assert units <= known("units.toml")
