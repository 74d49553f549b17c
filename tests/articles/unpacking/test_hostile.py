"""What a hostile archive tries, and the answer to it."""

import gzip
import io
import lzma
import random
import struct
import tarfile
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.unpacking import Budget, container_format, member, zips
from tests.articles.unpacking.building import (
    ARTICLE,
    header,
    outcomes,
    tar_of,
    tar_with,
    unpacked,
    zip_of,
)

MEGABYTE = 1024 * 1024
OUT, ABSOLUTE = "its path leads out of the archive", "its path is absolute"


@pytest.mark.parametrize("archive", [zip_of, tar_of], ids=["zip", "tar"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../up.html", OUT),
        ("a/../../up.html", OUT),
        ("a\\..\\up.html", OUT),
        ("/etc/passwd", ABSOLUTE),
        ("\\server\\share", ABSOLUTE),
        ("C:/windows/a.html", ABSOLUTE),
        ("c:a.html", ABSOLUTE),
        ("line\nbreak.html", "its name holds control characters"),
        ("long/" * 300 + "a.html", "its name is too long"),
    ],
)
def test_a_path_that_escapes_is_refused_and_nothing_else(archive, path, reason):
    found = outcomes(archive({"good.html": b"<p>", path: b"x", "last.html": b"<p>"}))

    assert found == {"good.html": "read", path: reason, "last.html": "read"}


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        (header("link", tarfile.SYMTYPE, "/etc/passwd"), "a link, not a file"),
        (header("hard", tarfile.LNKTYPE, "good.html"), "a link, not a file"),
        (header("device", tarfile.CHRTYPE), "a device, not a file"),
        (header("disk", tarfile.BLKTYPE), "a device, not a file"),
        (header("pipe", tarfile.FIFOTYPE), "a device, not a file"),
    ],
)
def test_links_and_devices_in_a_tar_are_refused(info, reason):
    assert outcomes(tar_with(info, tarfile.TarInfo("a.html"))) == {
        info.name: reason,
        "a.html": "read",
    }


def test_a_link_in_a_zip_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")

    assert outcomes(buffer.getvalue()) == {"link": "a link or device, not a file"}


def test_an_encrypted_member_is_refused():
    data = bytearray(zip_of({"a.html": ARTICLE, "b.html": ARTICLE}))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1

    assert outcomes(bytes(data)) == {"a.html": "encrypted", "b.html": "read"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_whose_memory_has_no_bound_is_refused(method):
    (reason,) = outcomes(zip_of({"a.html": ARTICLE}, method)).values()

    assert reason.startswith("compressed by a method that is not read")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_second_member_of_one_name_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", "one")
        archive.writestr("a.html", "two")
    members, _ = unpacked(buffer.getvalue())

    assert [(m.data, m.reason) for m in members] == [
        (b"one", ""),
        (None, "another member has the same name"),
    ]


def test_a_zip_bomb_is_refused_by_its_ratio():
    found = outcomes(zip_of({"bomb.txt": bytes(20 * MEGABYTE), "a.html": ARTICLE}))

    assert found == {"bomb.txt": "unpacks to more than 200 times its size", "a.html": "read"}


@pytest.mark.parametrize("compress", [gzip.compress, lzma.compress], ids=["gzip", "xz"])
def test_a_compressed_bomb_ends_by_its_ratio(compress):
    assert outcomes(compress(bytes(30 * MEGABYTE))) == {
        "!": "unpacks to more than 200 times its size"
    }


def test_a_tar_bomb_ends_after_what_came_before_it():
    found = outcomes(tar_of({"a.html": b"<p>", "bomb": bytes(30 * MEGABYTE)}, "w:gz"))

    assert found == {"a.html": "read", "!": "unpacks to more than 200 times its size"}


def test_a_bomb_costs_no_memory():
    data = gzip.compress(gzip.compress(bytes(60 * MEGABYTE), mtime=0))
    tracemalloc.start()
    try:
        members, _ = unpacked(data)
        unpacked(members[0].data or b"")
        assert tracemalloc.get_traced_memory()[1] < 32 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_member_past_the_limit_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(zips, "MEMBER_LIMIT", 1000)
    assert outcomes(zip_of({"a.txt": b"x" * 1001, "b.txt": b"x" * 1000})) == {
        "a.txt": "larger than 0 MB",
        "b.txt": "read",
    }


def test_nested_containers_share_one_budget():
    inner = {f"{number}.txt": bytes([number]) * 1000 for number in range(10)}
    budget = Budget(total=15_000)
    members, reason = unpacked(zip_of({"a.zip": zip_of(inner)}), budget=budget)
    assert not reason
    first, reason = unpacked(members[0].data, budget=budget)
    assert len(first) == 10
    assert not reason
    second, reason = unpacked(members[0].data, budget=budget)
    assert len(second) < 10
    assert reason == "too large when unpacked"


def test_a_count_of_members_past_the_limit_ends_it():
    files = {f"{number}.txt": b"x" for number in range(30)}

    assert outcomes(tar_of(files), budget=Budget(count=20))["!"] == "too many members"
    assert set(outcomes(zip_of(files), budget=Budget(count=20))) == {"!"}


def test_a_zip_of_65_thousand_members_is_refused_at_once():
    names = [f"{number:05}" for number in range(65_000)]
    local = b"PK\x03\x04" + bytes(22) + struct.pack("<HH", 5, 0)
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0)
    start = local + b"00000"
    directory = b"".join(entry + name.encode() for name in names)
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, 65_000, 65_000, len(directory), len(start), 0
    )

    assert outcomes(start + directory + end) == {"!": f"more than {member.COUNT_LIMIT:,} members"}


