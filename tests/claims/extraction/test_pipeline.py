"""The whole way: properties that hold for every text, and a few sentences it must get right."""

import hashlib
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.extraction import ArticleInput, Attribution, extract, extract_batch, model_hash
from claims.extraction.chain import holds
from claims.extraction.tagger import MODEL

SENTENCES = [
    "乌克兰国防部长列兹尼科夫说，俄军数量估计为94,300人。",
    "美联社援引拜登政府一名官员的话报道，美国情报官员已经认定，俄罗斯在边境附近集结了约7万名军人。",
    "“我们不会让步。”总理对议员说。",
    "據路透社報道，白宮發言人表示，美國正在與盟友磋商。",
    "The minister said on Friday that 94,300 troops were near the border.",
    '"We will answer," the envoy said. "But we will not be hurried into it."',
    "Officials familiar with the call said Biden warned that Russia could invade.",
    "没有人说话。\x00\u200b\U0001f600𠮷",
]
TEXTS = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), max_size=6).map("\n".join)


def _words(text: str, attribution: Attribution) -> tuple[str, str, str]:
    return tuple(  # type: ignore[return-value]
        "…".join(text[s:e] for s, e in part)
        for part in (attribution.source, attribution.cue, attribution.content)
    )


@settings(deadline=None, max_examples=40)
@given(TEXTS)
@example("")
@example("\n")
@example("\ud800 说 \x00")
def test_spans_stand_in_the_text_and_children_in_their_parents(text: str) -> None:
    found = extract(text)
    by_id = {a.id: a for a in found}
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    for n, a in enumerate(found):
        assert a.content
        for s, e in (*a.source, *a.cue, *a.content):
            assert 0 <= s < e <= len(text)
        assert 0 <= a.confidence <= 1
        if a.parent is not None:
            assert a.parent in {b.id for b in found[:n]}
            assert holds(by_id[a.parent].content, a.content)


@settings(deadline=None, max_examples=15)
@given(st.lists(TEXTS, max_size=4))
def test_many_at_once_give_the_same_as_one_by_one(texts: list[str]) -> None:
    assert extract_batch([ArticleInput(text) for text in texts]) == [extract(t) for t in texts]


def test_the_same_text_gives_the_same_answer() -> None:
    text = "\n".join(SENTENCES)
    assert extract(text) == extract(text)


def test_a_long_paragraph_is_read_to_its_end() -> None:
    text = "标题\n" + SENTENCES[0] * 60
    assert max(a.content[-1].end for a in extract(text)) > 0.95 * len(text)


def test_a_language_nobody_trained_it_for_does_no_harm() -> None:
    extract("Заголовок\nМинистр сказал, что войны не будет.", language="ru")


def test_a_chinese_claim_with_its_figure() -> None:
    text = "标题\n" + SENTENCES[0]
    (found,) = extract(text, language="zh-Hans", published=date(2021, 12, 5))
    assert _words(text, found)[:2] == ("乌克兰国防部长列兹尼科夫", "说")
    assert [q.value for q in found.quantities] == [94300]


def test_an_agency_citing_an_informant_who_cites_officials() -> None:
    text = "标题\n" + SENTENCES[1]
    agency, informant, officials = extract(text, language="zh-Hans")
    assert [_words(text, a)[0] for a in (agency, informant, officials)] == [
        "美联社", "拜登政府一名官员", "美国情报官员",
    ]  # fmt: skip
    assert (agency.parent, informant.parent, officials.parent) == (None, agency.id, informant.id)
    assert [len(a.quantities) for a in (agency, informant, officials)] == [0, 0, 1]


def test_without_a_date_no_times() -> None:
    assert all(a.times == () for a in extract("Title\nHe said it would begin on Monday."))


def test_the_model_card_is_of_this_model() -> None:
    digest = hashlib.sha256((MODEL / "tagger.int8.onnx").read_bytes()).hexdigest()
    assert digest in (MODEL / "MODEL_CARD.md").read_text(encoding="utf8")


def test_the_hash_covers_the_model_and_its_tokenizer() -> None:
    digest = hashlib.sha256()
    for name in ("tagger.int8.onnx", "tokenizer.json"):
        digest.update((MODEL / name).read_bytes())
    assert model_hash() == digest.hexdigest()
