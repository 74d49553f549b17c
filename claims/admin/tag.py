"""The newsroom's tags: how often each is used, and by what name. They are put on where rows are."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from articles.models import Tag
from claims.services import newsroom


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ["name"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if Tag.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a tag of this name."))
        return name


@admin.register(Tag)
class TagAdmin(HistoryAdmin, KeptAdmin):
    form = TagForm
    list_display = ["name", "articles", "claims"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                article_count=Count("articles", distinct=True),
                claim_count=Count("claims", distinct=True),
            )
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # A tag comes to be where it is first put on something.

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        newsroom.tag_rename(
            tag=Tag.objects.get(pk=obj.pk), name=form.cleaned_data["name"], user=signed_in(request)
        )

    @display(description=_("articles"), ordering="article_count")
    def articles(self, tag: Tag) -> str:
        return _link("articles_article", tag, tag.article_count)  # type: ignore[attr-defined]

    @display(description=_("claims"), ordering="claim_count")
    def claims(self, tag: Tag) -> str:
        return _link("claims_claim", tag, tag.claim_count)  # type: ignore[attr-defined]


def _link(rows: str, tag: Tag, number: int) -> str:
    address = reverse(f"admin:{rows}_changelist")
    return format_html(
        '<a class="text-link" href="{}?tags__id__exact={}">{}</a>', address, tag.pk, number
    )
