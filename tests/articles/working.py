"""What a worker would do, done here and now."""

from articles.models import ImportBatch
from articles.services import import_item_process


def work_off(batch: ImportBatch) -> ImportBatch:
    """Every item that waits is looked at, and what comes out of it too."""
    while item := batch.items.filter(outcome="waiting").order_by("pk").first():
        import_item_process(item_id=item.pk)
        item.refresh_from_db()
        assert item.outcome != "waiting", item
    batch.refresh_from_db()
    return batch
