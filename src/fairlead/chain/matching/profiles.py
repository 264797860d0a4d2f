"""A fair's exhibitors and people as the matching engine's profiles."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.matching.codes import (
    FairCodes,
    PartyRows,
    gather_kinds,
    join_shelves,
    sort_into_shelves,
    take_party_rows,
)
from fairlead.chain.matching.cooperation import FairWork, gather_work
from fairlead.engines.matching.evidence import Entries
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.vectors import Bits, Floats, Ints, Reals
from fairlead.folder.choices import SIZES
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings

# Who comes to meet exhibitors. People of an exhibitor are met through it, but not a delegate, who
# looks for what the economy lacks, also where the ministry has a stand.
MEETING_ROLES = ("visitor", "buyer", "delegate", "speaker")
DELEGATE = "delegate"
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class SideEntries:
    """What one side's participants seek and offer, entry by entry, in the order of the profiles."""

    seeks: Entries
    offers: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Exhibitors and people of a fair: ids, table rows, profiles in the same order.

    work: what organisations have done together.
    """

    exhibitors: tuple[str, ...]
    exhibitor_rows: Rows
    people: tuple[str, ...]
    people_rows: Rows
    exhibitor_profiles: Profiles
    people_profiles: Profiles
    exhibitor_wares: SideEntries
    people_wares: SideEntries
    affinity: Floats
    work: FairWork


def gather_sides(fair: Fair, codes: FairCodes) -> Sides:
    """Return the two sides: organisations with a stand, and people who come to meet them.

    A person seeks and offers what the own organisation does; a delegate seeks what the own
    economy needs besides. Meetings left are those that free slots and limits allow less what is
    accepted already.
    """
    organisations, work = fair.organisations, gather_work(fair)
    stands = np.asarray(organisations["stand"].is_valid())
    taking_part = pc.equal(pc.fill_null(fair.people["state"], "approved"), "approved")
    roles = pc.and_(pc.is_in(fair.people["role"], pa.array(MEETING_ROLES)), taking_part)
    works_at = find_positions(fair.people["organisation"], organisations["id"])
    at_stand = np.append(stands, False)[works_at]  # -1 takes the last
    exhibitor_rows = np.flatnonzero(stands)
    delegates = np.asarray(pc.equal(fair.people["role"], DELEGATE))
    people_rows = np.flatnonzero(np.asarray(roles) & (delegates | ~at_stand))
    countries = _read_countries(fair)
    speaks = _Languages(fair, works_at)
    held = free_slots(fair, fair.people["id"].to_pylist())
    free = None if held.all() else pack(held)
    possible = _count_possible_meetings(fair, held)
    accepted = _count_accepted(fair)
    staff = pc.and_(pc.equal(fair.people["role"], "exhibitor"), taking_part)
    staff = np.asarray(staff) & (works_at >= 0)
    exhibiting = _shelve_exhibitors(fair, exhibitor_rows)
    visiting = _shelve_people(fair, people_rows, countries, works_at)
    return Sides(
        exhibitors=_read_ids(organisations, exhibitor_rows),
        exhibitor_rows=exhibitor_rows,
        people=_read_ids(fair.people, people_rows),
        people_rows=people_rows,
        exhibitor_profiles=_build_exhibitors(
            fair, codes, exhibitor_rows, countries, speaks.organisation, free, possible,
            accepted[1], np.flatnonzero(staff), works_at, exhibiting, work,
        ),
        people_profiles=_build_people(
            fair, codes, people_rows, countries, speaks.person, free, possible, accepted[0],
            works_at, visiting, work,
        ),
        exhibitor_wares=_read_wares(codes, exhibiting),
        people_wares=_read_wares(codes, visiting),
        affinity=compute_bloc_affinity(fair.settings, countries.to_pylist()),
        work=work,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _EntryRows:
    """The rows of needs.csv and of offers.csv that each participant stands for."""

    needs: PartyRows
    offers: PartyRows


def _read_wares(codes: FairCodes, shelved: _EntryRows) -> SideEntries:
    return SideEntries(
        codes.entries(codes.needs, shelved.needs), codes.entries(codes.offers, shelved.offers)
    )


def _shelve_exhibitors(fair: Fair, rows: Rows) -> _EntryRows:
    needs, offers = _shelve_organisations(fair)
    return _EntryRows(take_party_rows(needs, rows), take_party_rows(offers, rows))


def _shelve_organisations(fair: Fair) -> tuple[PartyRows, PartyRows]:
    ids, count = fair.organisations["id"], fair.organisations.num_rows
    needs, offers = (
        sort_into_shelves(find_positions(table["organisation"], ids), count=count)
        for table in (fair.needs, fair.offers)
    )
    return needs, offers


def _shelve_people(fair: Fair, rows: Rows, countries: pa.Array, works_at: Rows) -> _EntryRows:
    needs, offers = _shelve_organisations(fair)
    economies = sort_into_shelves(
        _read_country(fair.needs["economy"], countries).astype(np.int64), count=len(countries)
    )
    delegate = np.asarray(pc.equal(fair.people["role"], DELEGATE))[rows]
    country = _read_own_country(fair, countries, works_at)[rows].astype(np.int64)
    of_economy = np.where(delegate, country, -1)
    at = works_at[rows]
    return _EntryRows(
        join_shelves(take_party_rows(needs, at), take_party_rows(economies, of_economy)),
        take_party_rows(offers, at),
    )


def _read_own_country(fair: Fair, countries: pa.Array, works_at: Rows) -> Ints:
    """Return each person's economy: the own one, else that of the organisation."""
    own = _read_country(fair.people["country"], countries)
    home = np.append(_read_country(fair.organisations["country"], countries), -1)[works_at]
    return np.where(own >= 0, own, home).astype(np.int32)


