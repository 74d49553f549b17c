"""What every answer of the desk has in common: who may, what was sent, what came of it."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from articles.models import Article, ArticleText
from claims.admin.desk_views.differing import stale_json
from claims.models import Claim
from claims.services import StaleVersion

View = Callable[..., JsonResponse]
LONGEST = 1_000_000  # bytes of one act


class Malformed(Exception):
    """What was sent is no act; the words say what is missing."""


def door(*permissions: str, method: str = "POST") -> Callable[[View], View]:
    """A view that answers in JSON, also where it refuses."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
            if request.method != method:
                return refusal(_("This is not done so."), 405)
            if not request.user.has_perms(permissions):
                return refusal(_("You may not do this."), 403)
            return _answered(view, request, *args, **kwargs)

        return guarded

    return decorate


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
    try:
        return view(request, *args, **kwargs)
    except StaleVersion as stale:
        body = request.desk_body  # type: ignore[attr-defined]
        return JsonResponse(stale_json(stale.current, body, kwargs.get("act", "")), status=409)
    except ValidationError as error:
        return JsonResponse({"errors": errors_json(error)}, status=422)
    except PermissionDenied as denied:
        return refusal(str(denied) or _("You may not do this."), 403)
    except Malformed as malformed:
        return refusal(str(malformed), 400)
    except (Http404, ObjectDoesNotExist):
        return refusal(_("There is no such thing here (any more)."), 404)


def refusal(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)


def errors_json(error: ValidationError) -> dict[str, list[str]]:
    """By field; what concerns the whole is under ''."""
    if hasattr(error, "error_dict"):
        named = error.message_dict
        return {"" if name == "__all__" else name: words for name, words in named.items()}
    return {"": error.messages}


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The act that was sent; kept with the request, to be shown beside what stands."""
    if len(request.body) > LONGEST:
        raise Malformed(_("This is too long."))
    try:
        body = json.loads(request.body)
        said = json.dumps(body, ensure_ascii=False)
        said.encode()  # half of a surrogate pair is no character
    except (ValueError, RecursionError):
        body = said = None
    # PostgreSQL has no place for the character without a meaning.
    if not isinstance(body, dict) or said is None or "\\u0000" in said:
        raise Malformed(_("An act is a JSON object."))
    request.desk_body = body  # type: ignore[attr-defined]
    return body


def whole(body: dict[str, Any], name: str) -> int:
    """A whole number that the act must name: a version, a place, an id."""
    value = body.get(name)
    if type(value) is not int or not 0 <= value < 2**31:
        raise Malformed(_("“%s” is a whole number.") % name)
    return value


def words(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Malformed(_("“%s” is text.") % name)
    return value


def mapping(body: dict[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name)
    if not isinstance(value, dict):
        raise Malformed(_("“%s” is a JSON object.") % name)
    return value


def places(body: dict[str, Any], name: str) -> list[list[int]]:
    """Spans as pairs; whether they may stand the service says."""
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(pair, list) for pair in value):
        raise Malformed(_("“%s” is a list of pairs.") % name)
    return value


def text_of(article: Article, version: str | int | None) -> ArticleText:
    """The version asked for, else the current one."""
    texts = ArticleText.objects.filter(article=article).order_by("-is_current", "-version")
    if version is None:
        text = texts.first()
        if text is None:
            raise Http404
        return text
    if not str(version).isascii() or not str(version).isdigit():
        raise Http404
    return get_object_or_404(texts, version=int(version))


def claim_of(article_id: int, claim_id: int) -> Claim:
    claims = Claim.objects.select_related("article_text")
    return get_object_or_404(claims, pk=claim_id, article_text__article=article_id)
