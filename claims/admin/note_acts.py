"""What is written, answered and resolved: by the forms of the desk, and as JSON by its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin.keeping import signed_in
from articles.models import ArticleText
from claims.admin.note_panels import (
    MAY_WRITE,
    discussion_of,
    note_address,
    person_json,
    thread_json,
    thread_shown,
    threads_json,
)
from claims.admin.sending import Sent, back, is_json, number, sent_with, words
from claims.models import Annotation, Claim
from claims.selectors.discussions import thread_of
from claims.selectors.mentions import users_like
from claims.services.discussing import (
    note_edit,
    note_reopen,
    note_reply,
    note_resolve,
    note_withdraw,
    note_write,
)

MAY_READ = "claims.view_annotation"


@require_GET
def notes_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The threads of one version of an article."""
    if not request.user.has_perm(MAY_READ):
        return _forbidden(_("You may not read notes."))
    text = get_object_or_404(ArticleText.objects.defer("text"), pk=pk)
    discussion = discussion_of(request.user, text=text)
    threads = discussion.threads
    if request.GET.get("earlier"):
        threads = [*threads, *discussion.left_behind]
    return JsonResponse({"may_write": discussion.may_write, "threads": threads_json(threads)})


@require_GET
def users_view(request: HttpRequest) -> HttpResponse:
    """Whom one may mention, by the beginning of a name."""
    if not request.user.has_perm(MAY_WRITE):
        return _forbidden(_("You may not write notes."))
    found = users_like(request.GET.get("q", "")[:150])
    return JsonResponse({"users": [person_json(user) for user in found]})


@require_POST
def write_view(request: HttpRequest) -> HttpResponse:
    return _done(request, 201, lambda sent: _write(request, sent), _("The note is kept."))


@require_POST
def claim_note_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The form on a claim's page."""
    get_object_or_404(Claim, pk=pk)
    return _done(
        request, 201, lambda sent: _write(request, {**sent, "claim": pk}), _("The note is kept.")
    )


@require_POST
def reply_view(request: HttpRequest, pk: int) -> HttpResponse:
    note = _note(pk)

    def act(sent: Sent) -> Annotation:
        return note_reply(note=note, user=signed_in(request), body=words(sent.get("body")))

    return _done(request, 201, act, _("The reply is kept."))


@require_POST
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    note = _note(pk)

    def act(sent: Sent) -> Annotation:
        return note_edit(note=note, user=signed_in(request), body=words(sent.get("body")))

    return _done(request, 200, act, _("The note is changed."))


@require_POST
def mark_view(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Resolve or reopen a thread, withdraw a note."""
    note = _note(pk)
    acts = {
        "resolve": (note_resolve, _("The thread is resolved.")),
        "reopen": (note_reopen, _("The thread is open again.")),
        "withdraw": (note_withdraw, _("The note is withdrawn; its history keeps it.")),
    }
    service, said = acts[act]
    return _done(request, 200, lambda sent: service(note=note, user=signed_in(request)), said)


def _note(pk: int) -> Annotation:
    notes = Annotation.objects.select_related("claim", "article_text__article")
    return get_object_or_404(notes.defer("article_text__text"), pk=pk)


def _write(request: HttpRequest, sent: Sent) -> Annotation:
    claim = _row(Claim, sent.get("claim"))
    text = None if claim else _row(ArticleText, sent.get("article_text"))
    if claim is None and text is None:
        raise ValidationError({"claim": _("A note is on a claim or on a passage.")})
    quote = sent.get("quote")
    return note_write(
        user=signed_in(request),
        body=words(sent.get("body")),
        claim=claim,
        article_text=text,
        start=number(sent.get("start")),
        end=number(sent.get("end")),
        quote=quote if isinstance(quote, str) else None,
    )


def _row(model: Any, key: object) -> Any:
    if (pk := number(key)) is None:
        return None
    if row := model.objects.filter(pk=pk).first():
        return row
    raise Http404


def _done(
    request: HttpRequest, status: int, act: Callable[[Sent], Annotation], said: str
) -> HttpResponse:
    """Do one act, and answer as one was asked: the whole thread anew, or the page again."""
    try:
        if not request.user.has_perm(MAY_WRITE):
            raise PermissionDenied(_("You may not write notes."))
        note = act(sent_with(request))
    except PermissionDenied as refused:
        if not is_json(request):
            raise
        return _forbidden(str(refused))
    except ValidationError as refused:
        return _refused(request, refused)
    if is_json(request):
        shown = thread_shown(thread_of(note), request.user)
        return JsonResponse({"thread": thread_json(shown)}, status=status)
    messages.success(request, said)
    return back(request, note_address(note))


def _forbidden(why: str) -> JsonResponse:
    return JsonResponse({"error": why}, status=403)


def _refused(request: HttpRequest, refused: ValidationError) -> HttpResponse:
    """What is wrong; a form comes back with what was typed."""
    errors = refused.message_dict
    if is_json(request):
        return JsonResponse({"errors": errors}, status=422)
    context = {
        **admin.site.each_context(request),
        "title": _("The note is not kept"),
        "errors": [message for of_field in errors.values() for message in of_field],
        "sent": request.POST,
    }
    return TemplateResponse(request, "admin/desk/notes/refused.html", context, status=422)
