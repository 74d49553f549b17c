"""What stands around a comparison's form: its answers, what else may answer, origins, releases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import prefetch_related_objects

from claims.admin.comparison_acts import seen_of
from claims.admin.offering import Offered, Proposal
from claims.admin.pairs import Suggested, suggested
from claims.comparing import ComparisonView, Row
from claims.models import Claim, Comparison, Entry, Link, Release, ScopeDifference
from claims.selectors.comparisons import comparison_view
from claims.selectors.fitting import differences_to_say
from claims.selectors.links import rulings_among, suggestions_among, with_claims
from claims.selectors.reasons import reason_words
from claims.selectors.reviewing import Readiness, readiness_of
from claims.selectors.suggestions import suggested_entries
from claims.views import words

MOST_OFFERED = 50


@dataclass(frozen=True)
class Answer:
    """An entry with what the comparison makes of it, and what may be said of its scope."""

    entry: Entry
    row: Row | None  # of a rejected claim there is none
    said: list[Proposal]
    proposed: list[Proposal]

    @property
    def seen(self) -> str:
        return seen_of(self.entry)

    @property
    def origin(self) -> int:
        return self.row.origin if self.row else 0


@dataclass(frozen=True)
class Folding:
    """A row that counts as the origin of an earlier one, and why."""

    row: Row
    first: Row | None
    because: str


@dataclass(frozen=True)
class Origin:
    number: int
    rows: list[Row]
    foldings: list[Folding]

    @property
    def label(self) -> str:
        row = self.rows[0]
        figure = words.figure(row.figure) if row.figure else row.position
        return f"{self.number}: {words.party(row.source)} – {figure} ({row.publisher or '?'})"


@dataclass(frozen=True)
class ComparisonPanels:
    view: ComparisonView
    answers: list[Answer]
    offered: list[Offered]
    origins: list[Origin]
    rulings: list[Link]  # on whether two answers have one origin
    doubtful: list[Suggested]  # two origins that may be one
    releases: list[Release]
    readiness: Readiness
    may: Mapping[str, bool]
    refused: Mapping[str, str]  # why not, by act; empty where nothing stands in the way
    asked: str = ""
    found: list[Offered] = field(default_factory=list)
    kinds: Sequence[Any] = tuple(ScopeDifference.Kind.choices)
    positions: Sequence[Any] = tuple(Entry.Position.choices)


MAY = {
    "add": "claims.add_entry",
    "change": "claims.change_entry",
    "remove": "claims.delete_entry",
    "submit": "claims.change_comparison",
    "review": "claims.review_comparison",
    "release": "claims.add_release",
    "judge": "claims.add_link",
    "undo": "claims.change_link",
}


def panels_of(
    comparison: Comparison, user: Any, asked: str = "", found: Sequence[Claim] = ()
) -> ComparisonPanels:
    view = comparison_view(comparison)
    readiness = readiness_of(comparison)
    may = {name: user.has_perm(permission) for name, permission in MAY.items()}
    claims = {row.claim for row in view.rows}
    doubtful = with_claims(suggestions_among(claims, Link.Relation.REPEATS))
    return ComparisonPanels(
        view=view,
        answers=list(_answers(comparison, view)),
        offered=list(_suggested(comparison)) if may["add"] else [],
        origins=list(_origins(view)),
        rulings=list(rulings_among(claims, Link.Relation.REPEATS)),
        doubtful=[suggested(row) for row in doubtful if _apart(row, view)],
        releases=list(comparison.releases.select_related("published_by").defer("content")),
        readiness=readiness,
        may=may,
        refused={
            "review": readiness.not_to_be_reviewed_by(user),
            "release": readiness.not_to_be_released_by(user),
            "retract": readiness.not_to_be_retracted_by(user),
        },
        asked=asked,
        found=list(_found(comparison, found)),
    )


def proposals(differences: Any) -> list[Proposal]:
    return [Proposal(one.kind, one.words_en, one.words_zh) for one in differences]


def _answers(comparison: Comparison, view: ComparisonView) -> Iterator[Answer]:
    entries = comparison.entries.select_related(
        "quantity", "claim__source", "claim__article_text__article__publisher"
    ).defer("claim__article_text__text")
    rows = {row.entry: row for row in view.rows}
    listed = list(entries.prefetch_related("scope_differences"))
    may_say = differences_to_say(comparison, {entry.claim_id for entry in listed})
    for entry in listed:
        said = proposals(entry.scope_differences.all())
        known = [Proposal(*one) for one in may_say.get(entry.quantity_id or 0, ())]
        proposed = [one for one in known if one not in said]
        yield Answer(entry, rows.get(entry.pk), said, proposed)


def _suggested(comparison: Comparison) -> Iterator[Offered]:
    given = suggested_entries(comparison, MOST_OFFERED)
    prefetch_related_objects([one.claim for one in given], "times")
    for one in given:
        said = [(known.kind, known.words.en, known.words.zh) for known in one.differences]
        offered = Offered.of(comparison, one.claim, one.quantity, said)
        reasons = [reason_words(reason) for reason in one.reasons]
        yield replace(offered, score=one.score, reasons=reasons, position=one.position)


def _found(comparison: Comparison, claims: Sequence[Claim]) -> Iterator[Offered]:
    """What claims that were searched for could answer with, and do not yet."""
    in_it = set(comparison.entries.values_list("claim", "quantity"))
    may_say = differences_to_say(comparison, {claim.pk for claim in claims})
    for claim in claims:
        if comparison.kind == Comparison.Kind.POSITIONS:
            if (claim.pk, None) not in in_it:
                yield Offered.of(comparison, claim)
            continue
        free = [one for one in claim.quantities.all() if (claim.pk, one.pk) not in in_it]
        for quantity in free:
            yield Offered.of(comparison, claim, quantity, may_say.get(quantity.pk, ()))


def _origins(view: ComparisonView) -> Iterator[Origin]:
    by_claim: dict[int, Row] = {}
    for row in view.rows:
        by_claim.setdefault(row.claim, row)
    numbers = sorted({row.origin for row in view.rows})
    for number in numbers:
        rows = [row for row in view.rows if row.origin == number]
        foldings = [
            Folding(row, by_claim.get(row.repetition.claim), words.repetition(row.repetition))
            for row in rows
            if row.repetition
        ]
        yield Origin(number, rows, foldings)


def _apart(row: Any, view: ComparisonView) -> bool:
    """Whether the two claims of a suggestion count as two origins now."""
    origins = {answer.claim: answer.origin for answer in view.rows}
    return origins.get(row.first_id) != origins.get(row.second_id)
