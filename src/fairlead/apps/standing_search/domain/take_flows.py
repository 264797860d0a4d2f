"""New flows on their way: a month that was uploaded, and files that lie where the worker looks."""

from __future__ import annotations

import datetime as dt
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.standing_search.models import FoundFile
from fairlead.apps.standing_search.runs import check_month, is_month
from fairlead.apps.trade.uploaded_flows import keep_upload
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import Work
from fairlead.folder.input_errors import report_invalid

QUIET_SECONDS = 30.0
"""A file that was changed since is still being written, perhaps."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file or a folder of new flows, by the name of its month."""

    month: str
    path: Path
    size: int
    modified_ns: int


def check_begun(month: str) -> None:
    """Refuse what is no month, and one that has not begun, with InvalidInput."""
    check_month(month)
    now = timezone.now() + dt.timedelta(days=1)  # no clock is further ahead
    if month > f"{now:%Y-%m}":
        raise report_invalid("month", "expected a month that has begun", value=month)


def upload_flows(
    edition: Edition,
    account: Account,
    *,
    month: str,
    name: str,
    chunks: Iterable[bytes],
    revised: bool = False,
) -> Work:
    """Return the work that judges an uploaded file; raises InvalidInput for no month.

    The same file for the same month, a revision or not, while that waits or runs is the same work.
    """
    check_begun(month)
    purpose = f"{month}-revised" if revised else month
    digest, key = keep_upload(edition, purpose, name, chunks)
    return queue_work(
        "search_month",
        edition=edition,
        account=account,
        parameters={"month": month, "upload": key, "revised": revised},
        key=f"search_month {purpose} {digest[:32]}",
    )


def locate_new_flows(edition: Edition) -> Path | None:
    """Return the folder where the worker looks for an edition's months; None without a setting."""
    home: Path | None = settings.FAIRLEAD_NEW_FLOWS
    return None if home is None else home / edition.code


def list_new_files(edition: Edition, *, now: float | None = None) -> list[NewFile]:
    """Return the files that were not judged yet as they are now, by their months.

    They are called by their month: 2024-03.csv, or a folder 2024-03.
    """
    folder = locate_new_flows(edition)
    if folder is None or not folder.is_dir():
        return []
    known = {
        one.name: (one.size, one.modified_ns) for one in FoundFile.objects.filter(edition=edition)
    }
    moment = time.time() if now is None else now
    found = []
    for path in sorted(folder.iterdir()):
        month = path.name[:7]
        if not is_month(month) or path.name[7:8] not in ("", "."):
            continue
        states = [one.lstat() for one in _list_entries(path)]
        size = sum(one.st_size for one in states)
        modified = max((one.st_mtime_ns for one in states), default=0)
        quiet = moment - modified / 1e9 >= QUIET_SECONDS
        if states and quiet and known.get(path.name) != (size, modified):
            found.append(NewFile(month, path, size, modified))
    return found


def _list_entries(path: Path) -> list[Path]:
    """Return what lies in a folder and is none, or the file itself; a link is not followed."""
    if path.is_symlink() or not path.is_dir():
        return [path]
    return [one for one in path.rglob("*") if one.is_symlink() or not one.is_dir()]


def refuse_links(path: Path) -> None:
    """Refuse what is no file, with InvalidInput: a link may lead out of the folder."""
    for one in _list_entries(path):
        if not stat.S_ISREG(one.lstat().st_mode):
            expected = "expected a file or a folder of files: links are not followed"
            raise report_invalid(one.relative_to(path.parent).as_posix(), expected)


def note_judged(edition: Edition, file: NewFile, *, said: str = "") -> None:
    """Note that a file was judged as it is, and what was wrong with it."""
    FoundFile.objects.update_or_create(
        edition=edition,
        name=file.path.name,
        defaults={"size": file.size, "modified_ns": file.modified_ns, "said": said[:4000]},
    )


def look_for_flows() -> int:
    """Return in how many editions there are new flows; each is asked to be judged."""
    if settings.FAIRLEAD_NEW_FLOWS is None:
        return 0
    asked = 0
    for edition in Edition.objects.order_by("pk"):
        if list_new_files(edition):
            queue_work("search_new_flows", edition=edition)
            asked += 1
    return asked
