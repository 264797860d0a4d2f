"""Taking a person out of what files said: folders that were loaded, lists that were uploaded."""

from __future__ import annotations

from collections.abc import Sequence

from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.erased import blank_erased_in
from fairlead.apps.transfer.models import ListState, UploadedList
from fairlead.apps.transfer.remember import recall_base, remember_base


def forget_in_files(takes_part: Sequence[Participation]) -> None:
    """Blank the person in what is remembered of folders, and forget lists that were dealt with.

    A list that waits to be imported stays; its import passes over the person.
    """
    for one in takes_part:
        base = recall_base(one.edition)
        if base is not None:
            remember_base(one.edition, blank_erased_in(base, one.edition.code))
        UploadedList.objects.filter(
            edition=one.edition, state__in=(ListState.WRITTEN, ListState.REFUSED)
        ).update(content=b"", faulty=None, findings={}, reading={}, refusal="")
