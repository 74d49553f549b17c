"""An article with a chain, a figure, a denial and characters of four bytes, opened by an editor."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.desk.at_desk import leave, new_page
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory

TEXT = "\n".join(
    [
        "Figures differ on the border 😀",
        "Ukraine’s defence minister Oleksii Reznikov told parliament on Friday (December 3) that "
        "Russia had massed 94,300 troops near the border.",
        "𠮷田 wrote 😀 that “two ships 😀 had sailed”, the agency said, citing an official.",
        "“We counted 12 tanks”, the mayor of the harbour town said on Saturday.",
        "A spokesman denied this.",
    ]
)


@pytest.fixture
def scene(transactional_db) -> SimpleNamespace:
    text = ArticleTextFactory(title=TEXT.partition("\n")[0], text=TEXT)
    minister = SourceFactory(label_en="Minister Reznikov", label_zh="列兹尼科夫部长")
    agency = ClaimFactory(
        article_text=text,
        spans={
            "source": ["the agency"],
            "cue": ["said, citing"],
            "content": ["𠮷田 wrote 😀 that “two ships 😀 had sailed”"],
        },
        source=SourceFactory(label_en="The agency", label_zh="通讯社"),
        headline_en="The agency: two ships had sailed",
        headline_zh="通讯社：两艘船已启航",
        quantities=[],
        times=[],
        confidence=0.5,
    )
    ships = ClaimFactory(
        article_text=text,
        parent=agency,
        source=SourceFactory(label_en="Yoshida", label_zh="𠮷田"),
        spans={"source": ["𠮷田"], "cue": ["wrote"], "content": ["two ships 😀 had sailed"]},
        headline_en="Yoshida: 2 ships",
        headline_zh="𠮷田：2艘船",
        quantities=[{"quote": "two ships", "value": 2, "unit": "ship", "dimension": "ships"}],
        times=[],
    )
    troops = ClaimFactory(article_text=text, source=minister)
    denial = ClaimFactory(
        article_text=text,
        source=None,
        spans={"source": ["A spokesman"], "cue": ["denied"], "content": ["this"]},
        headline_en="A spokesman: this",
        headline_zh="发言人：this",
        quantities=[],
        times=[],
    )
    return SimpleNamespace(
        text=text, troops=troops, ships=ships, agency=agency, denial=denial, minister=minister
    )


@pytest.fixture
def address(scene) -> str:
    return reverse("admin:articles_article_change", args=[scene.text.article_id])


@pytest.fixture
def editor(db) -> object:
    return UserFactory(role="editor", username="wen")


@pytest.fixture
def page(browser, live_server, editor, address) -> Iterator[Page]:
    page = new_page(browser, live_server, editor)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    expect(page.locator("#desk.desk-live")).to_be_visible()
    yield page
    leave(page)
    assert complaints == []
