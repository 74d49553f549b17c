"""Every encoding that a Chinese or English page comes in."""

import pytest

from articles.reading.article import UnreadableArticle
from articles.reading.decoding import SIZE_LIMIT, decode

HANS = "乌克兰国防部长说，边境附近的俄军有十万人，这个数字比上个月多。他不认为战争会在今年发生。"
HANT = "烏克蘭國防部長說，邊境附近的俄軍有十萬人，這個數字比上個月多。他不認為戰爭會在今年發生。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_simplified_chinese_without_a_declaration(encoding):
    assert decode(HANS.encode(encoding)).text == HANS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "big5"])
def test_traditional_chinese_in_a_page(encoding):
    page = f"<html><body><p>{HANT}</p></body></html>"
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gbk"), ("GBK", "gb18030"), ("big5", "big5hkscs"), ("iso-8859-1", "cp1252")],
)
def test_a_declared_encoding_is_believed(declared, encoding):
    words = "“Café” – £5" if encoding == "cp1252" else HANT if "big5" in encoding else HANS
    page = f'<html><head><meta charset="{declared}"></head><p>{words}</p>'
    assert decode(page.encode(encoding)).text == page


def test_utf8_wins_over_a_false_declaration():
    page = f'<meta charset="gbk"><p>{HANS}</p>'
    assert decode(page.encode()).text == page


def test_a_broken_byte_does_not_change_the_encoding():
    data = (HANS * 20).encode()[:-1]
    assert decode(data).text == (HANS * 20)[:-1] + "\ufffd"


def test_line_ends_are_line_feeds():
    assert decode(b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"text\x01\x02\x03\x04" * 50, "binary"),
        (b"a" * (SIZE_LIMIT + 1), "larger than 5 MB"),
    ],
)
def test_what_is_not_text_is_refused_with_its_reason(data, reason):
    with pytest.raises(UnreadableArticle, match=reason):
        decode(data)
