from rest_framework import serializers

from access.given import Given, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from claims.models import Claim, Link
from claims.services import link_judge, link_undo


class LinkGiven(Given):
    first = Reference(Claim)
    second = Reference(Claim)
    relation = serializers.ChoiceField(
        Link.Relation.choices, help_text="Of the first to the second, where it has a direction."
    )
    judgement = serializers.ChoiceField(Link.Judgement.choices)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class LinkWrites(Written):
    """A judgement is undone, never changed or deleted."""

    @write("Judge how two claims belong together", needs="claims.add_link", takes=LinkGiven)
    def create(self, asked: Asked) -> Link:
        return link_judge(user=asked.user, **asked.given)

    @write("Take a judgement back", needs="claims.change_link")
    def undo(self, link: Link, asked: Asked) -> Link:
        return link_undo(link=link, user=asked.user)
