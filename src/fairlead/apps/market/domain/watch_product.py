"""Watching a product, and no longer."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction

from fairlead.apps.market.models import Watch
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.apps.trade.models import Product
from fairlead.folder.codes import parse_product

MOST_WATCHED = 50


class WatchRule(StrEnum):
    """Why a product cannot be watched."""

    NO_PART = "no_part"
    NO_CODE = "no_code"
    TOO_MANY = "too_many"


class CannotWatch(Exception):
    """The product cannot be watched; ``rule`` says why."""

    def __init__(self, rule: WatchRule) -> None:
        """Keep why."""
        super().__init__(str(rule))
        self.rule = rule


def watch_product(
    one: Participation, product: str, *, offers: bool = True, needs: bool = True, by: Doer
) -> Watch:
    """Return the watch by which somebody is told of new offers and needs of a product.

    One that is watched already is watched so from now on. Raises CannotWatch.
    """
    if one.state != ParticipationState.APPROVED:
        raise CannotWatch(WatchRule.NO_PART)
    if not _is_known(one, product):
        raise CannotWatch(WatchRule.NO_CODE)
    with transaction.atomic():
        Participation.objects.select_for_update(no_key=True).get(pk=one.pk)
        mine = Watch.objects.filter(participation=one)
        if not mine.filter(product=product).exists() and mine.count() >= MOST_WATCHED:
            raise CannotWatch(WatchRule.TOO_MANY)
        held, _made = Watch.objects.update_or_create(
            participation=one, product=product, defaults={"offers": offers, "needs": needs}
        )
        record_change("watch", held, by=by, edition=one.edition, after={"product": product})
    return held


def unwatch(one: Participation, product: str, *, by: Doer) -> None:
    """Tell somebody no more of a product; one that is not watched is none."""
    with transaction.atomic():
        held = Watch.objects.filter(participation=one, product=product).first()
        if held is not None:
            record_change("unwatch", held, by=by, edition=one.edition, before={"product": product})
            held.delete()


def _is_known(one: Participation, product: str) -> bool:
    """Return whether it is a code, of the fair's nomenclature where it has one, or above one."""
    try:
        if parse_product(product) != product:
            return False
    except ValueError:
        return False
    known = Product.objects.filter(edition=one.edition_id)
    return known.filter(code__startswith=product).exists() or not known.exists()
