"""An engine that finds what it is told to find, so that the store can be tested by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from articles.models import ArticleText
from claims.extraction import Attribution
from claims.normalising.quantities import find_quantities
from claims.normalising.sources import Speaker
from claims.normalising.times import find_times
from claims.services import extraction
from tests.factories import ArticleTextFactory, place

TEXT = (
    "Figures differ\n"
    "The Associated Press, citing an official, reported that US intelligence officials had "
    "counted 70,000 troops near the border by December 3. "
    "Defence minister Oleksii Reznikov said there were 94,300 troops."
)
OFFICIALS = Speaker(
    role="intelligence officials",
    affiliation="US",
    anonymous=True,
    role_id="intelligence-official",
    affiliation_id="US",
    kind="group",
    anonymity="role",
    plural=True,
)
AP = Speaker(name="The Associated Press", kind="body", affiliation_id="ap", anonymity="named")
REZNIKOV = Speaker(
    name="Oleksii Reznikov", role="Defence minister", kind="person", anonymity="named"
)


def attribution(
    text: ArticleText,
    id: str,
    speaker: Speaker,
    source: str,
    cue: str,
    content: str,
    parent: str | None = None,
    counts: bool = True,
) -> Attribution:
    words = text.text
    span = place(words, content)
    within = lambda found: span.start <= found.start and found.end <= span.end  # noqa: E731
    quantities = [q for q in find_quantities(words, "en") if counts and within(q)]
    assert text.published_on
    times = [t for t in find_times(words, "en", text.published_on) if counts and within(t)]
    return Attribution(
        id=id,
        parent=parent,
        kind="indirect",
        source=(place(words, source),) if source else (),
        cue=(place(words, cue),),
        content=(span,),
        speaker=speaker,
        quantities=tuple(quantities),
        times=tuple(times),
        confidence=0.8,
    )


def nested(text: ArticleText) -> list[Attribution]:
    """The press agency reports what officials counted; a minister says something else."""
    counted = "70,000 troops near the border by December 3"
    officials = "US intelligence officials"
    return [
        attribution(
            *(text, "a1", AP, "The Associated Press", "reported"),
            f"{officials} had counted {counted}",
            counts=False,
        ),
        attribution(text, "a2", OFFICIALS, officials, "had counted", counted, parent="a1"),
        attribution(
            text, "a3", REZNIKOV, "Defence minister Oleksii Reznikov", "said", "94,300 troops"
        ),
    ]


@dataclass
class Engine:
    """What it finds in a text, what it was told when asked, and how to call itself another."""

    finds: Callable[[ArticleText], list[Attribution]] = nested
    asked: list[dict[str, Any]] = field(default_factory=list)
    change_version: Callable[[str], None] = lambda version: None


@pytest.fixture
def text() -> ArticleText:
    return ArticleTextFactory(title="Figures differ", text=TEXT)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()

    def extract(words: str, **known: Any) -> list[Attribution]:
        engine.asked.append(known)
        return engine.finds(ArticleText.objects.get(text=words))

    monkeypatch.setattr(extraction, "extract", extract)
    monkeypatch.setattr(extraction, "model_hash", lambda: "0" * 64)

    engine.change_version = lambda version: monkeypatch.setattr(
        extraction, "ENGINE_VERSION", version
    )
    engine.change_version("1")
    return engine
