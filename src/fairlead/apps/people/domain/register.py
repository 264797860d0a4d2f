"""Registering for an edition, changing one's registration, and withdrawing it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from fairlead.apps.consent.domain.answer_consent import answer_consents
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.domain.claim_participation import claim_participation
from fairlead.apps.people.domain.give_days import give_days
from fairlead.apps.people.domain.leaving import participation_ends
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.tell_registered import (
    forget_untold,
    tell_newly_registered,
    tell_registered,
)
from fairlead.apps.people.domain.wait_for_place import find_first_state, promote_waiting
from fairlead.apps.people.models import (
    WITH_PLACE,
    Account,
    AnswerGiven,
    Organisation,
    Participation,
    ParticipationState,
    ParticipationType,
    Person,
    Role,
    TypeRole,
)
from fairlead.folder.localized_text import LocalizedText


class RegistrationClosed(Exception):
    """One cannot register as this now."""


class NoSuchExhibitor(Exception):
    """No exhibitor of the edition has this name."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What somebody says of themselves; ``language`` is the one it is written in."""

    name: str
    country: str
    organisation: str
    position: str
    language: str
    languages: Sequence[str] = ()
    # By the question's id.
    answers: Mapping[int, str] = field(default_factory=dict)
    # What is agreed to and what not, by the purpose; of those that the form asked.
    consents: Mapping[str, bool] = field(default_factory=dict)


def register(
    account: Account, kind: ParticipationType, said: Registration, *, by: Doer
) -> Participation:
    """Return the account's participation in the type's edition: new, or the one it has.

    A person takes part in an edition once: a person who is there already, under any address, stays
    as whom they are there; who cancelled comes back. A new one has a place, or waits for one.
    Raises RegistrationClosed outside the type's times, and NoSuchExhibitor.
    """
    if not kind.is_open:
        raise RegistrationClosed
    try:
        with transaction.atomic():
            # One at a time for a person: two tabs register once.
            account.person_id = next(iter(_ACCOUNT.read(account=account.pk))).person_id
            claim_participation(account, kind.edition, by=by)
            there = _find(account, kind)
            if there is not None and there.state != ParticipationState.CANCELLED:
                return there
            return _write(account, there, kind, said, by=by)
    except IntegrityError:
        there = _find(account, kind)
        if there is None:
            raise
        return there


_ACCOUNT = PreparedQuery(
    lambda: Account.objects.select_for_update().filter(pk=Parameter("account"))
)
_TYPE = PreparedQuery(
    lambda: ParticipationType.objects.select_for_update(no_key=True).filter(pk=Parameter("kind"))
)
_NEW_PERSON = """
WITH made AS (
    INSERT INTO people_person (name, country, languages, email)
    VALUES (%(name)s, %(country)s, %(languages)s, %(email)s) RETURNING id
)
UPDATE people_account SET person_id = made.id FROM made WHERE people_account.id = %(account)s
RETURNING person_id
"""


def _make_person(account: Account, said: Registration) -> Person:
    """Return the person of an account that has none yet; one statement."""
    one = Person(
        name=LocalizedText({said.language: said.name}),
        country=said.country,
        languages=list(said.languages),
        email=account.email,
    )
    given: dict[str, Any] = {
        "name": Jsonb(dict(one.name)),
        "country": one.country,
        "languages": one.languages,
        "email": one.email,
        "account": account.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEW_PERSON, given)
        (one.pk,) = cursor.fetchone()
    one._state.adding = False
    return one


def _find(account: Account, kind: ParticipationType) -> Participation | None:
    if account.person_id is None:
        return None
    found = Participation.objects.filter(edition=kind.edition_id, person=account.person_id)
    return found.first()


def _write(
    account: Account,
    there: Participation | None,
    kind: ParticipationType,
    said: Registration,
    *,
    by: Doer,
) -> Participation:
    # Others who take a place of this type wait here until this one is taken.
    edition = kind.edition
    kind = next(iter(_TYPE.read(kind=kind.pk)))
    kind.edition = edition  # read already
    state = find_first_state(kind)
    if account.person is None:
        account.person = _make_person(account, said)
    made = there or Participation(
        edition=edition,
        person=account.person,
        code=f"r-{secrets.token_hex(6)}",
        registered_at=timezone.now(),
    )
    made.type, made.state, made.roles, made.reason = kind, state, [Role(kind.role)], ""
    made.organisation = _find_organisation(kind, said)
    made.position = LocalizedText({said.language: said.position})
    if there is not None:
        made.registered_at = timezone.now()
    made.save()
    if kind.meeting_days and not (there is not None and there.availability.exists()):
        give_days(made, kind.meeting_days)
    if there is not None or said.answers:
        _write_answers(made, said.answers)
    agreed = answer_consents(
        edition,
        account.person.pk,
        said.consents,
        language=said.language,
        account_id=by.account.pk if by.account is not None else None,
        acted_for_id=by.acting_for.pk if by.acting_for is not None else None,
    )
    record_change(
        "register",
        made,
        by=by,
        edition=edition,
        after={
            "state": str(made.state),
            "type": kind.code,
            "organisation": made.organisation_id,
            "consents": {name: said.consents[name] for name in agreed},
        },
    )
    (tell_newly_registered if there is None else tell_registered)(made, made.state)
    return made


