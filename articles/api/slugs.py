from django.db.models import Model

from access.resource import Resource
from articles.selectors import present_slug


class Slugged(Resource):
    """A resource whose entries have slugs, or lie under one that has. Former slugs lead on."""

    def present_slug(self, model: type[Model], former: str) -> str | None:
        return present_slug(model, former)
