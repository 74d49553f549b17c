"""The addresses of what comparisons are given away in: a page's own, with a suffix."""

import re

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from claims.views import embedding, feeds, formats


class Slug(StringConverter):
    """As a comparison's may be: no dot in it, so that a suffix can follow."""

    regex = r"[-\w]+"


class Suffix(StringConverter):
    regex = "|".join(map(re.escape, formats.FORMATS))


class EarlierName(StringConverter):
    regex = "|".join(map(re.escape, formats.EARLIER))


register_converter(Slug, "comparison")
register_converter(Suffix, "suffix")
register_converter(EarlierName, "earlier")

COMPARISON = "comparisons/<comparison:slug>"
RELEASE = COMPARISON + "/releases/<int:number>"

patterns = [
    path("releases.atom", feeds.all_releases, name="releases-feed"),
    path("oembed", embedding.oembed, name="oembed"),
    path(f"{COMPARISON}.<suffix:suffix>", formats.comparison_file, name="comparison-file"),
    path(f"{RELEASE}.<suffix:suffix>", formats.comparison_file, name="release-file"),
    path(f"{COMPARISON}/<earlier:name>", formats.earlier_file),
    path(f"{RELEASE}/<earlier:name>", formats.earlier_file),
]
