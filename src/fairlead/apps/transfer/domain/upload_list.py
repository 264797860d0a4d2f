"""Uploading a list, saying what its columns are, and having it imported."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.transfer.models import ListKind, ListState, UploadedList
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import LIVE, Work
from fairlead.folder.file_names import clean_file_name

# A list of 50,000 people takes 5 MB as .xlsx and 12 MB as CSV.
MOST_BYTES = 32 * 2**20


class NotReady(Exception):
    """The list is being checked or written, or was written before."""


def upload_list(
    edition: Edition, account: Account, *, kind: ListKind, name: str, content: bytes
) -> UploadedList:
    """Return the uploaded list, which is checked in the background."""
    with transaction.atomic():
        uploaded = UploadedList.objects.create(
            edition=edition,
            account=account,
            kind=kind,
            name=clean_file_name(name, "list"),
            content=content,
            size=len(content),
        )
        _queue("check_list", uploaded, account)
    return uploaded


def check_again(
    uploaded: UploadedList, account: Account, *, sheet: str, columns: Sequence[str] | None
) -> Work:
    """Return the work that checks a list again, with what its columns were said to be.

    Raises NotReady while it is being written, and after. One whose import failed can be checked
    again.
    """
    with transaction.atomic():
        _take(uploaded, tuple(state for state in ListState if state is not ListState.WRITTEN))
        if find_live_work(uploaded) is not None:
            raise NotReady
        uploaded.sheet = sheet[:100]
        uploaded.columns = None if columns is None else list(columns)
        uploaded.state = ListState.UPLOADED
        uploaded.save(update_fields=("sheet", "columns", "state"))
        return _queue("check_list", uploaded, account)


def import_list(uploaded: UploadedList, account: Account) -> Work:
    """Return the work that writes the list's sound rows; raises NotReady unless it was checked.

    Pressing twice imports once.
    """
    with transaction.atomic():
        _take(uploaded, (ListState.CHECKED,))
        uploaded.state = ListState.WRITING
        uploaded.save(update_fields=("state",))
        return _queue("write_list", uploaded, account)


def find_live_work(uploaded: UploadedList) -> Work | None:
    """Return the work that checks or writes the list, None when there is none."""
    return _filter_works(uploaded).filter(state__in=LIVE).first()


def find_last_work(uploaded: UploadedList) -> Work | None:
    """Return the newest work on the list."""
    return _filter_works(uploaded).first()


def _filter_works(uploaded: UploadedList) -> QuerySet[Work]:
    keys = (f"check_list {uploaded.pk}", f"write_list {uploaded.pk}")
    return Work.objects.filter(edition=uploaded.edition_id, key__in=keys)


def _take(uploaded: UploadedList, states: Sequence[ListState]) -> None:
    """Lock the row and see to it that its state is one of these."""
    state = (
        UploadedList.objects.select_for_update().values_list("state", flat=True).get(pk=uploaded.pk)
    )
    if state not in states:
        raise NotReady
    uploaded.state = state


def _queue(kind: str, uploaded: UploadedList, account: Account) -> Work:
    return queue_work(
        kind,
        edition=uploaded.edition,
        account=account,
        parameters={"list": uploaded.pk},
        key=f"{kind} {uploaded.pk}",
    )
