import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import (
    Copies,
    Difference,
    Figure,
    Party,
    Repetition,
    Row,
    Scope,
    Wording,
    as_json,
    assemble,
    content_sha256,
    from_json,
)
from claims.comparing.serialising import UnknownSchema
from tests.claims.comparing.strategies import days, figures

FIRST = Path(__file__).parent / "first_schema.json"
QUESTION, SCOPE = Wording("?", "？"), Scope(dimension="troops", begin=date(2021, 11, 1))
parties = st.sampled_from(
    [
        Party("body:ap", "ap", Wording("AP", "美联社"), "named"),
        Party("group:us", "us", Wording("US officials", "美国官员"), "role"),
        Party("", "", Wording("", ""), "unnamed"),
    ]
)


@st.composite
def rows(draw):
    return Row(
        claim=draw(st.integers(1, 5)),
        article=1,
        article_title="A title",
        article_language="en",
        publisher=draw(st.sampled_from(["Harbour Courier", "北岸新闻网"])),
        published_on=draw(st.none() | days),
        figure=draw(st.none() | figures()),
        as_of=draw(st.none() | days),
        position=draw(st.sampled_from(["", "denied"])),
        differences=draw(st.sampled_from([(), (Difference("place", Wording("a", "甲")),)])),
        chain=tuple(draw(st.lists(parties, max_size=3))),
        headline=Wording("English", "中文"),
        kind="indirect",
        status="extracted",
        quote="约7万名军人",
        quantity_quote="约7万名",
        start=3,
        end=9,
    )


@given(st.lists(rows(), max_size=6))
def test_there_and_back(some_rows):
    view = assemble(slug="s", question=QUESTION, scope=SCOPE, rows=some_rows)
    written = json.loads(json.dumps(as_json(view)))
    assert as_json(from_json(written)) == written
    assert from_json(written) == view
    assert [row.chain for row in from_json(written).rows] == [row.chain for row in view.rows]
    assert from_json(written).statistics.claims == len(some_rows)


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert content_sha256({"a": 1, "b": "约"}) == content_sha256({"b": "约", "a": 1})
    assert content_sha256({"a": 1}) != content_sha256({"a": 2})


def test_another_schema_is_refused():
    with pytest.raises(UnknownSchema):
        from_json({"schema": "something/else"})


@given(st.lists(rows(), max_size=6))
def test_rows_stand_in_the_order_of_their_days_and_name_what_they_repeat(some_rows):
    view = assemble(slug="s", question=QUESTION, scope=SCOPE, rows=some_rows)
    order = [row.as_of or date.max for row in view.rows]
    assert order == sorted(order)
    for row in view.rows:
        if row.repeats is not None:
            assert row.repeats in {r.claim for r in view.rows if r.origin == row.origin}
            assert row.repeats != row.claim


def test_decimals_are_plain_digits():
    from claims.comparing import Figure

    row = Row(
        claim=1,
        article=1,
        article_title="",
        article_language="en",
        publisher="",
        published_on=None,
        figure=Figure(value=Decimal("70000.000000"), dimension="troops"),
        chain=(),
        headline=Wording("", ""),
        kind="direct",
        status="extracted",
        quote="q",
        quantity_quote="q",
        start=0,
        end=1,
    )
    view = assemble(slug="s", question=QUESTION, scope=SCOPE, rows=[row])
    assert as_json(view)["rows"][0]["figure"]["value"] == "70000"


def test_a_copy_of_an_earlier_row_says_so_and_how_much_of_it():
    earlier, copy = (replace(ROW, claim=number, article=number) for number in (1, 2))
    view = assemble(
        slug="s",
        question=QUESTION,
        scope=SCOPE,
        rows=[earlier, copy],
        copies=Copies({1: 1, 2: 1}, {(1, 2): ("reprint", 0.96)}),
    )
    again = from_json(json.loads(json.dumps(as_json(view))))
    assert [row.repetition for row in again.rows] == [
        None,
        Repetition(claim=1, because="copy", article=1, kind="reprint", share=0.96),
    ]
    assert [row.origin for row in again.rows] == [1, 1]
    assert view.statistics.origins == 1


def test_a_release_of_the_first_schema_is_still_read():
    with FIRST.open(encoding="utf-8") as file:
        view = from_json(json.load(file))
    assert (view.scope.kind, view.dimension, view.question.en) == ("numeric", "troops", "?")
    assert [row.left_out for row in view.rows] == ["", "change", "possible"]
    assert view.rows[0].as_of == view.rows[0].stated.as_of == date(2021, 12, 4)
    assert view.rows[0].repetition is None
    assert (view.statistics.left_out, view.statistics.positions) == (2, {})
    assert view.schema == "according/comparison/1"


ROW = Row(
    claim=1,
    article=1,
    article_title="A title",
    article_language="en",
    publisher="Harbour Courier",
    published_on=date(2021, 12, 4),
    figure=Figure(value=Decimal(70000), unit="person", dimension="troops"),
    chain=(Party("", "", Wording("", ""), "unnamed"),),
    headline=Wording("English", "中文"),
    kind="indirect",
    status="extracted",
    quote="约7万名军人",
    quantity_quote="约7万名",
    start=3,
    end=9,
)
