"""Figures of every shape for the properties."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from claims.comparing import Figure, Party, Row, Wording

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


def row(figure: Figure | None = None, claim: int = 1, **rest: object) -> Row:
    """`row(troops(70000), claim=2, publisher="Harbour Courier")`, for examples."""
    fields: dict[str, object] = {
        "claim": claim,
        "article": claim,
        "entry": claim,
        "article_title": "A title",
        "article_language": "en",
        "publisher": f"Publisher {claim}",
        "published_on": date(2021, 12, 4),
        "figure": figure,
        "as_of": figure.as_of if figure else None,
        "chain": (),
        "headline": Wording("English", "中文"),
        "kind": "indirect",
        "status": "extracted",
        "quote": "about 70,000 troops",
        "quantity_quote": "about 70,000",
        "start": 3,
        "end": 22,
    }
    return Row(**(fields | rest))  # type: ignore[arg-type]


def named(name: str, kind: str = "person") -> Party:
    """A source that everybody knows."""
    return Party(f"{kind}:{name}", f"{kind}-{name}", Wording(name, name), "named", kind)


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
