"""Erasing a person: what is theirs goes, what others rely on stays without the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q, TextField, Value
from django.db.models.functions import Replace
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.leave_meetings import leave_meetings
from fairlead.apps.messages.models import TO_COME, MailState, Message
from fairlead.apps.messages.words import quote_stranger
from fairlead.apps.people.domain.erased_entries import digest_address, name_erased
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.register import cancel_registration
from fairlead.apps.people.models import (
    ERASED,
    Account,
    Change,
    ErasedEntry,
    Membership,
    Participation,
    ParticipationState,
    Person,
)
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.privacy.domain.forget_in_files import forget_in_files
from fairlead.apps.privacy.holdings import BY_ADDRESS, HOLDINGS, ErasureRule, Holding, Subject
from fairlead.apps.privacy.models import Erasure
from fairlead.apps.privacy.queries.subject import find_subject, list_rows, list_rows_by_address
from fairlead.apps.proposals.models import Proposal, ProposalSpeaker, Review, Reviewer
from fairlead.folder.localized_text import LocalizedText
from fairlead.report.calendars import escape, fold

ASKED, OFFICE, RETENTION = "asked", "office", "retention"
"""Why somebody is erased: at their own request, by the office, or because retention ended."""


class CannotErase(Exception):
    """The last owner cannot be erased: nobody could give roles any more."""


def erase_person(person: Person, *, by: Doer, why: str) -> Erasure:
    """Return that the person was erased, with what went and what stayed; it cannot be undone.

    Meetings and requests to come are ended and the others on them told; registrations for what is
    still to come are withdrawn. All of it happens or nothing. Erasing twice is erasing once.
    Raises CannotErase for the last owner.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        before = Erasure.objects.filter(person_id=person.pk).first()
        if before is not None:
            return before
        subject = find_subject(person)
        _require_other_owner(subject)
        takes_part = list(
            Participation.objects.filter(person=person).select_related("edition").order_by("pk")
        )
        for one in takes_part:
            _leave(one, by=by)
        proposed = _list_editions_of_proposals(subject)
        done = dict(_erase_rows(subject))
        done |= _erase_messages(person, subject, takes_part)
        _forget_changes(subject)
        _note_entries(person, takes_part)
        _note_addresses(subject, proposed)
        forget_in_files(takes_part)
        _erase_itself(person, subject, takes_part)
        editions: list[Edition | None] = [one.edition for one in takes_part]
        for edition in editions or [None]:
            record_change("erase_person", person, by=by, edition=edition, after={"why": why})
        return Erasure.objects.create(
            person_id=person.pk,
            account_id=by.account.pk if by.account is not None else None,
            why=why,
            done=done,
        )


def _require_other_owner(subject: Subject) -> None:
    owners = Membership.objects.select_for_update().filter(
        role=MemberRole.OWNER, organisation__isnull=True, account__is_active=True
    )
    held = defaultdict(set)
    for owner in owners:
        held[owner.edition_id].add(owner.account_id)
    everywhere = held[None]
    for place, accounts in held.items():
        others = (accounts | everywhere) if place is not None else accounts
        if accounts & set(subject.accounts) and not others - set(subject.accounts):
            raise CannotErase


def _leave(one: Participation, *, by: Doer) -> None:
    """End what is to come, and withdraw from an edition that is not over."""
    today = timezone.now().astimezone(one.edition.zone).date()
    if one.edition.last_day >= today and one.state != ParticipationState.CANCELLED:
        cancel_registration(one, by=by)  # leaves the meetings as well
    else:
        leave_meetings(one)


