"""A comparison counts copies of one text as one origin, unless an editor parts them."""

import pytest

from articles.models import Reprint
from claims.comparing import Repetition
from claims.selectors.comparisons import comparison_view
from claims.services import link_judge
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    """The same figure in two articles, by somebody whom nobody could identify."""
    return [ClaimFactory(source=None), ClaimFactory(source=None)]


def reprint(claims, **fields) -> Reprint:
    first, second = sorted(claim.article_text.article_id for claim in claims)
    return Reprint.objects.create(
        **{"first_id": first, "second_id": second, "kind": "reprint", "score": 0.96} | fields
    )


def test_without_a_reprint_they_are_two_origins(claims):
    view = comparison_view(ComparisonFactory(claims=claims))
    assert view.statistics.origins == 2


def test_a_reprint_makes_them_one_and_says_why(claims):
    reprint(claims)
    view = comparison_view(ComparisonFactory(claims=claims))
    assert view.statistics.origins == 1
    assert [row.repetition for row in view.rows] == [
        None,
        Repetition(claims[0].pk, "copy", claims[0].article_text.article_id, "reprint", 0.96),
    ]


def test_copies_of_a_copy_are_one_origin_too(claims):
    between = ClaimFactory()
    reprint([claims[0], between])
    reprint([claims[1], between])
    view = comparison_view(ComparisonFactory(claims=claims))
    assert view.statistics.origins == 1
    assert (view.rows[1].repetition.because, view.rows[1].repetition.share) == ("copy", None)


def test_an_uncertain_translation_joins_nothing(claims):
    reprint(claims, kind="translation", score=0.7)
    assert comparison_view(ComparisonFactory(claims=claims)).statistics.origins == 2


def test_an_editor_who_parts_two_claims_wins(claims):
    reprint(claims)
    link_judge(
        first=claims[0],
        second=claims[1],
        relation="repeats",
        judgement="negative",
        user=UserFactory(),
    )
    assert comparison_view(ComparisonFactory(claims=claims)).statistics.origins == 2
