"""Whatever editors do, one after the other, the laws of the data hold."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import ArticleText
from claims.models import Claim
from claims.services.mending import (
    claim_create,
    claim_split,
    claims_merge,
    spans_change,
)
from tests.claims.services.mending.telling import TEXT, laws, reznikov
from tests.factories import (
    UserFactory,
)

pytestmark = pytest.mark.django_db

SPANS = st.lists(
    st.tuples(st.integers(-2, len(TEXT) + 2), st.integers(-2, len(TEXT) + 2)).map(list), max_size=3
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), SPANS, SPANS),
        st.tuples(st.just("source"), st.integers(0, 5), SPANS),
        st.tuples(st.just("content"), st.integers(0, 5), SPANS),
        st.tuples(st.just("split"), st.integers(0, 5), st.integers(0, len(TEXT))),
        st.tuples(st.just("merge"), st.integers(0, 5), st.integers(0, 5)),
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_done_the_laws_hold(text: ArticleText, steps: list[Any]) -> None:
    user = UserFactory()
    with transaction.atomic():
        reznikov(text, user)
        for step in steps:
            claims = list(text.claims.exclude(status="rejected").order_by("pk"))
            with suppress(ValidationError):
                _do(text, user, claims, *step)
            laws(text)
        transaction.set_rollback(True)


def _do(text: ArticleText, user: Any, claims: list[Claim], what: str, a: Any, b: Any) -> None:
    if what == "create":
        claim_create(article_text=text, user=user, source=a, content=b)
        return
    claim = claims[a % len(claims)]
    if what == "split":
        claim_split(claim=claim, user=user, version=claim.version, at=b)
    elif what == "merge":
        second = claims[b % len(claims)]
        claims_merge(
            first=claim, second=second, user=user, versions=[claim.version, second.version]
        )
    else:
        given: Any = {what: b}
        spans_change(claim=claim, user=user, version=claim.version, **given)
