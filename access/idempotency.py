"""`Idempotency-Key`: a request that is sent again is answered as it was, and does nothing more."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from access.models import KeptAnswer
from access.problems import Refusal

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_FOR = timedelta(hours=24)
LONGEST = 255


def answered_once(view: Any, request: Request, do: Callable[[], Response]) -> Response:
    """The answer of `do`, or the one that the same request with the same key had before.

    The answer is kept in the transaction of what was done. What was refused has done nothing and
    is not kept, so that it is tried anew. Raises Refusal where the key came with another request,
    or its request is being worked on, and ValidationError for no key.
    """
    key = _key(request)
    if key is None:
        return do()
    assert isinstance(request.user, User)
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        _alone(request.user, key)
        kept = KeptAnswer.objects.filter(user=request.user, key=key).first()
        if kept and kept.created_at > timezone.now() - KEPT_FOR:
            if kept.fingerprint != fingerprint:
                words = _("This Idempotency-Key came with another request before.")
                raise Refusal("unprocessable", words)
            return _replayed(view, kept)
        if kept:
            kept.delete()
        answer = do()
        _keep(view, answer, user=request.user, key=key, fingerprint=fingerprint)
        return answer


def answers_forget() -> int:
    """Delete the answers that are too old to be given again; how many they were."""
    old = KeptAnswer.objects.filter(created_at__lte=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _key(request: Request) -> str | None:
    key: str | None = request.headers.get(HEADER)
    if key is None:
        return None
    key = key.strip().removeprefix('"').removesuffix('"')
    if not 0 < len(key) <= LONGEST or not (key.isascii() and key.isprintable()):
        raise ValidationError(
            {HEADER: [_("A key has between 1 and %d characters of ASCII.") % LONGEST]}
        )
    return key


def _alone(user: User, key: str) -> None:
    """Until the transaction ends nobody else does anything under this key."""
    digest = hashlib.blake2b(f"{user.pk} {key}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        number = int.from_bytes(digest, signed=True)
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            words = _("A request with this Idempotency-Key is being worked on. Try again later.")
            raise Refusal("conflict", words)


def _keep(view: Any, answer: Response, **of: Any) -> None:
    headers = {name: str(value) for name, value in answer.items() if name == "Location"}
    body = "" if answer.data is None else JSONRenderer().render(answer.data).decode()
    KeptAnswer.objects.create(
        status=answer.status_code,
        headers=headers,
        body=body,
        shown_version=view.shown_version,
        **of,
    )


def _replayed(view: Any, kept: KeptAnswer) -> Response:
    view.shown_version = kept.shown_version
    data = json.loads(kept.body) if kept.body else None
    return Response(data, status=kept.status, headers={**kept.headers, REPLAYED: "true"})


def _fingerprint(request: Request) -> str:
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for piece in _pieces(request.data):
        told.update(piece)
    return told.hexdigest()


def _pieces(data: Any) -> Iterator[bytes]:
    """JSON in one spelling; of a form its fields and what is in its files."""
    if not hasattr(data, "lists"):
        yield json.dumps(data, sort_keys=True).encode()
        return
    for name, values in sorted(data.lists()):
        yield f"{name}\n".encode()
        for value in values:
            if not isinstance(value, File):
                yield f"{value}\n".encode()
                continue
            yield f"{value.name} {value.size}\n".encode()
            yield from value.chunks()
            value.seek(0)
