from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.comparing import as_json, content_sha256
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view
from claims.services.acts import act_of


def release_publish(*, comparison: Comparison, user: User) -> Release:
    """Publish a comparison as it stands now, complete in itself and unchangeable.

    Raises ValidationError where it holds no claim, or what was published last.
    """
    with act_of(user, "release.publish"):
        comparison = Comparison.objects.select_for_update().get(pk=comparison.pk)
        view = comparison_view(comparison)
        if not view.rows:
            raise ValidationError(_("There is no claim to publish yet."))
        content = as_json(view)
        sha256 = content_sha256(content)
        latest = comparison.releases.order_by("-number").first()
        if latest and latest.sha256 == sha256:
            raise ValidationError(
                _("Nothing has changed since release %(number)s."), params={"number": latest.number}
            )
        release = Release(
            comparison=comparison,
            number=latest.number + 1 if latest else 1,
            content=content,
            sha256=sha256,
            published_by=user,
        )
        release.full_clean()
        release.save()
        return release
