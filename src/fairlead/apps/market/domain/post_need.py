"""A delegation posts a need from a critical import of its economy, with its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import (
    Membership,
    Organisation,
    Participation,
    ParticipationState,
    Role,
)
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.domain.edit_organisation import SaveOutcome, save_values
from fairlead.apps.trade.models import Dependency, Need, Product
from fairlead.apps.trade.queries.imports import list_figure_years
from fairlead.apps.trade.queries.own_pages import find_last_day, list_waiting
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText


class PostRule(StrEnum):
    """Why a need cannot be posted from an import."""

    NO_DELEGATE = "no_delegate"
    NOT_CRITICAL = "not_critical"
    POSTED = "posted"


class CannotPost(Exception):
    """The need cannot be posted; ``rule`` says why, ``need`` is the one posted before."""

    def __init__(self, rule: PostRule, need: str = "") -> None:
        """Keep why."""
        super().__init__(str(rule))
        self.rule, self.need = rule, need


def find_delegation(one: Participation, *, heads: bool | None = None) -> Organisation:
    """Return the delegation for whose economy somebody posts; raises CannotPost for others.

    Whether somebody heads it is asked of the database where it is not known.
    """
    firm = one.organisation
    if firm is None or one.state != ParticipationState.APPROVED:
        raise CannotPost(PostRule.NO_DELEGATE)
    if Role.DELEGATE in one.roles:
        return firm
    if not (list_headships(one).exists() if heads is None else heads):
        raise CannotPost(PostRule.NO_DELEGATE)
    return firm


def list_headships(one: Participation) -> QuerySet[Membership]:
    """Return the roles by which somebody heads the delegation that the organisation is."""
    return Membership.objects.filter(
        account__person=one.person_id,
        organisation=one.organisation_id,
        role=MemberRole.DELEGATION_HEAD,
    )


def find_import(edition: Edition, economy: str, product: str) -> Dependency:
    """Return a critical import of an economy in the released figures; raises CannotPost."""
    rows = Dependency.objects.filter(
        run__assessment__edition=edition,
        run__assessment__state=VersionState.RELEASED,
        economy=economy,
        product=product,
        critical=True,
    )
    found = rows.select_related("run__assessment").first()
    if found is None:
        raise CannotPost(PostRule.NOT_CRITICAL)
    return found


def name_import(edition: Edition, product: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return what a product is called, in each language of the edition that it is known in.

    By the edition's list of products, or else by ``own``, the titles that its figures came with.
    """
    known = Product.objects.filter(edition=edition, code=product).first()
    titles = {**own, **(dict(known.title) if known else {})}
    titles = {tag: title[: bounds.TEXT_LENGTH] for tag, title in titles.items() if title}
    said = {tag: titles[tag] for tag in edition.languages if tag in titles}
    return said or {edition.languages[0]: next(iter(titles.values()), product)}


def find_posted(delegation: Organisation, product: str) -> str:
    """Return the code of the need that a delegation posted from this import; empty for none."""
    return list_posted(delegation).get(product, "")


def post_need(
    one: Participation,
    product: str,
    *,
    title: Mapping[str, str],
    cooperation: Sequence[str],
    by: Doer,
) -> SaveOutcome:
    """Return the need of somebody's economy, posted by its delegation from a critical import.

    The figures, their years and their source are attached and stay as they are now. Raises
    CannotPost.
    """
    delegation = find_delegation(one)
    edition = one.edition
    found = find_import(edition, delegation.country, product)
    last = find_last_day(edition)
    values = {
        "title": dict(LocalizedText(title)),
        "description": {},
        "products": [product],
        "cooperation": list(cooperation),
        "expires_on": last.isoformat() if last else None,
        "economy": delegation.country,
        "figures": describe_figures(edition, found),
    }
    with transaction.atomic():
        # Pressing twice posts once: the second waits here and finds the first.
        Organisation.objects.select_for_update(no_key=True).get(pk=delegation.pk)
        before = find_posted(delegation, product)
        if before:
            raise CannotPost(PostRule.POSTED, before)
        return save_values(delegation, "need/", values, seen=0, by=by)


def describe_figures(edition: Edition, found: Dependency) -> dict[str, Any]:
    """Return the figures of a critical import as a need keeps them."""
    return {
        "economy": found.economy,
        "product": found.product,
        "years": list_figure_years(found.run, edition),
        "source": found.run.assessment.source or edition.flows_source,
        "imports_usd": found.imports_usd,
        "hhi_imports": found.hhi_imports,
        "first_supplier": found.first_supplier,
        "first_share": found.first_share,
        "second_supplier": found.second_supplier,
        "second_share": found.second_share,
        "hhi_world": found.hhi_world,
        "exports_usd": found.exports_usd,
        "engine_version": found.run.engine_version,
        "recorded_at": found.run.recorded_at.isoformat(),
    }


def list_posted(delegation: Organisation) -> dict[str, str]:
    """Return the codes of the needs a delegation posted, by the product they were posted from.

    One that has ended is named only where there is no other.
    """
    rows = Need.objects.filter(posted_by=delegation, figures__isnull=False)
    ended_first = rows.order_by("-expired", "pk")
    posted = dict(ended_first.values_list("figures__product", "code"))
    for about, proposal in list_waiting(delegation).items():
        figures = proposal.values.get("figures")
        if figures:
            posted[figures["product"]] = about.partition("/")[2]
    return posted
