import doctest
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Difference, Figure, Party, Row, Scope, Wording, assemble
from claims.comparing.charting import (
    DARK,
    KINDS,
    LIGHT,
    NARROW,
    POSITIONS,
    WIDE,
    ChartWords,
    chart_spec,
)
from claims.comparing.charting import layout as layout_module
from claims.comparing.charting import ticks as ticks_module
from claims.comparing.charting.captions import short_name
from claims.comparing.charting.labels import Box, Label, place, text_width, wrapped
from claims.comparing.charting.layout import nice_range, plane
from claims.comparing.charting.ticks import ticks

LEGEND = {
    "kinds": {kind: kind or "unidentified" for kind in KINDS},
    "positions": {position: position for position in POSITIONS},
    "counted": "troops",
    "party": "party",
    "about": "about",
    "range": "range",
    "open": "open",
    "left_out": "not in the spread",
    "one_origin": "told again",
}
WORDS = ChartWords("en", "unidentified source", "named", "anonymous", **LEGEND)
CHINESE = ChartWords("zh-hans", "来源不明", "具名", "匿名", **LEGEND)
BIDEN = Party(
    "person:joe-biden",
    "joe-biden",
    Wording("US president Joe Biden", "美国总统乔·拜登"),
    "named",
    "person",
)
OFFICIALS = Party(
    "group:us:official",
    "us",
    Wording("US officials (anonymous)", "美国官员（匿名）"),
    "role",
    "group",
)


def row(
    claim: int = 1,
    party: Party | None = BIDEN,
    day: date = date(2022, 2, 16),
    differences: tuple[Difference, ...] = (),
    position: str = "",
    **figure,
) -> Row:
    figure = figure or {"value": Decimal(150_000)}
    return Row(
        claim=claim,
        article=1,
        article_title="",
        article_language="en",
        publisher="P",
        published_on=day,
        figure=None if position else Figure(**figure, dimension="troops", as_of=day),
        position=position,
        as_of=day,
        differences=differences,
        chain=(party,) if party else (),
        headline=Wording("", ""),
        kind="direct",
        status="extracted",
        quote="q",
        quantity_quote="q",
        start=0,
        end=1,
    )


def spec(*rows: Row, layout=WIDE, words=WORDS, theme=LIGHT, kind="numeric"):
    scope = Scope(kind=kind, dimension="troops")
    view = assemble(slug="s", question=Wording("", ""), scope=scope, rows=rows)
    return chart_spec(view, words=words, layout=layout, theme=theme)


def records(written, role: str | None = None):
    if role is None:
        return written["datasets"]["answers"]
    return [record for record in written["datasets"]["captions"] if record["role"] == role]


def legend(written) -> list[str]:
    return [r["text"] for r in written["datasets"]["key"] if r["symbol"] == "words"]


@pytest.mark.parametrize("layout", [WIDE, NARROW])
@pytest.mark.parametrize("words", [WORDS, CHINESE])
def test_one_point_a_claim_and_one_label_an_origin(layout, words):
    rows = [row(1), row(2, day=date(2022, 2, 17)), row(3, None, low=Decimal(100_000))]
    written = spec(*rows, layout=layout, words=words, theme=DARK)
    alt.LayerChart.from_dict(written)  # as Vega-Lite's own schema has it, or it raises
    assert len(records(written)) == 3
    labels = [r["text"] for r in records(written, "figure")]
    assert sorted(labels) == sorted(
        ["150,000 ×2", "more than 100,000"] if words is WORDS else ["15万 ×2", "超过10万"]
    )


def test_open_figures_have_an_arrow_the_right_way():
    up, down = records(
        spec(row(1, low=Decimal(100)), row(2, high=Decimal(100), day=date(2022, 1, 1)))
    )[::-1]
    assert (up["opens"], down["opens"]) == ("up", "down")
    assert up["open_end"] > up["number"]
    assert down["open_end"] < down["number"]


def test_points_of_one_day_and_number_stand_side_by_side():
    places = {(r["day"], r["number"]) for r in records(spec(row(1), row(2), row(3)))}
    assert len(places) == 3


