"""Quantities and times: parts of a claim, whose version they share."""

from typing import Any

from access.given import Reasoned
from access.writing import Asked, write
from articles.api.writing import Written
from claims.api.writes.given import QuantityChanges, TimeChanges
from claims.models import Quantity, TimeExpression
from claims.services import quantity_edit
from claims.services.mending import (
    quantity_remove,
    quantity_reread,
    time_edit,
    time_remove,
    time_reread,
)


class QuantityWrites(Written):
    is_versioned = True

    @write("Correct a quantity", needs="claims.change_quantity", takes=QuantityChanges)
    def partial_update(self, quantity: Quantity, asked: Asked) -> Any:
        return quantity_edit(quantity=quantity, **asked.signed, **asked.given)

    @write("Remove a quantity", needs="claims.delete_quantity")
    def destroy(self, quantity: Quantity, asked: Asked) -> None:
        quantity_remove(quantity=quantity, **asked.signed)

    @write("Read a quantity anew", needs="claims.change_quantity", takes=Reasoned)
    def reread(self, quantity: Quantity, asked: Asked) -> Quantity:
        quantity_reread(quantity=quantity, **asked.signed, **asked.given)
        return quantity


class TimeWrites(Written):
    is_versioned = True

    @write("Correct a time", needs="claims.change_timeexpression", takes=TimeChanges)
    def partial_update(self, time: TimeExpression, asked: Asked) -> TimeExpression:
        time_edit(time=time, **asked.signed, **asked.given)
        return time

    @write("Remove a time", needs="claims.delete_timeexpression")
    def destroy(self, time: TimeExpression, asked: Asked) -> None:
        time_remove(time=time, **asked.signed)

    @write("Read a time anew", needs="claims.change_timeexpression", takes=Reasoned)
    def reread(self, time: TimeExpression, asked: Asked) -> TimeExpression:
        time_reread(time=time, **asked.signed, **asked.given)
        return time
