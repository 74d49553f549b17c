"""Queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.searching import ask
from claims.searching.asking import MOST_TERMS


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("massed troops", "('mass') & ('troop')"),
        ('"massed troops"', "('mass' <1> 'troop')"),
        ("“massed troops”", "('mass' <1> 'troop')"),
        ("「邊境」 “国防部长”", "('边境') & ('国防' <1> '防部' <1> '部长')"),
        ("ministry -of -Defence", "('ministri') & !('defenc')"),
        ('-"massed troops" troops', "!('mass' <1> 'troop') & ('troop')"),
        ('"ministry of defence"', "('ministri' <2> 'defenc')"),
        ("F-16", "('f' <1> '16')"),
        ("94,300", "('94300')"),
        ("9.43万名军人", "('94300' <1> '名军' <1> '军人')"),
        ("1.5 billion dollars", "('1500000000') & ('dollar')"),
        ("兵", "('兵':*)"),
        ("乌克兰,俄罗斯", "('乌克' <1> '克兰') & ('俄罗' <1> '罗斯')"),
        ("俄军增兵乌克兰", "('俄军') & ('增兵') & ('乌克' <1> '克兰')"),
        ("who said", "('said')"),
        ("who", "('who')"),
        ("-troops", "!('troop')"),
        ("O’Brien's don’t", "('obrien') & ('dont')"),
        ("troops troops", "('troop')"),
        ("", ""),
        ('"', ""),
        ("- -- “” 「", ""),
        ("😀", ""),
    ],
)
def test_asked(text, exact):
    assert ask(text).exact == exact


def test_the_loose_form_knows_no_places():
    assert ask('"massed troops" -NATO -"the Elbe river" 乌克兰').loose == (
        "'mass' & 'troop' & '乌克' & '克兰' & !('nato')"
    )


@pytest.mark.parametrize(("text", "found"), [("troops", True), ("-troops", False), ("", False)])
def test_what_only_excludes_looks_for_nothing(text, found):
    assert bool(ask(text)) is found


@given(st.text(max_size=300))
def test_any_text_is_a_query_of_bounded_size(text):
    query = ask(text)
    assert sum(len(phrase.terms) for phrase in query.phrases) <= MOST_TERMS
    assert bool(query) == bool(query.wanted)
