from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from claims.drawing import CARD, Variant, card_of, png_of, spec_of, spec_text, svg_of
from claims.models import Comparison
from claims.publishing.card import HEIGHT, WIDTH, wrapped
from claims.selectors.comparisons import comparison_view
from claims.views.embedding import alternates_of
from tests.factories import ClaimFactory, ComparisonFactory
from tests.releasing import released, sketched

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/comparisons/troops/"


@pytest.fixture
def comparison() -> Comparison:
    return ComparisonFactory(slug="troops", claims=[ClaimFactory()])


@pytest.fixture
def _sketched() -> Iterator[None]:
    with sketched():
        yield


def ask(client: Any, url: str = PAGE, **given: object) -> Any:
    return client.get("/oembed", {"url": url, **given})


def size(png: bytes) -> tuple[int, int]:
    data = BytesIO(png)
    data.seek(16)
    return int.from_bytes(data.read(4), "big"), int.from_bytes(data.read(4), "big")


def test_a_photo_of_the_card(client: Any, comparison: Comparison):
    answer = ask(client).json()
    assert (answer["version"], answer["type"]) == ("1.0", "photo")
    assert (answer["width"], answer["height"]) == (WIDTH, HEIGHT)
    assert answer["title"].startswith(comparison.question_en)
    photo = client.get(answer["url"])
    assert photo["Content-Type"] == "image/png"
    assert size(photo.content) == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"maxwidth": 700}, ("photo", 600, 315)),
        ({"maxwidth": 1000, "maxheight": 200}, ("photo", 300, 158)),
        ({"maxwidth": 200}, ("link", None, None)),
        ({"maxwidth": "wide"}, ("photo", 1200, 630)),
    ],
)
def test_no_wider_or_higher_than_asked_for(client: Any, comparison: Comparison, limits, expected):
    answer = ask(client, **limits).json()
    assert (answer["type"], answer.get("width"), answer.get("height")) == expected


@pytest.mark.usefixtures("_sketched")
def test_of_a_release_too(client: Any, comparison: Comparison):
    released(comparison)
    answer = ask(client, f"{PAGE}releases/1/").json()
    assert urlsplit(answer["url"]).path == "/comparisons/troops/releases/1.png"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://elsewhere.example/comparisons/troops/",
        "http://testserver/claims/1/",
        "http://testserver/comparisons/nothing/",
        "http://testserver/nowhere",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_only_of_pages_of_ours(client: Any, comparison: Comparison, url: str):
    assert ask(client, url).status_code == 404


def test_json_alone_is_spoken(client: Any, comparison: Comparison):
    assert ask(client, format="xml").status_code == 501


def test_what_a_pages_head_says(client: Any, comparison: Comparison):
    request = RequestFactory().get("/comparisons/troops/")
    alternates = alternates_of(request, comparison_view(comparison), "troops")
    head = render_to_string("parts/alternates.html", {"alternates": alternates})
    assert f'<link rel="canonical" href="{PAGE}">' in head
    for suffix in ("json", "jsonld", "csv", "atom"):
        assert f'href="http://testserver/comparisons/troops.{suffix}"' in head
    assert parse_qs(urlsplit(alternates.oembed).query)["url"] == [PAGE]
    assert client.get(alternates.oembed).status_code == 200
    assert 'property="og:image:width" content="1200"' in head
    assert urlsplit(alternates.card).query == "layout=card&language=en"


def test_the_card_is_drawn_with_its_chart(comparison: Comparison):
    view = comparison_view(comparison)
    for language in ("en", "zh-hans"):
        svg = card_of(view, language)
        assert svg.count("<svg") == 2
        assert size(png_of(svg, 1)) == (WIDTH, HEIGHT)
    assert CARD.name == "card"


def test_a_chart_is_drawn_twice_as_sharp(comparison: Comparison):
    svg = svg_of(spec_text(spec_of(comparison_view(comparison), Variant())))
    assert size(png_of(svg, 2))[0] == 2 * size(png_of(svg, 1))[0]


@pytest.mark.parametrize(
    "text",
    [
        "How many Russian troops are near Ukraine? " * 9,
        "乌克兰附近有多少俄军？" * 20,
        "x" * 500,
        "",
    ],
)
def test_a_question_is_broken_into_lines_that_fit(text: str):
    lines = list(wrapped(text, 44, 2))
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= 60 for line in lines)
    assert text.startswith(lines[0].rstrip("…")[:10])
