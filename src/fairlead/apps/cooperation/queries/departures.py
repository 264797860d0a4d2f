"""Which partners have left a project, and what they leave uncovered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fairlead.apps.cooperation.models import Act, Entry, Partner, Project, Share, ShareKind
from fairlead.apps.cooperation.queries.states import NOW, AsOf


@dataclass(frozen=True, slots=True)
class Departure:
    """That a partner left, by an entry, with the shares of cost and benefit that nobody has since.

    ``partner`` is None for one that a folder has taken out of the project meanwhile.
    """

    entry: Entry
    partner: Partner | None
    cost: Decimal
    benefit: Decimal

    @property
    def code(self) -> str:
        """Return the code of the partner."""
        return self.entry.party


def list_departures(project: Project, as_of: AsOf = NOW) -> list[Departure]:
    """Return who has left the project, in the order of the entries; three queries at most."""
    rows = Entry.objects.filter(project=project, act__in=(Act.LEAVE, Act.VOID))
    if as_of.moment is not None:
        rows = rows.filter(recorded_at__lte=as_of.moment)
    listed = list(rows.order_by("number"))
    undone = {entry.corrects for entry in listed if entry.corrects is not None}
    left = [
        entry
        for entry in listed
        if entry.act == Act.LEAVE
        and entry.number not in undone
        and (as_of.day is None or entry.day <= as_of.day)
    ]
    if not left:
        return []
    partners = {one.code: one for one in project.partners.all()}
    shares = list(project.shares.all())
    return [_build(entry, partners.get(entry.party), shares) for entry in left]


def _build(entry: Entry, partner: Partner | None, shares: list[Share]) -> Departure:
    sums = {
        kind: sum(
            (
                one.share
                for one in shares
                if partner is not None and one.partner_id == partner.pk and one.kind == kind
            ),
            Decimal(),
        )
        for kind in ShareKind
    }
    return Departure(entry, partner, sums[ShareKind.COST], sums[ShareKind.BENEFIT])
