"""JSON arrays, objects that hold one, and JSON lines."""

import json

import pytest

from articles.reading import read
from articles.unpacking import container_format, unpack
from tests.articles.unpacking.building import HANS, HANT, outcomes, unpacked

TEXT = "The mayor said on Monday that the new bridge across the strait would open next week."
RECORDS = [
    {"title": f"Bridge {number}", "content": TEXT, "url": f"https://a.example/{number}"}
    for number in range(3)
]
SHAPES = {
    "list": RECORDS,
    "newsapi": {"status": "ok", "totalResults": 3, "articles": RECORDS},
    "json feed": {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": RECORDS},
    "nested": {"meta": {"hits": [1, 2]}, "response": {"docs": RECORDS}},
    "graph": {"@context": "https://schema.org", "@graph": RECORDS},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_found_wherever_it_stands(shape, indent, encoding):
    data = json.dumps(shape, indent=indent).encode(encoding)

    assert container_format(data) == "json"
    members = list(unpack(data, name="news.json"))
    assert [json.loads(m.data) for m in members] == RECORDS
    assert members[1].name == "news.json/element 2"
    assert members[1].url == "https://a.example/1"


def test_an_element_is_the_raw_slice_of_the_file():
    first = '{ "title":"A",\n  "text": "\\u4e4c\\u514b ' + TEXT + '" }'
    (member,) = unpack(f"[ {first} ]".encode())

    assert member.data == first.encode()


def test_lines_are_raw_slices_and_counted_as_an_editor_does():
    lines = [json.dumps(record) for record in RECORDS]
    data = f"{lines[0]}\n\n{lines[1]}\r\n{lines[2]},\n".encode()
    members = list(unpack(data, name="a.jsonl"))

    assert container_format(data) == "jsonl"
    assert [m.data.decode() for m in members] == lines
    assert [m.name.partition("/")[2] for m in members] == ["line 1", "line 3", "line 4"]


def test_a_bad_line_stops_no_other():
    lines = [json.dumps(RECORDS[0]), '{"title": "cut', "[1]", "{}", json.dumps(RECORDS[1])]

    assert outcomes("\n".join(lines).encode()) == {
        "line 1": "read",
        "line 2": "broken JSON",
        "line 3": "not an object",
        "line 4": "no text of an article, and no address to fetch it from",
        "line 5": "read",
    }


def test_a_teaser_is_an_address_to_fetch():
    records = [
        {"title": "A", "content": TEXT + " [+3456 chars]", "url": "https://a.example/1"},
        {"title": "B", "description": TEXT, "link": "https://a.example/2"},
        {
            "title": "C",
            "url": "https://a.example/3",
            "source": {"id": None, "name": "Example Post"},
        },
    ]
    members = list(unpack(json.dumps(records).encode()))

    assert [(m.data, m.url) for m in members] == [
        (None, f"https://a.example/{number}") for number in (1, 2, 3)
    ]
    assert members[2].publisher == "Example Post"


def test_only_web_addresses_are_to_be_fetched():
    records = [{"title": "A", "url": address} for address in ("file:///etc/passwd", "javascript:1")]

    assert set(outcomes(json.dumps(records).encode()).values()) == {
        "no text of an article, and no address to fetch it from"
    }


@pytest.mark.parametrize(
    "data",
    [
        RECORDS[0],
        RECORDS[0] | {"related": RECORDS},  # one article that mentions others
        [],
        [1, 2, 3],
        [{"id": 1, "name": "x"}],
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {}}]},
        "text",
        {},
    ],
    ids=repr,
)
def test_other_json_is_no_container(data):
    assert container_format(json.dumps(data).encode()) is None


def test_a_cut_off_list_gives_what_is_complete():
    data = json.dumps(RECORDS).encode()
    members, reason = unpacked(data[:-40])

    assert [json.loads(m.data) for m in members] == RECORDS[:2]
    assert reason == "the JSON is broken at element 3"


def test_hostile_json_is_no_crash():
    deep = b"[" * 100_000
    assert container_format(deep) is None
    element = json.dumps(RECORDS[0]).encode()
    members, reason = unpacked(b"[" + element + b"," + deep)
    assert len(members) == 1
    assert "broken" in reason
    assert outcomes(b"[" + element + b', {"title": ' + b"9" * 5000 + b"}]")["element 2"]


@pytest.mark.parametrize(
    ("words", "encoding"), [(HANS, "gb18030"), (HANT, "big5"), (HANS, "utf-16-le")]
)
def test_lists_in_other_encodings_come_out_in_utf8(words, encoding):
    record = {"title": "标题" if words == HANS else "標題", "text": words * 3}
    data = json.dumps([record], ensure_ascii=False).encode(encoding)
    (member,) = unpack(data)

    assert json.loads(member.data) == record
    assert read(member.data, encoding=member.encoding).text.endswith(words)
