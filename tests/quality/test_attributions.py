"""The attributions found are at least as good as they were: floors per set and measure."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import extract
from tests.quality.annotated import SETS, figures_for, found_in, lines_of
from tests.quality.attribution_scoring import Tally, alike, scored

pytestmark = pytest.mark.quality

FLOORS: dict[str, dict[str, float]] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["attributions"]


@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls_below_its_floor(name: str, shared_dir: Path) -> None:
    figures = figures_for(shared_dir, name)
    fallen = {m: (figures[m], floor) for m, floor in FLOORS[name].items() if figures[m] < floor}
    assert not fallen, f"{name}: found (now, floor) {fallen}"


def test_every_set_has_a_floor() -> None:
    assert set(FLOORS) == set(SETS)


@pytest.fixture(scope="module")
def lead(shared_dir: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    (line,) = lines_of(shared_dir, "lead")
    (found,) = found_in([line])
    return line, found


def _content(text: str, attribution: dict[str, Any]) -> str:
    return "".join(text[s:e] for s, e in attribution["content"])


@pytest.mark.parametrize("wanted", ["a7", "a19"])
def test_the_two_figures_of_the_lead_article_have_their_sources(
    lead: tuple[dict[str, Any], list[dict[str, Any]]], wanted: str
) -> None:
    line, found = lead
    (gold,) = scored(line["text"], [a for a in line["attributions"] if a["id"] == wanted])
    assert any(alike(gold, a) for a in scored(line["text"], found))


def test_the_chain_of_the_lead_article_is_agency_informant_officials(
    lead: tuple[dict[str, Any], list[dict[str, Any]]],
) -> None:
    line, found = lead
    text, by_id = line["text"], {a["id"]: a for a in found}
    (inner,) = [a for a in found if a["parent"] and "约7万" in _content(text, a)[-60:]
                and _content(text, a).startswith("俄罗斯")]  # fmt: skip
    chain = [inner]
    while chain[-1]["parent"]:
        chain.append(by_id[chain[-1]["parent"]])
    sources = ["".join(text[s:e] for s, e in a["source"]) for a in chain]
    assert sources == ["美国情报官员", "拜登政府匿名消息人士", "美联社"]


def test_the_scorer_counts_a_perfect_answer_as_perfect(shared_dir: Path) -> None:
    tally = Tally()
    for line in lines_of(shared_dir, "chinese"):
        tally.add(line["text"], line["attributions"], line["attributions"])
    assert set(tally.figures().values()) == {100.0}


def test_the_times_of_the_lead_article_are_resolved(shared_dir: Path) -> None:
    (line,) = lines_of(shared_dir, "lead")
    text = line["text"]
    found = extract(text, language="zh-Hans", published=date(2021, 12, 5))
    said = {text[t.start : t.end]: (t.begin, t.finish) for a in found for t in a.said}
    about = {text[t.start : t.end]: (t.begin, t.finish) for a in found for t in a.times}
    assert said["周五（12月3日）"] == (date(2021, 12, 3), date(2021, 12, 3))
    assert about["明年初"] == (date(2022, 1, 1), date(2022, 3, 31))
