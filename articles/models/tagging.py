import pghistory
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class ArticleTag(Article.tags.through):  # type: ignore[name-defined]
    """A tag on an article, known by itself so that its history is kept and it can be undone."""

    class Meta:
        proxy = True
        verbose_name = _("tag on an article")
        verbose_name_plural = _("tags on articles")