def test_an_about_shows_how_far_it_reaches_and_an_exact_figure_does_not():
    about, exact = records(
        spec(
            row(1, value=Decimal(70_000), approximate=True),
            row(2, value=Decimal(94_300), day=date(2022, 2, 20)),
        )
    )
    assert (about["doubt_low"], about["doubt_high"]) == (65_000, 75_000)
    assert (exact["doubt_low"], exact["doubt_high"]) == (None, None)


def test_what_is_no_part_of_the_spread_is_drawn_as_such_or_not_at_all():
    crimea = Difference("place", Wording("includes Crimea", "含克里米亚"))
    written = spec(
        row(1),
        row(2, value=Decimal(120_000), differences=(crimea,)),
        row(3, value=Decimal(175_000), modality="planned"),
        row(4, value=Decimal(7_000), change=True),
        row(5, value=Decimal(900_000), modality="planned"),  # would squeeze all the others
    )
    assert [(r["number"], r["counts"]) for r in records(written)] == [
        (pytest.approx(150_000), True),
        (pytest.approx(120_000), False),
        (pytest.approx(175_000), False),
    ]
    assert "not in the spread" in legend(written)


def test_the_legend_names_only_what_is_there_to_be_seen():
    assert legend(spec(row(1))) == ["person"]
    party = replace(OFFICIALS, is_party=True)
    several = [row(1), row(2, party), row(3, None, low=Decimal(1), high=Decimal(2))]
    assert legend(spec(*several)) == [
        *("person", "group", "unidentified", "named", "anonymous", "party", "range")
    ]


def test_positions_have_a_lane_each_and_their_sources_as_labels():
    written = spec(
        row(1, position="denied"), row(2, OFFICIALS, position="affirmed"), kind="positions"
    )
    assert [record["value"] for record in records(written)] == ["denied", "affirmed"]
    denied, affirmed = (record["number"] for record in records(written))
    assert denied < affirmed
    assert sorted(r["text"] for r in records(written, "figure")) == [
        "US officials (anonymous)",
        "US president Joe Biden",
    ]


def crowd(many: int) -> list[Row]:
    """Answers of different sources, spread over a month and over a wide range."""
    return [
        row(
            n,
            Party(f"body:{n}", "", Wording(f"Source {n}", f"来源{n}"), "named", "body"),
            date(2022, 1, 1) + timedelta(days=n * 7 % 30),
            value=Decimal(70_000 + 1_237 * n % 100_000),
        )
        for n in range(1, many + 1)
    ]


@pytest.mark.parametrize("layout", [WIDE, NARROW])
@pytest.mark.parametrize("many", [20, 40, 1000])
def test_a_crowd_has_every_point_and_few_enough_labels(many, layout):
    written = spec(*crowd(many), layout=layout)
    assert len(records(written)) == many
    labels = records(written, "figure")
    assert 3 <= len(labels) <= layout.most_labels
    shown = {label["text"] for label in labels}
    numbers = [r["number"] for r in records(written)]
    assert written["height"] <= 1000
    assert {f"{min(numbers):,.0f}", f"{max(numbers):,.0f}"} <= shown or many == 1000


def test_nothing_to_draw():
    assert spec() is None
    assert spec(row(1, value=Decimal(7000), change=True)) is None


@pytest.mark.parametrize(
    ("party", "english", "chinese"),
    [
        (BIDEN, "Biden", "拜登"),
        (OFFICIALS, "US officials", "美国官员"),
        (None, "unidentified source", "来源不明"),
        (Party("person:x", "x", Wording("somebody", "某人"), "named"), "somebody", "某人"),
    ],
)
def test_short_names(party, english, chinese):
    assert short_name(row(party=party), WORDS) == english
    assert short_name(row(party=party), CHINESE) == chinese


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("two words here that do not fit", ["two words here", "that do not fit"]),
        ("words that go on and on and on for ever", ["words that go", "on and on an…"]),
        ("乌克兰国家安全与国防委员会秘书", ["乌克兰国家安全与", "国防委员会秘书"]),
        ("", []),
    ],
)
def test_wrapping(text, lines):
    assert wrapped(text, 100, 12) == lines


