"""What writes have in common: who may, what was given, which version was seen, what came of it.

A write is declared beside the service that it is a door to:

    @write("Accept a claim", needs="claims.change_claim", takes=Reasoned)
    def accept(self, claim: Claim, asked: Asked) -> Claim:
        return claim_rule(claim=claim, status="accepted", **asked.signed, **asked.given)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import PermissionDenied as NotPermitted
from django.core.exceptions import ValidationError as NotValid
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.settings import api_settings

from access.given import Given, GivenRow
from access.idempotency import answered_once
from access.preconditions import if_match_of, stale, version_seen
from access.problems import Refusal
from access.resource import Resource
from access.writing_schema import WritingSchema

LARGEST = 10 * 2**20  # bytes of one request


class Json(JSONParser):
    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise exceptions.ParseError(_("This is nested too deeply.")) from error


class Asked(NamedTuple):
    """Who asks for what, and which version they have seen; 0 of what has no versions."""

    user: User
    version: int
    given: dict[str, Any]

    @property
    def signed(self) -> dict[str, Any]:
        return {"user": self.user, "version": self.version}


@dataclass(frozen=True)
class Write:
    """One write: what it does, and what the OpenAPI document says of it."""

    do: Callable[..., Model | None]
    name: str
    summary: str
    needs: tuple[str, ...]
    takes: type[Given] | type[GivenRow] | None
    answers: type[BaseSerializer] | None  # where it is not the resource's own row
    status: int
    versioned: bool  # whether the version that was seen matters, where there are versions

    @property
    def makes(self) -> bool:
        return self.name == "create"

    @property
    def is_partial(self) -> bool:
        return self.name == "partial_update"


_STATUS = {"create": 201, "destroy": 204}


def write(
    summary: str,
    *,
    needs: str | tuple[str, ...],
    takes: type[Given] | type[GivenRow] | None = None,
    answers: type[BaseSerializer] | None = None,
    status: int | None = None,
    path: str = "",
    versioned: bool = True,
) -> Callable[[Callable[..., Model | None]], Any]:
    """Make a method a write. `create`, `partial_update` and `destroy` stand at the resource's own
    addresses; any other is an act, sent by POST to an address of its own under the row's."""

    def decorate(do: Callable[..., Model | None]) -> Any:
        name = do.__name__
        declared = Write(
            do=do,
            name=name,
            summary=summary,
            needs=(needs,) if isinstance(needs, str) else needs,
            takes=takes,
            answers=answers,
            status=status or _STATUS.get(name, 200),
            versioned=versioned and name != "create",
        )

        @wraps(do)
        def door(self: "Writing", request: Request, *args: Any, **kwargs: Any) -> Response:
            def carry_out() -> Response:
                return self.carry_out(declared, request.data, if_match_of(request))

            if request.method != "POST":
                return carry_out()
            return answered_once(self, request, carry_out)

        door.write, door.needs = declared, declared.needs  # type: ignore[attr-defined]
        if name in {"create", "partial_update", "destroy"}:
            return door
        return action(methods=["post"], detail=True, url_path=path or name.replace("_", "-"))(door)

    return decorate


class Writing(Resource):
    """A resource that is written to, too. `renamed` leads from names of the model to those
    of answers, `speaker_role` to `speaker.role`."""

    parser_classes = [Json]
    schema = WritingSchema()
    renamed: ClassVar[Mapping[str, str]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            words = _("A request may carry at most %d MB.") % (LARGEST // 2**20)
            raise Refusal("too-large", words)

    def carry_out(self, declared: Write, data: Any, if_match: str | None) -> Response:
        """Do the write on the row that the address names, and tell what stands then."""
        row = None if declared.makes else self.get_object()
        try:
            with transaction.atomic():
                asked = self._asked(declared, row, data, if_match)
                subject = () if declared.makes else (row,)
                outcome = declared.do(self, *subject, asked)
        except Exception as error:
            if (refusal := self.refusal_of(error, row)) is error:
                raise
            raise refusal from error
        return self._answer(declared, outcome)

    def _asked(self, declared: Write, row: Any, data: Any, if_match: str | None) -> Asked:
        user = self.request.user
        assert isinstance(user, User)
        version = 0
        if declared.versioned and self.is_versioned:
            version = version_seen(if_match, row.version)
        given = {}
        if declared.takes:
            of_row = declared.is_partial and issubclass(declared.takes, GivenRow)
            taken = declared.takes(
                instance=row if of_row else None,
                data=data,
                partial=declared.is_partial,
                context=self.get_serializer_context(),
            )
            taken.is_valid(raise_exception=True)
            given = dict(taken.validated_data)
        elif data:
            raise exceptions.ValidationError(_("Nothing is to be given here."))
        return Asked(user, version, given)

    def _answer(self, declared: Write, outcome: Model | None) -> Response:
        if outcome is None:
            return Response(status=204)
        if declared.answers:
            answer = Response(declared.answers(outcome, context=self.get_serializer_context()).data)
        else:
            answer = self.told(self.get_queryset().get(pk=outcome.pk))
        answer.status_code = declared.status
        if declared.status == 201 and "url" in answer.data:
            answer["Location"] = str(answer.data["url"])
        return answer

    def refusal_of(self, error: Exception, row: Any) -> Exception:
        """What is answered where a service refuses; any other error as it is."""
        if isinstance(error, NotValid):
            return exceptions.ValidationError(self._errors(error))
        if isinstance(error, NotPermitted):
            return exceptions.PermissionDenied(str(error) or None)
        if isinstance(error, IntegrityError):
            return Refusal("conflict", _("Somebody else was faster. See how it stands now."))
        return error

    def stale(self, row: Any) -> Refusal:
        """Of a row whose version was not the one that was seen; it is told as it stands."""
        return stale(self.get_serializer(self.get_queryset().get(pk=row.pk)).data)

    def _errors(self, error: NotValid) -> dict[str, Any]:
        """By the names that answers have, with their codes."""
        whole = str(api_settings.NON_FIELD_ERRORS_KEY)
        if not hasattr(error, "error_dict"):
            return {whole: _details(error.error_list)}
        renamed = {NON_FIELD_ERRORS: whole, **self.renamed}
        errors: dict[str, Any] = {}
        for name, of in error.error_dict.items():
            *around, last = renamed.get(name, name).split(".")
            place = errors
            for part in around:
                place = place.setdefault(part, {})
            place[last] = _details(of)
        return errors


def _details(errors: list[NotValid]) -> list[exceptions.ErrorDetail]:
    return [
        exceptions.ErrorDetail(words, code=error.code or "invalid")
        for error in errors
        for words in error.messages
    ]
