"""What the page of a consortium shows to a seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from fairlead.apps.consortia.domain.agree import describe_members
from fairlead.apps.consortia.models import (
    PRESENT,
    Agreement,
    Consortium,
    Member,
    MemberState,
    Note,
    SharedFile,
    SignOff,
)
from fairlead.apps.consortia.queries.access import Seat, find_consortium, find_seats
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.people.models import Account, Participation


@dataclass(frozen=True, slots=True)
class File:
    """A file, whether other bytes came under its name, before or later."""

    file: SharedFile
    newest: bool
    others: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the agreement: who signed it, who has not, whether it is of today's terms."""

    agreement: Agreement
    sign_offs: tuple[SignOff, ...]
    missing: tuple[Member, ...]
    newest: bool
    current: bool
    file: SharedFile | None

    @property
    def complete(self) -> bool:
        """Return whether every member has signed it, as the consortium is now."""
        return self.newest and self.current and not self.missing


def list_members(consortium: Consortium) -> list[Member]:
    """Return all who are or were members, the lead first; one query."""
    rows = list(consortium.members.select_related("organisation__exhibitor"))
    for row in rows:
        row.consortium = consortium
    return rows


def find_seat_and_members(
    who: Participation, account: Account, code: str
) -> tuple[Seat | None, list[Member]]:
    """Return somebody's seat in a consortium, as `find_seat` does, and all members; two queries."""
    consortium = find_consortium(who, code)
    if consortium is None:
        return None, []
    members = list_members(consortium)
    return find_seats(who, account, [consortium], members=members)[0], members


@dataclass(frozen=True, slots=True)
class Papers:
    """What those inside a consortium read, as `ask_papers` asked for it; the newest files first."""

    notes: list[Note]
    files: list[SharedFile]
    agreements: list[Agreement]
    sign_offs: list[SignOff]


def ask_papers(seat: Seat, together: QueryBatch) -> Papers:
    """Return what reading ``together`` fills, for those who are inside; nothing for others."""
    if not seat.inside:
        return Papers([], [], [], [])
    held = {"consortium": seat.consortium.pk}
    return Papers(
        together.add(_NOTES, **held),
        together.add(_FILES, **held),
        together.add(_AGREEMENTS, **held),
        together.add(_SIGN_OFFS, **held),
    )


def read_papers(seat: Seat) -> Papers:
    """Return what those inside read; at most one query."""
    together = QueryBatch()
    papers = ask_papers(seat, together)
    together.read()
    return papers


def list_files(rows: Sequence[SharedFile]) -> list[File]:
    """Return all files of a consortium, the newest first, with others of their names."""
    names: dict[str, list[SharedFile]] = {}
    for row in rows:
        names.setdefault(row.name.casefold(), []).append(row)
    return [
        File(row, names[row.name.casefold()][0].pk == row.pk, len(names[row.name.casefold()]) - 1)
        for row in rows
    ]


def find_file(seat: Seat, number: int) -> SharedFile | None:
    """Return a file with its bytes, for who is inside."""
    if not seat.inside:
        return None
    return seat.consortium.files.select_related("blob").filter(pk=number).first()


def list_versions(papers: Papers, members: Sequence[Member]) -> list[Version]:
    """Return the versions of the agreement, the newest first.

    ``members`` are all who are or were members.
    """
    rows = papers.agreements
    terms, known = describe_members(members), {one.pk: one for one in members}
    files: Mapping[tuple[str, str], SharedFile] = {
        (one.name, one.blob_id): one for one in papers.files
    }
    accepted = [one for one in members if one.state == MemberState.ACCEPTED]
    found = []
    for place, row in enumerate(rows):
        signed = tuple(one for one in papers.sign_offs if one.agreement_id == row.pk)
        for one in signed:
            if one.member_id in known:  # not who joined since they were read
                one.member = known[one.member_id]
        ids = {one.member_id for one in signed}
        found.append(
            Version(
                row,
                signed,
                tuple(one for one in accepted if one.pk not in ids),
                newest=place == 0,
                current=row.terms == terms,
                file=files.get((row.document, row.sha256)),
            )
        )
    return found


def list_present(members: Sequence[Member]) -> list[Member]:
    """Return who is in it, or invited."""
    return [one for one in members if one.state in PRESENT]


def _build_notes() -> QuerySet[Note]:
    rows = Note.objects.filter(consortium=Parameter("consortium"))
    rows = rows.select_related("by__person", "by__organisation", "file__blob")
    return rows.defer("file__blob__content", "by__organisation__description")


def _build_files() -> QuerySet[SharedFile]:
    rows = SharedFile.objects.filter(consortium=Parameter("consortium"))
    return rows.select_related("blob", "by__person").defer("blob__content")


def _build_sign_offs() -> QuerySet[SignOff]:
    return SignOff.objects.filter(agreement__consortium=Parameter("consortium"))


_NOTES, _FILES, _SIGN_OFFS = (
    PreparedQuery(_build_notes),
    PreparedQuery(_build_files),
    PreparedQuery(_build_sign_offs),
)
_AGREEMENTS = PreparedQuery(lambda: Agreement.objects.filter(consortium=Parameter("consortium")))
