"""Several changes of a claim, saved as one act."""

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Act, Claim
from tests.claims.admin.desk.sending import do

SAVED: list[tuple[str, dict[str, Any]]] = [
    ("set", {"fields": {"kind": "mixed"}}),
    ("quantity-edit", {"fields": {"value": "94000"}}),
    ("spans", {"cue": []}),
]


def saved(desk: Any) -> list[dict[str, Any]]:
    quantity = desk.claim.quantities.get()
    return [{"act": act, **body, "id": quantity.pk} for act, body in SAVED]


def test_what_is_saved_at_once_is_one_act_and_undone_at_once(client_of: Any, desk: Any) -> None:
    client = client_of("editor")
    answer = do(client, desk, "save", changes=saved(desk), reason="all of it")
    assert answer.status_code == 200, answer.content
    changed = {claim["id"]: claim["version"] for claim in answer.json()["claims"]}
    assert changed[desk.claim.pk] == 4
    act = Act.objects.get()
    assert (act.verb, act.reason, act.claim) == ("claim.edit", "all of it", desk.claim)
    assert client.post(reverse("admin:claims_act_undo")).status_code == 302
    claim = Claim.objects.get(pk=desk.claim.pk)
    assert (claim.kind, claim.quantities.get().value) == ("indirect", 94300)
    assert claim.spans.filter(part="cue").exists()


def test_one_change_is_told_as_what_it_is(client_of: Any, desk: Any) -> None:
    assert do(client_of("editor"), desk, "save", changes=saved(desk)[1:2]).status_code == 200
    assert Act.objects.get().verb == "quantity.edit"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        (None, 400),
        ([], 400),
        (["set"], 400),
        ([{"act": "rule", "status": "accepted"}], 400),
        ([{"act": "set", "fields": {"kind": "mixed"}}, {"act": "spans", "content": []}], 422),
        ([{"act": "set", "fields": {"kind": "mixed"}}, {"act": "time-remove", "id": 0}], 404),
    ],
)
def test_all_of_it_is_saved_or_nothing(
    client_of: Any, desk: Any, changes: Any, status: int
) -> None:
    assert do(client_of("editor"), desk, "save", changes=changes).status_code == status
    assert Claim.objects.get(pk=desk.claim.pk).version == desk.claim.version
    assert not Act.objects.exists()


def test_stale_changes_are_told_one_by_one(client_of: Any, desk: Any) -> None:
    client, quantity = client_of("editor"), desk.claim.quantities.get()
    theirs = {"id": quantity.pk, "fields": {"value": "95000"}}
    assert do(client, desk, "quantity-edit", **theirs).status_code == 200
    answer = do(client, desk, "save", changes=saved(desk))
    assert answer.status_code == 409
    fields = {f["field"]: f for f in answer.json()["fields"]}
    figure = fields[f"quantity:{quantity.pk}"]
    assert figure["yours"] == {"does": "edit", "id": quantity.pk, "value": "94000"}
    assert [figure[f"{who}_words"] for who in ("before", "theirs", "yours")] == [
        f"{value} {quantity.unit}" for value in (94300, 95000, 94000)
    ]
    assert fields["kind"]["yours"] == "mixed"
    assert fields["cue"]["yours"] == []
