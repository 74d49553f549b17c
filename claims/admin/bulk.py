"""The page between choosing rows and acting on them: what will be done, and what will be left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.keeping import signed_in
from articles.models import Article
from claims.admin.addresses import admin_link
from claims.admin.link_words import kind_words
from claims.models import Claim, LinkSuggestion
from claims.selectors.reasons import reason_words
from claims.services.bulk import MOST, BulkAct, ChangedMeanwhile, Plan, bulk_do, bulk_plan

SAMPLE = 20


@dataclass(frozen=True)
class Asked:
    """A bulk act as a list offers it. `answer`, if any, is given back instead of writing rows."""

    title: Any
    act: BulkAct
    form: type[Form]
    note: Any = ""
    answer: Callable[[HttpRequest, QuerySet, dict[str, Any]], HttpResponseBase] | None = None


def bulk_page(
    model_admin: Any, request: HttpRequest, chosen: QuerySet, asked: Asked
) -> HttpResponseBase | None:
    """The preview, or with its button pressed the act; None leads back to the list."""
    user = signed_in(request)
    if not user.has_perm(asked.act.permission):
        raise PermissionDenied
    # Plain rows: what the list has annotated and ordered does not concern the act.
    chosen = chosen.model._default_manager.filter(pk__in=chosen.order_by().values("pk"))
    form = asked.form(request.POST if "seen" in request.POST else None)
    values = _values(form)
    if values is not None and "confirm" in request.POST:
        try:
            return _confirmed(request, chosen, asked, values)
        except ChangedMeanwhile:
            messages.warning(request, _("Something has changed since. Look once more."))
        except ValidationError as refused:
            form.add_error(None, refused)
    plan = None
    if values is not None:
        plan = bulk_plan(asked.act, chosen=chosen, user=user, values=values, sample=3)
    return _preview(model_admin, request, asked, form, plan)


def _values(form: Form) -> dict[str, Any] | None:
    """What was typed; before anything was, what the form begins with, if that will do."""
    if form.is_bound:
        return form.cleaned_data if form.is_valid() else None
    begun = type(form)({name: field.initial or "" for name, field in form.fields.items()})
    return begun.cleaned_data if begun.is_valid() else None


def _confirmed(
    request: HttpRequest, chosen: QuerySet, asked: Asked, values: dict[str, Any]
) -> HttpResponseBase | None:
    if asked.answer:
        return asked.answer(request, chosen, values)
    number = bulk_do(
        asked.act,
        chosen=chosen,
        user=signed_in(request),
        values=values,
        seen=request.POST.get("seen", ""),
    )
    messages.success(request, ngettext("Done for %d row.", "Done for %d rows.", number) % number)
    return None


def _preview(
    model_admin: Any, request: HttpRequest, asked: Asked, form: Form, plan: Plan | None
) -> HttpResponse:
    kept = [
        (name, value)
        for name in ("action", "select_across", "index", ACTION_CHECKBOX_NAME)
        for value in request.POST.getlist(name)
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": asked.title,
        "opts": model_admin.opts,
        "asked": asked,
        "form": form,
        "plan": plan,
        "too_many": bool(plan and plan.number > MOST and not asked.answer),
        "most": MOST,
        "rows": [_cells(row) for row in _shown(plan.rows)[:SAMPLE]] if plan else [],
        "columns": COLUMNS[model_admin.model],
        "kept": kept,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/desk/bulk.html", context)


def _shown(rows: QuerySet) -> QuerySet:
    if rows.model is Claim:
        related = rows.select_related("source", "article_text__article__publisher")
        return related.defer("article_text__text")
    if rows.model is LinkSuggestion:
        return rows.select_related("first", "second")
    return rows.select_related("assignee", "publisher").prefetch_related("texts")


COLUMNS: dict[type[Model], list[Any]] = {
    Claim: [
        gettext_lazy("claim"),
        gettext_lazy("source"),
        gettext_lazy("status"),
        gettext_lazy("confidence"),
        gettext_lazy("publisher"),
    ],
    Article: [
        gettext_lazy("article"),
        gettext_lazy("publisher"),
        gettext_lazy("state"),
        gettext_lazy("assigned to"),
    ],
    LinkSuggestion: [
        gettext_lazy("claim"),
        gettext_lazy("relation"),
        gettext_lazy("other claim"),
        gettext_lazy("score"),
        gettext_lazy("why"),
    ],
}


def _cells(row: Any) -> list[Any]:
    if isinstance(row, Claim):
        sure = "–" if row.confidence is None else f"{row.confidence:.0%}"
        publisher = row.article_text.article.publisher
        return [admin_link(row), row.source or "–", row.get_status_display(), sure, publisher]
    if isinstance(row, LinkSuggestion):
        why = "; ".join(map(reason_words, row.reasons))
        pair = [admin_link(row.first), kind_words(row.relation), admin_link(row.second)]
        return [*pair, f"{row.score:.2f}", why]
    title = next((text.title for text in row.texts.all() if text.is_current), str(row))
    return [
        admin_link(row, title),
        row.publisher or "–",
        row.get_state_display(),
        row.assignee or "–",
    ]
