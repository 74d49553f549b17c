from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet, parent: str) -> Coalesce:
    """How many of `rows` belong to each row of the outer query; several such do not multiply."""
    counted = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    return Coalesce(
        Subquery(counted.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
    )
