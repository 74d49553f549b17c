"""A comparison counts copies of one text as one origin, unless an editor parts them."""

from datetime import date

import pytest

from articles.models import OwnerGroup, Reprint
from claims.comparing import Repetition, Wording
from claims.models import Comparison, ScopeDifference
from claims.selectors.comparisons import comparison_view
from claims.services import link_judge
from tests.factories import (
    TIME,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    EntryFactory,
    LinkFactory,
    PublisherFactory,
    SourceFactory,
    UserFactory,
)

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


def test_many_entries_take_as_many_queries_as_few(django_assert_num_queries):
    """Each with a speaker of its own who is cited by another, a difference, and a ruling."""

    def comparison(entries: int) -> Comparison:
        made = ComparisonFactory()
        for number in range(entries):
            text = ArticleTextFactory()
            outer = ClaimFactory(article_text=text, quantities=[], times=[], spans={})
            entry = EntryFactory(
                comparison=made, claim=ClaimFactory(article_text=text, parent=outer)
            )
            ScopeDifference.objects.create(
                entry=entry, kind="place", words_en=f"ring {number}", words_zh=f"圈{number}"
            )
        first, second = made.entries.all()[:2]
        LinkFactory(first=first.claim, second=second.claim, relation="repeats")
        return made

    for made in (comparison(3), comparison(8)):
        with django_assert_num_queries(8):
            view = comparison_view(made)
        assert all(len(row.chain) == 2 and row.differences for row in view.rows)


def test_a_row_says_what_was_known_of_the_claim():
    text = ArticleTextFactory(
        article__publisher=PublisherFactory(owner_group=OwnerGroup.objects.create(name="Coast")),
        wire_service=PublisherFactory(name="Agence North", is_wire_service=True),
    )
    source = SourceFactory(is_party=True, affiliation_id="UA")
    claim = ClaimFactory(article_text=text, source=source, times=[TIME | {"relation": "said"}])
    entry = EntryFactory(
        comparison=ComparisonFactory(places=["UA"], begin=date(2021, 11, 1)), claim=claim
    )
    view = comparison_view(entry.comparison)
    (row,) = view.rows
    assert (row.entry, row.owner, row.wire) == (entry.pk, "Coast", "Agence North")
    assert (row.said_on, row.as_of) == (date(2021, 12, 3), date(2021, 12, 4))
    assert (row.text_sha256, row.reviewed) == (text.sha256, False)
    assert (row.source.kind, row.source.is_party, row.source.affiliation) == ("person", True, "UA")
    assert view.scope.places == (("UA", Wording("Ukraine", "乌克兰")),)
    assert (view.scope.begin, view.scope.as_of_rule) == (date(2021, 11, 1), "about")


def test_a_comparison_of_positions():
    made = ComparisonFactory(kind="positions", dimension="")
    for position in ("affirmed", "denied", "affirmed"):
        EntryFactory(comparison=made, quantity=None, position=position)
    view = comparison_view(made)
    assert view.statistics.positions == {"affirmed": 2, "denied": 1}
    assert view.finding.en.startswith("2 affirm, 1 denies; 3 claims, 3 publishers, 3 origins")
    assert view.rows[0].quote.startswith("that Russia had massed")
