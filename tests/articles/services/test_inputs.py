import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from articles.services import inputs
from articles.services.inputs import inputs_from
from articles.services.reasons import ImportRefused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        *("b.md", "a.txt", "deep/c.HTML", "README.md", "news.jsonl", ".git/d.md", "lead.jpg"),
        *("b_files/e.html", "noname", "table.xlsx"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def _names(argument: Path | str, folder: Path) -> list[str]:
    return [str(Path(i.name).relative_to(folder)) for i in inputs_from(str(argument))]


def test_a_folder_gives_the_articles_below_it(folder: Path) -> None:
    assert _names(folder, folder) == [
        *("a.txt", "b.md", "deep/c.HTML", "news.jsonl", "noname", "table.xlsx")
    ]


def test_a_pattern(folder: Path) -> None:
    assert _names(folder / "**/*.[Hmt]*", folder) == ["README.md", "a.txt", "b.md", "deep/c.HTML"]


def test_a_file_named_outright_whatever_its_name(folder: Path) -> None:
    [given] = inputs_from(str(folder / "README.md"))
    assert given.load() == b"README.md"


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].md").write_text("x")
    [given] = inputs_from(str(tmp_path / "a[1].md"))
    assert given.load() == b"x"


@pytest.mark.parametrize("name", ["missing.md", "*.pdf", "empty"])
def test_what_cannot_be_found_fails_by_name(folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    [given] = inputs_from(str(folder / name))
    assert given.name == str(folder / name)
    with pytest.raises((OSError, ImportRefused), match=r"No such|no file matches|in this folder"):
        given.load()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"text")))
    [given] = inputs_from("-")
    assert (given.name, given.load()) == ("-", b"text")


def test_an_address() -> None:
    [given] = inputs_from("https://example.org/a")
    assert (given.name, given.url, given.data) == ("https://example.org/a",) * 2 + (None,)


def test_a_picture_by_its_bytes_and_a_file_too_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "noname").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "noname" not in _names(folder, folder)
    monkeypatch.setattr(inputs, "LIMIT", 3)
    [given] = inputs_from(str(folder / "b.md"))
    with pytest.raises(ImportRefused, match="larger"):
        given.load()
