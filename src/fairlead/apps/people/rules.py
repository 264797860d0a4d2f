"""Who may do what: predicates over roles, by the library ``rules``; what is not named is denied.

The table itself is `fairlead.apps.people.roles`. Further conditions of an object ("the request is
his own") are separate predicates, joined to `holds` with ``&``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable, Func
from django.db.models.functions import JSONArray
from rules.permissions import add_perm, has_perm
from rules.predicates import Predicate, predicate

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.models import (
    Account,
    Membership,
    Organisation,
    Participation,
    ParticipationState,
)
from fairlead.apps.people.roles import ALLOWED, OF_ORGANISATION, OF_PARTICIPATION, Act, HeldRole


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: an edition, or one organisation of it."""

    edition: Edition
    organisation: Organisation | None = None


Someone = Account | AnonymousUser | None


def find_roles(account: Account, edition: Edition) -> frozenset[tuple[HeldRole, int | None]]:
    """Return what an account is at an edition, each with the organisation where it is that.

    One query, and none for an account object that was asked for the edition before.
    """
    known: dict[int, frozenset[tuple[HeldRole, int | None]]]
    known = account.__dict__.setdefault("_roles_at", {})
    if edition.pk not in known:
        known[edition.pk] = _read_roles(account, edition)
    return known[edition.pk]


def forget_roles(account: Account) -> None:
    """Let the roles of an account object be read again."""
    account.__dict__.pop("_roles_at", None)


def _read_roles(account: Account, edition: Edition) -> frozenset[tuple[HeldRole, int | None]]:
    if not account.is_active:
        return frozenset()
    rows = _ROLES.read_rows(
        account=account.pk, edition=edition.pk, person=account.person_id or _NOBODY
    )
    return _name_roles(rows)


def _name_roles(rows: Iterable[tuple[Any, ...]]) -> frozenset[tuple[HeldRole, int | None]]:
    return frozenset(
        (OF_PARTICIPATION[name] if brought else HeldRole(name), organisation)
        for brought, name, organisation in rows
    )


_NOBODY = -1


def list_held(*, account: Combinable, edition: Combinable) -> ArraySubquery:
    """Return the expression of the roles an account was given at an edition, for `know_roles`."""
    return ArraySubquery(
        _list_given(account, edition).values_list(JSONArray("role", "organisation_id"))
    )


def know_roles(
    account: Account, edition: Edition, own: Participation | None, held: Iterable[Sequence[Any]]
) -> None:
    """Keep what an account is at an edition, read with its own participation there.

    `find_roles` asks nothing then; ``held`` are the values of `list_held`.
    """
    rows = [(0, *one) for one in held]
    if own is not None and own.state == ParticipationState.APPROVED:
        rows += [(1, role, own.organisation_id) for role in own.roles]
    known = account.__dict__.setdefault("_roles_at", {})
    known[edition.pk] = _name_roles(rows) if account.is_active else frozenset()


def _list_given(account: Combinable, edition: Combinable) -> QuerySet[Membership]:
    return Membership.objects.filter(account=account).filter(
        Q(edition=edition)
        | Q(organisation__edition=edition)
        | Q(edition__isnull=True, organisation__isnull=True)
    )


def _build_roles() -> QuerySet[Membership, Any]:
    """Return what somebody is somewhere."""
    given = _list_given(Parameter("account"), Parameter("edition"))
    taking_part = Participation.objects.filter(
        edition=Parameter("edition"), person=Parameter("person"), state=ParticipationState.APPROVED
    ).annotate(one=Func(F("roles"), function="unnest"))
    return given.values_list(Value(0), "role", "organisation_id").union(
        taking_part.values_list(Value(1), "one", "organisation_id")
    )


_ROLES = PreparedQuery(_build_roles)


def holds(roles: Collection[HeldRole], *, act: Act) -> Predicate:
    """Return the predicate that somebody has one of the roles at a place.

    What is done upon an organisation needs a role in that organisation or one of the office.
    """
    wanted = frozenset(roles)
    own_only = act in OF_ORGANISATION

    def has_role(account: Someone, place: Place | None) -> bool:
        if not isinstance(account, Account) or place is None:
            return False
        here = place.organisation.pk if place.organisation is not None else None
        if place.organisation is not None and place.organisation.edition_id != place.edition.pk:
            return False
        return any(
            role in wanted
            and (not own_only or role in _OF_THE_OFFICE or (where is not None and where == here))
            for role, where in find_roles(account, place.edition)
        )

    found: Predicate = predicate(has_role, name=f"may_{act}")
    return found


_OF_THE_OFFICE = frozenset({HeldRole.OWNER, HeldRole.ORGANISER})

for _act in Act:
    add_perm(_act, holds(ALLOWED.get(_act, frozenset()), act=_act))


def may(
    account: Someone,
    act: Act | str,
    *,
    edition: Edition,
    organisation: Organisation | None = None,
) -> bool:
    """Return whether somebody may do something at an edition, or upon an organisation of it.

    Nobody may do what the table does not know.
    """
    return bool(has_perm(act, account, Place(edition, organisation)))


def list_editions_with(account: Someone, act: Act) -> Q:
    """Return the condition on editions where the account's memberships let it do something."""
    if not isinstance(account, Account) or not account.is_active:
        return Q(pk__in=())
    allowed = [role.value for role in ALLOWED.get(act, ())]
    given = Membership.objects.filter(
        account=account, role__in=allowed, organisation__isnull=True
    ).values_list("edition", flat=True)
    editions = list(given)
    return Q() if None in editions else Q(pk__in=editions)
