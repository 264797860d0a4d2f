"""A demonstration takes the place of an earlier one whatever its ledger has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from tests.folder.conftest import SMALL

from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.load import load_fair
from fairlead.demo.place import choose_code, remove_demonstrations
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair


def change_ledger(fair: Fair) -> Fair:
    """Return the fair with other digests, as another demonstration has."""
    place = fair.ledger.schema.get_field_index("digest")
    others = pa.array(["f" * 64] * fair.ledger.num_rows)
    return replace(fair, ledger=fair.ledger.set_column(place, "digest", others))


@pytest.mark.django_db
def test_a_ledger_that_goes_on_otherwise_is_left_under_its_code(tmp_path: Path) -> None:
    small = read_fair(SMALL)
    write_fair(small, tmp_path / "fair")
    code = small.settings.code
    assert choose_code(small, tmp_path / "fair") is small
    load_fair(small)
    assert choose_code(small, tmp_path / "fair") is small
    other = choose_code(change_ledger(small), tmp_path / "fair")
    assert other.settings.code == f"{code}-2"
    assert read_fair(tmp_path / "fair").settings.code == f"{code}-2"
    Edition.objects.update(code=f"{code}-3")
    remove_demonstrations(f"{code}-2")
    assert Edition.objects.exists()
    remove_demonstrations(code)
    assert not Edition.objects.exists()
