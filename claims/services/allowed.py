"""Who may take an act back: whoever did it, as long as they may write such rows."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model

from articles.models import Article
from claims.models import Act
from claims.selectors.recorded import lines_of
from claims.services.verbs import root

WRITING = ("add", "change")
REVIEWS = {"claim.review", "claim.unreview"}


def may_take_back(act: Act, user: User) -> bool:
    """Whether the user did it, and has a permission to write each kind of row that it wrote."""
    if act.user_id != user.pk:
        return False
    models = {line.model for line in lines_of(act.context)}
    if not root(act.verb).startswith("article."):
        models.discard(Article)  # its state follows the work on its claims
    kinds = ("review",) if root(act.verb) in REVIEWS else WRITING
    return all(_may(user, kinds, model) for model in models)


def _may(user: User, kinds: Iterable[str], model: type[Model]) -> bool:
    meta = _owner(model)._meta
    return any(user.has_perm(f"{meta.app_label}.{kind}_{meta.model_name}") for kind in kinds)


def _owner(model: type[Model]) -> type[Model]:
    """A tag on a claim is the claim's, its table known by a proxy; so is what has no permissions
    of its own, such as a publisher's other names."""
    if model._meta.default_permissions and not model._meta.proxy:
        return model
    keys = (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
    owner: type[Model] = next(keys).related_model
    return owner
