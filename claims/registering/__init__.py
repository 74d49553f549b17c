"""Which sources of the register may be one, and why. Pure.

`handles` are what two profiles must have one of in common to be compared at all, so that a new
source is compared with a few others and not with all. `compare` says how sure it is that two are
one, with reasons; it would rather miss a pair than join two.
"""

from claims.registering.comparing import SURE_ENOUGH, Likeness, compare
from claims.registering.handles import handles
from claims.registering.profile import Office, Profile
from claims.registering.reasons import Because, Reason, reasons_of, written

__all__ = [
    "SURE_ENOUGH",
    "Because",
    "Likeness",
    "Office",
    "Profile",
    "Reason",
    "compare",
    "handles",
    "reasons_of",
    "written",
]
