"""The trade flows of an edition: kept as the files they came in, by their content."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from fairlead.apps.fairs.models import Edition
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.own_folder import make_own_folder

_CHUNK = 1 << 20


def keep_flows(flows: FlowsSource) -> str:
    """Return the SHA-256 under which a copy of the files now is kept in FAIRLEAD_HOME.

    The same files are kept once, however many editions use them.
    """
    digest = digest_of(flows.path)
    place = _place(digest)
    if place.exists():
        return digest
    make_own_folder(Path(settings.FAIRLEAD_HOME))
    make_own_folder(place.parent)
    with tempfile.TemporaryDirectory(dir=place.parent) as draft:
        copy = Path(draft) / "flows"
        if flows.path.is_dir():
            shutil.copytree(flows.path, copy)
        else:
            shutil.copyfile(flows.path, copy)
        try:
            copy.rename(place)
        except OSError:  # a folder is not put in the place of another load's
            if not place.exists():
                raise
    return digest


def find_kept_flows(edition: Edition) -> FlowsSource | None:
    """Return where the flows of an edition are, None when it has none.

    Raises InvalidInput when this machine does not have them.
    """
    if not edition.flows_source:
        return None
    source = locate_kept(edition.flows_digest, _describe(edition))
    if not source.path.exists():
        raise report_invalid(
            str(source.path),
            f"expected the trade flows of {edition.code}, which were kept when it was loaded: "
            "use the FAIRLEAD_HOME of then, or load the folder again",
        )
    return source


def is_kept(edition: Edition) -> bool:
    """Return whether this machine has the flows of an edition."""
    return bool(edition.flows_digest) and _place(edition.flows_digest).exists()


def locate_kept(digest: str, flows: FlowsSource) -> FlowsSource:
    """Return the flows as they are read from the files kept under a digest."""
    return replace(flows, path=_place(digest))


def _describe(edition: Edition) -> FlowsSource:
    return FlowsSource(
        source=edition.flows_source,
        path=_place(edition.flows_digest),
        kind=edition.flows_kind,
        classification=edition.flows_classification,
        years=tuple(edition.flows_years) or None,
        unit=edition.flows_unit or None,
    )


def locate_prepared_flows(edition: Edition) -> Path:
    """Return the folder for what is worked out of the edition's flows before anybody asks."""
    return locate_prepared(edition.flows_digest, _describe(edition))


def locate_prepared(digest: str, flows: FlowsSource) -> Path:
    """Return the folder for what is worked out of flows kept under a digest.

    Its name says the flows, how they are read, and the years that count.
    """
    how = (flows.kind, flows.classification, *map(str, flows.years or ()))
    how += (flows.unit,) if flows.unit else ()
    key = hashlib.sha256(" ".join(how).encode()).hexdigest()[:12]
    return _locate_prepared(digest) / key


def forget_flows(digest: str) -> None:
    """Remove the files kept under a digest when no edition uses them any more."""
    if not digest or Edition.objects.filter(flows_digest=digest).exists():
        return
    shutil.rmtree(_locate_prepared(digest), ignore_errors=True)
    place = _place(digest)
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of all names and files below a folder."""
    digest = hashlib.sha256()
    if path.is_file():
        _digest_bytes(digest, path)
        return digest.hexdigest()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        name = file.relative_to(path).as_posix().encode()
        digest.update(b"%d %s %d " % (len(name), name, file.stat().st_size))
        _digest_bytes(digest, file)
    return digest.hexdigest()


def _digest_bytes(digest: hashlib._Hash, path: Path) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)


def _locate_prepared(digest: str) -> Path:
    return Path(settings.FAIRLEAD_HOME) / "flows" / f"{digest}.ready"


def _place(digest: str) -> Path:
    return Path(settings.FAIRLEAD_HOME) / "flows" / digest
