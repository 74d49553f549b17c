"""A comparison's answers in the reader's language, so that templates need no logic."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.comparing import Because, ComparisonView, Group, Party, Row
from claims.comparing.charting import kind_of
from claims.views import words

IN_MARKS = re.compile(r"(?s)\s*([\"“].*[\"”]|「.*」|『.*』)\s*")


@dataclass(frozen=True)
class Step:
    """A party of a chain: its label, its page if it has one, whether it is anonymous.

    `kind` is person, body, document, group or unidentified, as in the chart.
    """

    label: str
    url: str
    anonymous: bool
    kind: str = "unidentified"
    is_party: bool = False


@dataclass(frozen=True)
class Answer:
    """A row with its place in the comparison, from 1, and the letter of the group it agrees with.

    `same_as` is the place of the first telling of its origin, None where this is that telling.
    """

    place: int
    row: Row
    letter: str = ""
    same_as: int | None = None
    tellings: int = 1


@dataclass(frozen=True)
class PresentedRow:
    """An answer as it stands in the table."""

    answer: Answer
    value: str
    put: str  # "possible", "denied, planned"; empty of a fact, and where a difference says it
    is_fact: bool
    is_change: bool  # and no difference says so
    left_out: str  # why it is no part of the spread, where nothing else says it
    differences: list[str]
    source: Step
    steps: list[Step]
    publisher: str
    article_url: str
    claim_url: str
    quote_before: str
    quote_figure: str
    quote_after: str
    is_marked: bool  # it brings its own quotation marks
    why: str  # it repeats another: "reprint: 96% of the text in common"
    copy_url: str
    beside_first: str  # where it stands beside the first telling of its origin

    @property
    def row(self) -> Row:
        return self.answer.row

    @property
    def place(self) -> int:
        return self.answer.place

    @property
    def as_of(self) -> date | None:
        return self.answer.row.as_of


def answers_of(view: ComparisonView, groups: Sequence[Group] = ()) -> list[Answer]:
    """In the comparison's own order."""
    letters = {place: letter(number) for number, group in enumerate(groups) for place in group.rows}
    tellings = Counter(row.origin for row in view.rows)
    first: dict[int, int] = {}
    found = []
    for place, row in enumerate(view.rows):
        same_as = first.setdefault(row.origin, place + 1)
        found.append(
            Answer(
                place + 1,
                row,
                letters.get(place, ""),
                None if same_as == place + 1 else same_as,
                tellings[row.origin],
            )
        )
    return found


def letter(number: int) -> str:
    """The name of a group that agrees, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    rest, last = divmod(number, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def present(answers: Iterable[Answer], base: str, view: ComparisonView) -> list[PresentedRow]:
    """`base` is the address of the comparison, or of the release, that they stand in."""
    return [_presented(answer, base, view.rows) for answer in answers]


def article_url(row: Row) -> str:
    """Where the claim stands: in the version of the article that it was read from."""
    version = f"?version={row.earlier_version}" if row.earlier_version else ""
    return f"{reverse('article', args=[row.article])}{version}#claim-{row.claim}"


def step(given: Party | None) -> Step:
    if given is None:
        return Step(words.party(None), "", True)
    url = reverse("source", args=[given.slug]) if given.slug else ""
    kind = given.kind if given.key and given.kind else "unidentified"
    return Step(words.party(given), url, given.anonymity != "named", kind, given.is_party)


def steps_of(row: Row) -> list[Step]:
    """From the outermost source to the origin."""
    return [step(party) for party in row.chain] or [step(None)]


def value_of(row: Row) -> str:
    """What it answers with: a figure, or a position, in words."""
    return words.position(row.position) if row.figure is None else words.figure(row.figure)


def put_of(row: Row) -> str:
    return "" if row.figure is None else words.put(row.figure.modality, row.figure.polarity)


def beside_url(base: str, first: int, second: int) -> str:
    """Where two entries stand side by side; `base` ends in a slash."""
    return f"{base}beside/{first}/{second}/"


def kind_name(row: Row) -> str:
    return kind_of(row) or "unidentified"


def _left_out(row: Row) -> str:
    """Differences of scope, how it is put and a change are marked anyway."""
    says_itself = row.differences or put_of(row) or (row.figure and row.figure.change)
    return "" if says_itself else words.left_out(row.left_out)


def _copy_url(row: Row) -> str:
    """Where a copy stands beside what it is a copy of, if that is known."""
    if row.repetition is None or row.repetition.because != Because.COPY or not row.repetition.kind:
        return ""
    return reverse("reprint", args=[row.article, row.repetition.article])


def _beside_first(answer: Answer, base: str, rows: Sequence[Row]) -> str:
    if answer.same_as is None:
        return ""
    first, own = rows[answer.same_as - 1].entry, answer.row.entry
    return beside_url(base, first, own) if first and own else ""


def _presented(answer: Answer, base: str, rows: Sequence[Row]) -> PresentedRow:
    row = answer.row
    kinds = {difference.kind for difference in row.differences}
    before, figure, after = row.quote.partition(row.quantity_quote or row.quote)
    steps = steps_of(row)
    return PresentedRow(
        answer=answer,
        value=value_of(row),
        put="" if "modality" in kinds else put_of(row),
        is_fact=row.figure is None or row.figure.is_fact,
        is_change=row.figure is not None and bool(row.figure.change) and "counting" not in kinds,
        left_out=_left_out(row),
        differences=[words.reading(difference.words) for difference in row.differences],
        source=steps[-1],
        steps=steps,
        publisher=row.publisher or _("unknown publisher"),
        article_url=article_url(row),
        claim_url=reverse("claim", args=[row.claim]),
        quote_before=before,
        quote_figure=figure if row.quantity_quote else "",
        quote_after=after if row.quantity_quote else figure,
        is_marked=bool(IN_MARKS.fullmatch(row.quote)),
        why=words.repetition(row.repetition),
        copy_url=_copy_url(row),
        beside_first=_beside_first(answer, base, rows),
    )
