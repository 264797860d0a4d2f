"""What the database itself never lets happen to what the matching engine found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests.sites import factories as make

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import (
    MakerGroup,
    MakerList,
    Matching,
    MatchList,
    Need,
    Offer,
    ShownList,
    Standing,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Lists:
    """A released version with one of everything."""

    matching: Matching
    organisation: Organisation
    participation: Participation

    def list_of(self, **changes: object) -> None:
        """Write a list of one partner."""
        values: dict[str, object] = {
            "run": self.matching.run, "organisation": self.organisation,
            "partner_kind": "person", "partners": [1], "scores": [0.5], "mutual": [0.2],
            "reasons": [1],
        }  # fmt: skip
        MatchList.objects.create(**{**values, **changes})

    def draft(self, **changes: object) -> None:
        """Make a draft, and change it."""
        made = make.matching(self.matching.edition, state="draft", version=2)
        Matching.objects.filter(pk=made.pk).update(**changes)

    def shown(self, **changes: object) -> None:
        """Write that a list of two was shown."""
        values: dict[str, object] = {
            "matching": self.matching, "surface": "partners", "owner": 1,
            "hour": "2024-07-08T09:00Z", "targets": [1, 2], "ranks": [1, 2], "scores": [0.5, 0.4],
        }  # fmt: skip
        ShownList.objects.create(**{**values, **changes})


def write_anew(model: type[Model], **changes: object) -> None:
    """Write a row once more, with changes."""
    row = model._default_manager.order_by("pk")[0]
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


@pytest.fixture
def lists(edition: Edition) -> Lists:
    """Return a version with a list, a group, a standing, and a list that was shown."""
    matching, need = make.matching(edition), Need.objects.earliest("pk")
    organisation = Organisation.objects.earliest("pk")
    found = Lists(matching, organisation, Participation.objects.earliest("pk"))
    make.makers(matching, need, list(Offer.objects.all()))
    make.group(matching, need, list(Exhibitor.objects.all())[:2])
    make.standing(matching, organisation)
    found.list_of()
    found.shown()
    return found


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda on: on.list_of(), "match_list_once"),
        (lambda on: on.list_of(organisation=None), "match_list_owner"),
        (lambda on: on.list_of(participation=on.participation), "match_list_owner"),
        (lambda on: on.list_of(partner_kind="robot"), "match_list_partner_kind"),
        (lambda on: write_anew(MatchList, scores=[]), "match_list_length"),
        (lambda on: write_anew(MakerList, reasons=[]), "maker_list_length"),
        (lambda on: write_anew(MakerGroup, covers=[["HS:848220"]]), "maker_group_covers"),
        (lambda on: write_anew(MakerGroup, number=0), "maker_group_from_one"),
        (lambda on: write_anew(Standing, organisation=None), "standing_of_one"),
        (lambda on: write_anew(Standing, participation=on.participation), "standing_of_one"),
        (lambda on: MatchList.objects.update(scores=[0.9]), "are not changed"),
        (lambda on: MakerList.objects.update(need=None), "are not changed"),
        (lambda on: MakerGroup.objects.update(number=7), "are not changed"),
        (lambda on: Standing.objects.update(market=None), "are not changed"),
        (lambda on: make.standing(on.matching, on.organisation), "standing_once"),
        (lambda on: make.matching(on.matching.edition, version=2), "matching_one_released"),
        (lambda on: on.draft(version=2, state="superseded"), "matching_released_at"),
        (lambda on: on.draft(version=0), "matching_version_from_one"),
        (lambda on: on.shown(), "shown_list_once"),
        (lambda on: on.shown(surface="wall"), "shown_list_surface"),
        (lambda on: on.shown(owner=2, ranks=[1]), "shown_list_length"),
    ],
)
def test_what_was_found_holds_together(
    lists: Lists, change: Callable[[Lists], object], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        change(lists)
