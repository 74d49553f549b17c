"""`python -m articles.reading` on files, archives and tables."""

import io
import json
import zipfile

from articles.reading.__main__ import main

TEXT = "The mayor said on Monday that the new bridge across the strait would open next week."
HTML = f"<h1>A bridge opens</h1><p>{TEXT}</p><p>{TEXT}</p>"


def zipped(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def lines_of(tmp_path, capsys, **files: bytes) -> tuple[int, dict[str, dict]]:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    status = main([str(tmp_path / name) for name in files])
    results = map(json.loads, capsys.readouterr().out.splitlines())
    return status, {result["path"].removeprefix(f"{tmp_path}/"): result for result in results}


def test_a_container_gives_a_line_for_each_article(tmp_path, capsys):
    table = f'title,text,url\nA,"{TEXT}",\nB,,https://a.example/2\n'.encode()
    inner = zipped(**{"deep.html": HTML, "picture.png": b"\x89PNG"})
    archive = zipped(**{"a.html": HTML, "t.csv": table, "in.zip": inner, "../x.html": HTML})
    status, found = lines_of(tmp_path, capsys, news=archive)

    assert status == 1
    assert {path: result.get("title") or result["error"] for path, result in found.items()} == {
        "news/a.html": "A bridge opens",
        "news/t.csv/row 2": "A",
        "news/t.csv/row 3": "only an address, which is not fetched here",
        "news/in.zip/deep.html": "A bridge opens",
        "news/../x.html": "its path leads out of the archive",
    }
    assert found["news/t.csv/row 3"]["url"] == "https://a.example/2"
    assert found["news/t.csv/row 2"]["format"] == "record"


def test_good_ones_alone_end_with_success(tmp_path, capsys):
    status, found = lines_of(tmp_path, capsys, page=HTML.encode(), news=zipped(a=HTML))

    assert status == 0
    assert set(found) == {"page", "news/a"}


def test_containers_nest_only_so_deep(tmp_path, capsys):
    data = zipped(a=HTML)
    for _ in range(3):
        data = zipped(z=data)
    status, found = lines_of(tmp_path, capsys, news=data)

    assert found == {
        "news/z/z/z": {
            "path": f"{tmp_path}/news/z/z/z",
            "error": "containers nested more than 3 deep",
        }
    }
    assert status == 1


def test_a_broken_archive_gives_what_it_can_and_its_error(tmp_path, capsys):
    data = zipped(a=HTML, b=HTML)
    _, found = lines_of(tmp_path, capsys, news=data[: data.rfind(b"PK\x03\x04") + 40])

    assert found["news/a"]["title"] == "A bridge opens"
    assert found["news"]["error"] == "the archive is damaged or cut off"
