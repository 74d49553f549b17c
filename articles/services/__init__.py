"""What may be done to articles. Every door (admin, API, command, job) goes through here."""

from articles.services.batches import ImportInput, import_batch
from articles.services.importing import ImportResult, import_original

__all__ = ["ImportInput", "ImportResult", "import_batch", "import_original"]
