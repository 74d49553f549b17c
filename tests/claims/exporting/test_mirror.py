"""A mirror kept by `since=` is a full export, whatever was done and whenever it was committed."""

from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from articles.models import ArticleText, Publisher
from claims import exporting
from claims.models import Claim, Entry, Link, Quantity, Source, SourceMerge
from claims.services import Conflict, NothingToUndo, claim_edit, entry_remove, undo
from claims.services.changes import changes_tidied
from claims.services.merging import source_merge, source_merge_undo
from tests.claims.exporting.mirrors import Mirror
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    LinkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
WHICH = st.integers(0, 100)


class Newsroom(RuleBasedStateMachine):
    """Editors at work, one transaction that takes its time, and mirrors that look now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.user = UserFactory(role="editor")
        self.slow: psycopg.Connection | None = None
        self.kept = ClaimFactory()
        texts = [ArticleTextFactory() for _ in range(2)]
        for text in texts:
            outer = ClaimFactory(article_text=text)
            ClaimFactory(article_text=text, parent=outer)
        self.texts = {text.pk for text in texts}
        ComparisonFactory(claims=list(self.claims()[:2]))
        LinkFactory(first=self.claims()[0], second=self.claims()[3])
        accepted = Claim.objects.filter(status="accepted", source__isnull=False)
        self.mirrors = [
            Mirror(exporting.CLAIMS, Claim.objects.all()),
            Mirror(exporting.CLAIMS, accepted),
            Mirror(exporting.QUANTITIES, Quantity.objects.filter(claim__in=accepted)),
            Mirror(exporting.ENTRIES, Entry.objects.all()),
            Mirror(exporting.LINKS, Link.objects.all()),
            Mirror(exporting.SOURCES, Source.objects.all()),
            Mirror(exporting.ARTICLES, ArticleText.objects.filter(is_current=True)),
        ]

    def claims(self) -> list[Claim]:
        return list(Claim.objects.filter(article_text__in=self.texts).order_by("pk"))

    def a_claim(self, which: int) -> Claim:
        claims = self.claims()
        return claims[which % len(claims)]

    def a_source(self, which: int) -> Source:
        sources = list(Source.objects.exclude(pk=self.kept.source_id).order_by("pk"))
        return sources[which % len(sources)]

    @rule(which=WHICH, status=st.sampled_from(["accepted", "rejected", "extracted"]))
    def rule_on_a_claim(self, which: int, status: str) -> None:
        claim = self.a_claim(which)
        claim_edit(claim=claim, user=self.user, version=claim.version, status=status)

    @rule(which=WHICH, other=WHICH)
    def give_another_source(self, which: int, other: int) -> None:
        claim, source = self.a_claim(which), self.a_source(other)
        claim_edit(claim=claim, user=self.user, version=claim.version, source=source)

    @rule(which=WHICH, word=st.sampled_from(["A", "B"]))
    def rename(self, which: int, word: str) -> None:
        Source.objects.filter(pk=self.a_source(which).pk).update(label_en=word)

    @rule(which=WHICH, other=WHICH)
    def merge(self, which: int, other: int) -> None:
        kept, merged = self.a_source(which).counts_as, self.a_source(other).counts_as
        if kept != merged:
            source_merge(kept=kept, merged=merged, user=self.user)

    @rule()
    def part(self) -> None:
        edge = SourceMerge.objects.filter(judgement="positive").first()
        if edge:
            source_merge_undo(merge=edge, user=self.user)

    @rule()
    def undo(self) -> None:
        with suppress(NothingToUndo, Conflict):
            undo(self.user)

    @rule(which=WHICH)
    def extract_anew(self, which: int) -> None:
        text = ArticleText.objects.get(pk=sorted(self.texts)[which % 2])
        text.claims.filter(edited_at=None, entries=None).delete()
        ClaimFactory(article_text=text, parent=text.claims.first())

    @rule()
    def publish_under_another_name(self) -> None:
        published = Publisher.objects.filter(articles__texts=min(self.texts))
        published.update(name=Concat("name", Value("+")))

    @rule()
    def leave_the_comparison(self) -> None:
        if entry := Entry.objects.first():
            entry_remove(entry=entry, user=self.user)

    @precondition(lambda self: self.slow is None)
    @rule(share=st.floats(0, 1))
    def begin_slowly(self, share: float) -> None:
        self.slow = psycopg.connect(**_parameters())
        self.slow.execute(
            "UPDATE claims_claim SET confidence = %s WHERE id = %s", [share, self.kept.pk]
        )

    @precondition(lambda self: self.slow is not None)
    @rule()
    def commit_late(self) -> None:
        assert self.slow
        self.slow.commit()
        self.slow.close()
        self.slow = None

    @rule()
    def tidy(self) -> None:
        changes_tidied()

    @rule()
    def look(self) -> None:
        for mirror in self.mirrors:
            mirror.follow()
            assert mirror.rows == mirror.whole()

    def teardown(self) -> None:
        if self.slow:
            self.slow.close()
        self.look()


def _parameters() -> dict[str, object]:
    wanted = ("host", "port", "user", "password", "dbname")
    return {k: v for k, v in connection.get_connection_params().items() if k in wanted}


@pytest.fixture
def other() -> Iterator[psycopg.Connection]:
    with psycopg.connect(**_parameters()) as second:
        yield second
        second.rollback()


def test_a_mirror_is_always_a_full_export() -> None:
    steady = settings(max_examples=5, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(Newsroom, settings=steady)


def test_what_is_committed_late_is_not_lost(other: psycopg.Connection) -> None:
    claim, quick = ClaimFactory(), ClaimFactory()
    mirror = Mirror(exporting.CLAIMS, Claim.objects.all())
    other.execute("UPDATE claims_claim SET confidence = 0.1 WHERE id = %s", [claim.pk])
    Claim.objects.filter(pk=quick.pk).update(confidence=0.2)
    mirror.follow()
    assert [row["confidence"] for row in mirror.rows.values()] == [0.9, 0.2]
    other.commit()
    mirror.follow()
    assert [row["confidence"] for row in mirror.rows.values()] == [0.1, 0.2]
