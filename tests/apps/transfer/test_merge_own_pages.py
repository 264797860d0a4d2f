"""What belongs to a row of a folder goes with it; what people arranged stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.folder.partnership import (
    LOGO,
    PHOTO,
    ROWS,
    at,
    draw_picture,
    join_partnership,
    name_picture,
)
from tests.texts import english

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation, PassQuota
from fairlead.apps.trade.domain.keep_picture import forget_pictures
from fairlead.apps.trade.models import (
    Need,
    NeedFigures,
    Picture,
    PictureFile,
    StandShare,
)
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import MergeOptions, merge_fair, plan_load
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

pytestmark = pytest.mark.django_db

GUEST = {"id": "guest", "name": "A guest", "country": "RUS"}
WANTED = {
    "id": "n9", "economy": "RUS", "title": "Wanted", "products": ["HS:8541"],
    "cooperation": ["supply"],
}  # fmt: skip
MEMBER = {"consortium": "k1", "organisation": "guest", "part": "customer", "state": "invited",
          "invited_at": at(4)}  # fmt: skip


def add(fair: Fair, **rows: dict[str, Any]) -> Fair:
    """Return the fair with another row in some files."""
    languages = fair.settings.languages
    tables = {
        name: pa.concat_tables(
            [fair.table(name), build_table_of_rows(name, [row], languages=languages)]
        ).combine_chunks()
        for name, row in rows.items()
    }
    return replace(fair, **tables)


def test_passes_and_figures_go_with_what_they_are_of(small: Fair) -> None:
    fair = join_partnership(small)
    edition = load_fair(add(fair, organisations=GUEST, needs=WANTED, members=MEMBER))
    guest = Organisation.objects.get(edition=edition, code="guest")
    PassQuota.objects.create(organisation=guest, quota=3)  # given here, by stand
    held = NeedFigures.objects.get()
    held.need = Need.objects.get(edition=edition, code="n9")
    held.save(force_insert=True)

    planned = plan_load(fair)
    done = merge_fair(fair)

    assert planned.changes.rows == done.changes.rows
    told = {(row.file, row.key): row.why for row in done.changes.rows}
    assert told["need_figures", "n9"] == "goes with need n9"
    assert told["passes", "guest"] == "goes with organisation guest"
    assert NeedFigures.objects.count() == 1
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == fair


def test_who_shares_a_stand_here_holds_the_guest(small: Fair) -> None:
    fair = join_partnership(small)
    edition = load_fair(add(fair, organisations=GUEST))
    host = Exhibitor.objects.get(edition=edition, organisation__code="gear")
    guest = Organisation.objects.get(edition=edition, code="guest")
    StandShare.objects.create(host=host, guest=guest, state="declined", invited_at=at(4))
    (row,) = merge_fair(fair).changes.rows
    assert (row.key, row.change.value) == ("guest", "kept")
    assert "of stand_shares.csv" in row.why
    merge_fair(fair, options=MergeOptions(remove_held=True))
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == fair


def test_a_share_changes_hands(small: Fair) -> None:
    """Two invitations of one host and guest: what was open ended, what had ended is open."""
    fair = join_partnership(small)
    edition = load_fair(fair)
    ended, open_one = ROWS["stand_shares"]
    swapped = [ended | {"state": "invited"}, open_one | {"state": "ended"}]
    changed = join_partnership(small, stand_shares=swapped, passes=[{"organisation": "chip"}])
    merge_fair(changed)
    found = gather_fair(Edition.objects.get(pk=edition.pk))
    assert found.table("passes") == changed.table("passes")
    shares = found.table("stand_shares").to_pylist()
    assert sorted(map(repr, shares)) == sorted(map(repr, changed.table("stand_shares").to_pylist()))


def test_figures_are_not_changed_by_a_folder(small: Fair) -> None:
    load_fair(join_partnership(small))
    other = [ROWS["need_figures"][0] | {"imports_usd": 1.0}]
    with pytest.raises(InvalidInput, match=r"need_figures.csv: .*recorded here"):
        merge_fair(join_partnership(small, need_figures=other))
    fewer = merge_fair(join_partnership(small, need_figures=[]))
    assert [(row.file, row.why) for row in fewer.changes.rows] == [
        ("need_figures", "recorded, and stays")
    ]


def test_a_host_leaves_its_stand(small: Fair) -> None:
    fair = join_partnership(small, stand_shares=[])
    share = {"host": "guest", "guest": "mine", "invited_at": at(4), "state": "declined"}
    load_fair(add(fair, organisations=GUEST | {"stand": "1-A1"}, stand_shares=share))
    merge_fair(add(fair, organisations=GUEST))
    assert not StandShare.objects.exists()
    assert not Exhibitor.objects.filter(organisation__code="guest").exists()


def test_pictures_come_back_byte_for_byte(small: Fair, tmp_path: Path) -> None:
    write_fair(join_partnership(small), tmp_path / "in")
    edition = load_fair(read_fair(tmp_path / "in"))
    PictureFile.objects.update(kept_at=at(1))
    assert forget_pictures() == 0
    shown = {bytes(one.content): (one.width, one.height) for one in PictureFile.objects.all()}
    assert shown == {LOGO: (40, 20), PHOTO: (1600, 1200)}
    write_fair(gather_fair(edition), tmp_path / "out")
    for name in [path.name for path in (tmp_path / "in/pictures").iterdir()]:
        picture = Path("pictures", name)
        assert (tmp_path / "in" / picture).read_bytes() == (tmp_path / "out" / picture).read_bytes()
    assert (tmp_path / "in/pictures.csv").read_bytes() == (
        tmp_path / "out/pictures.csv"
    ).read_bytes()


def test_pictures_shown_here_stay_and_others_come_in(small: Fair) -> None:
    fair = join_partnership(small)
    edition = load_fair(fair)
    gear = Organisation.objects.get(edition=edition, code="gear")
    logo = Picture.objects.get(organisation=gear, kind="logo")
    logo.words = english("A new wheel")
    logo.save()
    fresh = draw_picture(30, 30)
    rows = [ROWS["pictures"][0] | {"words": "Theirs"}, *ROWS["pictures"][1:]]
    rows.append({"organisation": "chip", "kind": "logo", "number": 1,
                 "sha256": name_picture(fresh)})  # fmt: skip
    folder = join_partnership(small, pictures=rows)
    with pytest.raises(ValueError, match="not there"):
        merge_fair(replace(folder, read_picture=None))
    with pytest.raises(InvalidInput, match=r"pictures\.csv:.* sha256 .*SHA-256 its name is"):
        merge_fair(replace(folder, read_picture=lambda _: LOGO))
    merge_fair(replace(folder, read_picture={name_picture(fresh): fresh}.__getitem__))
    found = Picture.objects.filter(organisation__edition=edition)
    assert found.get(organisation=gear, kind="logo").words["en"] == "A new wheel"
    assert found.get(organisation__code="chip").file.width == 30


def test_a_picture_that_only_its_head_is_one_is_not_taken(small: Fair) -> None:
    broken = bytearray(draw_picture(16, 16))
    broken[23:26] = bytes(3)  # by which a frame begins
    digest = name_picture(bytes(broken))
    row = {"organisation": "chip", "kind": "logo", "number": 1, "sha256": digest}
    fair = replace(
        join_partnership(small, pictures=[row]), read_picture={digest: bytes(broken)}.__getitem__
    )
    with pytest.raises(InvalidInput, match=r"pictures\.csv:2: sha256 .*that can be decoded"):
        load_fair(fair)
    assert not Edition.objects.exists()
