from access.given import GivenRow, Named
from access.writing import Asked, write
from articles.api.writing import Written
from articles.models import OwnerGroup, Publisher
from articles.services.publisher_editing import publisher_create, publisher_edit


class PublisherChanges(GivenRow):
    owner_group = Named(
        OwnerGroup, ("name",), required=False, allow_null=True, help_text="The group’s name."
    )

    class Meta:
        model = Publisher
        fields = ["name", "domain", "owner_group", "is_wire_service"]


class PublisherGiven(PublisherChanges):
    class Meta(PublisherChanges.Meta):
        fields = ["slug", *PublisherChanges.Meta.fields]
        extra_kwargs = {"slug": {"required": False, "help_text": "Else it is made of the name."}}


class PublisherWrites(Written):
    @write("Add a publisher", needs="articles.add_publisher", takes=PublisherGiven)
    def create(self, asked: Asked) -> Publisher:
        return publisher_create(user=asked.user, **asked.given)

    @write("Change a publisher", needs="articles.change_publisher", takes=PublisherChanges)
    def partial_update(self, publisher: Publisher, asked: Asked) -> Publisher:
        return publisher_edit(publisher=publisher, **asked.signed, **asked.given)
