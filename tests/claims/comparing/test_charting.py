import doctest
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Figure, Party, Row, Scope, Wording, assemble
from claims.comparing.charting import DARK, LIGHT, NARROW, WIDE, ChartWords, chart_spec
from claims.comparing.charting import layout as layout_module
from claims.comparing.charting.captions import short_name
from claims.comparing.charting.labels import Box, Label, place, text_width, wrapped
from claims.comparing.charting.layout import nice_range, plane

WORDS = ChartWords("en", "unidentified source", "named", "anonymous")
CHINESE = ChartWords("zh-hans", "来源不明", "具名", "匿名")
BIDEN = Party(
    "person:joe-biden", "joe-biden", Wording("US president Joe Biden", "美国总统乔·拜登"), "named"
)
OFFICIALS = Party(
    "group:us:official", "us", Wording("US officials (anonymous)", "美国官员（匿名）"), "role"
)


def row(
    claim: int = 1, party: Party | None = BIDEN, day: date = date(2022, 2, 16), **figure
) -> Row:
    figure = figure or {"value": Decimal(150_000)}
    return Row(
        claim=claim,
        article=1,
        article_title="",
        article_language="en",
        publisher="P",
        published_on=day,
        figure=Figure(**figure, dimension="troops", as_of=day),
        as_of=day,
        chain=(party,) if party else (),
        headline=Wording("", ""),
        kind="direct",
        status="extracted",
        quote="q",
        quantity_quote="q",
        start=0,
        end=1,
    )


def spec(*rows: Row, layout=WIDE, words=WORDS, theme=LIGHT):
    view = assemble(slug="s", question=Wording("", ""), scope=Scope(dimension="troops"), rows=rows)
    colours = {r.origin: 0 for r in view.rows}
    return chart_spec(view, colours=colours, words=words, layout=layout, theme=theme)


def records(written, role: str | None = None):
    found = [r for data in written["datasets"].values() for r in data]
    return [r for r in found if (r.get("role") == role if role else "source" in r)]


@pytest.mark.parametrize("layout", [WIDE, NARROW])
@pytest.mark.parametrize("words", [WORDS, CHINESE])
def test_one_point_a_claim_and_one_label_an_origin(layout, words):
    rows = [row(1), row(2, day=date(2022, 2, 17)), row(3, None, low=Decimal(100_000))]
    written = spec(*rows, layout=layout, words=words, theme=DARK)
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


def test_the_examples_in_the_docstrings():
    found = doctest.testmod(layout_module, extraglobs={"date": date})
    assert found.attempted > 0
    assert found.failed == 0
