"""`--explain` and `--evidence`: everything marked, and readable without colour."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from claims.extraction import extract
from claims.extraction.__main__ import command
from claims.extraction.explaining import explain

TEXT = (
    "标题\n路透社援引一名匿名官员的话报道，边境有约94,300名军人。\n"
    "A closing line\x1b[31m with a command for the terminal."
)


def shown(text: str, language: str) -> str:
    out = io.StringIO()
    console = Console(file=out, width=120, color_system=None)
    explain(text, extract(text, language=language), console)
    return out.getvalue()


def test_every_part_is_marked_and_its_words_follow() -> None:
    text = "标题\n路透社报道，边境有约94,300名军人。"
    (found,) = extract(text, language="zh-Hans")
    printed = shown(text, "zh-Hans")
    assert [text[s:e] for s, e in found.source] == ["路透社"]
    for mark in ("[source 1: 路透社]", "[cue 1: 报道]", "«1 ", " 1»", "{number: 约94,300名}"):
        assert mark in printed
    assert "about 94,300 person/troops" in printed
    assert "lexicon organisations.toml: reuters" in " ".join(printed.replace("|", " ").split())


def test_a_control_character_is_shown_and_not_sent() -> None:
    found = shown(TEXT, "zh-Hans")
    assert "\x1b" not in found
    assert "␛[31m" in found


@pytest.mark.parametrize("text", ["", "\n", "没有人。", "[bold]Title[/bold]\nRain fell."])
def test_a_text_without_attributions_is_printed_as_it_is(text: str) -> None:
    found = shown(text, "en")
    assert all(line in found for line in text.splitlines())


def test_a_file_is_read_as_the_importer_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(
        "Harbour talks resume\n\nThe harbour minister said on Friday that 94,300 crates were near "
        "the quay, and that the ferries would sail again as soon as the wind had turned.\n",
        encoding="utf8",
    )
    out = io.StringIO()
    assert command(["--explain", str(path)], io.StringIO(), out) == 0
    assert "[source 1: The harbour minister]" in out.getvalue()
    assert "language en" in out.getvalue()


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert command(["--explain", str(tmp_path / "none.txt")], io.StringIO(), io.StringIO()) == 1


def test_json_lines_carry_evidence_only_when_asked() -> None:
    line = json.dumps({"text": "Title\nThe envoy said that 12 ships came.", "language": "en"})
    answers = []
    for arguments in ([], ["--evidence"]):
        out = io.StringIO()
        assert command(arguments, io.StringIO(line + "\n"), out) == 0
        (found,) = json.loads(out.getvalue())["attributions"]
        answers.append(found)
    evidence = answers[1].pop("evidence")
    assert answers[0] == answers[1]
    assert {"field": "source", "span": [6, 15], "by": "tagger"} in evidence
    assert {e["field"] for e in evidence} >= {"cue", "content", "kind", "speaker.role"}
