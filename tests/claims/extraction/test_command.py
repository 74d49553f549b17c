"""`python -m claims.extraction`: one line out for every line in."""

import io
import json

from claims.extraction.__main__ import main


def _run(*lines: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    status = main(io.StringIO("\n".join(lines) + "\n"), out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_article_in_the_contract_s_words() -> None:
    text = "Title\nThe minister said on Monday that 94,300 troops were near the border."
    article = {"id": 7, "text": text, "language": "en", "published": "2021-12-05T08:00:00Z"}
    status, (answer,) = _run(json.dumps(article))
    assert status == 0
    assert answer["id"] == 7
    (found,) = answer["attributions"]  # type: ignore[misc]
    assert set(found) == {
        "id", "parent", "kind", "source", "cue", "content", "speaker", "quantities", "times",
        "said", "modality", "polarity", "confidence",
    }  # fmt: skip
    assert [time["begin"] for time in found["said"]] == ["2021-11-29"]
    assert set(found["speaker"]) == {"name", "name_latin", "role", "affiliation", "anonymous"}
    (quantity,) = found["quantities"]
    assert quantity["value"] == 94300
    start, end = quantity["span"]
    assert "94,300" in text[start:end]


def test_bad_lines_are_answered_and_the_run_goes_on() -> None:
    status, answers = _run("{", '{"id": "x"}', "[1]", '{"id": "y", "text": "Title\\nHe said so."}')
    assert status == 1
    told = {"id", "language", "supported", "attributions"}
    assert [set(a) for a in answers] == [{"id", "error"}] * 3 + [told]
    assert [a["id"] for a in answers] == [None, "x", None, "y"]


def test_a_bad_date_is_an_error_of_its_line() -> None:
    status, (answer,) = _run('{"id": 1, "text": "", "published": "yesterday"}')
    assert status == 1
    assert "ISO 8601" in str(answer["error"])


def test_an_empty_text_has_no_attributions() -> None:
    assert _run('{"id": 1, "text": ""}') == (
        0,
        [{"id": 1, "language": "und", "supported": False, "attributions": []}],
    )
