"""Opening the project that two who met want to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.record_entries import Facts, open_ledger, record_entries
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import (
    Act,
    AmountKind,
    Partner,
    PartnerRole,
    Project,
    Share,
    ShareKind,
    Stage,
)
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.today import find_today
from fairlead.apps.meetings.models import Answer, MeetingRequest, Started, StartedKind
from fairlead.apps.meetings.queries.letters import read_parties
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Need
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText

_MOST_PRODUCTS = 50
_SMALLEST = Decimal(1).scaleb(-24)  # of a share


def open_project(started: Started, *, by: EntryAuthor) -> Project:
    """Return the project that began at a meeting: an idea of its parties about what they need.

    Pressed twice it is opened once. Raises Refusal where no party has an organisation.
    """
    with transaction.atomic():
        held = Started.objects.select_for_update().get(pk=started.pk, kind=StartedKind.PROJECT)
        asked = held.request
        edition = asked.edition
        if held.code:
            return Project.objects.get(code=held.code, ledger__code=edition.code)
        firms = list_firms(asked)
        if not firms:
            raise Refusal(_("Nobody who met there belongs to an organisation."))
        project = _write_project(edition, asked, firms)
        partners = Partner.objects.bulk_create(
            Partner(
                project=project,
                code=firm.code,
                position=position,
                economy=firm.country,
                organisation=firm,
                name=firm.name,
                role=PartnerRole.LEAD if position == 0 else PartnerRole.MEMBER,
            )
            for position, firm in enumerate(firms)
        )
        Share.objects.bulk_create(_share_alike(partners))
        record_entries(project.ledger, _tell(project, asked, by))
        held.code = project.code
        held.save(update_fields=["code"])
    return project


def _share_alike(partners: Sequence[Partner]) -> Iterator[Share]:
    """Yield equal shares of the cost, until the parties say others; the first has the rest."""
    part = (Decimal(1) / len(partners)).quantize(_SMALLEST, rounding=ROUND_DOWN)
    for position, partner in enumerate(partners):
        share = part if position else 1 - part * (len(partners) - 1)
        yield Share(
            project_id=partner.project_id,
            partner=partner,
            kind=ShareKind.COST,
            position=position,
            share=share,
        )


def _tell(project: Project, asked: MeetingRequest, by: EntryAuthor) -> list[Facts]:
    """Return what the ledger says first: an idea, and the most that a side said it is worth."""
    said = asked.outcomes.exclude(value=None).order_by("-value").first()
    given: dict[str, Any] = {
        "project": project,
        "day": find_today(project.edition),
        "person": by.name,
        "account": by.account,
        "source": f"meeting {asked.code}",
    }
    amount = said.value if said is not None and said.value is not None else Decimal(0)
    currency = said.currency if said is not None else asked.edition.currency
    return [
        Facts(act=Act.OPENING, stage=Stage.IDEA, **given),
        Facts(act=Act.AMOUNT, kind=AmountKind.ANNOUNCED, amount=amount, currency=currency, **given),
    ]


def list_firms(asked: MeetingRequest) -> list[Organisation]:
    """Return the organisations that met: who is asked first, and each once."""
    read_parties([asked])
    requester = asked.requester.organisation
    invited = asked.invitee.organisation if asked.invitee is not None else None
    recipient = asked.recipient.organisation if asked.recipient is not None else invited
    further = [
        party.exhibitor.organisation
        if party.exhibitor is not None
        else party.participation.organisation
        if party.participation is not None
        else None
        for party in asked.parties.all()
        if party.answer != Answer.DECLINED
    ]
    found = [one for one in (recipient, requester, *further) if one is not None]
    return list({one.pk: one for one in found}.values())


def _write_project(edition: Edition, asked: MeetingRequest, firms: list[Organisation]) -> Project:
    needs = Need.objects.filter(edition=edition, organisation__in=firms).order_by("code")
    products = dict.fromkeys(code for need in needs for code in need.products)
    return Project.objects.create(
        edition=edition,
        ledger=open_ledger(edition.code),
        code=draw_code("m", length=10),
        title=_write_title(edition, firms),
        lead=firms[0],
        products=list(products)[:_MOST_PRODUCTS],
        start_year=edition.first_day.year + 1,
        cash_flows=[0],
        description=LocalizedText({edition.languages[0]: asked.message}) if asked.message else {},
    )


def _write_title(edition: Edition, firms: list[Organisation]) -> LocalizedText:
    """Return the parties' names joined, in every language of the edition."""
    said = {
        tag: " – ".join(str(firm.name.choose((tag,))) for firm in firms)[: bounds.TEXT_LENGTH]
        for tag in edition.languages
    }
    return LocalizedText(said)
