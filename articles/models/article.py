from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.addresses import address_key
from articles.models.identity import Identified
from articles.models.publisher import Publisher
from articles.models.tag import Tag
from articles.names import printable

# Lengths are checked by the database too, and Length is not a lookup until it is registered.
models.TextField.register_lookup(Length, "length")


class Original(models.Model):
    """The bytes as they came in, compressed with zlib. Stored and handed out, never rendered."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    compressed = models.BinaryField(_("compressed bytes"))
    size = models.PositiveIntegerField(_("size in bytes"))
    name = models.CharField(_("name"), max_length=1000, blank=True)
    url = models.CharField(_("fetched from"), max_length=2000, blank=True)
    media_type = models.CharField(_("media type"), max_length=200, blank=True)
    encoding = models.CharField(
        _("encoding"),
        max_length=40,
        blank=True,
        help_text=_("As the transport declared it; the page itself may say otherwise."),
    )
    headers = models.JSONField(
        _("headers"), default=dict, blank=True, help_text=_("As they came with the bytes.")
    )
    fetched_at = models.DateTimeField(_("fetched at"), null=True, blank=True)
    container = models.ForeignKey(
        "self",
        verbose_name=_("taken out of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
    )
    created_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return printable(self.name) or self.sha256[:12]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Article(Identified):
    """One publication. What it says stands in its texts, one a version.

    `state` and `assignee` are the newsroom's work on it; locked, only its assignee may do it.
    """

    class State(models.TextChoices):
        NEW = "new", _("new")
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("done")

    publisher = models.ForeignKey(
        Publisher,
        verbose_name=_("publisher"),
        on_delete=models.PROTECT,
        related_name="articles",
        null=True,
        blank=True,
    )
    canonical_url = models.URLField(
        _("canonical address"), max_length=2000, null=True, blank=True, unique=True
    )
    address_key = models.CharField(
        _("identity of the address"),
        max_length=2000,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text=_("What the addresses under which the page is served have in common."),
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_articles",
    )
    is_locked = models.BooleanField(
        _("locked"), default=False, help_text=_("Only whom it is assigned to may work on it.")
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="articles")
    created_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]

    def __str__(self) -> str:
        # The title stands in the texts; who has fetched it with the article shows it.
        title: str = getattr(self, "title", None) or ""
        return title or self.canonical_url or f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.address_key = address_key(self.canonical_url or "") or None
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])


class ArticleText(Identified):
    """One immutable version of an article's canonical plain text. A change is a new version."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="texts"
    )
    original = models.ForeignKey(
        Original, verbose_name=_("original"), on_delete=models.PROTECT, related_name="texts"
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("current"), default=True)
    title = models.CharField(_("title"), max_length=1000)
    byline = models.CharField(_("byline"), max_length=500, blank=True)
    wire_service = models.ForeignKey(
        Publisher,
        verbose_name=_("wire service"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wired_texts",
        help_text=_("The agency that the publisher credits, where it is not the publisher."),
    )
    language = models.CharField(_("language"), max_length=20)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("The publisher’s own calendar date.")
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    format = models.CharField(_("format"), max_length=50)
    reader_version = models.CharField(_("reader version"), max_length=20)
    created_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("article text")
        verbose_name_plural = _("article texts")
        ordering = ["article_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="one_text_a_version"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_current=True), name="one_current_text"
            ),
            models.CheckConstraint(condition=Q(text__length__gt=0), name="text_not_empty"),
            models.CheckConstraint(condition=Q(version__gte=1), name="version_from_one"),
        ]
        indexes = [
            models.Index(fields=["sha256"]),
            models.Index(F("published_on").desc(nulls_last=True), name="text_published_on"),
        ]
        triggers = [pgtrigger.ReadOnly(name="text_is_immutable", exclude=["is_current"])]

    def __str__(self) -> str:
        return self.title
