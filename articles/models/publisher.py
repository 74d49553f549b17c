import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.identity import Identified, former_slug_kept


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OwnerGroup(models.Model):
    """Who owns several publishers: what they say with one voice is not said independently."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("owner group")
        verbose_name_plural = _("owner groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Publisher(Identified):
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
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]
        triggers = [former_slug_kept()]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PublisherName(models.Model):
    """Another name by which imports find the publisher, beside those of the reading rules."""

    publisher = models.ForeignKey(
        Publisher, verbose_name=_("publisher"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=200, unique=True)
    language = models.CharField(_("language"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("name of a publisher")
        verbose_name_plural = _("names of publishers")
        ordering = ["language", "name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PublisherDomain(models.Model):
    """Another site of the publisher's, beside its first and those of the reading rules."""

    publisher = models.ForeignKey(
        Publisher, verbose_name=_("publisher"), on_delete=models.CASCADE, related_name="domains"
    )
    domain = models.CharField(
        _("domain"),
        max_length=253,
        unique=True,
        validators=[
            RegexValidator(
                r"^(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\Z",
                _("A domain in small letters, such as news.example."),
            )
        ],
    )

    class Meta:
        verbose_name = _("domain of a publisher")
        verbose_name_plural = _("domains of publishers")
        ordering = ["domain"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.domain
