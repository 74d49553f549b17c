"""What is published: complete in itself, read by a second person, and unchangeable."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import drawing
from claims.comparing import (
    ComparisonView,
    Wording,
    as_json,
    changes,
    content_sha256,
    from_json,
)
from claims.comparing.charting import DARK, LIGHT, drawable, recoloured
from claims.comparing.serialising import UnknownSchema
from claims.models import Comparison, ExtractionRun, Release, ReleaseChart
from claims.publishing.content import (
    Changed,
    Engine,
    Previous,
    Published,
    comparison_in,
    with_release,
)
from claims.selectors.comparisons import comparison_view
from claims.selectors.mentions import name_of
from claims.selectors.ratings import ratings_of
from claims.selectors.reviewing import Readiness, readiness_of
from claims.services.acts import act_of
from claims.services.noticing import notice_release

Kind = Release.Kind
WITH_PNG = {("wide", "light"), ("card", "light")}


@dataclass(frozen=True)
class _Asked:
    """What is to be published, by whom and why."""

    comparison: Comparison
    readiness: Readiness
    kind: str
    reason: Wording
    user: User
    at: datetime

    @property
    def latest(self) -> Release | None:
        return self.readiness.latest

    @property
    def number(self) -> int:
        return self.latest.number + 1 if self.latest else 1

    @property
    def imprint(self) -> drawing.Imprint:
        return drawing.Imprint(self.number, self.at.date(), self.kind == Kind.RETRACTION)


def release_publish(
    *,
    comparison: Comparison,
    user: User,
    kind: str = Kind.RELEASE,
    reason_en: str = "",
    reason_zh: str = "",
) -> Release:
    """Publish a comparison as it stands now, or take back what was published last.

    A release or correction must be in review, and approved as it stands; a retraction publishes
    the entries of the latest release once more, as taken back, and needs no review. Neither is
    done by an author. Raises ValidationError, with the reason, where it may not be published.
    """
    with act_of(user, "release.publish", reason=reason_en or reason_zh):
        current = Comparison.objects.select_for_update().get(pk=comparison.pk)
        reason = Wording(reason_en.strip(), reason_zh.strip())
        asked = _Asked(current, readiness_of(current), kind, reason, user, timezone.now())
        _check(asked)
        told = _content(asked)
        _check_news(asked, told)
        release = _stored(asked, told)
        # A retraction leaves nothing that is released: the work goes on.
        current.state = (
            Comparison.State.DRAFT if kind == Kind.RETRACTION else Comparison.State.RELEASED
        )
        current.save(update_fields=["state"])
        notice_release(release=release, actor=user)
        return release


def _check(asked: _Asked) -> None:
    readiness, kind = asked.readiness, asked.kind
    if kind not in Kind.values:
        raise ValidationError(_("There is no such kind of release."))
    if kind == Kind.RETRACTION:
        refused = readiness.not_to_be_retracted_by(asked.user)
    else:
        refused = readiness.not_to_be_released_by(asked.user)
    if refused:
        raise ValidationError(refused)
    if kind == Kind.CORRECTION and asked.latest is None:
        raise ValidationError(_("There is no release to correct yet."))
    if kind != Kind.RELEASE and not (asked.reason.en and asked.reason.zh):
        raise ValidationError(_("Give the reason in both languages: readers are told it."))


def _content(asked: _Asked) -> dict[str, Any]:
    """The comparison's own JSON; of a retraction, that of the release it takes back."""
    if asked.kind == Kind.RETRACTION and asked.latest:
        return comparison_in(asked.latest.content)
    return as_json(comparison_view(asked.comparison))


def _check_news(asked: _Asked, told: dict[str, Any]) -> None:
    if not told["rows"]:
        raise ValidationError(_("There is no claim to publish yet."))
    if asked.kind == Kind.RETRACTION or asked.latest is None:
        return
    same = content_sha256(comparison_in(asked.latest.content)) == content_sha256(told)
    if same and asked.latest.kind != Kind.RETRACTION:
        raise ValidationError(
            _("Nothing has changed since release %(number)s."),
            params={"number": asked.latest.number},
        )


