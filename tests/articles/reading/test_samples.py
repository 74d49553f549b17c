"""The sample articles read as their golden files say.

A sample without a golden file gets one written, and the test fails until somebody has reviewed it.
"""

import json
from pathlib import Path

import pytest

from articles.reading.__main__ import described, main

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "articles" / "samples").glob("[0-9]*"))
GOLDEN = ROOT / "tests" / "golden" / "reading"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_as_reviewed(sample: Path):
    [result] = described(str(sample))
    result["path"] = sample.name
    golden = GOLDEN / f"{sample.stem}.json"
    if not golden.exists():
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf8")
        pytest.fail(f"{golden.name} was written: review before committing")
    assert result == json.loads(golden.read_text(encoding="utf8"))


def test_no_golden_file_is_left_without_its_sample():
    assert {path.stem for path in GOLDEN.glob("*.json")} <= {path.stem for path in SAMPLES}


def test_the_samples_cover_formats_and_languages():
    results = [result for sample in SAMPLES for result in described(str(sample))]

    assert {result["format"] for result in results} == {
        "mirror-markdown",
        "html",
        "front-matter-markdown",
        "text",
    }
    assert {result["language"] for result in results} == {"en", "zh-Hans", "zh-Hant"}
    for result in results:
        assert result["publisher"], result["path"]
        assert result["published"], result["path"]
        assert ".example/" in result["url"]


def test_the_command_names_a_bad_file_and_reads_the_rest(tmp_path, capsys):
    bad, absent = tmp_path / "bad.bin", tmp_path / "absent.md"
    bad.write_bytes(b"\x00\x01\x02" * 100)

    status = main([str(bad), str(absent), str(SAMPLES[0])])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert [set(line) for line in lines[:2]] == [{"path", "error"}] * 2
    assert lines[2]["title"]
    assert main([str(SAMPLES[0])]) == 0
