from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles.reading.folders import use_rule_folders


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        use_rule_folders(*map(Path, settings.READING_RULE_FOLDERS))
