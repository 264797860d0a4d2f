"""Who has which role of the office."""

from __future__ import annotations

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Membership
from fairlead.apps.people.roles import MemberRole


def list_office_members(
    *, email: str = "", edition: Edition | None = None, role: MemberRole | None = None
) -> list[Membership]:
    """Return the memberships of the office, by address: all, or those asked for; one query."""
    found = Membership.objects.filter(organisation__isnull=True)
    if email:
        found = found.filter(account__email__address=email)
    if edition is not None:
        found = found.filter(edition=edition)
    if role is not None:
        found = found.filter(role=role)
    named = found.select_related("account", "edition")
    return list(named.order_by("account__email", "edition__code", "role"))
