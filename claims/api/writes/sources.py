from access.given import GivenRow
from access.writing import Asked, write
from articles.api.writing import Written
from claims.models import Source
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


class SourceWrites(Written):
    @write(
        "Add a source that no article has named yet", needs="claims.add_source", takes=SourceGiven
    )
    def create(self, asked: Asked) -> Source:
        return source_create(user=asked.user, **asked.given)

    @write("Change a source", needs="claims.change_source", takes=SourceChanges)
    def partial_update(self, source: Source, asked: Asked) -> Source:
        return source_edit(source=source, **asked.signed, **asked.given)
