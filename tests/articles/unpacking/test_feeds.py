"""RSS, RDF, Atom and JSON Feed files, as they are and as an attacker writes them."""

import json

import pytest

from articles.reading import read
from articles.unpacking import container_format, unpack
from tests.articles.unpacking.building import HANS, outcomes, unpacked

PROSE = "<p>The mayor said on Monday that the new bridge across the strait would open soon.</p>" * 5
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Aggregator</title><link>https://agg.example/</link>
{items}
</channel></rss>"""
FULL = """<item><title>A &amp; B: 新桥通车</title><link>/full</link>
<pubDate>Mon, 06 Sep 2021 16:45:00 +0200</pubDate><dc:creator>Ann Lee</dc:creator>
<source url="https://post.example/rss">Example Post</source><description>Short.</description>
<content:encoded><![CDATA[%s<p><a href="more.html">more</a></p>]]></content:encoded></item>"""
SUMMARY = """<item><title>Only a teaser</title><link>https://a.example/teaser?x=1&amp;y=2</link>
<source url="https://post.example/rss">Example Post</source>
<description>Short.</description></item>"""


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    return RSS.format(encoding=encoding, items="\n".join(items)).encode(encoding)


def test_an_entry_with_its_text_is_a_record():
    (member,) = unpack(rss(FULL % PROSE), name="f.xml", url="https://agg.example/feed/rss.xml")
    article = read(member.data, url=member.url, encoding=member.encoding)

    assert member.name == "f.xml/entry 1"
    assert article.title == "A & B: 新桥通车"
    assert article.url == member.url == "https://agg.example/full"
    assert article.publisher == "Example Post"
    assert article.byline == "Ann Lee"
    assert article.published.isoformat() == "2021-09-06T16:45:00+02:00"
    assert article.text.count("The mayor said") == 5
    assert "https://agg.example/feed/more.html" in json.loads(member.data)["content_html"]


def test_an_entry_with_a_summary_is_an_address_with_its_source_element():
    (member,) = unpack(rss(SUMMARY))

    assert (member.data, member.reason) == (None, "")
    assert member.url == "https://a.example/teaser?x=1&y=2"
    assert member.publisher == "Example Post"


def test_a_description_that_is_the_whole_article_is_a_record():
    whole = (
        "<item><title>长文</title><link>https://a.example/1</link>"
        f"<description><![CDATA[<p>{HANS * 12}</p>]]></description></item>"
    )
    (member,) = unpack(rss(whole))

    assert HANS * 12 in read(member.data).text


def test_a_text_that_says_it_goes_on_is_fetched():
    cut = FULL % (PROSE + "<p>And then he [&#8230;]</p>")
    (member,) = unpack(rss(cut.replace('<p><a href="more.html">more</a></p>', "")))

    assert member.data is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "gb2312"])
def test_feeds_in_other_encodings(encoding):
    item = FULL.replace("&amp; B", "") % f"<p>{HANS * 5}</p>"
    (member,) = unpack(rss(item, encoding=encoding))

    assert HANS in read(member.data).text


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/news/">
<title>Example</title><entry><title type="html">Bridge &amp;lt;opens&amp;gt;</title>
<link rel="self" href="x"/><link rel="alternate" href="1.html"/><id>urn:1</id>
<updated>2021-09-07T00:00:00Z</updated><published>2021-09-06T16:45:00Z</published>
<author><name>Ann Lee</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PROSE}</div></content>
<source><title>Example Post</title></source></entry>
<entry><title>Teaser</title><link href="2.html"/><summary>Short.</summary></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>T</title></channel>
<item rdf:about="https://a.example/1"><title>Teaser</title><link>https://a.example/1</link></item>
</rdf:RDF>"""
RSS_091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>T</title><item><title>Teaser</title>
<link>https://a.example/1</link></item></channel></rss>"""


def test_atom_with_relative_addresses():
    full, teaser = unpack(ATOM.encode())
    article = read(full.data)

    assert article.url == "https://a.example/news/1.html"
    assert article.title == "Bridge <opens>"
    assert article.publisher == "Example Post"
    assert article.published.isoformat() == "2021-09-06T16:45:00+00:00"
    assert teaser.url == "https://a.example/news/2.html"


@pytest.mark.parametrize("feed", [RDF, RSS_091])
def test_old_dialects(feed):
    assert container_format(feed.encode()) == "feed"
    assert outcomes(feed.encode()) == {"entry 1": "fetch"}


def test_a_json_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example",
        "items": [
            {"id": "1", "url": "https://a.example/1", "title": "A", "content_html": PROSE},
            {"id": "2", "url": "https://a.example/2", "title": "B", "summary": "Short."},
        ],
    }
    full, teaser = unpack(json.dumps(feed).encode())

    assert read(full.data).url == "https://a.example/1"
    assert (teaser.data, teaser.url) == (None, "https://a.example/2")


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/">]>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]>',
        '<!DOCTYPE rss [<!ENTITY x0 "ha">'
        + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
        + '<!ENTITY x "&x9;">]>',
        '<!DOCTYPE rss SYSTEM "a.dtd" [<!ELEMENT rss ANY>]>',
    ],
    ids=["file", "address", "parameter", "billion laughs", "declarations"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_with_a_reason(dtd, encoding):
    feed = f'{dtd}<rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'

    assert container_format(feed.encode(encoding)) == "feed"
    assert outcomes(feed.encode(encoding)) == {
        "!": "the XML declares entities, which are not expanded"
    }


def test_an_article_may_write_about_entities():
    (member,) = unpack(rss(FULL % (PROSE + "<p>An attack: &lt;!ENTITY x SYSTEM></p><!ENTITY y>")))

    assert member.data is not None


def test_a_cut_off_feed_leaves_out_its_last_entry():
    data = rss(FULL % PROSE, SUMMARY, FULL % PROSE)
    members, reason = unpacked(data[: data.rfind(b"content:encoded>") - 100])

    assert [m.name for m in members] == ["entry 1", "entry 2"]
    assert reason == "the feed is cut off"


def test_broken_xml_and_endless_feeds_are_refused():
    assert outcomes(b'<rss version="2.0"><channel><<<') == {"!": "the XML is broken"}
    assert outcomes(b"<rss>" + b" " * 11_000_000)["!"].startswith("a feed larger than")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_web_addresses_are_to_be_fetched(address):
    item = f"<item><title>A</title><link>{address}</link></item>"

    assert set(outcomes(rss(item)).values()) == {
        "only a summary, and no address to fetch the article from"
    }


@pytest.mark.parametrize(
    "page",
    ["<html><rss></rss></html>", "<rdf:RDF xmlns:rdf='x'></rdf:RDF>", "<feedback/>", "<opml/>"],
)
def test_other_markup_is_no_feed(page):
    assert container_format(page.encode()) is None
