"""What waits for the organiser waits wherever its folder is loaded, and is decided there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.folder.partnership import LOGO, ROWS, join_partnership, name_picture

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Organisation
from fairlead.apps.practices.domain.decide_practice import decide_practice
from fairlead.apps.practices.models import Practice
from fairlead.apps.practices.practice_texts import read_values as read_practice
from fairlead.apps.trade.domain.decide_proposal import decide_proposal
from fairlead.apps.trade.models import Need, NeedFigures, Proposal
from fairlead.apps.trade.own_texts import read_values
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

pytestmark = pytest.mark.django_db


def test_what_waits_is_approved_as_if_it_had_been_written_here(small: Fair) -> None:
    edition = load_fair(join_partnership(small))
    pump = Organisation.objects.get(edition=edition, code="pump")
    waiting = {one.about: one for one in Proposal.objects.filter(organisation=pump)}
    assert set(waiting) == {"profile", "need/d-2", "pictures"}
    for one in waiting.values():
        assert set(one.values) >= set(read_values(pump, one.about) or {})
        decide_proposal(one, approve=True, by=Doer(None))
    need = Need.objects.get(edition=edition, code="d-2")
    assert (need.economy, need.posted_by) == ("KAZ", pump)
    assert NeedFigures.objects.get(need=need).first_share == 0.75
    assert [one.file_id for one in pump.pictures.order_by("position")][1] == name_picture(LOGO)
    folder = gather_fair(edition)
    assert "pump" not in folder.waiting_profiles["organisation"].to_pylist()
    assert need.code in folder.need_figures["need"].to_pylist()
    # What was decided here is not asked again.
    merge_fair(join_partnership(small))
    assert not Proposal.objects.filter(organisation=pump, state="waiting").exists()


def test_what_a_folder_has_no_more_is_withdrawn(small: Fair) -> None:
    edition = load_fair(join_partnership(small))
    other = ROWS["waiting_profiles"][0] | {"description": "Newer still"}
    changed = join_partnership(small, waiting_profiles=[other], waiting_entries=[])
    merge_fair(changed)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == changed
    assert Proposal.objects.filter(state="withdrawn").count() == 4


def test_a_change_waits_beside_a_practice(small: Fair) -> None:
    fair = join_partnership(small)
    edition = load_fair(fair)
    held = Practice.objects.get(edition=edition, code="g1")
    assert held.proposed is not None
    assert held.proposed.keys() == read_practice(held).keys()
    assert held.title["en"] == "A furnace"
    refused = [ROWS["practices"][0] | {"state": "withdrawn"}, *ROWS["practices"][1:]]
    gone: dict[str, list[dict[str, Any]]] = {"practice_changes": [], "changed_effects": []}
    merge_fair(join_partnership(small, practices=refused, **gone))
    held.refresh_from_db()
    assert held.proposed is None
    merge_fair(fair)
    held.refresh_from_db()
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == fair
    decide_practice(held, approve=True, seen=held.number, by=Doer(None))
    held.refresh_from_db()
    assert (held.title["en"], held.economy, held.effects.count()) == ("A better furnace", "KAZ", 2)


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "expected"),
    [
        ("waiting_entries", 1, "code", "n3", "waiting_entries.csv:3: code .*own needs, or a new"),
        ("waiting_entries", 2, "figures", "[]", "waiting_entries.csv:4: figures .*as need_figures"),
        ("waiting_entries", 2, "figures", '{"economy":"KAZ"}', "figures .*an object with economy"),
        ("waiting_pictures", 1, "number", 1, "waiting_pictures.csv:3: sha256.*of each number"),
        ("waiting_pictures", 3, "number", 3, "number .*counted from 1"),
        ("waiting_pictures", 0, "sha256", "a" * 64, "waiting_pictures.csv:2: sha256 .*missing"),
        ("practice_changes", 0, "practice", "g2", "practice_changes.csv:2: .*that is published"),
        ("changed_effects", 0, "practice", "g2", "changed_effects.csv:2: .*practice_changes.csv"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused(
    small: Fair, tmp_path: Path, name: str, row: int, column: str, value: object, expected: str
) -> None:
    rows = [dict(one) for one in ROWS[name]]
    write_fair(join_partnership(small), tmp_path / "fair")
    rows[row][column] = value
    written = join_partnership(small, **{name: rows})
    digest = "a" * 64
    if value == digest:
        write_fair(join_partnership(small), tmp_path / "fair")
        path = tmp_path / f"fair/{name}.csv"
        text = path.read_text("utf-8").replace(name_picture(LOGO), digest, 1)
        path.write_text(text, "utf-8")
    else:
        write_fair(written, tmp_path / "fair")
    with pytest.raises(InvalidInput, match=expected):
        read_fair(tmp_path / "fair")
