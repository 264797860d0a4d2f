"""A delegation of the demonstration and its consortium: what a folder does not carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Case, When

from fairlead.apps.consortia.domain.form_consortium import (
    answer_invitation,
    invite_member,
    open_consortium,
)
from fairlead.apps.consortia.domain.set_shares import set_shares
from fairlead.apps.consortia.domain.show_interest import show_interest
from fairlead.apps.consortia.models import SHARES, Consortium, Part
from fairlead.apps.consortia.queries.coverage import find_abilities
from fairlead.apps.delegations.domain.plan_visit import add_interpreter, add_to_visit
from fairlead.apps.delegations.domain.set_up_delegation import add_delegate, set_up_delegation
from fairlead.apps.delegations.models import Delegation, Interpreter, Office
from fairlead.apps.exhibition.models import Exposition
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import MakerGroup, MakerList, Need
from fairlead.folder.localized_text import LocalizedText

_NAME = {
    "en": "Delegation of the partner country (example)",
    "ru": "Делегация страны-партнёра (пример)",
    "zh": "伙伴国代表团（示例）",
    "ar": "وفد الدولة الشريكة (مثال)",
}
_INTERPRETER = {
    "en": "Example Interpreter",
    "ru": "Переводчик Пример",
    "zh": "示例译员",
    "ar": "مترجم مثال",
}
# An entry of a visit has one title for all readers.
_RECEPTION = {
    "en": "Reception (example)",
    "ru": "Приём (пример)",
    "zh": "招待会（示例）",
    "ar": "حفل استقبال (مثال)",
}
_LEADERS = ("Director", "Head of purchasing")
_WHOLE = Decimal(100)


def send_delegation(edition: Edition) -> Delegation | None:
    """Return the partner country's delegation with a visit, and a consortium for one of its needs.

    None for an edition without a partner country, or none of whose people takes part.
    """
    economy = edition.partner_country
    people = Participation.objects.filter(
        edition=edition, state="approved", roles__overlap=["delegate", "buyer", "visitor"]
    )
    first = Case(When(position__en__in=_LEADERS, then=0), default=1)
    staff = list(people.filter(person__country=economy).order_by(first, "pk")[:4])
    if not economy or not staff:
        return None
    begin = dt.datetime.combine(edition.first_day, dt.time(9), edition.zone)
    delegation = Delegation(
        edition=edition,
        code="partner-country",
        name=LocalizedText(_NAME),
        economy=economy,
        organisation=_choose_organisation(edition, economy, staff),
        exposition=Exposition.objects.filter(edition=edition, country=economy).first(),
        quota=20,
        arrives_at=begin - dt.timedelta(hours=14),
        # After the last meeting: those of delegates hold, whichever is recorded first.
        leaves_at=dt.datetime.combine(edition.last_day, dt.time(22), edition.zone),
        language=edition.languages[0],
    )
    set_up_delegation(delegation, by=COMMAND_LINE)
    offices = (Office.HEAD, Office.FOCAL, Office.DELEGATE, Office.DELEGATE)
    for place, (who, office) in enumerate(zip(staff, offices, strict=False), 1):
        add_delegate(delegation, who, office, position=place, by=COMMAND_LINE)
    add_interpreter(
        Interpreter(
            edition=edition,
            code="interpreter-1",
            name=LocalizedText(_INTERPRETER),
            languages=["en", "ru"],
        ),
        by=COMMAND_LINE,
    )
    add_to_visit(
        delegation,
        begin + dt.timedelta(hours=10),
        begin + dt.timedelta(hours=12),
        by=COMMAND_LINE,
        title=LocalizedText(_RECEPTION),
    )
    _form_consortium(edition, economy, staff[0])
    return delegation


def _choose_organisation(
    edition: Edition, economy: str, staff: Sequence[Participation]
) -> Organisation | None:
    """Return who posts the delegation's needs: a delegate's organisation, else the first one."""
    own = [one.organisation for one in staff if one.organisation is not None]
    firms = Organisation.objects.filter(edition=edition, country=economy).order_by("pk")
    return next((one for one in own if one.country == economy), firms.first())


def _form_consortium(edition: Edition, economy: str, focal: Participation) -> Consortium | None:
    """Return a consortium of two or more makers of a need of the economy, None without any."""
    groups = MakerGroup.objects.filter(
        matching__edition=edition,
        matching__state=VersionState.RELEASED,
        number=1,
        need__organisation=None,
        need__economy=economy,
    )
    teams = ((one.need, _choose_team(one)) for one in groups.order_by("need__code"))
    pairs = [(need, team) for need, team in teams if len(team) > 1]
    if not pairs:
        return None
    need, team = max(pairs, key=lambda pair: len(pair[1]))  # the first of the largest
    need.edition = edition
    consortium = open_consortium(need, by=focal, doer=COMMAND_LINE)
    firms = Organisation.objects.in_bulk([key for key, _steps in team])
    shares: dict[int, dict[str, Decimal]] = {}
    each = (_WHOLE / len(team)).quantize(Decimal("0.01"))
    for place, (key, steps) in enumerate(team):
        firm = firms[key]
        who = firm.participations.filter(state="approved").order_by("pk").first() or focal
        show_interest(need, firm, by=who, doer=COMMAND_LINE, message="We could make it (example).")
        member = invite_member(
            consortium,
            firm,
            Part.INTEGRATOR if place == 0 else Part.SUPPLIER,
            by=focal,
            doer=COMMAND_LINE,
            steps=steps,
            lead=place == 0,
        )
        answer_invitation(member, accept=True, by=who, doer=COMMAND_LINE)
        share = _WHOLE - each * (len(team) - 1) if place == 0 else each
        shares[member.pk] = dict.fromkeys(SHARES, share)
    set_shares(consortium, shares, doer=COMMAND_LINE)
    return consortium


def _choose_team(group: MakerGroup) -> list[tuple[int, list[str]]]:
    """Return a group's members with their steps; beside one that does all, the next best maker."""
    team = list(zip(group.members, group.covers, strict=True))
    if len(team) > 1:
        return team
    need: Need = group.need
    best = MakerList.objects.filter(matching=group.matching, need=need).first()
    others = [key for key in best.makers if key not in group.members] if best is not None else []
    able = find_abilities(need, others)
    steps = [*need.products, *need.cooperation]
    for key in others:
        if able[key]:
            return [*team, (key, [step for step in steps if step in able[key]])]
    return team
