"""Whether the office of an edition asks for a second factor that a session has not shown."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import OfficeRules


def needs_second_factor(request: HttpRequest, edition: Edition) -> bool:
    """Return whether the edition asks its office for a second factor that was not shown."""
    rules: OfficeRules | None = getattr(edition, "officerules", None)
    return rules is not None and rules.second_factor and not has_shown_second_factor(request)


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Return whether this session was entered by a second factor, or a passkey."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" for one in records)
