"""Files of flows that were uploaded: kept until a worker has read them."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from fairlead.apps.fairs.models import Edition
from fairlead.apps.work.models import LIVE, Work
from fairlead.folder.file_names import clean_file_name
from fairlead.folder.own_folder import make_own_folder

MOST_BYTES = 96 * 2**20
FOLDER = "new-flows"
_YOUNG_SECONDS = 86_400.0


def keep_upload(
    edition: Edition, purpose: str, name: str, chunks: Iterable[bytes]
) -> tuple[str, str]:
    """Return the digest of a file, and under what it is kept, by its own name, until it is read.

    Each purpose, as a month is, has its own: a file that was given for the wrong one is forgotten
    for that alone.
    """
    folder = _locate_uploads(edition)
    for own in (*reversed(folder.parents[:2]), folder):
        make_own_folder(own)
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(dir=folder) as draft:
        place = Path(draft) / "kept"
        place.mkdir()
        with (place / clean_file_name(name, "flows.csv")).open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        key = f"{purpose}-{digest.hexdigest()}"
        try:
            place.rename(folder / key)
        except OSError:  # it is there, of a moment ago perhaps
            if not (folder / key).exists():
                raise
    return digest.hexdigest(), key


def find_upload(edition: Edition, key: str) -> Path | None:
    """Return an uploaded file that waits to be judged; None where this machine has none."""
    place = _locate_uploads(edition) / key
    return next(iter(place.iterdir()), None) if place.is_dir() else None


def forget_upload(edition: Edition, key: str) -> None:
    """Remove an uploaded file that was judged."""
    shutil.rmtree(_locate_uploads(edition) / key, ignore_errors=True)


def forget_upload_of(work: Work) -> None:
    """Remove the file that was uploaded for work which is not done any more."""
    if work.edition is not None:
        forget_upload(work.edition, str(work.parameters["upload"]))


def forget_unneeded_uploads(*, dry_run: bool = False) -> int:
    """Return how many files that no work waits for are removed, or would be.

    What is younger than a day is perhaps still on its way to its work.
    """
    live = Work.objects.filter(state__in=LIVE, parameters__has_key="upload")
    needed = {(str(one.edition_id), one.parameters["upload"]) for one in live}
    over = time.time() - _YOUNG_SECONDS
    found = [
        place
        for place in (Path(settings.FAIRLEAD_HOME) / FOLDER).glob("*/*")
        if (place.parent.name, place.name) not in needed and place.lstat().st_mtime < over
    ]
    for place in () if dry_run else found:
        shutil.rmtree(place, ignore_errors=True)
    return len(found)


def _locate_uploads(edition: Edition) -> Path:
    return Path(settings.FAIRLEAD_HOME) / FOLDER / str(edition.pk)
