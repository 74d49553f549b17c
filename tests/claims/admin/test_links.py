"""Links at the desk: the queue of suggestions, a claim's own, and the list of rulings."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from claims.admin.link_words import kinds
from claims.models import Link, LinkSuggestion
from claims.services import link_judge, link_undo
from claims.services.searching import search_index_pending
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    UserFactory,
)

QUEUE = "admin:claims_linksuggestion_changelist"
REASONS = [{"code": "same_dimension", "what": "troops"}]
ZH = "列兹尼科夫说，俄军有94,300人。"


def suggest(first, second, relation="agrees", score=0.9, **more) -> LinkSuggestion:
    more = {"reasons": REASONS, "made_by": "test", **more}
    return LinkSuggestion.objects.create(
        first=first, second=second, relation=relation, score=score, **more
    )


@pytest.fixture
def pair(db) -> SimpleNamespace:
    first, second = ClaimFactory(), ClaimFactory()
    return SimpleNamespace(first=first, second=second, suggestion=suggest(first, second))


def waiting(client, **asked) -> list[int]:
    page = client.get(reverse(QUEUE), asked)
    assert page.status_code == 200
    return [row.pk for row in page.context["cl"].result_list]


def judge(client, suggestion, judgement="positive", kind="agrees", reason=""):
    address = reverse("admin:claims_linksuggestion_judge", args=[suggestion.pk])
    pk = suggestion.pk
    return client.post(
        address, {"judgement": judgement, f"kind-{pk}": kind, f"reason-{pk}": reason}
    )


def test_the_queue_shows_both_sentences_and_why(client_of, pair):
    page = client_of("reviewer").get(reverse(QUEUE)).content.decode()
    assert page.count("94,300 troops near the border") == 2
    assert f'name="kind-{pair.suggestion.pk}"' in page
    assert "desk/rows.js" in page
    assert "desk/rows.js" not in client_of("analyst").get(reverse(QUEUE)).content.decode()


def test_every_kind_has_a_key_of_its_own_and_a_row_leads_to_where_the_next_will_be(client_of, pair):
    suggest(pair.second, ClaimFactory(), score=0.8)
    page = client_of("reviewer").get(reverse(QUEUE)).content.decode()
    assert {kind.key for kind in kinds()} == set("0123456789")
    for kind in kinds():
        option = f'<option value="{kind.value}" data-key="{kind.key}"'
        assert page.count(option) == 2
        assert f"<kbd>{kind.key}</kbd> {kind.words}" in page
    places = re.findall(r'id="place-(\d)"', page)
    assert places == ["0", "1"]
    assert re.findall(r"judge/#place-(\d)", page) == ["0"] * 3 + ["1"] * 3


def test_a_ruling_takes_the_pair_out_of_the_queue_and_its_undoing_brings_it_back(client_of, pair):
    client = client_of("reviewer")
    assert judge(client, pair.suggestion, "negative", reason="Two days.").status_code == 302
    link = Link.objects.get()
    assert (link.judgement, link.reason, link.score) == ("negative", "Two days.", 0.9)
    assert waiting(client) == []
    link_undo(link=link, user=link.created_by)
    assert waiting(client) == [pair.suggestion.pk]


def test_another_kind_than_suggested_from_the_other_side(client_of, pair):
    judge(client_of("editor"), pair.suggestion, kind="updates:back")
    link = Link.objects.get()
    assert (link.relation, link.first, link.second) == ("updates", pair.second, pair.first)
    assert link.suggested_relation == "agrees"


def test_a_kind_that_there_is_not_is_refused(client_of, pair):
    answer = judge(client_of("editor"), pair.suggestion, kind="resembles")
    assert answer.status_code == 302
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"relation": "repeats"}, ["zh"]),
        ({"score_from": "0.8"}, ["en"]),
        ({"languages": "across"}, ["across"]),
        ({"languages": "zh"}, ["zh"]),
        ({"languages": "en"}, ["en"]),
        ({"q": "no such words"}, []),
    ],
)
def test_the_queue_is_narrowed(client_of, asked, expected):
    chinese = [
        ClaimFactory(
            article_text=ArticleTextFactory(language="zh-Hans", title="报道", text=f"报道\n{ZH}"),
            spans={"content": ["俄军有94,300人"]},
            quantities=[],
            times=[],
        )
        for _number in range(2)
    ]
    english = [ClaimFactory(), ClaimFactory()]
    rows = {
        "en": suggest(*english, score=0.9),
        "zh": suggest(*chinese, relation="repeats", score=0.7),
        "across": suggest(english[0], chinese[0], score=0.6),
    }
    names = {row.pk: name for name, row in rows.items()}
    found = waiting(client_of("analyst"), **asked)
    assert [names[pk] for pk in found] == expected


def test_the_queue_of_a_comparison(client_of, pair):
    suggest(ClaimFactory(), ClaimFactory())
    comparison = ComparisonFactory(claims=[pair.second])
    assert waiting(client_of("editor"), comparison=comparison.pk) == [pair.suggestion.pk]


def test_what_is_rejected_or_replaced_is_not_suggested(client_of, pair):
    client = client_of("editor")
    pair.first.status = "rejected"
    pair.first.save()
    assert waiting(client) == []


def test_many_are_confirmed_after_a_preview(client_of, pair):
    low, ruled = (
        suggest(ClaimFactory(), ClaimFactory(), score=0.5),
        suggest(pair.first, ClaimFactory()),
    )
    link_judge(
        first=ruled.first,
        second=ruled.second,
        relation="repeats",
        judgement="positive",
        user=UserFactory(),
    )
    client = client_of("editor")
    chosen = {
        "action": "confirm_links",
        "_selected_action": [pair.suggestion.pk, low.pk],
    }
    page = client.post(reverse(QUEUE), chosen)
    plan = page.context["plan"]
    assert [row.pk for row in plan.rows] == [pair.suggestion.pk]
    assert [skipped.number for skipped in plan.skipped] == [1]
    told = {**chosen, "score": "0.8", "reason": "Read.", "seen": plan.seen}
    seen = client.post(reverse(QUEUE), {**told, "preview": "1"}).context["plan"].seen
    client.post(reverse(QUEUE), {**told, "seen": seen, "confirm": "1"})
    link = Link.objects.exclude(relation="repeats").get()
    assert (link.first, link.judgement, link.reason) == (pair.first, "positive", "Read.")


def test_a_page_of_the_queue_asks_as_often_for_many_as_for_few(
    client_of, pair, django_assert_max_num_queries
):
    client = client_of("editor")
    for _number in range(5):
        suggest(ClaimFactory(), ClaimFactory())
    client.get(reverse(QUEUE))
    with django_assert_max_num_queries(24):
        client.get(reverse(QUEUE))


def test_a_suggestion_has_a_page_that_leads_to_the_next(client_of, pair):
    other = suggest(ClaimFactory(), ClaimFactory(), score=0.5)
    client = client_of("reviewer")
    page = reverse("admin:claims_linksuggestion_change", args=[pair.suggestion.pk])
    assert client.get(page).status_code == 200
    address = reverse("admin:claims_linksuggestion_judge", args=[pair.suggestion.pk])
    key = f"kind-{pair.suggestion.pk}"
    answer = client.post(
        address, {"judgement": "positive", key: "agrees", "next": "next-suggestion"}
    )
    assert answer.url == reverse("admin:claims_linksuggestion_change", args=[other.pk])


# --- the links of one claim ----------------------------------------------------------------------


def links(claim, what=""):
    return reverse(f"admin:claims_claim_links{what}", args=[claim.pk])


def test_the_links_of_a_claim_are_seen_from_it(client_of, pair):
    LinkSuggestion.objects.update(relation="updates")
    client = client_of("analyst")
    of_first = client.get(links(pair.first)).context["linking"].suggested[0]
    of_second = client.get(links(pair.second)).context["linking"].suggested[0]
    assert (of_first.kind, of_first.other.claim) == ("updates", pair.second)
    assert (of_second.kind, of_second.other.claim) == ("updates:back", pair.first)


def test_a_dialog_gets_its_parts_alone_and_what_came_of_the_act(client_of, pair):
    client = client_of("reviewer")
    sent = {"other": pair.first.pk, "kind": "supports", "judgement": "positive", "reason": ""}
    answer = client.post(links(pair.second, "_judge"), sent, headers={"X-Desk": "parts"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "The judgement is kept." in answer.content.decode()
    link = Link.objects.get()
    assert (link.first, link.second, link.relation) == (pair.second, pair.first, "supports")
    assert answer.context["linking"].waiting == 0
    client.post(links(pair.first, "_undo"), {"link": link.pk})
    assert client.get(links(pair.first)).context["linking"].waiting == 1


@pytest.mark.parametrize(
    "sent", [{"kind": "resembles"}, {"judgement": "perhaps"}, {"kind": "agrees", "other": "self"}]
)
def test_what_is_no_ruling_is_refused_in_words(client_of, pair, sent):
    own = {"other": pair.second.pk, "kind": "agrees", "judgement": "positive", **sent}
    if own["other"] == "self":
        own["other"] = pair.first.pk
    answer = client_of("editor").post(links(pair.first, "_judge"), own, headers={"X-Desk": "parts"})
    assert answer.status_code == 422
    assert not Link.objects.exists()


def test_another_claim_is_searched_for(client_of, pair):
    search_index_pending(limit=1000)
    found = client_of("editor").get(links(pair.first), {"q": "Reznikov"}).context["linking"].found
    assert [side.claim for side in found] == [pair.second]


def test_a_ruling_of_another_claim_is_not_undone_here(client_of, pair):
    link = link_judge(
        first=ClaimFactory(),
        second=ClaimFactory(),
        relation="agrees",
        judgement="positive",
        user=UserFactory(),
    )
    answer = client_of("editor").post(links(pair.first, "_undo"), {"link": link.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "judges"),
    [
        ("anonymous", False, False),
        ("visitor", False, False),
        ("analyst", True, False),
        ("reviewer", True, True),
        ("editor", True, True),
    ],
)
def test_who_may_judge(client_of, pair, role, reads, judges):
    client = client_of(role)
    assert (client.get(reverse(QUEUE)).status_code == 200) == reads
    assert (client.get(links(pair.first)).status_code == 200) == reads
    sent = {"other": pair.second.pk, "kind": "agrees", "judgement": "positive"}
    client.post(links(pair.first, "_judge"), sent)
    judge(client, pair.suggestion, kind="repeats")
    assert Link.objects.count() == (2 if judges else 0)
    link = Link.objects.first() or link_judge(
        first=pair.first,
        second=pair.second,
        relation="agrees",
        judgement="positive",
        user=UserFactory(),
    )
    client.post(links(pair.first, "_undo"), {"link": link.pk})
    link.refresh_from_db()
    assert (link.undone_at is not None) == judges


def test_the_list_of_rulings_by_what_they_say(client_of, pair):
    link_judge(
        first=pair.first,
        second=pair.second,
        relation="agrees",
        judgement="negative",
        user=UserFactory(),
        reason="Another day.",
    )
    client = client_of("analyst")
    address = reverse("admin:claims_link_changelist")
    assert not client.get(address, {"status": "positive"}).context["cl"].result_list
    page = client.get(address, {"status": "negative"})
    assert "Another day." in page.content.decode()
    assert "agrees (0.90)" in page.content.decode()