def find_positions(values: pa.ChunkedArray, among: pa.ChunkedArray) -> Rows:
    """Return the row of each value among unique ones, -1 for null and unknown."""
    found = pc.index_in(values, value_set=among.combine_chunks())
    # A null is found where the set holds one; ids never are null.
    return np.asarray(pc.fill_null(found, -1), dtype=np.int64)


def _read_ids(table: pa.Table, rows: Rows) -> tuple[str, ...]:
    return tuple(table["id"].take(pa.array(rows)).to_pylist())


def _read_keys(table: pa.Table, rows: Rows) -> Ints:
    """Return numbers that go by the ids, so that lots are those of the same people in any order."""
    numbers = [zlib.crc32(name.encode()) for name in _read_ids(table, rows)]
    return np.array(numbers, dtype=np.uint32).view(np.int32)


def _read_countries(fair: Fair) -> pa.Array:
    named = [fair.organisations["country"], fair.people["country"], fair.needs["economy"]]
    chunks = [chunk for column in named for chunk in column.chunks]
    return pc.unique(pa.chunked_array(chunks, pa.string())).drop_null().sort()


def compute_bloc_affinity(settings: FairSettings, names: Sequence[str]) -> Floats:
    """Return 1 within an economy or the fair's bloc, .5 with the partner country, else 0.

    Rows and columns are the economies named.
    """
    near = np.eye(max(len(names), 1), dtype=np.float32)
    partner = settings.partner_country
    if partner is not None and partner in names:
        at = list(names).index(partner)
        near[at, :] = np.maximum(near[at, :], 0.5)
        near[:, at] = np.maximum(near[:, at], 0.5)
    bloc = [row for row, name in enumerate(names) if name in (settings.bloc or ())]
    near[np.ix_(bloc, bloc)] = 1.0
    return near


class _Languages:
    """Languages as bits: a person's own or those of the organisation; its own or its people's."""

    def __init__(self, fair: Fair, works_at: Rows) -> None:
        columns = [fair.organisations["languages"], fair.people["languages"]]
        spoken = [pc.list_flatten(column) for column in columns]
        chunks = [chunk for column in spoken for chunk in column.chunks]
        names = pc.unique(pa.chunked_array(chunks, pa.string())).sort().to_pylist()
        organisation, person = (_write_words(column, names) for column in columns)
        of_people = np.zeros((len(organisation) + 1, organisation.shape[1]), dtype=np.uint64)
        np.bitwise_or.at(of_people, works_at, person)
        said = organisation.any(axis=1, keepdims=True)
        self.organisation: Bits = np.where(said, organisation, of_people[:-1])
        with_none = np.pad(organisation, ((0, 1), (0, 0)))
        said = person.any(axis=1, keepdims=True)
        self.person: Bits = np.where(said, person, with_none[works_at])


def _write_words(column: pa.ChunkedArray, names: Sequence[str]) -> Bits:
    """Return the bits of each row's names, a word for every 64 names."""
    flags = np.zeros((len(column), max(len(names), 1)), dtype=bool)
    place = pc.index_in(pc.list_flatten(column), pa.array(names, pa.string()))
    flags[np.asarray(pc.list_parent_indices(column)), np.asarray(place)] = True
    return pack(flags)


def pack(flags: NDArray[np.bool_]) -> Bits:
    """Return rows of flags as words of 64 bits."""
    padded = np.pad(flags, ((0, 0), (0, -flags.shape[1] % 64)))
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


def _count_accepted(fair: Fair) -> tuple[Rows, Rows]:
    """Return how many accepted requests each person and each organisation has."""
    requests = fair.requests.filter(pc.equal(fair.requests["state"], "accepted"))
    asks = find_positions(requests["requester"], fair.people["id"])
    asked = find_positions(requests["recipient"], fair.organisations["id"])
    return (
        np.bincount(asks, minlength=fair.people.num_rows),
        np.bincount(asked, minlength=fair.organisations.num_rows),
    )


