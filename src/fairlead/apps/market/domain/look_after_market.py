"""What the worker does for the marketplace by itself: ending entries, reminding, announcing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.models import Announced, Watch
from fairlead.apps.market.queries.sides import find_owner
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.models import (
    Organisation,
    Participation,
    ParticipationState,
    Person,
    Revision,
)
from fairlead.apps.people.queries.team import list_managing
from fairlead.apps.trade.models import Need, Offer
from fairlead.apps.trade.own_texts import name_entry
from fairlead.apps.trade.queries.own_pages import find_rules
from fairlead.folder.localized_text import LocalizedText

_BATCH = 500
# The halves of the numbers of advisory locks: one process looks after the marketplace at a time.
_LOCK = 0x0FA4
_FRESH = """
SELECT listed.kind, listed.edition_id, listed.id, listed.code, listed.products,
    coalesce(held.products, '{}')
FROM (
    SELECT 'offer' AS kind, edition_id, id, code, products FROM trade_offer WHERE NOT expired
    UNION ALL
    SELECT 'need', edition_id, id, code, products FROM trade_need WHERE NOT expired AND NOT hidden
) AS listed
LEFT JOIN market_announced held ON held.edition_id = listed.edition_id
    AND held.about = listed.kind || '/' || listed.code
WHERE held.id IS NULL OR NOT listed.products <@ held.products
ORDER BY listed.edition_id, listed.kind, listed.id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class _NewEntry:
    """An entry that nobody was told of yet, or not with all of its codes."""

    kind: str
    edition: int
    pk: int
    code: str
    products: Sequence[str]
    told: Sequence[str]

    @property
    def about(self) -> str:
        return f"{self.kind}/{self.code}"

    @property
    def new_codes(self) -> list[str]:
        return [code for code in self.products if code not in self.told]


def look_after_market(*, now: dt.datetime | None = None) -> None:
    """End what is over, remind of what ends soon, and tell watchers of what is new."""
    moment = now or timezone.now()
    end_entries(now=moment)
    remind_owners(now=moment)
    while announce_entries() == _BATCH:
        pass


def end_entries(*, now: dt.datetime | None = None) -> int:
    """Return how many offers and needs ended: their last day is over by the fair's clock."""
    moment, ended = now or timezone.now(), 0
    models: tuple[type[Offer] | type[Need], ...] = (Offer, Need)
    for model in models:
        ending: Any = model.objects.filter(expired=False, expires_on__isnull=False)
        # No clock is ahead of another by more than 26 hours.
        ending = ending.filter(expires_on__lte=moment.date() + dt.timedelta(days=1))
        for edition in Edition.objects.filter(pk__in=ending.values("edition")).order_by("pk"):
            today = moment.astimezone(edition.zone).date()
            ended += ending.filter(edition=edition, expires_on__lt=today).update(expired=True)
    return ended


def remind_owners(*, now: dt.datetime | None = None) -> int:
    """Return how many were reminded that an entry of theirs ends soon; of each day once."""
    moment, reminded = now or timezone.now(), 0
    models: tuple[type[Offer] | type[Need], ...] = (Offer, Need)
    for model in models:
        ending: Any = model.objects.filter(expired=False, expires_on__isnull=False)
        for edition in Edition.objects.filter(pk__in=ending.values("edition")).order_by("pk"):
            today = moment.astimezone(edition.zone).date()
            until = today + dt.timedelta(days=find_rules(edition).remind_days)
            rows = ending.filter(edition=edition, expires_on__gte=today, expires_on__lte=until)
            drafts = list(_draft_reminders(edition, rows.order_by("pk")))
            if drafts:
                reminded += queue_messages(drafts, edition=edition, purpose="team")
    return reminded


def _draft_reminders(edition: Edition, entries: Iterable[Offer | Need]) -> Iterable[Draft]:
    listed = [(one, owner) for one in entries if (owner := find_owner(one)[0]) is not None]
    owners = {owner for _one, owner in listed}
    managing = list_managing(owners)
    authors = _find_authors(owners, {name_entry(one) for one, _owner in listed})
    for one, owner in listed:
        if one.expires_on is None:
            continue
        people = {person.pk: person for person in managing.get(owner, ())}
        author = authors.get((owner, name_entry(one)))
        if author is not None:
            people[author.pk] = author
        for person in people.values():
            yield Draft(
                key=f"ends:{edition.code}:{name_entry(one)}:{one.expires_on.isoformat()}",
                person=person,
                template="entry_ends",
                context={
                    "title": one.title,
                    "date": one.expires_on,
                    "fair": edition.name,
                },
                link=reverse("desk:organisation", args=(edition.code,)),
            )


