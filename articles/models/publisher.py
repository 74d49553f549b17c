import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OwnerGroup(models.Model):
    """Who owns several publishers: what they say with one voice is not said independently."""

    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("owner group")
        verbose_name_plural = _("owner groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Publisher(models.Model):
    """The outlet that published an article. Never called source."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=200, unique=True, allow_unicode=True)
    domain = models.CharField(_("domain"), max_length=253, blank=True)
    owner_group = models.ForeignKey(
        OwnerGroup,
        verbose_name=_("owner group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="publishers",
    )
    is_wire_service = models.BooleanField(_("wire service"), default=False)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
