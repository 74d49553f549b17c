"""What an editor marks where the engine would have found it is read as the engine reads it."""

import os
import subprocess
import sys
from datetime import date

import pytest

from articles.spans import Span
from claims.extraction.attribution import ArticleInput, Draft
from claims.extraction.chain import in_order
from claims.extraction.reading import Reader
from claims.models import Claim, ClaimSpan, Quantity, TimeExpression
from claims.services.keeping import Keeper
from claims.services.mending import claim_create
from claims.services.storing import store_attributions
from tests.factories import ArticleTextFactory, ExtractionRunFactory, UserFactory

TEXTS = {
    "en": (
        "Counting troops\n"
        "The Associated Press reported on Saturday that [defence minister Oleksii Reznikov] "
        "(told parliament) <that Russia had massed about 94,300 troops by December 3>.\n"
        "[He] (said) <12 ships might come in January>, and [US officials] (warned) <that as many "
        "as 175,000 soldiers could be sent>."
    ),
    "zh-Hans": (
        "清点军队\n"
        "[乌克兰国防部长列兹尼科夫](12月3日表示)，<俄罗斯在边境附近集结了约9.4万名军人>。"
        "[他]还(说)，<明年1月可能再来12艘军舰>。"
    ),
}
BRACKETS = {"[": "source", "(": "cue", "<": "content"}


def marked(words: str) -> tuple[str, list[dict[str, list[Span]]]]:
    """The text without brackets, and a claim for each three pairs of them."""
    text, claims, opened = "", [], 0
    for char in words:
        if char in BRACKETS:
            opened = len(text)
        elif char in "])>":
            part = BRACKETS["[(<"["])>".index(char)]]
            if not claims or "content" in claims[-1]:
                claims.append({})
            claims[-1][part] = [Span(opened, len(text))]
        else:
            text += char
    return text, claims


def said(claim: Claim) -> dict[str, object]:
    skipped = {"id", "public_id", "claim", "by_hand"}
    names = {
        model: [f.name for f in model._meta.concrete_fields if f.name not in skipped]
        for model in (ClaimSpan, Quantity, TimeExpression)
    }
    own = ("kind", "modality", "polarity", "source", "speaker_name", "speaker_role", "anonymous")
    return {name: getattr(claim, name) for name in (*own, "headline_en", "headline_zh")} | {
        model.__name__: list(getattr(claim, related).order_by("start").values(*names[model]))
        for model, related in (
            (Quantity, "quantities"),
            (TimeExpression, "times"),
        )
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", TEXTS)
def test_desk_and_engine_agree(language: str) -> None:
    words, claims = marked(TEXTS[language])
    by_engine, by_hand = (
        ArticleTextFactory(text=words, language=language, published_on=date(2021, 12, 4))
        for _ in range(2)
    )
    drafts = in_order(
        [Draft(tuple(c["source"]), tuple(c["cue"]), tuple(c["content"]), 1.0) for c in claims]
    )
    reader = Reader(ArticleInput(words, language, date(2021, 12, 4)), language, drafts)
    found = [reader.attribution(n) for n in range(len(drafts))]
    store_attributions(by_engine, ExtractionRunFactory(article_text=by_engine), found, Keeper([]))
    for claim in claims:
        claim_create(article_text=by_hand, user=UserFactory(), **claim)
    engines, hands = (
        [said(claim) for claim in text.claims.order_by("position")] for text in (by_engine, by_hand)
    )
    assert len(engines) == len(claims) > 1
    assert any(claim["Quantity"] for claim in engines)
    assert hands == engines


def test_no_web_process_loads_the_model_s_runtime() -> None:
    script = "import config.wsgi, config.urls, sys; print('onnxruntime' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
