"""WARC files: what a crawler got."""

import gzip
import io
import zlib

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.reading import read
from articles.unpacking import container_format, unpack
from tests.articles.unpacking.building import ARTICLE, HANS, outcomes, unpacked

PAGE = ARTICLE.encode()
HTML = ("Content-Type", "text/html")


class Crawl:
    """A WARC file in the making."""

    def __init__(self, compressed: bool = False):
        self.buffer = io.BytesIO()
        self.writer = WARCWriter(self.buffer, gzip=compressed)

    def add(self, path, body, *headers, status="200 OK", kind="response", **warc):
        record = self.writer.create_warc_record(
            f"https://a.example/{path}",
            kind,
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2021-09-06T10:00:00Z", **warc},
        )
        self.writer.write_record(record)
        return self

    @property
    def data(self) -> bytes:
        return self.buffer.getvalue()


@pytest.mark.parametrize("compressed", [False, True])
def test_pages_come_with_their_address_date_encoding_and_headers(compressed):
    crawl = Crawl(compressed)
    crawl.writer.write_record(crawl.writer.create_warcinfo_record("a.warc", {"software": "x"}))
    crawl.add("q", b"GET / HTTP/1.1", status="GET / HTTP/1.1", kind="request")
    crawl.add("1", HANS.encode("gbk"), ("Content-Type", "text/html; charset=GBK"), ("ETag", "x"))
    (member,) = unpack(crawl.data, name="a.warc")

    assert container_format(crawl.data) == "warc"
    assert member.name == "a.warc/https://a.example/1"
    assert member.url == "https://a.example/1"
    assert member.encoding == "gbk"
    assert member.media_type == "text/html"
    assert member.headers["etag"] == "x"
    assert member.fetched_at.isoformat() == "2021-09-06T10:00:00+00:00"
    assert HANS in read(member.data, encoding=member.encoding).text


def test_one_gzip_around_all_records_is_read_too():
    plain = Crawl().add("1", PAGE, HTML).add("2", PAGE, HTML).data

    assert len(list(unpack(gzip.compress(plain)))) == 2


def deflated(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


CHUNKED = (
    b"10\r\n" + PAGE[:16] + b"\r\n" + b"%x\r\n" % len(PAGE[16:]) + PAGE[16:] + b"\r\n0\r\n\r\n"
)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), [("Content-Encoding", "gzip")]),
        (zlib.compress(PAGE), [("Content-Encoding", "deflate")]),
        (deflated(PAGE), [("Content-Encoding", "deflate")]),
        (CHUNKED, [("Transfer-Encoding", "chunked")]),
        (PAGE, [("Content-Encoding", "gzip")]),  # undone by the crawler, the header left
        (PAGE, [("Content-Encoding", "br")]),
    ],
)
def test_transfer_and_content_encodings_are_undone(body, headers):
    (member,) = unpack(Crawl().add("1", body, HTML, *headers).data)

    assert member.data == PAGE


def test_what_is_no_page_is_passed_over_and_what_failed_is_named():
    crawl = Crawl().add("1", PAGE, HTML)
    crawl.add("lead.png", b"\x89PNG", ("Content-Type", "image/png"))
    crawl.add("app.js", b"1", ("Content-Type", "text/javascript"))
    crawl.add("robots.txt", b"User-agent: *", ("Content-Type", "text/plain"))
    crawl.add("2", PAGE, HTML, kind="revisit")
    crawl.add("3", b"", HTML, status="404 Not Found")
    crawl.add("4", b"", HTML, ("Location", "/1"), status="301 Moved")
    crawl.add("5", PAGE[:50], HTML, **{"WARC-Truncated": "length"})
    crawl.add("6", b"\x0b\x02\x80", HTML, ("Content-Encoding", "br"))
    crawl.add("7.pdf", b"%PDF-1.7", ("Content-Type", "application/pdf"))

    assert outcomes(crawl.data) == {
        "https://a.example/1": "read",
        "https://a.example/3": "the server answered 404",
        "https://a.example/4": "the server answered 301",
        "https://a.example/5": "cut off",
        "https://a.example/6": "compressed by br, which is not read",
        "https://a.example/7.pdf": "read",
    }


@pytest.mark.parametrize("compressed", [False, True])
def test_a_bomb_in_a_record_is_its_own(compressed):
    bomb = gzip.compress(bytes(30_000_000))
    crawl = Crawl(compressed).add("bomb", bomb, HTML, ("Content-Encoding", "gzip"))

    assert outcomes(crawl.add("1", PAGE, HTML).data) == {
        "https://a.example/bomb": "unpacks to more than 200 times its size",
        "https://a.example/1": "read",
    }


@pytest.mark.parametrize("compressed", [False, True])
def test_a_cut_off_web_archive_gives_what_is_complete(compressed):
    crawl = Crawl(compressed)
    for number in range(3):
        crawl.add(number, PAGE + bytes(str(number), "ascii"), HTML)
    members, reason = unpacked(crawl.data[:-100])

    assert [m.url[-1] for m in members if m.data] == ["0", "1"]
    assert "cut off" in reason


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n" + b"A" * 5_000_000,
        b"WARC/1.0\r\n" + b"A: b\r\n" * 500_000,
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\nxxxxx",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK",
        b"WARC/9.9\r\n\r\n",
    ],
    ids=["endless line", "endless headers", "negative length", "lying length", "unknown version"],
)
def test_hostile_records_end_with_a_reason(data):
    members, reason = unpacked(data)

    assert not any(m.data for m in members)
    assert reason
