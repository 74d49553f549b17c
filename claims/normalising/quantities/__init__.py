"""Quantities: how many, how much, of what, and how surely.

>>> [(q.value, q.unit, q.counted) for q in find_quantities("集结了大约7万军队", "zh-Hans")]
[(Decimal('70000'), 'person', '军队')]
"""

from claims.normalising.quantities.finding import find_quantities
from claims.normalising.quantities.quantity import Quantity

__all__ = ["Quantity", "find_quantities"]
