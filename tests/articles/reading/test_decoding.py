"""Every encoding that a Chinese or English page comes in."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import UnreadableArticle, read
from articles.reading.decoding import SIZE_LIMIT, decode
from articles.spans import Span

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


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
ENCODINGS += ["utf-32-be", "gb18030", "gbk"]


def _page(words: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>{words[:8]}</title></head><body><p>{words}</p></body></html>"


@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize(
    ("words", "encoding"),
    [(HANS, encoding) for encoding in (*ENCODINGS, "gb2312")]
    + [(HANT, encoding) for encoding in (*ENCODINGS, "big5", "big5hkscs")],
)
def test_whatever_is_declared_the_words_win(words, encoding, declared):
    page = _page(words, declared)
    data = page.encode(encoding)

    assert decode(data).text.lstrip("\ufeff") == page
    assert decode(data, declared).text.lstrip("\ufeff") == page


@pytest.mark.parametrize(("words", "encoding"), [(HANS, "gbk"), (HANT, "big5"), (HANS, "utf-8")])
def test_plain_text_is_told_by_its_words_alone(words, encoding):
    assert decode(words.encode(encoding)).text == words
    assert decode(words[:16].encode(encoding)).text == words[:16]


def test_utf16_without_its_mark_and_without_a_space():
    assert decode(HANS.replace("，", "").encode("utf-16-le")).text == HANS.replace("，", "")


@pytest.mark.parametrize(
    ("hint", "encoding", "words"),
    [
        ("Shift_JIS", "cp932", "橋が来週開通すると市長が月曜日に語った。"),
        ("EUC-JP", "euc-jp", "橋が来週開通すると市長が月曜日に語った。"),
        ("euc-kr", "cp949", "시장은 월요일 새 다리가 다음 주에 개통한다고 말했다."),
        ("windows-1251", "cp1251", "Мэр сказал в понедельник, что мост откроют."),
        ("iso-8859-1", "cp1252", "“Café” – the mayor’s words – £5"),
        ('"GBK"', "gbk", "大桥"),
        ("hz-gb-2312", "hz", "市长周一说大桥通车"),
        ("iso-2022-jp", "iso-2022-jp", "橋が来週開通する"),
    ],
)
def test_what_the_transport_declares_is_believed_where_it_fits(hint, encoding, words):
    assert decode(words.encode(encoding), hint).text == words


def test_the_transport_goes_before_the_page():
    page = f'<meta charset="iso-8859-5"><p>{"Мэр сказал, что мост откроют."}</p>'

    assert decode(page.encode("cp1251"), "windows-1251").text == page


@pytest.mark.parametrize(
    "hint", ["rot13", "zip", "utf-7", "idna", "undefined", "unicode_escape", "", "💥", "a" * 99]
)
def test_a_hint_that_names_no_text_encoding_is_passed_over(hint):
    assert decode(HANS.encode("gbk"), hint).text == HANS
    assert decode(b"+ADw-script+AD4-alert(1)", hint).text == "+ADw-script+AD4-alert(1)"


def test_a_few_broken_characters_do_not_change_a_chinese_encoding():
    data = bytearray((HANS * 30).encode("gbk"))
    data[101:102] = b"\xff"
    text = decode(bytes(data), "gb2312").text

    assert text.count("\ufffd") <= 2
    assert text.endswith(HANS)


def test_four_byte_characters_of_gb18030_and_those_of_hong_kong():
    assert decode((HANS + "𠮷㐀").encode("gb18030")).text == HANS + "𠮷㐀"
    assert decode((HANT + "喺嘅咗").encode("big5hkscs"), "big5").text == HANT + "喺嘅咗"


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "utf-8", "big5", "utf-16", "x"]))
def test_any_bytes_are_text_or_refused(data, hint):
    with contextlib.suppress(UnreadableArticle):
        decoded = decode(data, hint)
        assert "\x00" not in decoded.text
        assert "\r" not in decoded.text
        decoded.text.encode("utf-8")


# Both scripts, half-width and full-width, decomposed and composed, singletons that NFC replaces.
WORDS = st.text(
    alphabet=st.sampled_from("的了在是我有这個說国國ｅéがパ\u1161\u212bﬁ e\u0301o\u0308.，\n"),
    max_size=60,
)


@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"]))
def test_nfc_moves_no_offset_silently(words, encoding):
    """Through every encoding each character of the text leads to what it was made of."""
    page = f"<html><body><p>{HANS}</p><p>{words}</p><p>{HANT}</p></body></html>"
    article = read(page.encode(encoding), encoding=encoding)

    assert unicodedata.is_normalized("NFC", article.text)
    for index, char in enumerate(article.text):
        place = article.source_map.page_span(Span(index, index + 1))
        if char not in " \n":
            assert char in unicodedata.normalize("NFC", page[place.start : place.end])
