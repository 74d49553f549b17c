"""What an editor changed of a claim before saving it: one act, whatever it is made of."""

from collections.abc import Callable, Sequence

from django.contrib.auth.models import User

from claims.models import Claim
from claims.services.acts import act_of
from claims.services.mending.opening import Mended
from claims.services.signing import seen

Change = Callable[[int], Mended]  # one service of this package, on the version that it is given


def claim_save(
    *, claim: Claim, user: User, version: int, changes: Sequence[Change], reason: str = ""
) -> Mended:
    """Make all the changes, each on the version that the one before it left; or none of them.

    What several of them make is told as a correction, and is taken back at once. Raises what the
    changes raise: StaleVersion, LockedArticle, ValidationError.
    """
    others: dict[int, Claim] = {}
    reread: dict[str, None] = {}
    with act_of(user, "claim.edit" if len(changes) > 1 else "", reason=reason, claim=claim):
        seen(claim, user, version)  # before a change looks for a figure that may have gone
        for change in changes:
            mended = change(version)
            claim, version = mended.claim, mended.claim.version
            others |= {other.pk: other for other in mended.others}
            reread |= dict.fromkeys(mended.reread)
    return Mended(claim, tuple(others.values()), tuple(reread))
