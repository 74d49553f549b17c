import pytest
from django.urls import reverse

from claims.models import Claim, Rating
from tests.factories import ClaimFactory

VERDICT = {"value": "4", "words_en": "Mostly true", "words_zh": "大致属实"}


def rate(client, claim: Claim, **sent: str):
    return client.post(reverse("admin:claims_claim_rate", args=[claim.pk]), sent)


def test_a_claim_is_rated_rated_anew_and_no_more(client_of):
    claim, client = ClaimFactory(), client_of("editor")
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    assert "Nobody has rated it." in client.get(page).content.decode()
    rate(client, claim, **VERDICT)
    assert "Mostly true" in client.get(page).content.decode()
    rate(client, claim, **VERDICT | {"value": "2", "explanation": "A year old."})
    rating = Rating.objects.get()
    assert (rating.value, rating.explanation) == (2, "A year old.")
    rate(client, claim, remove="1")
    assert not Rating.objects.exists()


@pytest.mark.parametrize("wrong", [{"value": "6"}, {"value": ""}, {"words_zh": ""}])
def test_what_is_no_verdict_is_refused(client_of, wrong):
    claim = ClaimFactory()
    assert rate(client_of("editor"), claim, **VERDICT | wrong).status_code == 302
    assert not Rating.objects.exists()


@pytest.mark.parametrize("role", ["anonymous", "analyst", "reviewer"])
def test_only_editors_rate(client_of, role):
    claim = ClaimFactory()
    refused = rate(client_of(role), claim, **VERDICT).status_code
    assert refused == (302 if role == "anonymous" else 403)
    assert not Rating.objects.exists()
