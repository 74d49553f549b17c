import pytest
from django.core.management.base import CommandError

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import Attribution
from claims.models import Claim, Comparison, LinkSuggestion
from claims.normalising.quantities import find_quantities
from claims.services import entry_remove
from tests.articles.services.conftest import counts
from tests.claims.management.test_import_articles import run
from tests.claims.services.conftest import REZNIKOV, Engine
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def finds_every_number(text: ArticleText) -> list[Attribution]:
    """One attribution a quantity, with the line it stands in, all to the same speaker."""
    return [
        Attribution(
            id=f"a{number}",
            parent=None,
            kind="indirect",
            source=(Span(0, 1),),
            cue=(),
            content=(_line(text.text, quantity.start),),
            speaker=REZNIKOV,
            quantities=(quantity,),
            times=(),
            confidence=0.5,
        )
        for number, quantity in enumerate(find_quantities(text.text, text.language))
    ]


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))


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


def test_what_answers_is_suggested_with_its_scope() -> None:
    run("set_up")
    run("demo")
    entries = Comparison.objects.get().entries.all()
    assert {entry.quantity.unit for entry in entries} == {"person"}
    rings = entries.filter(quantity__value__in=[122_000, 143_500])
    words = rings.values_list("scope_differences__words_en", flat=True)
    assert {"within 200 km", "within 400 km"} <= set(words)
    assert LinkSuggestion.objects.exists()


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
