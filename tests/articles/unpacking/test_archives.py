"""ZIP, tar and lone compressed files that mean no harm."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from articles.unpacking import container_format, unpack
from tests.articles.unpacking.building import ARTICLE, HANS, outcomes, tar_of, unpacked, zip_of

FILES = {"2021/a.html": ARTICLE.encode(), "b.txt": HANS.encode("gb18030"), "c.md": b"# C"}


def test_a_zip_gives_its_members_under_its_own_name():
    members, reason = unpacked(zip_of(FILES), name="news.zip")

    assert [(m.name, m.data) for m in members] == [
        (f"news.zip/{name}", data) for name, data in FILES.items()
    ]
    assert reason == ""


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_its_members_however_it_is_compressed(mode, format):
    data = tar_of(FILES, mode, format)

    assert container_format(data) == "tar"
    assert {m.name: m.data for m in unpack(data)} == FILES


def test_a_tar_from_before_posix_is_known_by_its_checksum():
    data = bytearray(tar_of({"a.txt": b"text"}, format=tarfile.USTAR_FORMAT))
    data[257:265] = bytes(8)
    data[148:156] = b"        "
    data[148:156] = b"%06o\0 " % sum(data[:512])

    assert container_format(bytes(data)) == "tar"
    assert [m.data for m in unpack(bytes(data))] == [b"text"]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_lone_compressed_file_is_its_one_member(compress):
    data = compress(ARTICLE.encode())

    assert container_format(data) == "compressed"
    assert [m.data for m in unpack(data, name="a.html.gz")] == [ARTICLE.encode()]
    assert next(unpack(data, name="x/a.html.gz")).name == "x/a.html.gz/a.html"


def test_streams_behind_one_another_are_one_file():
    assert next(unpack(gzip.compress(b"one ") + gzip.compress(b"two"))).data == b"one two"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_names_in_undeclared_chinese_encodings_are_mended(kind, encoding):
    name = "新聞稿/大橋通車.html" if encoding == "big5" else "新闻稿/大桥通车.html"
    raw = name.encode(encoding)
    if kind == "zip":
        placeholder = b"x" * len(raw)
        data = zip_of({placeholder.decode(): "text"}).replace(placeholder, raw)
    else:
        data = tar_of({raw.decode("utf-8", "surrogateescape"): b"text"}, format=tarfile.GNU_FORMAT)

    assert [m.name for m in unpack(data)] == [name]


def test_a_name_in_cp437_stays_what_it_was():
    data = zip_of({"caf?.html": "text"}).replace(b"caf?", b"caf\x82")

    assert [m.name for m in unpack(data)] == ["café.html"]


def test_what_is_plainly_no_article_is_passed_over_without_a_word():
    beside = ["__MACOSX/._a.html", ".DS_Store", ".git/config", "README.md", "style.css", "lead.jpg"]
    beside += ["page_files/ad.html", "folder/"]
    files = dict.fromkeys(beside, b"x") | {"picture": b"\x89PNG\r\n\x1a\n", "page.html": b"<p>"}

    assert outcomes(zip_of(files)) == {"page.html": "read"}
    assert outcomes(tar_of(files)) == {"page.html": "read", "folder/": "read"}


def test_a_member_that_is_no_article_but_no_picture_either_is_handed_on():
    assert outcomes(zip_of({"table.xlsx": b"PK\x03\x04"})) == {"table.xlsx": "read"}


def test_an_archive_in_an_archive_is_a_member():
    inner = zip_of({"a.html": ARTICLE})
    (member,) = unpack(tar_of({"inner.zip": inner}), name="outer.tar")

    assert member.data == inner
    assert [m.name for m in unpack(member.data, name=member.name)] == ["outer.tar/inner.zip/a.html"]


@pytest.mark.parametrize(
    "data", [b"", b"plain text", ARTICLE.encode(), b"%PDF-1.7", b"\x89PNG", HANS.encode("gbk")]
)
def test_what_is_no_container_gives_none(data):
    assert container_format(data) is None
    assert list(unpack(data)) == []


def test_a_word_document_is_an_article_not_an_archive():
    for first in ("[Content_Types].xml", "docProps/app.xml"):
        assert container_format(zip_of({first: "", "word/document.xml": ""})) is None


def test_an_empty_zip_has_no_members():
    assert container_format(zip_of({})) == "zip"
    assert list(unpack(zip_of({}))) == []


def test_members_are_unpacked_one_at_a_time():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", ARTICLE)
        archive.writestr("b.html", ARTICLE)
    members = unpack(buffer.getvalue())

    assert next(members).name == "a.html"
    members.close()