def change_registration(participation: Participation, said: Registration, *, by: Doer) -> None:
    """Change what somebody said; what the approval was given for is looked at again."""
    with transaction.atomic():
        held = Participation.objects.select_for_update(of=("self",)).select_related(
            "person", "type"
        )
        now = held.get(pk=participation.pk)
        before, person, earlier = _describe(now), now.person, now.state
        person.name = _with_text(person.name, said.language, said.name)
        person.country, person.languages = said.country, list(said.languages)
        person.save(update_fields=["name", "country", "languages"])
        if now.type is not None:
            now.organisation = _find_organisation(now.type, said)
        now.position = _with_text(now.position, said.language, said.position)
        _write_answers(now, said.answers)
        after = _describe(now)
        again = now.type is not None and now.type.needs_approval and before != after
        if again and now.state in (ParticipationState.APPROVED, ParticipationState.REJECTED):
            now.state = ParticipationState.REGISTERED
        if now.type is not None and now.state == ParticipationState.REGISTERED:
            # A rejected one had lost its place.
            now.state = _take_place(now, now.type)
        if now.state != earlier:
            now.reason = ""  # of a decision that holds no more
        now.save(update_fields=["organisation", "position", "state", "reason"])
        changed = sorted(name for name, value in after.items() if before[name] != value)
        record_change(
            "change_registration",
            now,
            by=by,
            edition=now.edition,
            before={"state": str(earlier)},
            after={"state": str(now.state), "changed": changed},
        )
    participation.refresh_from_db()


def _take_place(now: Participation, kind: ParticipationType) -> ParticipationState:
    held = Participation.objects.filter(pk=now.pk, state__in=WITH_PLACE).exists()
    if held:
        return ParticipationState.REGISTERED
    locked = ParticipationType.objects.select_for_update(no_key=True).get(pk=kind.pk)
    return find_first_state(locked)


def cancel_registration(participation: Participation, *, by: Doer) -> None:
    """Withdraw a participation; who waits longest for its place gets it."""
    with transaction.atomic():
        # Who books takes a request first and then its people: so does this.
        participation_ends.send(Participation, participation=participation)
        now = Participation.objects.select_for_update().get(pk=participation.pk)
        if now.state == ParticipationState.CANCELLED:
            return
        before = str(now.state)
        now.state, now.reason = ParticipationState.CANCELLED, ""
        now.save(update_fields=["state", "reason"])
        record_change(
            "cancel_registration",
            now,
            by=by,
            edition=now.edition,
            before={"state": before},
            after={"state": str(now.state)},
        )
        forget_untold([now], edition=now.edition)
        promote_waiting(now.type_id, by=by)
    participation.state = now.state


def _describe(one: Participation) -> dict[str, Any]:
    """Return what an approval is given for."""
    answers = one.answers.order_by("question_id").values_list("question_id", "value")
    return {
        "name": dict(one.person.name),
        "country": one.person.country,
        "organisation": one.organisation_id,
        "position": dict(one.position),
        "answers": list(answers),
    }


def _with_text(old: LocalizedText, language: str, text: str) -> LocalizedText:
    """Return a text replaced in one language; what it said in others is what it said before."""
    if old.get(language) == text:
        return old
    return LocalizedText({**dict(old), language: text})


def _write_answers(one: Participation, answers: Mapping[int, str]) -> None:
    if one.type_id is None:
        return
    asked = one.type.questions.values_list("pk", flat=True) if one.type is not None else ()
    one.answers.all().delete()
    AnswerGiven.objects.bulk_create(
        AnswerGiven(participation=one, question_id=pk, value=answers[pk])
        for pk in asked
        if answers.get(pk)
    )


def _find_organisation(kind: ParticipationType, said: Registration) -> Organisation | None:
    """Return the organisation of that name: an exhibitor's for its staff, else one of visitors.

    A visitor does not join an exhibitor by typing its name.
    """
    name = said.organisation.strip()
    exhibiting = Organisation.objects.filter(edition=kind.edition_id, exhibitor__isnull=False)
    if kind.role == TypeRole.EXHIBITOR:
        found = next((one for one in exhibiting.filter(name__iexact=name)), None)
        if found is None:
            raise NoSuchExhibitor(name)
        return found
    if not name:
        return None
    others = Organisation.objects.filter(edition=kind.edition_id, exhibitor__isnull=True)
    found = others.filter(name__iexact=name, country=said.country).order_by("pk").first()
    return found or Organisation.objects.create(
        edition_id=kind.edition_id,
        code=f"r-{secrets.token_hex(6)}",
        name=LocalizedText({said.language: name}),
        country=said.country,
    )
