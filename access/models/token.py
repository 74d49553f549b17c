from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken
from knox.settings import CONSTANTS

from access.scopes import Scope

SHOWN = 8  # characters of a token that tell it from its owner's others


class Token(AbstractAuthToken):
    """What lets a program in as its owner, for some purposes, until it expires.

    Of the token itself only a hash is kept. It is no row of the history: there is nothing in it to
    be restored, and nothing that ought to be kept.
    """

    id = models.UUIDField(
        primary_key=True,
        editable=False,
        db_default=Func(
            function="uuidv7", template="%(function)s()", output_field=models.UUIDField()
        ),
    )
    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="auth_token_set",  # as knox knows it
        verbose_name=_("user"),
    )
    name = models.CharField(
        _("name"), max_length=100, help_text=_("Which program uses it, and where.")
    )
    scopes = ArrayField(
        models.CharField(max_length=10, choices=Scope.choices), verbose_name=_("scopes")
    )
    last_used_on = models.DateField(_("last used on"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("token"), _("tokens")
        default_permissions = ("view", "delete")
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__len__gt=0, scopes__contained_by=Scope.values),
                name="scopes_are_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.begins}…)"

    @property
    def begins(self) -> str:
        return self.token_key[:SHOWN]

    @property
    def has_expired(self) -> bool:
        return self.expiry is not None and self.expiry <= timezone.now()

    def covers(self, scopes: Iterable[str]) -> bool:
        return set(scopes) <= set(self.scopes)
