"""What may be done to claims. Every door (admin, API, command, job) goes through here.

`claims.services.extraction` is imported by its own name: it brings the model's runtime with it,
which the pages and the admin do without.
"""

from claims.services.acts import StaleVersion
from claims.services.comparisons import (
    comparison_create,
    comparison_edit,
    entry_add,
    entry_edit,
    entry_remove,
)
from claims.services.discussing import annotation_create
from claims.services.editing import claim_edit, quantity_edit
from claims.services.linking import link_judge, link_undo
from claims.services.rating import rating_remove, rating_set
from claims.services.releases import release_publish
from claims.services.reviewing import (
    comparison_review,
    comparison_submit,
    comparison_withdraw,
)
from claims.services.roles import set_up_roles
from claims.services.settling import anchoring_place, anchoring_refuse, anchoring_settle
from claims.services.undoing import Conflict, NothingToUndo, redo, undo, undo_act

__all__ = [
    "Conflict",
    "NothingToUndo",
    "StaleVersion",
    "anchoring_place",
    "anchoring_refuse",
    "anchoring_settle",
    "annotation_create",
    "claim_edit",
    "comparison_create",
    "comparison_edit",
    "comparison_review",
    "comparison_submit",
    "comparison_withdraw",
    "entry_add",
    "entry_edit",
    "entry_remove",
    "link_judge",
    "link_undo",
    "quantity_edit",
    "rating_remove",
    "rating_set",
    "redo",
    "release_publish",
    "set_up_roles",
    "undo",
    "undo_act",
]
