from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from access.given import GivenRow, Reasoned, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from claims.models import Source, SourceMerge
from claims.services.merging import YES, source_merge, source_merge_undo
from claims.services.register import source_create, source_edit


class SourceChanges(GivenRow):
    class Meta:
        model = Source
        fields = [
            "label_en",
            "label_zh",
            "kind",
            "anonymity",
            "role_id",
            "affiliation_id",
            "wikidata_id",
            "is_party",
        ]


class SourceGiven(SourceChanges):
    class Meta(SourceChanges.Meta):
        fields = ["key", "slug", *SourceChanges.Meta.fields]
        extra_kwargs = {"slug": {"required": False, "help_text": "Else it is made of the key."}}


class SourceMergeGiven(Reasoned):
    into = Reference(Source, ("slug", "key"), help_text="What it is to count as from now on.")


class SourceWrites(Written):
    """A source is merged with another, and parted from it again, never deleted."""

    @write(
        "Add a source that no article has named yet", needs="claims.add_source", takes=SourceGiven
    )
    def create(self, asked: Asked) -> Source:
        return source_create(user=asked.user, **asked.given)

    @write("Change a source", needs="claims.change_source", takes=SourceChanges)
    def partial_update(self, source: Source, asked: Asked) -> Source:
        return source_edit(source=source, **asked.signed, **asked.given)

    @write(
        "Let what a source said count as another’s",
        needs="claims.change_sourcemerge",
        takes=SourceMergeGiven,
        versioned=False,
    )
    def merge(self, source: Source, asked: Asked) -> Source:
        given = dict(asked.given)
        source_merge(kept=given.pop("into"), merged=source, user=asked.user, **given)
        return source

    @write(
        "Let a merged source count by itself", needs="claims.change_sourcemerge", versioned=False
    )
    def split(self, source: Source, asked: Asked) -> Source:
        merge = SourceMerge.objects.filter(merged=source, judgement=YES).first()
        if merge is None:
            raise ValidationError(_("This source counts by itself."))
        source_merge_undo(merge=merge, user=asked.user)
        return source
