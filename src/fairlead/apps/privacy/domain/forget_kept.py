"""Forgetting what an edition has kept for as long as its settings say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fairlead.apps.consortia.models import Interest
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.models import Letter
from fairlead.apps.meetings.models import FollowUp, MeetingRequest, PrivateNote, RequestEvent
from fairlead.apps.messages.models import TO_COME, Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE, record_change
from fairlead.apps.people.models import (
    AnswerGiven,
    Change,
    Mark,
    Membership,
    Participation,
    Person,
)
from fairlead.apps.privacy.domain.erase_person import RETENTION, CannotErase, erase_person
from fairlead.apps.privacy.models import KeptFor, RetentionKind
from fairlead.apps.trade.models import ShownList, StandShare
from fairlead.apps.transfer.models import UploadedList


@dataclass(frozen=True, slots=True)
class ExpiredRows:
    """How many rows of a kind are over their time at an edition, since when."""

    edition: Edition
    kind: RetentionKind
    over_since: dt.date
    count: int


def forget_kept(
    *, edition: Edition | None = None, dry_run: bool = False, now: dt.datetime | None = None
) -> list[ExpiredRows]:
    """Return what was over its time and is forgotten now, or would be; nothing twice.

    Of one edition, or of all where none is given.

    Each kind of each edition is one transaction, and is recorded. People are erased one by one,
    those not who take part in an edition that keeps them longer, or that have a role somewhere.
    """
    moment = now or timezone.now()
    done = []
    rules = KeptFor.objects.select_related("edition").order_by("edition__code", "kind")
    for rule in rules if edition is None else rules.filter(edition=edition):
        one, kind = rule.edition, RetentionKind(rule.kind)
        over = one.last_day + dt.timedelta(days=rule.days)
        if moment.astimezone(one.zone).date() <= over:
            continue
        count = sum(find(one).count() for find, _do in _STEPS[kind])
        if not count:
            continue
        if not dry_run:
            count = _forget(kind, one)
        done.append(ExpiredRows(one, kind, over, count))
    return done


def _forget(kind: RetentionKind, edition: Edition) -> int:
    if kind is RetentionKind.PEOPLE:
        return sum(_erase(person) for person in list_people_over(edition).iterator())
    with transaction.atomic():
        count = sum(do(find(edition)) for find, do in _STEPS[kind])
        record_change(
            "forget_kept",
            edition,
            by=COMMAND_LINE,
            edition=edition,
            after={"kind": str(kind), "rows": count},
        )
    return count


def _erase(person: Person) -> int:
    try:
        erase_person(person, by=COMMAND_LINE, why=RETENTION)
    except CannotErase:
        return 0
    return 1


def list_people_over(edition: Edition) -> models.QuerySet[Person]:
    """Return the people of an edition that no other keeps, nor a role of the office."""
    elsewhere = Participation.objects.filter(person=OuterRef("pk")).exclude(edition=edition)
    # An edition keeps somebody as long as it is not over or its own time of keeping is not.
    today = timezone.now().date()
    over = [
        rule.edition_id
        for rule in KeptFor.objects.filter(kind=RetentionKind.PEOPLE).select_related("edition")
        if rule.edition.last_day + dt.timedelta(days=rule.days) < today
    ]
    role = Membership.objects.filter(account__person=OuterRef("pk"), organisation__isnull=True)
    return (
        Person.objects.filter(participations__edition=edition, erased_at=None)
        .filter(~Exists(elsewhere.exclude(edition__in=over)), ~Exists(role))
        .order_by("pk")
    )


def _find_answers(edition: Edition) -> models.QuerySet[AnswerGiven]:
    return AnswerGiven.objects.filter(participation__edition=edition)


def _find_messages(edition: Edition) -> models.QuerySet[Message]:
    said = ~Q(subject="") | ~Q(body="")
    return Message.objects.filter(said, edition=edition).exclude(state__in=TO_COME)


def _find_letters(edition: Edition) -> models.QuerySet[MeetingRequest]:
    written = ~Q(message="") | ~Q(reason="")
    noted = RequestEvent.objects.filter(request=OuterRef("pk")).exclude(note="").exclude(note=None)
    return MeetingRequest.objects.filter(written | Exists(noted), edition=edition)


def _find_talks(edition: Edition) -> models.QuerySet[Letter]:
    return Letter.objects.filter(conversation__edition=edition)


def _find_interests(edition: Edition) -> models.QuerySet[Interest]:
    return Interest.objects.filter(edition=edition).exclude(message="")


def _find_stand_shares(edition: Edition) -> models.QuerySet[StandShare]:
    return StandShare.objects.filter(host__edition=edition).exclude(message="")


def _find_notes(edition: Edition) -> models.QuerySet[MeetingRequest]:
    noted, meant = (
        Exists(model.objects.filter(request=OuterRef("pk"))) for model in (PrivateNote, FollowUp)
    )
    return MeetingRequest.objects.filter(noted | meant, edition=edition)


def _find_lists(edition: Edition) -> models.QuerySet[UploadedList]:
    kept = ~Q(content=b"") | Q(faulty__isnull=False) | ~Q(findings={})
    return UploadedList.objects.filter(kept, edition=edition)


def _find_shown(edition: Edition) -> models.QuerySet[ShownList]:
    return ShownList.objects.filter(viewer__edition=edition)


def _find_changes(edition: Edition) -> models.QuerySet[Change]:
    return Change.objects.filter(edition=edition.code).exclude(before=None, after=None)


def _remove(found: models.QuerySet[models.Model]) -> int:
    count = found.count()
    found.delete()
    return count


def _empty_messages(found: models.QuerySet[models.Model]) -> int:
    to_person = found.exclude(person=None).update(
        subject="", body="", calendar="", link="", error=""
    )
    rest = 0
    for pk in list(found.filter(person=None).values_list("pk", flat=True)):
        rest += Message.objects.filter(pk=pk).update(
            subject="", body="", calendar="", link="", error="", address=f"erased-{pk}@invalid"
        )
    return to_person + rest


def _empty_letters(found: models.QuerySet[models.Model]) -> int:
    keys = list(found.values_list("pk", flat=True))
    RequestEvent.objects.filter(request__in=keys).exclude(note=None).update(note=None)
    return MeetingRequest.objects.filter(pk__in=keys).update(message="", reason="")


def _empty_message(found: models.QuerySet[models.Model]) -> int:
    return found.update(message="")


def _remove_notes(found: models.QuerySet[models.Model]) -> int:
    keys = list(found.values_list("pk", flat=True))
    notes, meant = (model.objects.filter(request__in=keys) for model in (PrivateNote, FollowUp))
    count = notes.count() + meant.count()
    notes.delete()
    meant.delete()
    return count


def _empty_lists(found: models.QuerySet[models.Model]) -> int:
    return found.update(content=b"", faulty=None, findings={}, reading={}, refusal="")


def _forget_shown(found: models.QuerySet[models.Model]) -> int:
    viewers = list(found.values_list("viewer", flat=True).distinct())
    Mark.objects.filter(participation__in=viewers).delete()
    return _remove(found)


def _empty_changes(found: models.QuerySet[models.Model]) -> int:
    return found.update(before=None, after=None)


_Find = Callable[[Edition], models.QuerySet[models.Model]]
_Do = Callable[[models.QuerySet[models.Model]], int]
# People are erased one by one, each in a transaction: `_forget` does it.
_STEPS: dict[RetentionKind, tuple[tuple[_Find, _Do], ...]] = {
    RetentionKind.PEOPLE: ((list_people_over, _remove),),
    RetentionKind.ANSWERS: ((_find_answers, _remove),),
    RetentionKind.MESSAGES: ((_find_messages, _empty_messages),),
    RetentionKind.LETTERS: ((_find_letters, _empty_letters),),
    RetentionKind.TALKS: (
        (_find_talks, _remove),
        (_find_interests, _empty_message),
        (_find_stand_shares, _empty_message),
    ),
    RetentionKind.NOTES: ((_find_notes, _remove_notes),),
    RetentionKind.LISTS: ((_find_lists, _empty_lists),),
    RetentionKind.SHOWN: ((_find_shown, _forget_shown),),
    RetentionKind.AUDIT: ((_find_changes, _empty_changes),),
}


def list_rules(edition: Edition) -> Iterator[tuple[RetentionKind, int | None]]:
    """Yield each kind with the days that it is kept; None for ever."""
    days = dict(KeptFor.objects.filter(edition=edition).values_list("kind", "days"))
    for kind in RetentionKind:
        yield kind, days.get(kind)
