"""A comparison's rows in the reader's language, so that templates need no logic."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.comparing import Because, ComparisonView, Party, Row
from claims.comparing.charting import colours_of
from claims.views import words


@dataclass(frozen=True)
class Step:
    """A party of a chain: its label, its page if it has one, whether it is anonymous."""

    label: str
    url: str
    anonymous: bool


@dataclass(frozen=True)
class PresentedRow:
    """`colour` is 0 for an origin told once; `same_as` the place in the table it repeats."""

    place: int
    row: Row
    value: str
    unit: str
    put: str  # "possible", "denied, planned"; empty where the figure is told as a fact
    as_of: date | None
    source: Step
    steps: list[Step]
    publisher: str
    article_url: str
    claim_url: str
    quote_before: str
    quote_figure: str
    quote_after: str
    colour: int
    same_as: int | None
    why: str  # it is: "reprint: 96% of the text in common"; empty where the sources say it
    copy_url: str
    tellings: int


def present(view: ComparisonView) -> list[PresentedRow]:
    """The rows in the comparison's own order, numbered from 1."""
    colours = colours_of(view)
    tellings = Counter(row.origin for row in view.rows)
    places: dict[int, int] = {}
    presented = []
    for place, row in enumerate(view.rows, 1):
        first = places.setdefault(row.origin, place)
        presented.append(
            _presented(
                row,
                place=place,
                colour=colours[row.origin],
                same_as=None if first == place else first,
                tellings=tellings[row.origin],
            )
        )
    return presented


def article_url(row: Row) -> str:
    """Where the claim stands: in the version of the article that it was read from."""
    version = f"?version={row.earlier_version}" if row.earlier_version else ""
    return f"{reverse('article', args=[row.article])}{version}#claim-{row.claim}"


def step(given: Party | None) -> Step:
    url = reverse("source", args=[given.slug]) if given and given.slug else ""
    return Step(words.party(given), url, given is None or given.anonymity != "named")


def _copy_url(row: Row) -> str:
    """Where a copy stands beside what it is a copy of, if that is known."""
    if row.repetition is None or row.repetition.because != Because.COPY or not row.repetition.kind:
        return ""
    return reverse("reprint", args=[row.article, row.repetition.article])


def _presented(
    row: Row, *, place: int, colour: int, same_as: int | None, tellings: int
) -> PresentedRow:
    before, figure, after = row.quote.partition(row.quantity_quote)
    steps = [step(party) for party in row.chain] or [step(None)]
    return PresentedRow(
        place=place,
        row=row,
        value=words.figure(row.figure) if row.figure else "",
        unit=words.dimension(row.figure.dimension) if row.figure else "",
        put=words.put(row.figure.modality, row.figure.polarity) if row.figure else "",
        as_of=row.as_of,
        source=steps[-1],
        steps=steps,
        publisher=row.publisher or _("unknown publisher"),
        article_url=article_url(row),
        claim_url=reverse("claim", args=[row.claim]),
        quote_before=before,
        quote_figure=figure,
        quote_after=after,
        colour=colour,
        same_as=same_as,
        why=words.repetition(row.repetition),
        copy_url=_copy_url(row),
        tellings=tellings,
    )
