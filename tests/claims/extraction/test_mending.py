"""What news writes regularly, mended."""

from dataclasses import replace

import pytest

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.mending import mended
from claims.extraction.mending.lexicon import lexicon


def _draft(text: str, source: str, cue: str, *content: str) -> Draft:
    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words if w)

    return Draft(spans(source), spans(cue), spans(*content), 1.0)


def _mended(text: str, *drafts: Draft, language: str = "zh-Hans") -> list[list[str]]:
    return [
        ["…".join(text[s:e] for s, e in part) for part in (d.source, d.cue, d.content)]
        for d in mended(drafts, text, language)
    ]


@pytest.mark.parametrize("name", sorted(lexicon()))
def test_every_entry_has_an_example_that_holds_one_of_its_words(name: str) -> None:
    for entry in lexicon()[name]:
        assert any(word in str(entry["example"]) for word in entry["words"])  # type: ignore[attr-defined]


def test_a_report_goes_on_after_meanwhile() -> None:
    text = str(lexicon()["continuing"][0]["example"])
    assert _mended(text, _draft(text, "路透社", "报导", "甲方撤军")) == [
        ["路透社", "报导", "甲方撤军。与此同时，乙方增兵"]
    ]


def test_what_somebody_says_does_not_go_on_after_meanwhile() -> None:
    text = "他说，甲方撤军。与此同时，乙方增兵。"
    assert _mended(text, _draft(text, "他", "说", "甲方撤军")) == [["他", "说", "甲方撤军"]]


def test_the_cues_of_an_agency_that_cites_an_informant() -> None:
    text = str(lexicon()["quoted"][0]["example"])
    agency = _draft(text, "美联社", "引用", "甲方撤军")
    informant = _draft(text, "消息人士", "报导", "甲方撤军")
    assert _mended(text, agency, informant) == [
        ["美联社", "报导", "甲方撤军"],
        ["消息人士", "引用…的话", "甲方撤军"],
    ]


def test_an_agency_and_its_informant_are_two_sources() -> None:
    text = str(lexicon()["quoted"][0]["example"])
    assert _mended(text, _draft(text, "美联社引用消息人士", "报导", "甲方撤军")) == [
        ["美联社", "报导", "甲方撤军"],
        ["消息人士", "引用…的话", "甲方撤军"],
    ]


def test_what_somebody_says_of_himself_is_not_cited_by_anybody() -> None:
    text = str(lexicon()["oneself"][0]["example"])
    said = _draft(text, "他", "说", "“我认为甲方会撤军。”")
    thought = _draft(text, "我", "认为", "甲方会撤军")
    assert _mended(text, said, thought) == [["他", "说", "“我认为甲方会撤军。”"]]


def test_an_author_s_own_voice_is_kept() -> None:
    text = "我认为甲方会撤军。他说：“乙方不会。”"
    drafts = _draft(text, "我", "认为", "甲方会撤军"), _draft(text, "他", "说", "“乙方不会。”")
    assert len(_mended(text, *drafts)) == 2


def test_a_lone_preposition_is_no_content() -> None:
    text = str(lexicon()["lone"][0]["example"])
    lost, found = _draft(text, "", "said", "to"), _draft(text, "", "said", "to leave")
    assert _mended(text, lost, found, language="en") == [["", "said", "to leave"]]


def test_an_informant_is_found_where_a_time_stands_before_the_quoting() -> None:
    text = "乙报周六援引官员的话报道，甲方撤军。"
    report = _draft(text, "乙报", "援引", "甲方撤军")
    report = replace(report, cue=(*report.cue, Span(text.index("报道"), text.index("报道") + 2)))
    assert _mended(text, report) == [
        ["乙报", "援引…报道", "甲方撤军"],
        ["官员", "的话", "甲方撤军"],
    ]


def test_who_is_quoted_in_a_report_says_what_is_reported() -> None:
    text = "乙报引述官员报道，甲方撤军。"
    quoting, report = _draft(text, "乙报", "引述", "官员"), _draft(text, "官员", "报道", "甲方撤军")
    assert _mended(text, quoting, report) == [
        ["官员", "引述", "甲方撤军"],
        ["乙报", "报道", "甲方撤军"],
    ]


def test_who_is_quoted_as_saying_something_says_it_in_the_quoting_one_s_content() -> None:
    text = "乙报引述官员表示，甲方撤军。"
    quoting, saying = _draft(text, "乙报", "引述", "官员"), _draft(text, "乙报", "表示", "甲方撤军")
    assert _mended(text, quoting, saying) == [
        ["乙报", "引述", "表示，甲方撤军"],
        ["官员", "表示", "甲方撤军"],
    ]