def test_members_that_overlap_are_bounded_by_the_total():
    """One deflated kernel that every entry of the directory points to."""
    kernel = zlib.compress(bytes(MEGABYTE), 9)[2:-4]
    crc = zlib.crc32(bytes(MEGABYTE))
    fields = struct.pack("<5H3I2H", 20, 0, 8, 0, 33, crc, len(kernel), MEGABYTE, 1, 0)
    local = b"PK\x03\x04" + fields + b"a" + kernel
    directory = b"".join(
        b"PK\x01\x02\x14\x00" + fields[:-4] + struct.pack("<HHHHHII", 4, 0, 0, 0, 0, 0, 0) + name
        for name in (f"{n:04}".encode() for n in range(500))
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 500, 500, len(directory), len(local), 0)
    members, reason = unpacked(local + directory + end, budget=Budget(total=50 * MEGABYTE))

    assert len(members) <= 500
    assert all(m.data is None for m in members) or reason == "too large when unpacked"


def test_a_size_that_lies_is_found_out():
    data = bytearray(zip_of({"a.html": ARTICLE, "b.html": ARTICLE}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    found = outcomes(bytes(data))

    assert found["a.html"] in ("damaged", "its size is not the one declared")
    assert found["b.html"] == "read"


def test_damage_within_a_member_is_its_own():
    data = bytearray(zip_of({"a.html": ARTICLE, "b.html": ARTICLE}))
    data[60] ^= 0xFF

    assert outcomes(bytes(data)) == {"a.html": "damaged", "b.html": "read"}


def test_a_cut_off_zip_gives_what_is_complete():
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        files = {f"{number}.html": ARTICLE + str(number) for number in range(5)}
        data = zip_of(files, method)
        cut = data[: data.find(b"3.html") + 20]
        members, reason = unpacked(cut)

        assert {m.name: m.data.decode() for m in members} == {
            name: files[name] for name in ("0.html", "1.html", "2.html")
        }
        assert reason == "the archive is damaged or cut off"


def test_a_cut_off_zip_that_was_written_to_a_pipe_gives_what_is_complete():
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.written = bytearray()

        def writable(self):
            return True

        def write(self, data):
            self.written += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.html", "b.html", "c.html"):
            archive.writestr(name, ARTICLE)
    data = bytes(pipe.written)

    assert outcomes(data) == dict.fromkeys(("a.html", "b.html", "c.html"), "read")
    assert outcomes(data[: data.find(b"c.html") + 30]) == {
        "a.html": "read",
        "b.html": "read",
        "!": "the archive is damaged or cut off",
    }


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_cut_off_tar_gives_what_is_complete(mode):
    chance = random.Random(1)
    files = {f"{number}.txt": chance.randbytes(50_000) for number in range(4)}
    data = tar_of(files, mode)
    found = outcomes(data[: len(data) * 5 // 8])

    assert "cut off" in found.pop("!")
    assert set(found.values()) <= {"read"}
    assert found or mode == "w:bz2"  # its blocks hold 900 kB


def test_a_damaged_header_in_the_middle_is_no_silent_end():
    data = bytearray(tar_of({"a.html": b"<p>", "b.html": b"<p>"}))
    data[1024 + 150] ^= 0xFF

    assert outcomes(bytes(data))["!"] == "the archive is damaged or cut off"


def test_a_header_that_would_fill_memory_is_refused():
    info = header("x", tarfile.XHDTYPE)
    info.size = 2**33
    data = info.tobuf(tarfile.GNU_FORMAT) + bytes(10_000)

    assert outcomes(data) == {"!": "a header of the archive is too long"}


def test_an_xz_that_wants_gigabytes_for_its_dictionary_is_refused():
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30, "preset": 0}]
    data = lzma.compress(b"x", format=lzma.FORMAT_XZ, filters=filters)

    assert outcomes(data) == {"!": "the compressed data is damaged"}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["zip", "w", "w:gz"]), st.integers(0, 4000), st.binary(max_size=12))
def test_any_damage_ends_in_members_or_a_reason(kind, at, noise):
    files = {"a.html": ARTICLE.encode(), "b.html": ARTICLE.encode() * 3}
    data = zip_of(files) if kind == "zip" else tar_of(files, kind)
    at %= len(data)
    damaged = data[:at] + noise + data[at + len(noise) :]

    if container_format(damaged):
        members, reason = unpacked(damaged)
        assert all(m.data is not None or m.reason for m in members)
        assert isinstance(reason, str)
