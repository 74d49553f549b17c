"""What the network is taught from one annotated article."""

from typing import Any

import pytest
from tokenizers import Tokenizer

from claims.extraction.labels import (
    CONTENT,
    CONTENT_CUE,
    CUE,
    CUE_SOURCE,
    INNER,
    OUTER,
    SOURCE,
    begin,
)
from claims.extraction.tagger import MODEL
from claims.extraction.training.data import IGNORED, Example, document_of, example_of
from claims.extraction.windows import Window, pack

TEXT = "美联社报导，官员表示战争开始。"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def _line(*attributions: tuple[str | None, str, str, str]) -> dict[str, Any]:
    def spans(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    return {
        "id": 1, "text": TEXT, "lang": "zh-Hans",
        "attributions": [
            {"id": str(n), "parent": parent, "source": spans(source), "cue": spans(cue),
             "content": spans(content)}
            for n, (parent, source, cue, content) in enumerate(attributions)
        ],
    }  # fmt: skip


def _taught(line: dict[str, Any], tokenizer: Tokenizer, *, nested: bool) -> tuple[Example, Window]:
    (window,) = pack(TEXT, tokenizer)
    return example_of(document_of(line, nested=nested), window), window


def _begins(example: Example, window: Window, layer: int) -> dict[str, int]:
    roles = {begin(role): role for role in (SOURCE, CUE, CONTENT)}
    return {
        TEXT[window.places[n].start :][:2]: roles[tag]
        for n, tag in enumerate(example.tags[layer])
        if tag in roles
    }


def test_what_stands_inside_a_content_is_taught_in_the_inner_layer(tokenizer: Tokenizer) -> None:
    line = _line((None, "美联社", "报导", "官员表示战争开始"), ("0", "官员", "表示", "战争开始"))
    example, window = _taught(line, tokenizer, nested=True)
    assert _begins(example, window, OUTER) == {"美联": SOURCE, "报导": CUE, "官员": CONTENT}
    assert _begins(example, window, INNER) == {"官员": SOURCE, "表示": CUE, "战争": CONTENT}


def test_equal_contents_stay_in_one_layer_with_two_cues(tokenizer: Tokenizer) -> None:
    line = _line((None, "美联社", "报导", "战争开始"), ("0", "官员", "表示", "战争开始"))
    example, window = _taught(line, tokenizer, nested=True)
    assert _begins(example, window, INNER) == {}
    (content,) = [n for n, span in enumerate(example.spans) if span.role == CONTENT]
    assert len(example.links[CONTENT_CUE][content]) == 2
    assert all(len(sources) == 1 for sources in example.links[CUE_SOURCE].values())


def test_inside_contents_that_were_not_searched_nothing_is_taught(tokenizer: Tokenizer) -> None:
    line = _line((None, "美联社", "报导", "官员表示战争开始"))
    example, window = _taught(line, tokenizer, nested=False)
    for tag, place in zip(example.tags[INNER], window.places, strict=True):
        hidden = place.start >= TEXT.index("官员") and place.end < len(TEXT)
        assert tag == (IGNORED if hidden or place.start == place.end else 0)


def test_no_source_is_the_null(tokenizer: Tokenizer) -> None:
    example, _ = _taught(_line((None, "", "报导", "战争开始")), tokenizer, nested=True)
    assert list(example.links[CUE_SOURCE].values()) == [[]]
