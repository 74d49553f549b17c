import pytest
from django.core.management.base import CommandError

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import Attribution
from claims.models import Claim, Comparison
from claims.normalising.quantities import find_quantities
from claims.services import entry_remove
from tests.articles.services.conftest import counts
from tests.claims.management.test_import_articles import run
from tests.claims.services.conftest import REZNIKOV, Engine
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def finds_every_number(text: ArticleText) -> list[Attribution]:
    """One attribution a quantity, all to the same speaker."""
    return [
        Attribution(
            id=f"a{number}",
            parent=None,
            kind="indirect",
            source=(Span(0, 1),),
            cue=(),
            content=(Span(quantity.start, quantity.end),),
            speaker=REZNIKOV,
            quantities=(quantity,),
            times=(),
            confidence=0.5,
        )
        for number, quantity in enumerate(find_quantities(text.text, text.language))
    ]


@pytest.fixture(autouse=True)
def every_number(engine: Engine) -> None:
    engine.finds = finds_every_number


def test_the_samples_and_their_comparison_twice() -> None:
    run("set_up")
    status, out, _ = run("demo")
    assert status == 0
    assert "How many Russian troops are near Ukraine?" in out
    assert "94,300 troops" in out
    assert "http://127.0.0.1:8000/comparisons/russian-troops-near-ukraine/" in out
    places = list(Comparison.objects.get().entries.values_list("pk", "quantity"))
    assert len(places) >= 10
    before = (counts(), Claim.objects.count())
    assert before[0]["ArticleText"] == 9
    assert run("demo")[:2] == (0, out)
    assert (counts(), Claim.objects.count()) == before
    assert list(Comparison.objects.get().entries.values_list("pk", "quantity")) == places


def test_only_levels_of_the_whole_force_answer() -> None:
    run("set_up")
    run("demo")
    for place in Comparison.objects.get().entries.all():
        quantity = place.quantity
        assert (quantity.dimension, quantity.unit, quantity.change) == ("troops", "person", "")
        assert max(n for n in (quantity.value, quantity.low, quantity.high) if n) >= 10_000
        assert place.as_of == place.claim.article_text.published_on


def test_what_an_editor_took_out_stays_out() -> None:
    run("set_up")
    run("demo")
    comparison = Comparison.objects.get()
    entry_remove(entry=comparison.entries.first(), user=UserFactory(role="editor"))
    number = comparison.entries.count()
    run("demo")
    assert comparison.entries.count() == number


def test_without_an_administrator_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="set_up"):
        run("demo")
