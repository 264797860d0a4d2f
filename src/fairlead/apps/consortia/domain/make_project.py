"""Making a project of the ledger of a consortium, by one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.consortia.domain.agree import describe_terms
from fairlead.apps.consortia.domain.form_consortium import lock_consortium
from fairlead.apps.consortia.domain.refuse_screened import refuse_screened
from fairlead.apps.consortia.domain.tell_members import tell_members
from fairlead.apps.consortia.models import Agreement, Consortium, Member, MemberState
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
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.folder.figure_kinds import to_money
from fairlead.ui.formats import join_items

_PERCENT = Decimal(100)


def make_project(
    consortium: Consortium,
    *,
    start_year: int,
    cash_flows: Sequence[Decimal],
    by: Participation | None,
    doer: Doer,
    name: EntryAuthor,
) -> Project:
    """Return the new project at the stage "consortium", shown by the signed agreement.

    Its partners are the members, with their shares of cost as those of the cost and of rights as
    those of the benefit, and a body of each of their economies, which will approve. What is spent
    before the first year with a return is announced as its amount. Raises Refusal unless every
    member has signed the newest version and nothing has changed since, for who or what the
    organiser has to look at first, and for a year or flows out of bounds.
    """
    _check_figures(start_year, cash_flows)
    members = list(consortium.members.filter(state=MemberState.ACCEPTED))
    refuse_screened(consortium.edition, [one.organisation for one in members], need=consortium.need)
    with transaction.atomic():
        held = lock_consortium(consortium)
        agreement = require_signed(held)
        members = list(
            held.members.filter(state=MemberState.ACCEPTED).select_related("organisation")
        )
        lead = next((one for one in members if one.lead), members[0])
        edition = consortium.edition
        ledger = open_ledger(edition.code)
        project = Project.objects.create(
            edition=edition,
            ledger=ledger,
            code=held.code,
            title=held.title,
            lead=lead.organisation,
            products=[step for step in held.steps if ":" in step],
            start_year=start_year,
            cash_flows=[to_money(flow) for flow in cash_flows],
        )
        _add_partners(project, members)
        today = find_today(edition)
        record_entries(ledger, list(_tell(project, agreement, cash_flows, today, name)))
        Consortium.objects.filter(pk=held.pk).update(project=project)
        record_change(
            "make_project",
            project,
            by=doer,
            edition=edition,
            after={"consortium": held.code, "agreement": agreement.number},
        )
        tell_members(
            held,
            "project",
            subject=gettext_lazy("Your consortium is a project now"),
            body=held.title,
            by=by,
        )
    consortium.refresh_from_db()
    return project


def _check_figures(start_year: int, cash_flows: Sequence[Decimal]) -> None:
    if not bounds.YEAR.low <= start_year <= bounds.YEAR.high:
        span = {"low": int(bounds.YEAR.low), "high": int(bounds.YEAR.high)}
        raise Refusal(_("Expected a year from %(low)d to %(high)d.") % span)
    low, high = Decimal(bounds.CASH_FLOW.low), Decimal(bounds.CASH_FLOW.high)
    if not 1 <= len(cash_flows) <= bounds.YEARS_OF_MONEY or not all(
        flow.is_finite() and low <= flow <= high and flow == round(flow, 4) for flow in cash_flows
    ):
        raise Refusal(_("Expected an amount for each year, such as -200 80 90 120."))


def require_signed(consortium: Consortium) -> Agreement:
    """Return the newest version if every member has signed it; raises Refusal with who has not."""
    if not consortium.shared:
        raise Refusal(_("Expected complete shares first: an agreement is about them."))
    agreement = consortium.agreements.first()
    if agreement is None:
        raise Refusal(_("Expected an agreement that every member has signed."))
    if agreement.terms != describe_terms(consortium):
        raise Refusal(_("Members or shares have changed since: a new version is needed."))
    signed = set(agreement.sign_offs.values_list("member", flat=True))
    missing = [
        choose_text(one.organisation.name, consortium.edition)
        for one in consortium.members.filter(state=MemberState.ACCEPTED).select_related(
            "organisation"
        )
        if one.pk not in signed
    ]
    if missing:
        expected = _("Not signed by: %(members)s.")
        raise Refusal(expected % {"members": join_items(missing)})
    return agreement


def _add_partners(project: Project, members: Sequence[Member]) -> None:
    shares: list[Share] = []
    place = 0
    for member in members:
        firm = member.organisation
        partner = Partner.objects.create(
            project=project,
            code=firm.code,
            position=place,
            economy=firm.country,
            organisation=firm,
            name=firm.name,
            role=PartnerRole.LEAD if member.lead else PartnerRole(member.part),
        )
        place += 1
        for kind, share in ((ShareKind.COST, member.cost), (ShareKind.BENEFIT, member.rights)):
            shares.append(
                Share(
                    project=project,
                    partner=partner,
                    kind=kind,
                    position=partner.position,
                    share=(share or Decimal()) / _PERCENT,
                )
            )
    taken = {member.organisation.code for member in members}
    for economy in dict.fromkeys(member.organisation.country for member in members):
        code = economy if economy not in taken else f"body-{economy}"
        body = Partner.objects.create(
            project=project, code=code, position=place, economy=economy, role=PartnerRole.BODY
        )
        place += 1
        shares += [
            Share(project=project, partner=body, kind=kind, position=body.position, share=0)
            for kind in ShareKind
        ]
    Share.objects.bulk_create(shares)


def _tell(
    project: Project,
    agreement: Agreement,
    cash_flows: Sequence[Decimal],
    today: dt.date,
    name: EntryAuthor,
) -> list[Facts]:
    spent = Decimal()
    for flow in cash_flows:
        if flow > 0:
            break
        spent -= flow
    facts = [
        Facts(
            project=project,
            act=Act.OPENING,
            day=today,
            stage=Stage.CONSORTIUM,
            account=name.account,
            person=name.name,
            document=agreement.document,
            sha256=agreement.sha256,
        )
    ]
    if spent > 0 and project.edition is not None:
        facts.append(
            Facts(
                project=project,
                act=Act.AMOUNT,
                day=today,
                account=name.account,
                person=name.name,
                kind=AmountKind.ANNOUNCED,
                amount=spent,
                currency=project.edition.currency,
                source=agreement.document,
                document=agreement.document,
                sha256=agreement.sha256,
            )
        )
    return facts
