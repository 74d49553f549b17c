"""An editor mends what the machine got wrong, and adds what it missed.

Whatever follows from the spans is read anew at once, by the rules that the engine reads by; what
an editor gave by hand stays.
"""

from claims.services.mending.figures import (
    quantity_add,
    quantity_remove,
    quantity_reread,
    time_add,
    time_edit,
    time_remove,
    time_reread,
    values_reread,
)
from claims.services.mending.merging import claims_merge
from claims.services.mending.opening import Mended
from claims.services.mending.saving import claim_save
from claims.services.mending.spans import claim_create, claim_split, spans_change

__all__ = [
    "Mended",
    "claim_create",
    "claim_save",
    "claim_split",
    "claims_merge",
    "quantity_add",
    "quantity_remove",
    "quantity_reread",
    "spans_change",
    "time_add",
    "time_edit",
    "time_remove",
    "time_reread",
    "values_reread",
]
