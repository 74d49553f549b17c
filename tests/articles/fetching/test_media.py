"""Every kind that is refused is known by its type and by its bytes."""

import pytest

from articles.fetching import FetchFailed
from articles.fetching.media import check_declared, check_start, declared, rules

REFUSED = rules().refused
EXAMPLES = [(refused.kind, example) for refused in REFUSED for example in refused.examples]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_known_by_its_bytes(kind: str, example: bytes) -> None:
    with pytest.raises(FetchFailed, match=f"this is {kind}, not an article"):
        check_start(example)


@pytest.mark.parametrize(
    "start",
    [
        *(b"<!doctype html>", b"\xef\xbb\xbf<html>", "四万".encode(), "四万".encode("utf-16")),
        *("四万".encode("gb18030"), "四萬".encode("big5"), b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b"),
        *(b"WARC/1.0", b'{"a": 1}', b"BZh9", b"\xfd7zXZ\x00", b"ID,Title", b"MZ,1\n", b"", b"RIFF"),
    ],
)
def test_what_may_be_an_article(start: bytes) -> None:
    check_start(start)


def test_no_type_is_taken_and_refused() -> None:
    refused = {media_type for kind in REFUSED for media_type in kind.types}
    assert not refused & (rules().taken | rules().silent)
    for media_type in rules().taken | rules().silent:
        check_declared(media_type)
    for media_type in ("image/svg+xml", "video/mp4", "audio/mpeg", "font/woff2", "text/css"):
        with pytest.raises(FetchFailed, match="not an article"):
            check_declared(media_type)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("text/html; charset=GB18030", ("text/html", "gb18030")),
        ('Text/HTML;Charset="UTF-8"', ("text/html", "utf-8")),
        ("text/html", ("text/html", "")),
        ("", ("", "")),
        ("; charset=big5", ("", "big5")),
        ("text/html; charset=\r\nx", ("text/html", "x")),
    ],
)
def test_what_is_declared(said: str, read: tuple[str, str]) -> None:
    assert declared(said) == read
