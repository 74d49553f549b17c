"""A claim becomes two, and two become one."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import ArticleText
from claims.models import Act
from claims.services.mending import (
    claim_split,
    claims_merge,
)
from tests.claims.services.mending.telling import TEXT, laws, reznikov
from tests.factories import (
    AnnotationFactory,
    ClaimFactory,
    LinkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_claim_of_two_is_split_where_the_editor_says(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    ships = claim.quantities.get(value=12)
    mended, rest = claim_split(
        claim=claim, user=user, version=1, at=TEXT.index("and that 12 ships")
    )
    assert (
        mended.claim.spans.get(part="content").quote == "that 94,300 troops were near the border,"
    )
    assert rest.spans.get(part="content").quote == "and that 12 ships might come"
    assert rest.spans.get(part="source").quote == "defence minister Oleksii Reznikov"
    assert [q.pk for q in rest.quantities.all()] == [ships.pk]
    assert rest.source == claim.source
    assert "12" in rest.headline_en
    assert "94,300" not in rest.headline_en
    assert rest.modality == "possible"
    assert Act.objects.first().verb == "claim.split"
    laws(text)


@pytest.mark.parametrize("at_", [0, len(TEXT)])
def test_a_cut_beside_the_content_is_none(text: ArticleText, at_: int) -> None:
    claim = reznikov(text, UserFactory())
    with pytest.raises(ValidationError, match="one side"):
        claim_split(claim=claim, user=UserFactory(), version=1, at=at_)
    assert text.claims.count() == 1


def test_two_halves_become_one(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    mended, rest = claim_split(
        claim=claim, user=user, version=1, at=TEXT.index("and that 12 ships")
    )
    note, link = AnnotationFactory(claim=rest), LinkFactory(first=rest)
    child = ClaimFactory(
        article_text=text, parent=rest, spans={"content": ["letter"]}, quantities=[], times=[]
    )
    merged = claims_merge(first=mended.claim, second=rest, user=user, versions=[2, 1])
    first = merged.claim
    assert [q.value for q in first.quantities.all()] == [94_300, 12]
    assert first.spans.filter(part="content").count() == 2
    rest.refresh_from_db()
    assert (rest.status, rest.version) == ("rejected", 2)
    for row in (note, link, child):
        row.refresh_from_db()
    assert note.claim == first
    assert first in (link.first, link.second)
    assert child.parent == first
    assert {c.pk for c in merged.others} == {rest.pk, child.pk}
    laws(text)
