"""The trade flows of an edition, uploaded by the office in place of those it had."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fairlead.apps.fairs.models import Edition, FlowKind
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.trade.runs import check_unit
from fairlead.apps.trade.uploaded_flows import keep_upload
from fairlead.apps.transfer.loading.fairs import describe_flows
from fairlead.apps.transfer.remember import recall_flows, remember_flows
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import Work
from fairlead.folder import bounds
from fairlead.folder.codes import HS_VERSIONS
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.input_errors import report_invalid

FOLDER = "flows"
"""Where uploaded flows lie in the fair's folder: beside its files, whatever they are called."""
CLASSIFICATIONS = tuple(f"HS{version}" for version in HS_VERSIONS)


@dataclass(frozen=True, slots=True)
class StatedFormat:
    """How the office says that a file is written; "" and nothing where the file says it."""

    kind: str = ""
    classification: str = ""
    years: tuple[int, ...] = ()
    unit: str = ""


def read_as_written(*, kind: str, classification: str, years: str, unit: str) -> StatedFormat:
    """Return what a form says of a file; raises InvalidInput that names the field."""
    if kind and kind not in FlowKind.values:
        raise report_invalid("kind", f"expected one of {', '.join(FlowKind.values)}", value=kind)
    if classification and classification not in CLASSIFICATIONS:
        expected = f"expected one of {', '.join(CLASSIFICATIONS)}"
        raise report_invalid("classification", expected, value=classification)
    check_unit(unit.strip())
    return StatedFormat(kind, classification, _read_years(years), unit.strip())


def _read_years(text: str) -> tuple[int, ...]:
    first, last = bounds.FIRST_YEAR, bounds.LAST_YEAR
    found = set()
    for word in text.replace(",", " ").replace("|", " ").split():
        if not (word.isascii() and word.isdigit() and first <= int(word[:9]) <= last):
            expected = f"expected years from {first} to {last}, such as 2022 2023"
            raise report_invalid("years", expected, value=word)
        found.add(int(word))
    return tuple(sorted(found))


def upload_edition_flows(
    edition: Edition, account: Account, *, name: str, chunks: Iterable[bytes], written: StatedFormat
) -> Work:
    """Return the work that reads an uploaded file and makes it the edition's flows.

    The same file, written the same, while that waits or runs is the same work.
    """
    how = asdict(written)
    purpose = f"{FOLDER}-{hashlib.sha256(json.dumps(how).encode()).hexdigest()[:12]}"
    digest, key = keep_upload(edition, purpose, name, chunks)
    return queue_work(
        "take_flows",
        edition=edition,
        account=account,
        parameters={"upload": key, **how},
        key=f"take_flows {purpose} {digest[:32]}",
    )


def locate_uploaded(path: Path, parameters: dict[str, Any]) -> FlowsSource:
    """Return an uploaded file as the flows that the work's parameters say it is."""
    return FlowsSource(
        source=f"{FOLDER}/{path.name}",
        path=path,
        kind=str(parameters.get("kind", "")),
        classification=str(parameters.get("classification", "")),
        years=tuple(map(int, parameters.get("years", ()))) or None,
        unit=str(parameters.get("unit", "")) or None,
    )


def take_edition_flows(edition: Edition, flows: FlowsSource, *, digest: str, by: Doer) -> str:
    """Return the digest of the flows that an edition had; it has those kept under ``digest`` now.

    What its folder said of flows stays remembered: loading the folder again undoes nothing.
    Raises InvalidInput for product codes that no folder can name.
    """
    if flows.classification not in CLASSIFICATIONS:
        expected = f"expected product codes of one of {', '.join(CLASSIFICATIONS)}"
        raise report_invalid(flows.source, expected, value=flows.classification)
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    after = describe_flows(flows, flows_digest=digest)
    before = {name: getattr(held, name) for name in after}
    if before == after:
        return ""
    if recall_flows(held) is None:
        remember_flows(held, before)
    Edition.objects.filter(pk=held.pk).update(**after)
    record_change("take_flows", held, by=by, edition=held, before=before, after=after)
    return "" if before["flows_digest"] == digest else str(before["flows_digest"])
