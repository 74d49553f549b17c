"""When an article's text changes, the notes on its passages follow the words they are on."""

from django.db.models import F

from articles.models import ArticleText
from claims.anchoring import Revision
from claims.models import Annotation


def carry_notes(text: ArticleText) -> int:
    """Move threads on passages of earlier texts of the article to where the words stand in `text`.

    Within the caller's transaction. A thread whose words are not found stays with its text, and is
    shown as belonging to it. Returns how many threads moved.
    """
    if text.version == 1:
        return 0
    moved = 0
    revisions: dict[int, Revision] = {}
    for note in _waiting(text):
        old, place = note.article_text, note.passage
        assert old is not None
        assert place is not None
        revision = revisions.setdefault(old.pk, Revision(old.text, text.text))
        if found := revision.anchor(place):
            thread = Annotation.objects.filter(pk=note.pk) | note.replies.all()
            thread.update(article_text=text, start=found.start, end=found.end)
            moved += 1
    return moved


def _waiting(text: ArticleText) -> list[Annotation]:
    """The first notes of threads in earlier texts, locked in one order."""
    earlier = Annotation.objects.filter(
        parent=None, article_text__article=text.article_id, article_text__version__lt=text.version
    )
    return list(
        earlier.select_for_update(of=("self",)).select_related("article_text").order_by(F("pk"))
    )
