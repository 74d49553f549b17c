"""What the register's page of a source shows beside its form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Publisher
from claims.admin.merge_words import merge_reasons
from claims.models import Source, SourceMerge, SourceName, SourceOffice
from claims.selectors import register


@dataclass(frozen=True)
class Suggestion:
    """A merge that waits, seen from one source: the other one, and why."""

    merge: SourceMerge
    other: Source
    reasons: list[str]
    score: int


@dataclass(frozen=True)
class SourcePanels:
    source: Source
    root: Source
    claims: int
    articles: int
    names: list[SourceName]
    offices: list[SourceOffice]
    cited: list[register.Cited]
    publishers: QuerySet[Publisher]
    merged: list[SourceMerge]
    suggestions: list[Suggestion]
    own_merge: SourceMerge | None
    may_name: bool
    may_unname: bool
    may_office: bool
    may_change_office: bool
    may_unoffice: bool
    may_rule: bool
    may_merge: bool


def panels_of(source: Source, request: HttpRequest) -> SourcePanels:
    root, may = source.counts_as, request.user.has_perm
    claims, articles = register.counts_of(source)
    waiting = register.suggestions_for(root)
    own = source.merged_into.filter(judgement=SourceMerge.Judgement.POSITIVE)
    return SourcePanels(
        source=source,
        root=root,
        claims=claims,
        articles=articles,
        names=list(source.names.all()),
        offices=list(source.offices.all()),
        cited=register.cited_as(source),
        publishers=register.publishers_citing(source),
        merged=list(register.merged_into(source)),
        suggestions=_suggestions(waiting, root),
        own_merge=own.first() if root != source else None,
        may_name=may("claims.add_sourcename"),
        may_unname=may("claims.delete_sourcename"),
        may_office=may("claims.add_sourceoffice"),
        may_change_office=may("claims.change_sourceoffice"),
        may_unoffice=may("claims.delete_sourceoffice"),
        may_rule=may("claims.change_sourcemerge"),
        may_merge=may("claims.add_sourcemerge"),
    )


def _suggestions(waiting: Iterable[SourceMerge], root: Source) -> list[Suggestion]:
    """Each other source once, with what says most; those merged into one are one."""
    found: dict[int, Suggestion] = {}
    for merge in waiting:
        ours = merge.kept.counts_as == root
        other = merge.merged.counts_as if ours else merge.kept.counts_as
        score = round(100 * (merge.score or 0))
        found.setdefault(other.pk, Suggestion(merge, other, merge_reasons(merge), score))
    return list(found.values())
