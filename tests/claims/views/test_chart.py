import json
from xml.etree import ElementTree

import pytest

from claims import drawing
from claims.views import pictures

FILE = "/comparisons/russian-troops-near-ukraine"


def test_svg_in_both_languages_layouts_and_themes(client, comparison):
    seen = set()
    for query in ["", "?layout=narrow", "?theme=dark", "?language=zh-hans"]:
        response = client.get(FILE + ".svg" + query)
        assert response["Content-Type"] == "image/svg+xml"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert ElementTree.fromstring(response.content).tag.endswith("svg")
        seen.add(response.content)
    assert len(seen) == 4
    assert "超过15万" in client.get(FILE + ".svg?language=zh-hans").content.decode()


@pytest.mark.parametrize("query", ["layout=x", "theme=x", "language=x", "language=../x"])
def test_unknown_variants(client, comparison, query):
    assert client.get(f"{FILE}.svg?{query}").status_code == 404


def test_a_chart_is_drawn_once(client, comparison, monkeypatch):
    pictures.cache.clear()
    drawn = []
    monkeypatch.setattr(
        drawing.vl_convert, "vegalite_to_svg", lambda spec: drawn.append(spec) or "<svg/>"
    )
    first = client.get(FILE + ".svg")
    again = client.get(FILE + ".svg", headers={"if-none-match": first["ETag"]})
    assert len(drawn) == 1
    assert (again.status_code, again.content) == (304, b"")
    pictures.cache.clear()


def test_the_spec_with_its_data(client, comparison):
    spec = json.loads(client.get(FILE + ".vl.json").content)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    records = [row for data in spec["datasets"].values() for row in data if "source" in row]
    assert len(records) == 13  # the change is no level
    drawn = {(row["value"], row["counts"]) for row in records}
    assert ("about 70,000", True) in drawn
    assert ("up to 175,000", False) in drawn  # planned: hollow, no part of the spread
