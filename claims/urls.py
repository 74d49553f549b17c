"""Addresses of the pages."""

from django.urls import path

from claims.views import (
    articles,
    charts,
    claims,
    comparisons,
    diffs,
    downloads,
    home,
    reprints,
    searching,
    sources,
)

COMPARISON = "comparisons/<str:slug>/"
RELEASE = COMPARISON + "releases/<int:number>/"

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
    path(COMPARISON + "chart.svg", charts.chart_svg, name="comparison-chart"),
    path(COMPARISON + "chart.json", charts.chart_json, name="comparison-chart-spec"),
    path(COMPARISON + "data.csv", downloads.data_csv, name="comparison-csv"),
    path(COMPARISON + "data.jsonl", downloads.data_jsonl, name="comparison-jsonl"),
    path(COMPARISON + "data.json", downloads.data_json, name="comparison-json"),
    path(RELEASE, comparisons.release, name="release"),
    path(RELEASE + "chart.svg", charts.chart_svg, name="release-chart"),
    path(RELEASE + "chart.json", charts.chart_json, name="release-chart-spec"),
    path(RELEASE + "data.csv", downloads.data_csv, name="release-csv"),
    path(RELEASE + "data.jsonl", downloads.data_jsonl, name="release-jsonl"),
    path(RELEASE + "data.json", downloads.data_json, name="release-json"),
]
