"""`suggest_links` goes through all claims, and a second run has nothing to do."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands import suggest_links as command
from claims.models import ClaimProfile, LinkSuggestion
from claims.services import profiles
from tests.factories import ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "embedder", lambda: None)
    for value in (94_300, 70_000):
        claim = ClaimFactory(source=SourceFactory())
        claim.quantities.update(value=Decimal(value), unit="person")


def run(**options: object) -> str:
    out = StringIO()
    call_command("suggest_links", stdout=out, stderr=StringIO(), **options)
    return out.getvalue().strip()


def test_every_claim_is_looked_at_once():
    assert run() == "2 claims, 1 new suggestions; 1 in all"
    assert run() == "0 claims, 0 new suggestions; 1 in all"
    assert ClaimProfile.objects.count() == 2


def test_anew_judges_all_and_finds_the_same():
    run()
    (before,) = LinkSuggestion.objects.values_list("first", "second", "relation", "score")
    assert run(anew=True) == "2 claims, 0 new suggestions; 1 in all"
    assert list(LinkSuggestion.objects.values_list("first", "second", "relation", "score")) == [
        before
    ]


def test_interrupted_it_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(command, "BATCH", 1)
    suggest, calls = command.links_suggest, []

    def interrupted(**given: object) -> int:
        if calls:
            raise KeyboardInterrupt
        calls.append(given)
        return suggest(**given)

    monkeypatch.setattr(command, "links_suggest", interrupted)
    with pytest.raises(CommandError, match="goes on from here"):
        run()
    assert ClaimProfile.objects.count() == 1
    monkeypatch.setattr(command, "links_suggest", suggest)
    assert run() == "1 claims, 1 new suggestions; 1 in all"
