"""One invented article in every format that comes in, each time with a figure of its own."""

import csv
import io
import json

from tests.articles.admin.pages import zipped
from tests.articles.reading.documents import docx_of, lines_at, new_document, pdf_of
from tests.articles.unpacking.building import tar_of
from tests.articles.unpacking.test_mhtml import saved
from tests.articles.unpacking.test_webarchives import HTML, Crawl

TITLE = "Harbour bridge carries more than planned"
CHINESE_TITLE = "跨海大桥车流超出预期"


def sentences(figure: int) -> list[str]:
    return [
        f"The harbour authority said on Friday that {figure:,} lorries had crossed the new bridge.",
        "The mayor told the council that tolls would stay as they are until the spring.",
    ]


def chinese_sentences(figure: int) -> list[str]:
    return [
        f"港务局周五表示，已有{figure}辆货车通过新建的跨海大桥，超出原先的预计。",
        "市长对议会说，过桥费在春天以前不会改变，渡轮仍会照常开行。",
    ]


def html(figure: int, charset: str = "utf-8", language: str = "en") -> bytes:
    words = sentences(figure) if language == "en" else chinese_sentences(figure)
    title = TITLE if language == "en" else CHINESE_TITLE
    body = "".join(f"<p>{sentence}</p>" for sentence in words * 2)
    page = (
        f"<!doctype html><html><head><meta charset='{charset}'><title>{title}</title>"
        f"<link rel='canonical' href='https://courier.example/{figure}'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return page.encode(charset)


def mirror(figure: int) -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in chinese_sentences(figure))
    link = f"原文链接：https://courier.example/{figure}"
    return f"### {CHINESE_TITLE}\n---\n<div>{body}</div>\n\n{link}\n".encode()


def markdown(figure: int) -> bytes:
    front = f'---\ntitle: "{TITLE}"\nurl: "https://courier.example/{figure}"\n---\n\n'
    return (front + "\n\n".join(sentences(figure))).encode()


def text(figure: int, encoding: str = "utf-8") -> bytes:
    return "\n\n".join([TITLE, *sentences(figure)]).encode(encoding)


def record(figure: int) -> dict[str, str]:
    return {
        "title": TITLE,
        "text": "\n".join(sentences(figure)),
        "url": f"https://courier.example/{figure}",
        "publisher": "Harbour Courier",
        "published": "2021-12-04",
    }


def as_csv(figure: int) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(record(figure)))
    writer.writeheader()
    writer.writerow(record(figure))
    return out.getvalue().encode()


def _full(figure: int) -> str:
    """Long enough not to be taken for a teaser, which would be fetched."""
    return "".join(f"<p>{sentence}</p>" for sentence in sentences(figure) * 4)


def rss(figure: int) -> bytes:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Courier</title><item><title>{TITLE}</title>"
        f"<link>https://courier.example/{figure}</link>"
        f"<content:encoded><![CDATA[{_full(figure)}]]></content:encoded></item></channel></rss>"
    ).encode()


def atom(figure: int) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry>'
        f"<id>urn:{figure}</id><title>{TITLE}</title><updated>2021-12-04T08:00:00Z</updated>"
        f'<link href="https://courier.example/{figure}"/>'
        f'<content type="html"><![CDATA[{_full(figure)}]]></content></entry></feed>'
    ).encode()


def json_feed(figure: int) -> bytes:
    item = {
        "id": str(figure),
        "title": TITLE,
        "content_html": _full(figure),
        "url": f"https://courier.example/{figure}",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": [item]}
    return json.dumps(feed).encode()


def pdf(figure: int) -> bytes:
    first, second = sentences(figure)
    words = [first[:60], first[60:], second[:60], second[60:]]
    return pdf_of([(50, 740, 20, TITLE), *lines_at(*words)])


def docx(figure: int) -> bytes:
    document = new_document()
    document.add_heading(TITLE, 0)
    for sentence in sentences(figure):
        document.add_paragraph(sentence)
    return docx_of(document)


FORMATS = {
    "page.html": html,
    "gb18030.html": lambda figure: html(figure, "gb18030", "zh"),
    "gbk.html": lambda figure: html(figure, "gbk", "zh"),
    "saved.mhtml": lambda figure: saved(html(figure)),
    "mirror.md": mirror,
    "front-matter.md": markdown,
    "plain.txt": text,
    "utf-16.txt": lambda figure: text(figure, "utf-16"),
    "feed.rss": rss,
    "feed.atom": atom,
    "feed.json": json_feed,
    "list.json": lambda figure: json.dumps([record(figure)]).encode(),
    "lines.jsonl": lambda figure: (json.dumps(record(figure)) + "\n").encode(),
    "table.csv": as_csv,
    "crawl.warc": lambda figure: Crawl().add(str(figure), html(figure), HTML).data,
    "crawl.warc.gz": lambda figure: Crawl(True).add(str(figure), html(figure), HTML).data,
    "archive.zip": lambda figure: zipped({"a/page.html": html(figure)}),
    "archive.tar.gz": lambda figure: tar_of({"a/page.html": html(figure)}, "w:gz"),
    "page.pdf": pdf,
    "page.docx": docx,
}
