"""DOCX, good and hostile."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.reading import UnreadableArticle, docx, read
from articles.spans import Span
from tests.articles.reading.documents import docx_of, new_document

WORDS = "The mayor said on Monday that the new bridge would open."
HANS = "市长周一说，新建的跨海大桥将于下周通车，造价八千万元。"


def xml(content: str):
    return parse_xml(content.replace(" NS", f" {nsdecls('w')}", 1))


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The document with other bytes for some of its parts, by the last part of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            stem = info.filename.rpartition("/")[2].partition(".")[0]
            new.writestr(info.filename, parts.get(stem, old.read(info)))
    return buffer.getvalue()


def test_headings_paragraphs_and_properties():
    document = new_document()
    document.core_properties.author = "Ann Lee"
    document.add_heading("A bridge opens", 0)
    document.add_paragraph(WORDS)
    document.add_heading("What it cost", 1)
    document.add_paragraph("It cost\t80 million.\nThe rest is known.")
    article = read(docx_of(document))

    assert article.format == "docx"
    assert (article.title, article.byline) == ("A bridge opens", "Ann Lee")
    assert article.text.split("\n") == [
        "A bridge opens",
        WORDS,
        "What it cost",
        "It cost 80 million.",
        "The rest is known.",
    ]


def test_the_title_of_the_properties_where_no_paragraph_is_one():
    document = new_document()
    document.core_properties.title = "新桥通车"
    document.add_paragraph(HANS)

    assert read(docx_of(document)).text == f"新桥通车\n{HANS}"


def test_the_day_it_was_made_counts_where_the_text_gives_none():
    document = new_document()
    document.add_heading("新桥通车", 0)
    document.add_paragraph(HANS)
    assert str(read(docx_of(document)).published.date()) == "2013-12-23"  # python-docx's own
    document.paragraphs[1].insert_paragraph_before(f"【例报2021年9月6日讯】{HANS}")
    assert str(read(docx_of(document)).published) == "2021-09-06"


def test_tracked_changes_are_read_as_accepted():
    document = new_document()
    paragraph = document.add_paragraph("The mayor said that the bridge was ")
    for content in (
        '<w:del NS w:id="1" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>',
        '<w:ins NS w:id="2" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins>',
        '<w:moveFrom NS w:id="3" w:author="x"><w:r><w:t>gone</w:t></w:r></w:moveFrom>',
        "<w:r NS><w:instrText>PAGE</w:instrText></w:r>",
        '<w:hyperlink NS><w:r><w:t xml:space="preserve"> and long.</w:t></w:r></w:hyperlink>',
    ):
        paragraph._p.append(xml(content))

    assert read(docx_of(document)).text == "The mayor said that the bridge was new and long."


def test_tables_are_dropped_with_a_reason_and_content_controls_are_read():
    document = new_document()
    document.add_paragraph(WORDS)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "2021"
    paragraph = "<w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
    control = xml(f"<w:sdt NS><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>")
    document.element.body.insert(2, control)
    article = read(docx_of(document))

    assert article.text == f"{WORDS}\nIn a control."
    assert [(d.text, d.reason) for d in article.dropped] == [("Year 2021", "table")]


def test_every_character_leads_into_the_text_written_out():
    document = new_document()
    document.core_properties.title = "Cafe\u0301"
    document.add_paragraph(f"{WORDS}  {HANS} e\u0301")
    data = docx_of(document)
    page, article = docx.read_docx(data).page, read(data)

    assert article.text == f"Café\n{WORDS} {HANS} é"
    for index, char in enumerate(article.text):
        place = article.source_map.page_span(Span(index, index + 1))
        assert char in " \n" or page[place.start : place.end] in (char, "e\u0301")


BOMB = (
    b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b; The mayor said on Monday it would open.</w:t></w:r></w:p></w:body>"
    b"</w:document>"
)
FILE = BOMB.replace(b'"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"', b'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize("document", [BOMB, FILE], ids=["internal", "file"])
def test_entities_are_never_expanded(document):
    try:
        text = read(repacked(docx_of(new_document()), document=document)).text
    except UnreadableArticle:
        return
    assert "haha" not in text
    assert "root:" not in text


def test_broken_and_hostile_documents_are_refused(monkeypatch):
    good = docx_of(new_document())
    monkeypatch.setattr(docx, "MARKUP_LIMIT", 1_000_000)
    for data, reason in (
        (repacked(good, document=b"<broken"), "a broken DOCX document"),
        (repacked(good, document=b"x" * 1_000_001), "a document too large when unpacked"),
        (good[:-100], "a broken ZIP archive or document"),
        (good, "no article text"),
    ):
        with pytest.raises(UnreadableArticle) as refused:
            read(data)
        assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("xl/workbook.xml", "a spreadsheet; save it as CSV"),
        ("ppt/presentation.xml", "a presentation, not an article"),
        ("META-INF/container.xml", "an electronic book, not an article"),
        ("content.xml", "an OpenDocument file; save it as DOCX"),
        ("a.html", "an archive, not an article"),
    ],
)
def test_other_packages_are_named(inside, reason):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(UnreadableArticle) as refused:
        read(buffer.getvalue())
    assert refused.value.reason == reason


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1", b"{\\rtf1 The mayor said.}"])
def test_old_formats_are_named_with_the_way_out(data):
    with pytest.raises(UnreadableArticle, match="save it as DOCX"):
        read(data)
