"""Asking the lists of restricted parties and goods before a project passes a gate."""

from __future__ import annotations

from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.models import Organisation
from fairlead.apps.screening.domain.screen_parties import (
    Party,
    describe_organisations,
    find_blocks,
)
from fairlead.apps.screening.models import PartyKind


def refuse_screened_project(project: Project) -> None:
    """Raise Refusal where a list names a partner or a product of the project.

    Only a person who decides that it is not meant lets it pass: an override of the gate does not.
    Call it before the transaction, which takes back what is written in it. A project of an edition
    that is gone has no lists.
    """
    if project.edition is None:
        return
    partners = Organisation.objects.filter(
        pk__in=[
            *project.partners.exclude(organisation=None).values_list("organisation_id", flat=True),
            *([project.lead_id] if project.lead_id is not None else []),
        ]
    )
    products = Party(PartyKind.PROJECT, project.code, (), tuple(project.products))
    blocks = find_blocks(project.edition, [products, *describe_organisations(partners)])
    if blocks:
        said = _(
            "Screening blocks this project; hits that wait for a decision or are confirmed:"
            " %(count)d."
        )
        raise Refusal(said % {"count": len(blocks)})