def test_a_quotation_of_more_than_a_name_stays_as_it_is() -> None:
    text = "乙报引述报告，称甲方撤军，他表示怀疑。"
    drafts = _draft(text, "乙报", "引述", "报告，称甲方撤军"), _draft(text, "他", "表示", "怀疑")
    assert _mended(text, *drafts)[0] == ["乙报", "引述", "报告，称甲方撤军"]


def test_what_the_accused_is_said_to_do_ends_with_its_clause() -> None:
    text = str(lexicon()["accusing"][0]["example"])
    assert _mended(text, _draft(text, "", "被指", "在甲方", "可能增兵之际，乙方撤军")) == [
        ["", "被指", "甲方…可能增兵"]
    ]


def test_what_the_accused_did_may_take_more_than_a_clause() -> None:
    text = "甲方被指越过边界，并增兵。"
    accused = _draft(text, "", "被指", "甲方", "越过边界，并增兵")
    assert _mended(text, accused) == [["", "被指", "甲方…越过边界，并增兵"]]


def test_who_is_cited_in_a_report_is_cited_for_all_of_it() -> None:
    text = "美联社引用消息人士的话报导，甲方撤军。与此同时，乙方增兵。"
    agency = _draft(text, "美联社", "引用", "甲方撤军")
    informant = _draft(text, "消息人士", "报导", "甲方撤军")
    contents = [found[2] for found in _mended(text, agency, informant)]
    assert contents == ["甲方撤军。与此同时，乙方增兵"] * 2


def test_before_a_verb_of_speaking_only_a_quotation_is_content() -> None:
    text = str(lexicon()["speaking"][0]["example"])
    assert _mended(text, _draft(text, "他", "表示", "计划", "将进行")) == [["他", "表示", "将进行"]]
    text = "“不会，”他表示，将进行。"
    kept = _draft(text, "他", "表示", "“不会，”", "将进行")
    assert _mended(text, kept) == [["他", "表示", "“不会，”…将进行"]]
    text = "他被认为将辞职。"
    passive = _draft(text, "", "被认为", "他", "将辞职")
    assert _mended(text, passive)[0][2] == "他…将辞职"


def test_another_sentence_s_quotation_has_the_source_but_not_the_cue() -> None:
    text = "他表示将进行。至于多久，“自行决定”。"
    found = _mended(text, _draft(text, "他", "表示", "将进行", "至于多久，“自行决定”"))
    assert found == [["他", "表示", "将进行"], ["他", "", "至于多久，“自行决定”"]]


def test_a_quotation_split_around_its_cue_stays_whole() -> None:
    text = "“不。”他说，“我正在考虑。”"
    assert len(_mended(text, _draft(text, "他", "说", "“不。”", "“我正在考虑。”"))) == 1


def test_other_languages_stay_as_they_are() -> None:
    text = str(lexicon()["continuing"][0]["example"])
    draft = _draft(text, "路透社", "报导", "甲方撤军")
    assert mended([draft], text, "en") == [draft]


def test_a_source_in_another_paragraph_is_none() -> None:
    text = "甲方被指撤军。\n官员说，乙方增兵。"
    assert _mended(text, _draft(text, "官员", "被指", "撤军")) == [["", "被指", "撤军"]]


def test_an_informant_that_was_missed_says_what_the_agency_reports() -> None:
    text = str(lexicon()["quoted"][0]["example"])
    assert _mended(text, _draft(text, "美联社", "报导", "甲方撤军")) == [
        ["美联社", "报导", "甲方撤军"],
        ["消息人士", "引用…的话", "甲方撤军"],
    ]


def test_who_is_cited_for_an_english_report_is_its_source() -> None:
    text = str(lexicon()["citing"][0]["example"])
    agency = _draft(text, "Reuters", "reported", "the troops had left")
    informant = _draft(text, "Reuters", "citing", "an official")
    assert _mended(text, agency, informant, language="en") == [
        ["Reuters", "reported", "the troops had left"],
        ["an official", "citing", "the troops had left"],
    ]


def test_what_is_cited_without_a_report_stays() -> None:
    text = "Reuters left Kyiv, citing the danger."
    draft = _draft(text, "Reuters", "citing", "the danger")
    assert _mended(text, draft, language="en") == [["Reuters", "citing", "the danger"]]