def _erase_rows(subject: Subject) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each table with how many rows were removed, emptied and kept."""
    keys = list(
        UserSession.objects.filter(user__in=subject.accounts).values_list("session_key", flat=True)
    )
    Session.objects.filter(session_key__in=keys).delete()
    for holding in HOLDINGS:
        if holding.model in _BY_THEMSELVES:
            continue
        table = apps.get_model(holding.model)._meta.db_table
        rows = list_rows(holding, subject)
        if holding.at_erasure is ErasureRule.REMOVE:
            count = rows.count()
            rows.delete()
            counted = {"removed": count}
        elif holding.at_erasure is ErasureRule.EMPTY:
            counted = {"emptied": _empty(holding, subject)}
        else:
            counted = {"kept": rows.count()}
        if any(counted.values()):
            yield table, counted
    for name in BY_ADDRESS:
        rows = list_rows_by_address(name, subject)
        count = rows.count()
        if count:
            rows.delete()
            yield apps.get_model(name)._meta.db_table, {"removed": count}


# Erased below, each in its own way.
_BY_THEMSELVES = frozenset({"people.Person", "people.Account", "outbox.Message"})


def _empty(holding: Holding, subject: Subject) -> int:
    model = apps.get_model(holding.model)
    found = holding.find_rows(subject, looked_up=holding.of)
    if found is None:
        return 0
    # One after the other: what a statement's triggers look at is a row as it was and is.
    rows = model._base_manager.filter(found)
    values = {
        name: LocalizedText() if value == {} else value for name, value in holding.empty.items()
    }
    changed: int = rows.update(**values)
    return changed


def _erase_messages(
    person: Person, subject: Subject, takes_part: list[Participation]
) -> dict[str, dict[str, int]]:
    """Empty what the person was told, stop what waits, and take its name out of what others got."""
    own = Q(person=person)
    to_address = Q(pk__in=())
    for address in subject.addresses:
        to_address |= Q(person=None, address__address=address)
    not_sent = (*TO_COME, MailState.SENDING, MailState.DOUBTFUL)
    Message.objects.filter(own | to_address, state__in=not_sent).update(state=MailState.CANCELLED)
    count = Message.objects.filter(own).update(
        subject="", body="", calendar="", link="", address="", error=""
    )
    for pk in list(Message.objects.filter(to_address).values_list("pk", flat=True)):
        Message.objects.filter(pk=pk).update(
            subject="", body="", calendar="", link="", error="", address=f"erased-{pk}@invalid"
        )
        count += 1
    editions = {one.edition_id: one.edition for one in takes_part}
    with connection.cursor() as cursor:
        for edition in editions.values():
            called = next(iter(name_erased(edition.languages).values()))
            for name in {quote_stranger(text) for text in person.name.values()}:
                if len(name) < _SHORTEST_NAME:
                    continue
                cursor.execute(
                    "UPDATE outbox_message SET subject = replace(subject, %(name)s, %(called)s),"
                    " body = replace(body, %(name)s, %(called)s) WHERE edition_id = %(edition)s"
                    " AND (strpos(subject, %(name)s) > 0 OR strpos(body, %(name)s) > 0)",
                    {"name": name, "called": called, "edition": edition.pk},
                )
            for name in person.name.values():
                _forget_in_calendars(edition, name, called)
    return {"outbox_message": {"emptied": count}} if count else {}


def _forget_in_calendars(edition: Edition, name: str, called: str) -> None:
    """Take a name out of the calendars that others were sent; their lines are folded again."""
    said, instead = escape(name), escape(called)
    if len(said) < _SHORTEST_NAME:
        return
    rows = Message.objects.filter(edition=edition).exclude(calendar="")
    unfolded = Replace("calendar", Value("\r\n "), Value(""), output_field=TextField())
    for pk, text in list(
        rows.annotate(plain=unfolded).filter(plain__contains=said).values_list("pk", "plain")
    ):
        lines = text.replace(said, instead).split("\r\n")
        Message.objects.filter(pk=pk).update(calendar="\r\n".join(fold(one) for one in lines))


_SHORTEST_NAME = 3  # shorter ones stand within other words


def _forget_changes(subject: Subject) -> None:
    """Empty what the record of changes says of the person's own rows; that it changed stays."""
    about: list[tuple[str, tuple[int, ...]]] = [
        ("people_person", (subject.person,)),
        ("people_participation", subject.participations),
        ("people_account", subject.accounts),
    ]
    for table, keys in about:
        Change.objects.filter(about=table, about_id__in=keys).update(before=None, after=None)


def _note_entries(person: Person, takes_part: list[Participation]) -> None:
    address = digest_address(person.email) if person.email else ""
    ErasedEntry.objects.bulk_create(
        (
            ErasedEntry(edition=one.edition.code, code=one.code, address=address)
            for one in takes_part
        ),
        ignore_conflicts=True,
    )


def _list_editions_of_proposals(subject: Subject) -> set[str]:
    """Return the codes of editions in whose calls the person has a part, participant or not."""
    own = Q(account__in=subject.accounts)
    asked = own | Q(email__in=subject.addresses)
    return {
        *Proposal.objects.filter(own).values_list("edition__code", flat=True),
        *ProposalSpeaker.objects.filter(asked).values_list("proposal__edition__code", flat=True),
        *Reviewer.objects.filter(own).values_list("call__edition__code", flat=True),
        *Review.objects.filter(own).values_list("proposal__edition__code", flat=True),
    }


def _note_addresses(subject: Subject, editions: Iterable[str]) -> None:
    """Note the addresses, for folders that name by them who proposes, speaks and reviews."""
    digests = {digest_address(one) for one in subject.addresses}
    ErasedEntry.objects.bulk_create(
        (
            ErasedEntry(edition=edition, code=digest, address=digest)
            for edition in sorted(editions)
            for digest in sorted(digests)
        ),
        ignore_conflicts=True,
    )


def _erase_itself(person: Person, subject: Subject, takes_part: list[Participation]) -> None:
    tags = dict.fromkeys(tag for one in takes_part for tag in one.edition.languages)
    person.name = name_erased(list(tags) or ["en"])
    person.email, person.languages, person.erased_at = "", [], timezone.now()
    person.save(update_fields=["name", "email", "languages", "erased_at"])
    for pk in subject.accounts:
        account = Account.objects.get(pk=pk)
        account.email, account.is_active = f"erased-{pk}{ERASED}", False
        account.set_unusable_password()
        account.save(update_fields=["email", "is_active", "password"])
