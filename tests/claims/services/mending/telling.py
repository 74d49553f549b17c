"""The text that these tests mend, and what must hold of it whatever is done."""

from typing import Any

from articles.models import ArticleText
from claims.models import Claim, ClaimSpan
from claims.services.mending import claim_create
from tests.factories import place

TEXT = (
    "Figures differ 😀 on the border\n"
    "The Associated Press reported that defence minister Oleksii Reznikov said on Friday that "
    "94,300 troops were near the border, and that 12 ships might come. 𠮷 is a letter.\n"
    "Cafe\u0301 owners had seen about 70,000 troops, officials said."
)


def at(*quotes: str, within: str = TEXT) -> list[list[int]]:
    return [list(place(within, quote)) for quote in quotes]


def reznikov(text: ArticleText, user: Any, **changes: Any) -> Claim:
    given = {
        "source": at("defence minister Oleksii Reznikov"),
        "cue": at("said"),
        "content": at("that 94,300 troops were near the border, and that 12 ships might come"),
    }
    return claim_create(article_text=text, user=user, **given | changes).claim


def laws(text: ArticleText) -> None:
    """What holds of every claim of a text, whatever was done to it."""
    claims = {claim.pk: claim for claim in text.claims.prefetch_related("spans")}
    for claim in claims.values():
        content = [s for s in claim.spans.all() if s.part == ClaimSpan.Part.CONTENT]
        assert content
        assert claim.position == min(span.start for span in content)
        rows = [*claim.spans.all(), *claim.quantities.all(), *claim.times.all()]
        for row in rows:
            assert text.text[row.start : row.end] == row.quote != ""
        for quantity in claim.quantities.all():
            assert any(s.start <= quantity.start and quantity.end <= s.end for s in content)
        step, seen = claim, set()
        while step.parent_id:
            assert step.pk not in seen
            seen.add(step.pk)
            step = claims[step.parent_id]
        assert claim.headline_en
        assert claim.headline_zh
