"""Pages as browsers save them with all they show."""

from email.message import EmailMessage

import pytest

from articles.reading import read
from articles.unpacking import container_format, unpack
from tests.articles.unpacking.building import ARTICLE, HANS, HANT, outcomes

SAVED = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://a.example/news/1\r
Subject: =?utf-8?Q?Bridge?=\r
Date: Mon, 06 Sep 2021 16:45:00 +0800\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----B"\r
\r
\r
------B\r
Content-Type: text/html\r
Content-ID: <ad@mhtml.blink>\r
Content-Transfer-Encoding: binary\r
Content-Location: https://ads.example/frame\r
\r
<p>Buy now</p>\r
------B\r
Content-Type: text/html{charset}\r
Content-ID: <page@mhtml.blink>\r
Content-Transfer-Encoding: {transfer}\r
Content-Location: https://a.example/news/1\r
\r
"""
END = b"\r\n------B\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n------B--\r\n"


def saved(page: bytes, charset: str = "", transfer: str = "binary") -> bytes:
    return SAVED.format(charset=charset, transfer=transfer).encode() + page + END


def test_the_saved_page_is_found_among_its_frames():
    data = saved(ARTICLE.replace("=", "=3D").encode(), transfer="quoted-printable")
    (member,) = unpack(data, name="bridge.mhtml")

    assert container_format(data) == "mhtml"
    assert member.name == "bridge.mhtml/page"
    assert member.url == "https://a.example/news/1"
    assert member.fetched_at.isoformat() == "2021-09-06T16:45:00+08:00"
    assert member.headers["from"] == "<Saved by Blink>"
    assert read(member.data, url=member.url).title == "A bridge opens"


@pytest.mark.parametrize(("words", "charset"), [(HANS, "gb2312"), (HANT, "big5"), (HANS, "utf-8")])
def test_the_part_s_charset_is_handed_on(words, charset):
    (member,) = unpack(saved(f"<p>{words}</p>".encode(charset), f'; charset="{charset}"'))

    assert member.encoding == charset
    assert words in read(member.data, encoding=member.encoding).text


def test_a_mail_gives_its_html_part():
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "News", "news@a.example"
    mail.set_content("plain")
    mail.add_alternative(ARTICLE, subtype="html")
    (member,) = unpack(mail.as_bytes())

    assert member.media_type == "text/html"
    assert b"A bridge opens" in member.data


def test_a_page_without_a_part_is_refused():
    assert outcomes(SAVED.encode()[:300] + b'\r\n\tboundary="x"\r\n\r\n')["!"] == "no page in it"


def test_parts_in_parts_without_end_are_refused():
    nested = b"MIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(3000)
    )

    assert set(outcomes(nested)) == {"!"}


@pytest.mark.parametrize(
    "text",
    ["Title: A bridge\n\nThe mayor said.", "MIME-Version: 1.0\nContent-Type: text/plain\n\nText"],
)
def test_other_headers_are_no_saved_page(text):
    assert container_format(text.encode()) is None


@pytest.mark.parametrize(
    "headers",
    [b"Content-Type: text/html;\r\n" + b" a=b;\r\n" * 50_000, b"A: b\r\n" * 30_000],
    ids=["parameters", "headers"],
)
def test_endless_headers_end(headers):
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n" + headers
    )

    assert outcomes(data + b"\r\n<p>text</p>\r\n--B--")


def test_endless_parts_are_refused():
    parts = b"--B\r\nContent-Type: image/png\r\n\r\nx\r\n" * 6000

    assert outcomes(SAVED.encode()[:200] + b"\r\n\r\n" + parts) == {"!": "more than 5,000 parts"}
