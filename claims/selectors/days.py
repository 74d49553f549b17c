"""For what day a claim's answer holds, by the rule of the comparison that it is put into."""

from datetime import date, timedelta

from claims.models import Claim, Comparison, Modality, Quantity, TimeExpression

# "This year" and "since 2014" date no level; "in December" still does.
LONGEST = timedelta(days=31)
# The first and the last of some days, both inclusive; None where nothing says them.
Days = tuple[date | None, date | None]


def as_of_by_rule(rule: str, claim: Claim, quantity: Quantity | None = None) -> date | None:
    """The day that counts: the one the figure is about, else when it was said, else published.

    What is about more than a day counts as of its end, as far as that had come when it was told;
    what was still to come, as of its beginning. None where nothing says it: the day of an import
    says nothing about the world.
    """
    published = claim.article_text.published_on
    if rule == Comparison.AsOf.ABOUT and (about := _about(claim, quantity)):
        if published is None:
            return about.finish
        return about.begin if about.begin > published else min(about.finish, published)
    return (rule != Comparison.AsOf.PUBLISHED and said_on(claim)) or published


def said_on(claim: Claim) -> date | None:
    """The day on which the text says that it was said."""
    return max((time.finish for time in _said(claim)), default=None)


def days_of_saying(claim: Claim) -> Days:
    """The days within which it was said, as far as the text says so, else that of publication."""
    published = claim.article_text.published_on
    # Nobody reports what is yet to be said: "17 years later" is misread.
    said = [time for time in _said(claim) if not (published and time.begin > published)]
    if not said:
        return published, published
    last = max(said, key=lambda time: time.finish)
    return last.begin, min(last.finish, published) if published else last.finish


def days_of_figure(claim: Claim, quantity: Quantity) -> Days:
    """The days that a figure is about, else those within which it was said."""
    about = _about(claim, quantity)
    return (about.begin, about.finish) if about else days_of_saying(claim)


def _said(claim: Claim) -> list[TimeExpression]:
    said = TimeExpression.Relation.SAID
    return [time for time in claim.times.all() if time.relation == said]


def _about(claim: Claim, quantity: Quantity | None) -> TimeExpression | None:
    """The time of the content nearest to the figure, before it rather than behind it.

    What is asserted is not of a day to come: "there are 94,300, and in January it may be war".
    """
    place = quantity.start if quantity else claim.position
    asserted = (quantity or claim).modality == Modality.ASSERTED
    told = claim.article_text.published_on or said_on(claim)
    times = [
        time
        for time in claim.times.all()
        if time.relation == TimeExpression.Relation.CONTENT
        and time.finish - time.begin <= LONGEST
        and not (asserted and told and time.begin > told)
    ]
    return min(times, key=lambda t: (abs(t.start - place), t.start), default=None)
