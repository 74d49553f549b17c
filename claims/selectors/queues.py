"""What awaits whom: the newsroom's queues of articles and of claims.

Claims of earlier versions of a text await nobody; the current text has those that still hold.
"""

from django.contrib.auth.models import User
from django.db.models import Count, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleText
from claims.models import Claim

ARTICLE_QUEUES: dict[str, Promise] = {
    "mine": _("Mine"),
    "unassigned": _("Unassigned"),
    "in-progress": _("In progress"),
    "done": _("Done"),
}
CLAIM_QUEUES: dict[str, Promise] = {
    "ruling": _("Need a ruling"),
    "doubtful": _("Low confidence first"),
    "review": _("Need a review"),
    "mine": _("Mine"),
}
_RULED = [Claim.Status.ACCEPTED, Claim.Status.CORRECTED]


def in_article_queue(name: str, user: User) -> Q:
    """The condition on articles; raises KeyError for a queue that there is not."""
    open_to_work = ~Q(state=Article.State.DONE)
    return {
        "mine": open_to_work & Q(assignee=user.pk),
        "unassigned": open_to_work & Q(assignee=None),
        "in-progress": Q(state=Article.State.IN_PROGRESS),
        "done": Q(state=Article.State.DONE),
    }[name]


def in_claim_queue(name: str, user: User) -> Q:
    """The condition on claims; raises KeyError for a queue that there is not.

    To be reviewed is what another has ruled; mine are the claims of the articles that I have.
    """
    current = Q(article_text__is_current=True)
    return (
        current
        & {
            "ruling": Q(status=Claim.Status.EXTRACTED),
            "doubtful": Q(status=Claim.Status.EXTRACTED),
            # A claim accepted before acts were signed was accepted by somebody else, too.
            "review": Q(status__in=_RULED, reviewed_at=None)
            & (Q(edited_by=None) | ~Q(edited_by=user.pk)),
            "mine": Q(article_text__article__assignee=user.pk) & ~Q(status=Claim.Status.REJECTED),
        }[name]
    )


def claim_queue_order(name: str) -> list:
    """What is asked first; empty where the list's own order will do."""
    return [F("confidence").asc(nulls_first=True), "pk"] if name == "doubtful" else []


def article_queue_sizes(user: User) -> dict[str, int]:
    """How many articles each queue holds, by one query; "all" is all."""
    sizes = {
        name.replace("-", "_"): Count("pk", filter=in_article_queue(name, user))
        for name in ARTICLE_QUEUES
    }
    counted = Article.objects.aggregate(all=Count("pk"), **sizes)
    return {name: counted[name.replace("-", "_")] for name in ["all", *ARTICLE_QUEUES]}


def claim_queue_sizes(user: User) -> dict[str, int]:
    """How many claims each queue holds, by one query; "all" is all."""
    sizes = {name: Count("pk", filter=in_claim_queue(name, user)) for name in CLAIM_QUEUES}
    return Claim.objects.order_by().aggregate(all=Count("pk"), **sizes)


def my_articles(user: User) -> QuerySet[Article]:
    """The articles that a user has and has not done, those begun first, then the oldest."""
    return Article.objects.filter(in_article_queue("mine", user)).order_by(
        # "in_progress" before "new".
        "state",
        "pk",
    )


def next_article(user: User, after: int | None = None) -> Article | None:
    """The next of my articles; after the one that is open, and after the last the first."""
    mine = list(my_articles(user).values_list("pk", flat=True))
    if after in mine:
        place = mine.index(after)
        mine = mine[place + 1 :] + mine[:place]
    return Article.objects.filter(pk=mine[0]).first() if mine else None


def with_unruled(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Articles with `title` and `unruled`, how many claims of each await a ruling."""
    current = ArticleText.objects.filter(article=OuterRef("pk"), is_current=True)
    waiting = Q(texts__is_current=True, texts__claims__status=Claim.Status.EXTRACTED)
    return articles.annotate(
        title=current.values("title")[:1], unruled=Count("texts__claims", filter=waiting)
    )
