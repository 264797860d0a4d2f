"""The office brings an edition's trade flows in; its folder does not take them away again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.transfer.test_imports import do_all
from tests.chain.trade import write_flows
from tests.sites.office.test_imports import _empty_queue
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Change
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.studies import study_edition
from fairlead.apps.trade.uploaded_flows import forget_unneeded_uploads
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import MergeOptions, merge_fair
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.domain.cancel_work import cancel_work
from fairlead.apps.work.models import Work
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

__all__ = ["_empty_queue"]  # a fixture


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_empty_queue")
def test_first_flows_are_uploaded_and_stay_when_the_folder_is_loaded_again(
    small: Fair, tmp_path: Path, settings: Any
) -> None:
    settings.FAIRLEAD_HOME = tmp_path / "home"
    edition = load_fair(small)
    page = f"/office/{edition.code}/flows/"
    office = sign_in("owner@example.org", MemberRole.OWNER, edition)
    assert "No flows yet" in read(office, page)
    source = tmp_path / "flows.csv"
    pa_csv.write_csv(pq.read_table(write_flows(tmp_path / "flows.parquet").path), source)

    def send(name: str, content: bytes, **given: str) -> int:
        return office.post(page, {"file": SimpleUploadedFile(name, content), **given}).status_code

    for field, wrong in (("kind", "x"), ("classification", "HS1"), ("years", "20"), ("unit", "?")):
        assert send("a.csv", b"x", **{field: wrong}) == 400, field
    assert send("a.csv", b"") == 400
    assert not Work.objects.exists()
    # A file with faults changes nothing, and says its lines; so do years that it has not.
    bad = source.read_bytes().replace(b"BLR", b"Nowhere", 1)
    for content, years, said in ((bad, "", "Nowhere"), (source.read_bytes(), "1999", "1999")):
        assert send("people.csv", content, years=years) == 302
        failed = Work.objects.latest("pk")
        assert do_work(failed.pk)
        failed.refresh_from_db()
        assert (failed.state, said in failed.error) == ("failed", True), failed.error
        edition.refresh_from_db()
        assert edition.flows_source == ""
    # What is cancelled before it was read is not kept, nor what no work knows of.
    assert send("people.csv", source.read_bytes()) == 302
    cancelled = Work.objects.latest("pk")
    kept = settings.FAIRLEAD_HOME / "new-flows"
    assert list(kept.rglob("people.csv"))
    assert (
        office.post(f"/office/{edition.code}/background/{cancelled.pk}/cancel/").status_code == 302
    )
    assert not list(kept.rglob("people.csv"))
    assert send("people.csv", source.read_bytes()) == 302
    stray = kept / str(edition.pk) / "flows-stray"
    stray.mkdir()
    for place in (stray, next(kept.rglob("people.csv")).parent):
        os.utime(place, (1, 1))
    assert [forget_unneeded_uploads(), forget_unneeded_uploads()] == [1, 0]
    assert list(kept.rglob("people.csv"))
    assert cancel_work(Work.objects.latest("pk"))
    # Sent again at once, as it is written otherwise, it is read both ways; the last one stands.
    for unit in ("million", "thousand", "thousand"):
        assert send("people.csv", source.read_bytes(), unit=unit) == 302
    assert Work.objects.filter(kind="take_flows", state="queued").count() == 2
    do_all()
    work = Work.objects.latest("pk")
    assert work.state == "done", work.error
    assert "Look at the flows" in read(office, f"/office/{edition.code}/background/{work.pk}/")
    edition.refresh_from_db()
    assert (edition.flows_source, edition.flows_kind) == ("flows/people.csv", "table")
    assert edition.flows_classification == "HS2022"
    assert edition.flows_digest in read(office, page).replace(" ", "")
    assert edition.flows_unit == "thousand"
    assert Change.objects.filter(act="take_flows").count() == 2
    study = study_edition(edition, ["BLR"])
    assert study is not None
    # The folder it came from undoes nothing, until it is told to; an export holds the flows.
    done = merge_fair(small)
    assert {row.change.value for row in done.changes.rows} == {"kept"}
    edition.refresh_from_db()
    assert edition.flows_source == "flows/people.csv"
    write_fair(gather_fair(edition), tmp_path / "out")
    again = read_fair(tmp_path / "out")
    assert again.flows is not None
    assert again.flows.path.read_bytes() == source.read_bytes()
    assert not merge_fair(again).changes.rows
    merge_fair(replace(small, flows=None), options=MergeOptions(folder_wins=True))
    assert Edition.objects.get().flows_source == ""
    auditor = sign_in("auditor@example.org", MemberRole.AUDITOR, edition)
    assert "Read it" not in read(auditor, page)
    sent = {"file": SimpleUploadedFile("a.csv", b"x")}
    assert auditor.post(page, sent).status_code == 403
