"""Who reports that somebody says something."""

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.chain import in_order, parents


def _draft(source: tuple[int, int], *content: tuple[int, int]) -> Draft:
    return Draft((Span(*source),), (), tuple(Span(*c) for c in content), 1.0)


def test_the_innermost_holder_is_the_parent() -> None:
    agency = _draft((0, 3), (10, 100))
    informant = _draft((4, 8), (10, 100))
    officials = _draft((40, 45), (50, 100))
    assert parents([agency, informant, officials]) == [None, 0, 1]


def test_reading_order_puts_the_outer_of_two_equal_contents_first() -> None:
    informant, agency = _draft((4, 8), (10, 100)), _draft((0, 3), (10, 100))
    assert in_order([informant, agency]) == [agency, informant]
    assert parents([informant, agency]) == [1, None]


def test_overlap_is_not_nesting() -> None:
    assert parents([_draft((0, 3), (10, 50)), _draft((4, 8), (40, 60))]) == [None, None]


def test_every_part_must_lie_inside() -> None:
    outer = _draft((0, 3), (10, 50))
    assert parents([outer, _draft((4, 8), (12, 20), (30, 40))]) == [None, 0]
    assert parents([outer, _draft((4, 8), (12, 20), (60, 61))]) == [None, None]
