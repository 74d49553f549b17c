from articles.models import ImportItem


def due_item(item_id: int) -> ImportItem | None:
    """The item under lock until the transaction ends; None where another is at it, or was, or the
    batch has been stopped."""
    items = ImportItem.objects.select_for_update(of=("self",), skip_locked=True)
    return items.filter(
        pk=item_id, outcome=ImportItem.Outcome.WAITING, batch__stopped_at=None
    ).first()
