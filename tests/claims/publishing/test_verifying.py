import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparing import Wording, content_sha256
from claims.publishing.__main__ import main
from claims.publishing.content import Published, exported, published_in, with_release
from claims.publishing.verifying import NotAnExport, check_export, check_files, read_export

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
COMPARISON = {
    "schema": "according/comparison/2",
    "slug": "troops",
    "question": {"en": "How many?", "zh": "多少？"},
    "rows": [
        {
            "claim": 1,
            "quote": "94,300 troops “near the border”",
            "text_sha256": "ab" * 32,
            "repetition": {"share": 0.96, "claim": 2},
            "published_on": None,
            "reviewed": True,
        }
    ],
}
PUBLISHED = Published(
    number=3,
    kind="correction",
    reason=Wording("A rise, not a level.", "是增幅，不是总数。"),
    published_at="2026-11-24T12:00:00+00:00",
    published_by="Lin Wei",
    reviewers=("Ana",),
    charts={"wide-light-en": {"svg": sha256(SVG.encode()).hexdigest()}},
)
CONTENT = with_release(COMPARISON, PUBLISHED)
EXPORT = exported(CONTENT, content_sha256(CONTENT)).encode()


def is_in_order(data: bytes) -> bool:
    try:
        return check_export("x", read_export(data)).ok
    except NotAnExport:
        return False


def test_an_export_is_in_order_and_says_what_it_is() -> None:
    check = check_export("x.json", read_export(EXPORT))
    assert (check.ok, check.says) == (True, "correction 3 of troops")
    assert published_in(CONTENT) == PUBLISHED


@given(place=st.integers(0, len(EXPORT) - 1), byte=st.integers(0, 255))
@settings(max_examples=400)
def test_no_byte_of_it_can_be_another(place: int, byte: int) -> None:
    tampered = EXPORT[:place] + bytes([byte]) + EXPORT[place + 1 :]
    try:
        # Space between the parts says nothing: what is told is the same.
        same = json.loads(tampered) == json.loads(EXPORT)
    except ValueError:
        same = False
    assert is_in_order(tampered) == same


@pytest.mark.parametrize("place", range(len(EXPORT)))
def test_no_letter_or_digit_can(place: int) -> None:
    if chr(EXPORT[place]).isalnum():
        other = b"0" if EXPORT[place : place + 1] != b"0" else b"1"
        assert not is_in_order(EXPORT[:place] + other + EXPORT[place + 1 :])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"claim": 1,', b'"claim": 1, "claim": 1,'),
        (b"0.96", b"0.960000000000000000000001"),
        (b"0.96", b"NaN"),
        (b'"claim": 1,', b'"claim": -0,'),
    ],
)
def test_what_readers_may_take_in_two_ways_is_refused(old: bytes, new: bytes) -> None:
    assert old in EXPORT
    with pytest.raises(NotAnExport):
        read_export(EXPORT.replace(old, new, 1))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"sha256": 1}', b"[" * 100_000])
def test_what_is_no_release_is_refused(data: bytes) -> None:
    with pytest.raises(NotAnExport):
        read_export(data)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    files = {"json": tmp_path / "troops.json", "svg": tmp_path / "troops.svg"}
    files["json"].write_bytes(EXPORT)
    files["svg"].write_text(SVG)
    return files


def test_charts_are_known_by_the_release_they_belong_to(files: dict[str, Path]) -> None:
    release, chart = check_files(files.values())
    assert release.ok
    assert chart.ok
    assert chart.says == "wide-light-en.svg of correction 3 of troops"
    files["svg"].write_text(SVG.replace("svg", "sv9", 1))
    assert [check.ok for check in check_files(files.values())] == [True, False]


def test_a_chart_of_a_tampered_release_proves_nothing(files: dict[str, Path]) -> None:
    files["json"].write_bytes(EXPORT.replace(b"94,300", b"94,301"))
    assert [check.ok for check in check_files(files.values())] == [False, False]


def test_the_command_needs_nothing_but_the_files(files: dict[str, Path], capsys: Any) -> None:
    given = [str(path) for path in files.values()]
    assert main(given) == 0
    assert "All in order." in capsys.readouterr().out
    files["svg"].write_text("<svg/>")
    assert main([*given, "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["name"], line["ok"]) for line in lines] == [
        ("troops.json", True),
        ("troops.svg", False),
    ]
    assert main(["/nowhere/x.json"]) == 2
