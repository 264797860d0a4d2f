"""Comparing what is at the fair with the lists in force, and writing down what they hit."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.models import Membership, Organisation, Participation
from fairlead.apps.people.roles import ALLOWED, Act
from fairlead.apps.screening.models import (
    BLOCKS,
    Basis,
    Hit,
    PartyKind,
    Restricted,
    RestrictedList,
)
from fairlead.apps.screening.sounds import Sounds, compare_names, read_sounds
from fairlead.apps.trade.models import Need, Offer

# What those who decide are told when a list has new hits.
HITS_WAIT = _("A list has hits that wait for a decision")
HITS_WAIT_WHY = _(
    "Until it is decided, nobody it is about joins a consortium or a delegation, signs in "
    "public, speaks in a programme that is released again, or passes a gate."
)


@dataclass(frozen=True, slots=True)
class Party:
    """Something of the fair that a list may name: by its names, by the codes of its products."""

    kind: PartyKind
    code: str
    names: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


def describe_organisations(rows: Iterable[Organisation]) -> list[Party]:
    """Return organisations as parties, with their names in all languages and what they offer."""
    held = list(rows)
    offered: dict[int, set[str]] = defaultdict(set)
    ids = [one.pk for one in held]
    for owner, codes in Offer.objects.filter(organisation__in=ids).values_list(
        "organisation", "products"
    ):
        offered[owner].update(codes)
    return [
        Party(
            PartyKind.ORGANISATION,
            one.code,
            tuple(dict.fromkeys(one.name.values())),
            tuple(sorted(offered[one.pk])),
        )
        for one in held
    ]


def describe_need(need: Need) -> Party:
    """Return a need as a party: the products it asks for."""
    return Party(PartyKind.NEED, need.code, (), tuple(need.products))


def describe_people(rows: Iterable[Participation]) -> list[Party]:
    """Return people as parties, with their names in all languages."""
    return [
        Party(PartyKind.PERSON, one.code, tuple(dict.fromkeys(one.person.name.values())))
        for one in rows
    ]


def find_blocks(edition: Edition, parties: Sequence[Party]) -> list[Hit]:
    """Return the hits that block any of the parties, compared with the lists in force just now.

    What is new among them is written down and told to those who decide, whatever becomes of what
    the caller was about to do: call it outside the transaction that is refused. The code of a
    signatory is a place in a signing: what was said of who stood there before is not of them.
    """
    lists = _read_for(edition, parties)
    found = [hit for party in parties for hit in _compare(edition, party, lists)]
    _note(edition, found)
    wanted = Q(pk__in=())
    for party in parties:
        wanted |= Q(kind=party.kind, code=party.code)
    named = {party.code: party.names for party in parties if party.kind == PartyKind.SIGNATORY}
    return [
        hit
        for hit in Hit.objects.filter(wanted, edition=edition, state__in=BLOCKS)
        if hit.kind != PartyKind.SIGNATORY or hit.ours in named[hit.code]
    ]


def refuse_blocked(edition: Edition, parties: Sequence[Party]) -> None:
    """Raise Refusal where a list names one of them and nobody has decided that it is not meant.

    The message says nothing of lists: anyone who is refused may not see them. Those who decide are
    told. Call it before the transaction, which takes back what is written in it.
    """
    if find_blocks(edition, parties):
        raise Refusal(
            gettext(
                "The organiser has to look at this first. Nothing is lost: please try again later."
            )
        )


def screen_every_party(
    edition: Edition, parties: Sequence[Party], *, heartbeat: object = None
) -> tuple[int, int]:
    """Return how many parties were compared and how many hits are new.

    Hits of which no list in force says anything any more are marked so, and stay to be decided.
    """
    known = _Lists(_list_in_force(edition))
    tell = heartbeat if callable(heartbeat) else None
    found: list[Hit] = []
    for place, party in enumerate(parties):
        found += _compare(edition, party, known)
        if tell is not None and place % 200 == 0:
            tell("screening", f"{place:,} of {len(parties):,}", place / max(1, len(parties)))
    with transaction.atomic():
        new = _note(edition, found)
        said = {(hit.kind, hit.code, hit.identity) for hit in found}
        held = Hit.objects.filter(edition=edition)
        gone: list[int] = []
        back: list[int] = []
        for pk, listed, *key in held.values_list("pk", "listed", "kind", "code", "identity"):
            if listed != (tuple(key) in said):
                (gone if listed else back).append(pk)
        held.filter(pk__in=gone).update(listed=False)
        held.filter(pk__in=back).update(listed=True)
        RestrictedList.objects.filter(edition=edition, current=True).update(
            screened_at=timezone.now()
        )
    return len(parties), new


class _Lists:
    """Entries of the lists in force, read once, by what sounds alike and by codes of products."""

    def __init__(self, rows: Iterable[Restricted]) -> None:
        self.by_key: dict[str, list[Restricted]] = defaultdict(list)
        self.by_code: dict[str, list[Restricted]] = defaultdict(list)
        for row in rows:
            for key in row.keys:
                self.by_key[key].append(row)
            for code in row.codes:
                self.by_code[code].append(row)

    def list_alike(self, sounds: Sequence[Sounds]) -> Iterable[Restricted]:
        return _once(self.by_key, {key for one in sounds for key in one.keys})

    def list_coded(self, codes: Sequence[str]) -> Iterable[Restricted]:
        return _once(self.by_code, codes)


def _list_in_force(edition: Edition) -> QuerySet[Restricted]:
    rows = Restricted.objects.filter(held_in__edition=edition, held_in__current=True)
    return rows.select_related("held_in")


def _read_for(edition: Edition, parties: Sequence[Party]) -> _Lists:
    """Return the entries that could be about some parties; one query, however many they are."""
    names = {name for party in parties for name in party.names}
    keys = {key for name in names for key in read_sounds(name).keys}
    codes = {code for party in parties for one in party.products for code in _list_above(one)}
    near = Q(keys__overlap=sorted(keys)) | Q(codes__overlap=sorted(codes))
    return _Lists(_list_in_force(edition).filter(near))


def _once(held: Mapping[str, list[Restricted]], keys: Iterable[str]) -> Iterable[Restricted]:
    return {row.pk: row for key in keys for row in held.get(key, ())}.values()


def _compare(edition: Edition, party: Party, lists: _Lists) -> Iterator[Hit]:
    sounds = {name: read_sounds(name) for name in party.names}
    for entry in lists.list_alike(list(sounds.values())):
        pairs = [
            (compare_names(ours, read_sounds(alias)), name, alias)
            for name, ours in sounds.items()
            for alias in (entry.name, *entry.aliases)
            if alias
        ]
        score, name, alias = max(pairs, default=(0.0, "", ""))
        if score > 0:
            said = [entry.digest, sorted(party.names)]
            yield _make_hit(edition, party, entry, Basis.NAME, name, alias, score, said)
    above = {product: list(_list_above(product)) for product in party.products}
    every = [code for codes in above.values() for code in codes]
    for entry in lists.list_coded(every):
        for product, codes in above.items():
            met = [code for code in codes if code in entry.codes]
            if met:
                said = [entry.digest, product]
                yield _make_hit(edition, party, entry, Basis.PRODUCT, product, met[0], 1.0, said)


def _list_above(product: str) -> Iterator[str]:
    """Yield a code with its scheme and all those above it: HS:848340, HS:84834, HS:8483..."""
    scheme, _colon, digits = product.partition(":")
    return (f"{scheme}:{digits[:size]}" for size in range(len(digits), 1, -1))


def _make_hit(
    edition: Edition,
    party: Party,
    entry: Restricted,
    basis: Basis,
    ours: str,
    theirs: str,
    score: float,
    said: Sequence[object],
) -> Hit:
    return Hit(
        edition=edition,
        kind=party.kind,
        code=party.code,
        identity=hashlib.sha256(json.dumps([basis, *said]).encode()).hexdigest(),
        basis=basis,
        ours=ours[:500],
        theirs=theirs[:500],
        score=score,
        list_name=entry.held_in.name,
        entry_name=entry.name,
        country=entry.country,
        source=entry.source,
        day=entry.day,
    )


def _note(edition: Edition, found: Sequence[Hit]) -> int:
    """Return how many hits are new; those who decide are told of them, once."""
    last = Hit.objects.filter(edition=edition).order_by("-pk").values_list("pk", flat=True).first()
    with transaction.atomic():
        Hit.objects.bulk_create(found, ignore_conflicts=True, batch_size=1_000)
        new = Hit.objects.filter(edition=edition, pk__gt=last or 0)
        count, newest = new.count(), new.order_by("-pk").values_list("pk", flat=True).first()
        if count:
            _tell(edition, key=f"{edition.pk}:{newest}")
    return count


def _tell(edition: Edition, *, key: str) -> None:
    roles = [role.value for role in ALLOWED[Act.DECIDE_SCREENING]]
    held = Membership.objects.filter(
        Q(edition=edition) | Q(edition__isnull=True, organisation__isnull=True),
        role__in=roles,
        account__is_active=True,
        account__person__isnull=False,
    ).select_related("account__person")
    people = {one.account.person_id: one.account.person for one in held}
    drafts = [
        Draft(
            key=key,
            person=person,
            subject=HITS_WAIT,
            body=HITS_WAIT_WHY,
            link=f"/office/{edition.code}/screening/",
        )
        for person in people.values()
        if person is not None
    ]
    queue_messages(drafts, edition=edition, purpose="screening")