def _find_authors(
    owners: Collection[int], abouts: Collection[str]
) -> dict[tuple[int, str], Person]:
    """Return who saved each entry last, by its owner and what it is called; two queries."""
    saved = Revision.objects.filter(
        organisation__in=owners, about__in=abouts, account_id__isnull=False
    )
    newest = saved.order_by("organisation", "about", "-number").distinct("organisation", "about")
    accounts = {
        (owner, about): account
        for owner, about, account in newest.values_list("organisation_id", "about", "account_id")
    }
    people = {
        person.account.pk: person
        for person in Person.objects.filter(account__in=accounts.values()).select_related("account")
    }
    return {key: people[account] for key, account in accounts.items() if account in people}


def announce_entries() -> int:
    """Return of how many new entries, or entries with new codes, watchers were told.

    At most a batch of them: call it again while it returns as many. What watchers were told of is
    written in the same transaction, so that a worker that dies in the middle tells nobody twice.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", (_LOCK,))
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_FRESH, (_BATCH,))
        fresh = [_NewEntry(*row) for row in cursor.fetchall()]
        if not fresh:
            return 0
        for edition in Edition.objects.filter(pk__in={one.edition for one in fresh}):
            _tell_watchers(edition, [one for one in fresh if one.edition == edition.pk])
        Announced.objects.bulk_create(
            (
                Announced(
                    edition_id=one.edition,
                    about=one.about,
                    products=list(dict.fromkeys((*one.told, *one.products))),
                )
                for one in fresh
            ),
            update_conflicts=True,
            unique_fields=("edition", "about"),
            update_fields=("products",),
        )
    return len(fresh)


def _tell_watchers(edition: Edition, fresh: Sequence[_NewEntry]) -> None:
    """Queue one message to a person for an entry, with all of its new codes that are watched."""
    watches: dict[str, list[Watch]] = defaultdict(list)
    rows = Watch.objects.filter(
        participation__edition=edition, participation__state=ParticipationState.APPROVED
    )
    for watch in rows.select_related("participation__person").order_by("pk"):
        watches[watch.product].append(watch)
    if not watches:
        return
    entries = _read_entries(fresh)
    drafts = []
    for one in fresh:
        owner, title, who = entries[one.about]
        for reader, codes in _find_readers(one, watches):
            if owner is not None and owner == reader.organisation_id:
                continue
            drafts.append(
                Draft(
                    key=f"{edition.code}:{one.about}",
                    person=reader.person,
                    template="watched",
                    context={
                        "kind": one.kind,
                        "title": title,
                        "who": who,
                        "products": ", ".join(codes),
                        "fair": edition.name,
                    },
                    link=reverse("desk:write_about", args=(edition.code, one.kind, one.code)),
                )
            )
    queue_messages(drafts, edition=edition, purpose="marketplace")


def _find_readers(
    one: _NewEntry, watches: Mapping[str, Sequence[Watch]]
) -> list[tuple[Participation, list[str]]]:
    """Return who watches a new code of an entry, or a heading above it, and which codes."""
    found: dict[int, tuple[Participation, list[str]]] = {}
    for code in one.new_codes:
        for length in range(1, len(code) + 1):
            for watch in watches.get(code[:length], ()):
                if watch.offers if one.kind == "offer" else watch.needs:
                    reader = watch.participation
                    codes = found.setdefault(reader.pk, (reader, []))[1]
                    if code not in codes:
                        codes.append(code)
    return list(found.values())


def _read_entries(
    fresh: Sequence[_NewEntry],
) -> dict[str, tuple[int | None, LocalizedText, LocalizedText | str]]:
    """Return whose each entry is, what it is called and what its owner is called."""
    offers = Offer.objects.in_bulk([one.pk for one in fresh if one.kind == "offer"])
    needs = Need.objects.in_bulk([one.pk for one in fresh if one.kind == "need"])
    found = {}
    for one in fresh:
        entry: Offer | Need = offers[one.pk] if one.kind == "offer" else needs[one.pk]
        found[one.about] = (*find_owner(entry), entry.title)
    firms = Organisation.objects.in_bulk({owner for owner, *_ in found.values() if owner})
    return {
        about: (owner, title, firms[owner].name if owner is not None else economy)
        for about, (owner, economy, title) in found.items()
    }
