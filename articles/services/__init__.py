"""What may be done to articles. Every door (admin, API, command, job) goes through here."""

from articles.services.assigning import LockedArticle, check_may_work, may_work
from articles.services.batches import (
    ImportInput,
    import_add,
    import_begin,
    import_resume,
    import_retry,
    import_sealed,
    import_stop,
)
from articles.services.importing import ImportResult, import_original
from articles.services.judging import reprint_judge, reprint_undo
from articles.services.processing import import_item_process
from articles.services.working import import_batch, import_work

__all__ = [
    "ImportInput",
    "ImportResult",
    "LockedArticle",
    "check_may_work",
    "import_add",
    "import_batch",
    "import_begin",
    "import_item_process",
    "import_original",
    "import_resume",
    "import_retry",
    "import_sealed",
    "import_stop",
    "import_work",
    "may_work",
    "reprint_judge",
    "reprint_undo",
]
