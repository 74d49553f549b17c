from access.given import GivenRow
from access.writing import Asked, write
from articles.api.writing import Written
from articles.models import Tag
from claims.services.newsroom import tag_rename


class TagGiven(GivenRow):
    class Meta:
        model = Tag
        fields = ["name"]


class TagWrites(Written):
    """A tag is made where it is put on something."""

    @write("Rename a tag, wherever it is", needs="articles.change_tag", takes=TagGiven)
    def partial_update(self, tag: Tag, asked: Asked) -> Tag:
        return tag_rename(tag=tag, name=asked.given.get("name", tag.name), user=asked.user)
