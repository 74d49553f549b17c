"""What went wrong, as RFC 9457 problem details, in the language that was asked for."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError as NotValid
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from access.problem_kinds import BY_STATUS, KINDS

MEDIA_TYPE = "application/problem+json"
NOWHERE = api_settings.NON_FIELD_ERRORS_KEY
SPOKEN_OF = 3  # so many errors are put into words in `detail`

Place = tuple[str | int, ...]


class Refusal(APIException):
    """A refusal of a kind in KINDS; `more` are members beside the standard ones."""

    def __init__(self, kind: str, detail: Any, **more: Any) -> None:
        super().__init__(detail, kind)
        self.kind, self.more, self.status_code = kind, more, KINDS[kind].status


class ProblemRenderer(JSONRenderer):
    media_type = MEDIA_TYPE


class Reason(NamedTuple):
    """Why one thing was refused; `place` leads to it in the body, or is a parameter's name."""

    place: Place
    words: str
    code: str

    def told(self, parameters: bool) -> dict[str, str]:
        words = {"reason": self.words, "code": self.code}
        if not self.place:
            return words
        first = str(self.place[0])
        if parameters:
            return {"parameter": first, **words}
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.place)
        return {"field": first, "pointer": "".join(f"/{step}" for step in steps), **words}


def handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """REST_FRAMEWORK's EXCEPTION_HANDLER. What is not a refusal is left to be a 500."""
    if isinstance(exc, NotValid):
        exc = ValidationError(as_serializer_error(exc))
    answer = exception_handler(exc, context)  # which knows the headers, and takes writes back
    if answer is None:
        return None
    request = context["request"]
    answer.data = problem(exc, request, answer.data)
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    return answer


def problem(exc: Exception, request: Request, said: Any = None) -> dict[str, Any]:
    """The members that tell of a refusal; `said` is what Django REST framework would have."""
    if isinstance(exc, ValidationError):
        reasons = list(_reasons(exc.detail))
        told = [reason.told(_is_parameter(reason, request)) for reason in reasons]
        return members("invalid", request, _in_words(reasons), errors=told)
    if said is None:
        said = {"detail": exc.detail} if isinstance(exc, APIException) else {}
    status = getattr(exc, "status_code", 404 if isinstance(exc, Http404) else 403)
    kind = getattr(exc, "kind", None) or BY_STATUS.get(status, "failed")
    return members(kind, request, str(said.get("detail", "")), **getattr(exc, "more", {}))


def members(
    kind: str, request: Request | HttpRequest, detail: str = "", **more: Any
) -> dict[str, Any]:
    """RFC 9457's members. `instance` is the path alone: a query may hold what is not for logs."""
    return {
        "type": reverse("problem", args=[kind]),
        "title": str(KINDS[kind].title),
        "status": KINDS[kind].status,
        "detail": detail or str(KINDS[kind].meaning),
        "instance": escape_uri_path(request.path),
        **more,
    }


def _reasons(detail: Any, place: Place = ()) -> Iterator[Reason]:
    if isinstance(detail, dict):
        for name, part in detail.items():
            yield from _reasons(part, place if name == NOWHERE else (*place, name))
    elif isinstance(detail, list):
        for index, part in enumerate(detail):
            nested = isinstance(part, dict | list)
            yield from _reasons(part, (*place, index) if nested else place)
    else:
        yield Reason(place, str(detail), getattr(detail, "code", None) or "invalid")


def _is_parameter(reason: Reason, request: Request) -> bool:
    read_only = request.method in SAFE_METHODS
    return read_only or (bool(reason.place) and str(reason.place[0]) in request.query_params)


def _in_words(reasons: list[Reason]) -> str:
    spoken = [
        ": ".join([*(".".join(map(str, reason.place)) for _once in reason.place[:1]), reason.words])
        for reason in reasons[:SPOKEN_OF]
    ]
    if left := len(reasons) - len(spoken):
        spoken.append(gettext("And %(count)d more.") % {"count": left})
    return " ".join(spoken)


def _of_django(kind: str, page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Programs are answered as problem details where Django itself refuses or fails."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return page(request, *args, **kwargs)
        told = members(kind, request)
        return JsonResponse(told, status=told["status"], content_type=MEDIA_TYPE)

    return answer


bad_request = _of_django("unreadable", defaults.bad_request)
forbidden = _of_django("forbidden", defaults.permission_denied)
not_found = _of_django("not-found", defaults.page_not_found)
failed = _of_django("failed", defaults.server_error)


def problems_page(request: HttpRequest, kind: str = "") -> HttpResponse:
    """What the `type` of a problem leads to."""
    if kind and kind not in KINDS:
        raise Http404
    shown = {kind: KINDS[kind]} if kind else KINDS
    title = KINDS[kind].title if kind else _("Problems that the API tells of")
    return render(request, "problems.html", {"kinds": shown, "title": title, "one": bool(kind)})
