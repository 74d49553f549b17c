"""The newsroom's work on an article: whose it is, how far it is, what it is tagged with."""

from typing import Any

from django.contrib.auth.models import User
from rest_framework import serializers

from access.given import Given, GivenRow, Named, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from articles.models import Article, ArticleText, Publisher
from claims.services.acts import act_of
from claims.services.newsroom import (
    article_assign,
    article_lock,
    article_publisher_set,
    article_state_set,
    article_tag,
    article_take,
    article_unlock,
    article_untag,
)

MAY_WORK = "articles.change_article"


class ArticleChanges(GivenRow):
    assignee = Named(User, ("username",), allow_null=True, help_text="A user’s name.")
    publisher = Reference(Publisher, ("slug",), allow_null=True)

    class Meta:
        model = Article
        fields = ["assignee", "state", "publisher"]


class ArticleTagsGiven(Given):
    tags = serializers.ListField(
        child=serializers.CharField(max_length=100), min_length=1, max_length=100
    )


class ArticleWrites(Written):
    """An article is told by its current text, which no editor changes."""

    @write(
        "Assign an article, set its state or its publisher", needs=MAY_WORK, takes=ArticleChanges
    )
    def partial_update(self, text: ArticleText, asked: Asked) -> ArticleText:
        about: Any = {"article": text.article, "user": asked.user}
        with act_of(asked.user, article=text.article):
            if "publisher" in asked.given:
                article_publisher_set(**about, publisher=asked.given["publisher"])
            if "state" in asked.given:
                article_state_set(**about, state=asked.given["state"])
            if "assignee" in asked.given:
                article_assign(**about, assignee=asked.given["assignee"])
        return text

    @write("Take an article that nobody has", needs=MAY_WORK)
    def take(self, text: ArticleText, asked: Asked) -> ArticleText:
        article_take(article=text.article, user=asked.user)
        return text

    @write("Keep an article to its assignee", needs=MAY_WORK)
    def lock(self, text: ArticleText, asked: Asked) -> ArticleText:
        article_lock(article=text.article, user=asked.user)
        return text

    @write("Open an article to all who may edit", needs=MAY_WORK)
    def unlock(self, text: ArticleText, asked: Asked) -> ArticleText:
        article_unlock(article=text.article, user=asked.user)
        return text

    @write("Put tags on an article", needs=MAY_WORK, takes=ArticleTagsGiven)
    def tag(self, text: ArticleText, asked: Asked) -> ArticleText:
        article_tag(article=text.article, names=asked.given["tags"], user=asked.user)
        return text

    @write("Take tags off an article", needs=MAY_WORK, takes=ArticleTagsGiven)
    def untag(self, text: ArticleText, asked: Asked) -> ArticleText:
        article_untag(article=text.article, names=asked.given["tags"], user=asked.user)
        return text
