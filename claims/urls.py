"""Addresses of the pages."""

from django.urls import path

from claims import files
from claims.views import (
    articles,
    beside,
    claims,
    comparisons,
    diffs,
    home,
    reprints,
    searching,
    sources,
)

COMPARISON = "comparisons/<str:slug>/"
RELEASE = COMPARISON + "releases/<int:number>/"
BESIDE = "beside/<int:first>/<int:second>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", searching.results, name="search"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/diff/<int:old>/<int:new>/", diffs.article_diff, name="article-diff"),
    path("articles/<int:pk>/copies/<int:other>/", reprints.reprint, name="reprint"),
    path("articles/<int:pk>/copies/<int:other>/ruling/", reprints.ruling, name="reprint-ruling"),
    path("claims/", claims.claim_list, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<str:slug>/", sources.source, name="source"),
    path("comparisons/", comparisons.comparison_list, name="comparisons"),
    path(COMPARISON, comparisons.comparison, name="comparison"),
    path(COMPARISON + BESIDE, beside.beside, name="beside"),
    path(RELEASE, comparisons.release, name="release"),
    path(RELEASE + BESIDE, beside.beside, name="release-beside"),
    *files.patterns,
]