def _stored(asked: _Asked, told: dict[str, Any]) -> Release:
    view = from_json(told)
    charts = list(_charts(view, asked.imprint))
    content = with_release(told, _published(asked, view, charts))
    release = Release(
        comparison=asked.comparison,
        number=asked.number,
        kind=asked.kind,
        reason_en=asked.reason.en,
        reason_zh=asked.reason.zh,
        content=content,
        sha256=content_sha256(content),
        published_by=asked.user,
        published_at=asked.at,
    )
    release.full_clean()
    release.save()
    for chart in charts:
        chart.release = release
    ReleaseChart.objects.bulk_create(charts)
    # What the database gives back is what is given away, and must have the hash that was told.
    release.refresh_from_db()
    assert content_sha256(release.content) == release.sha256
    return release


def _published(asked: _Asked, view: ComparisonView, charts: Iterable[ReleaseChart]) -> Published:
    latest = asked.latest
    claims = {row.claim for row in view.rows}
    runs = ExtractionRun.objects.filter(claims__in=claims).order_by("engine_version", "model_hash")
    asked_anew, changed = _changes(asked, view)
    return Published(
        number=asked.number,
        kind=asked.kind,
        reason=asked.reason,
        published_at=asked.at.isoformat(),
        published_by=name_of(asked.user),
        reviewers=tuple(name_of(review.reviewed_by) for review in asked.readiness.approvals),
        engines=tuple(
            Engine(*run) for run in runs.values_list("engine_version", "model_hash").distinct()
        ),
        charts={chart.variant: _hashes(chart) for chart in charts},
        previous=Previous(latest.number, latest.sha256) if latest else None,
        asked=asked_anew,
        changes=changed,
        ratings=ratings_of(claims),
    )


def _changes(asked: _Asked, view: ComparisonView) -> tuple[tuple[str, ...], tuple[Changed, ...]]:
    """What of the question, and which of the answers, is another than in the release before."""
    if asked.latest is None:
        return (), ()
    try:
        before = from_json(asked.latest.content)
    except UnknownSchema:
        return (), ()
    found = changes(before, view)
    return found.asked, (
        *(Changed("added", row.claim, row.headline) for row in found.added),
        *(Changed("removed", row.claim, row.headline) for row in found.removed),
        *(Changed("corrected", c.new.claim, c.new.headline, c.fields) for c in found.corrected),
    )


def _charts(view: ComparisonView, imprint: drawing.Imprint) -> Iterator[ReleaseChart]:
    """The chart in every variant, where there is something to draw; the card always.

    Only what is light is drawn, within the editor's act: the dark is the same in other colours.
    """
    for variant in drawing.variants():
        if variant.layout == drawing.CARD.name:
            yield _chart(variant, drawing.card_of(view, variant.language, imprint))
        elif variant.theme == "light" and drawable(view):
            spec = drawing.spec_text(drawing.spec_of(view, variant))
            light = _chart(variant, drawing.svg_of(spec), spec)
            yield light
            yield _in_the_dark(light, variant)


def _chart(variant: drawing.Variant, svg: str, spec: str = "") -> ReleaseChart:
    has_png = (variant.layout, variant.theme) in WITH_PNG
    png = drawing.png_of(svg, variant.scale) if has_png else None
    return ReleaseChart(variant=variant.name, svg=svg, spec=spec, png=png)


def _in_the_dark(light: ReleaseChart, variant: drawing.Variant) -> ReleaseChart:
    svg, spec = (recoloured(drawn, LIGHT, DARK) for drawn in (light.svg, light.spec))
    return _chart(replace(variant, theme="dark"), svg, spec)


def _hashes(chart: ReleaseChart) -> dict[str, str]:
    """The SHA-256 of each of its pictures, to the byte as it is given away."""
    pictures = {"svg": chart.svg.encode(), "spec": chart.spec.encode(), "png": chart.png}
    return {form: sha256(data).hexdigest() for form, data in pictures.items() if data}