def _count_possible_meetings(fair: Fair, free: NDArray[np.bool_]) -> Reals:
    """Return (people,) how many meetings free slots allow under the limits of each person.

    free: (people, slots). A person's own daily limit stands for the fair's, as in the timetable.
    """
    settings, people = fair.settings, fair.people
    usual = settings.meetings.max_per_day
    a_day = _fill(people["max_per_day"], settings.slot_count if usual is None else usual)
    days = pairwise(np.cumsum([0, *settings.slots_by_day]).tolist())
    most = np.zeros(len(free))
    for begin, end in days:
        most += np.minimum(free[:, begin:end].sum(axis=1), a_day)
    return np.minimum(most, _fill(people["max_meetings"], settings.slot_count))


def _count_without_staff(settings: FairSettings) -> int:
    """Return how many meetings the fair's slots and its daily limit allow somebody always there."""
    limit = settings.meetings.max_per_day
    return sum(many if limit is None else min(many, limit) for many in settings.slots_by_day)


def _fill(column: pa.ChunkedArray, usual: int) -> Rows:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), usual), dtype=np.int64)


def _read_sectors(fair: Fair) -> Ints:
    """Return the ISIC division of every organisation, -1 where none is given."""
    digits = pc.utf8_slice_codeunits(
        pc.replace_substring(fair.organisations["sector"], "ISIC4:", ""), 0, 2
    )
    return np.asarray(pc.fill_null(digits, "-1").cast(pa.int32()), dtype=np.int32)


def _build_exhibitors(
    fair: Fair,
    codes: FairCodes,
    rows: Rows,
    countries: pa.Array,
    languages: Bits,
    free: Bits | None,
    possible: Reals,
    accepted: Rows,
    staff: Rows,
    works_at: Rows,
    shelved: _EntryRows,
    work: FairWork,
) -> Profiles:
    organisations = fair.organisations
    count = organisations.num_rows
    held = np.bincount(works_at[staff], weights=possible[staff], minlength=count)
    without_staff = np.bincount(works_at[staff], minlength=count) == 0
    meetings = np.where(without_staff, _count_without_staff(fair.settings), held)
    open_slots = None
    if free is not None:
        open_slots = np.zeros((count, free.shape[1]), dtype=np.uint64)
        np.bitwise_or.at(open_slots, works_at[staff], free[staff])
        everything = pack(np.ones((1, fair.settings.slot_count), dtype=bool))
        open_slots[without_staff] = everything
        open_slots = open_slots[rows]
    return make_profiles(
        codes.vectors(codes.offers, shelved.offers),
        codes.vectors(codes.needs, shelved.needs),
        offer_kinds=gather_kinds(codes.offers, shelved.offers),
        need_kinds=gather_kinds(codes.needs, shelved.needs),
        country=_read_country(organisations["country"], countries)[rows],
        circle=work.take_circles(rows),
        appeal=work.take_appeal(rows),
        branch=_read_sectors(fair)[rows],
        sector=_read_sectors(fair)[rows],
        size=_read_sizes(fair)[rows],
        languages=languages[rows],
        free=open_slots,
        organisation=rows,
        key=_read_keys(organisations, rows),
        capacity=np.maximum(meetings - accepted, 0)[rows],
    )


def _read_country(column: pa.ChunkedArray, countries: pa.Array) -> Ints:
    return find_positions(column, pa.chunked_array([countries])).astype(np.int32)


def _read_sizes(fair: Fair) -> Ints:
    return find_positions(fair.organisations["size"], pa.chunked_array([pa.array(SIZES)])).astype(
        np.int32
    )


def _build_people(
    fair: Fair,
    codes: FairCodes,
    rows: Rows,
    countries: pa.Array,
    languages: Bits,
    free: Bits | None,
    possible: Reals,
    accepted: Rows,
    works_at: Rows,
    shelved: _EntryRows,
    work: FairWork,
) -> Profiles:
    count = fair.organisations.num_rows
    at = works_at[rows]
    with_none = (
        np.append(_read_sectors(fair), np.int32(-1)),
        np.append(_read_sizes(fair), np.int32(-1)),
    )
    return make_profiles(
        codes.vectors(codes.offers, shelved.offers),
        codes.vectors(codes.needs, shelved.needs),
        offer_kinds=gather_kinds(codes.offers, shelved.offers),
        need_kinds=gather_kinds(codes.needs, shelved.needs),
        country=_read_own_country(fair, countries, works_at)[rows],
        circle=work.take_circles(at),
        appeal=work.take_appeal(at),
        branch=with_none[0][at],
        sector=with_none[0][at],
        size=with_none[1][at],
        languages=languages[rows],
        free=None if free is None else free[rows],
        organisation=np.where(at >= 0, at, count + np.arange(len(rows))),
        key=_read_keys(fair.people, rows),
        hidden=np.asarray(fair.people["hidden"].is_valid())[rows],
        capacity=np.maximum(possible - accepted, 0)[rows],
    )