@given(st.text(max_size=60), st.integers(30, 300))
def test_no_line_is_much_wider_than_allowed(text, width):
    for line in wrapped(text, width, 12):
        assert text_width(line, 12) <= width + 12


coordinates = st.tuples(st.integers(0, 900), st.integers(0, 400))


@given(coordinates, coordinates)
def test_two_labels_never_lie_on_one_another_where_there_is_room(first, second):
    labels = [Label(at, at, ("70,000", "a source")) for at in (first, second)]
    one, other = place(labels, [], Box(-200, -100, 1200, 600), 12)
    assert one is not None
    assert other is not None
    assert one.box.overlap(other.box) < 1


@given(
    st.lists(st.dates(date(2021, 1, 1), date(2023, 1, 1)), min_size=1, max_size=5),
    st.lists(st.decimals(0, 10**9, places=6).map(float), min_size=1, max_size=5),
    st.sampled_from([WIDE, NARROW]),
)
def test_everything_lies_on_the_plot_and_finds_its_way_back(days, numbers, layout):
    field = plane(layout, days, numbers)
    for day in days:
        for number in numbers:
            x, y = field.at(day.toordinal(), number)
            assert -1e-6 <= x <= layout.width + 1e-6
            assert -1e-6 <= y <= layout.height + 1e-6
            back = field.back(x, y)
            assert back == pytest.approx((day.toordinal(), number), abs=1e-3, rel=1e-6)


@pytest.mark.parametrize(("low", "high"), [(0, 0), (5, 5), (1e-3, 2e-3), (70000, 190000)])
def test_nice_ranges_hold_their_numbers(low, high):
    begin, finish = nice_range(low, high)
    assert begin <= low <= high < finish


@pytest.mark.parametrize("module", [layout_module, ticks_module])
def test_the_examples_in_the_docstrings(module):
    found = doctest.testmod(module, extraglobs={"date": date})
    assert found.attempted > 0
    assert found.failed == 0


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 40_000),
    st.integers(1, 12),
    st.sampled_from(["en", "zh-hans"]),
)
def test_the_axis_names_few_days_of_its_period_and_the_year_of_each(begin, extent, most, language):
    finish = begin + timedelta(days=extent)
    found = ticks(begin, finish, most, language)
    assert 1 <= len(found) <= most
    assert all(begin <= tick.day <= finish for tick in found)
    assert [tick.day for tick in found] == sorted({tick.day for tick in found})
    named = {line.removesuffix("年") for tick in found for line in tick.lines}
    assert {str(tick.day.year) for tick in found} <= named


# What red-, green- and blue-blind readers see of a colour (Machado, Oliveira and Fernandes 2009).
SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "no green": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "no blue": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def oklab(colour: str, sight) -> tuple[float, ...]:
    """Coordinates in which distances are about as large as they look."""
    red, green, blue = linear(colour)
    r, g, b = (min(max(x * red + y * green + z * blue, 0), 1) for x, y, z in sight)
    long = (0.4122 * r + 0.5363 * g + 0.0514 * b) ** (1 / 3)
    middle = (0.2119 * r + 0.6807 * g + 0.1074 * b) ** (1 / 3)
    short = (0.0883 * r + 0.2817 * g + 0.6300 * b) ** (1 / 3)
    return (
        0.2105 * long + 0.7936 * middle - 0.0041 * short,
        1.9780 * long - 2.4286 * middle + 0.4506 * short,
        0.0259 * long + 0.7828 * middle - 0.8087 * short,
    )


def contrast(one: str, other: str) -> float:
    lights = [
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True))
        for c in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_kinds_are_told_apart_by_every_reader(theme):
    assert set(theme.kinds) == set(KINDS)
    for colour in theme.kinds.values():
        assert contrast(colour, theme.background) >= 3
    for word in (theme.ink, theme.muted):
        assert contrast(word, theme.background) >= 4.5
    for sight, matrix in SIGHTS.items():
        for one, other in combinations(theme.kinds.values(), 2):
            seen = zip(oklab(one, matrix), oklab(other, matrix), strict=True)
            assert sum((a - b) ** 2 for a, b in seen) ** 0.5 > 0.1, (sight, one, other)
