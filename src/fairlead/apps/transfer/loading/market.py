"""Passes, shared stands, pictures and the figures of needs into the database."""

from __future__ import annotations

import pyarrow as pa

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.copy_rows import Column, write_array_column
from fairlead.apps.people.models import PassQuota
from fairlead.apps.trade.domain.keep_picture import keep_exported_picture
from fairlead.apps.trade.models import NeedFigures, Picture, PictureFile, StandShare
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain, lay_out_words
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.picture_files import Size, check_size, name_file


def _lay_out_passes(load: Load) -> dict[str, Column]:
    rows = load.fair.passes
    return {
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        **lay_out_plain(rows, "quota"),
        "set_by_hand": rows["set_by_hand"].is_valid(),
    }


def _lay_out_shares(load: Load) -> dict[str, Column]:
    rows = load.fair.stand_shares
    exhibitors = Exhibitor.objects.filter(edition=load.edition)
    hosts = dict(exhibitors.values_list("organisation__code", "pk"))
    return {
        "host_id": pa.array([hosts[one] for one in rows["host"].to_pylist()], pa.int64()),
        "guest_id": load.refer(rows["guest"], "organisations"),
        **lay_out_plain(rows, "state", "invited_at", "answered_at"),
        **lay_out_words(rows, "message"),
    }


def _lay_out_figures(load: Load) -> dict[str, Column]:
    rows = load.fair.need_figures
    return {
        "need_id": load.refer(rows["need"], "needs"),
        "years": write_array_column(rows["years"]),
        **lay_out_words(rows, "source", "first_supplier", "second_supplier", "engine_version"),
        **lay_out_plain(
            rows, "economy", "product", "imports_usd", "hhi_imports", "first_share",
            "second_share", "hhi_world", "exports_usd", "recorded_at",
        ),
    }  # fmt: skip


def _lay_out_pictures(load: Load) -> dict[str, Column]:
    rows = load.fair.pictures
    files = keep_files(load, "pictures")
    sizes = [files[one] for one in rows["sha256"].to_pylist()]
    return {
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "position": rows["number"],
        "file_id": rows["sha256"],
        "width": pa.array([width for width, _ in sizes], pa.int64()),
        "height": pa.array([height for _, height in sizes], pa.int64()),
        **lay_out_plain(rows, "kind"),
        **load.texts("pictures", "words"),
    }


def keep_files(load: Load, name: str) -> dict[str, tuple[int, int]]:
    """Return width and height of each picture of a file; those that are not here are kept."""
    rows = load.fair.table(name).select(["sha256", "kind"])
    told = rows["sha256"].to_pylist()
    held = PictureFile.objects.filter(pk__in=set(told))
    sizes = {pk: (width, height) for pk, width, height in held.values_list("pk", "width", "height")}
    for line, (digest, kind) in enumerate(zip(told, rows["kind"].to_pylist(), strict=True), 2):
        if digest is None:
            continue
        try:
            if digest not in sizes:
                sizes[digest] = _keep_file(load, digest, kind)
            check_size(Size(*sizes[digest]), kind)
        except ValueError as error:
            problem = InputError(
                f"{name}.csv",
                f"{name_file(digest)}: {error}",
                line=line,
                field="sha256",
                value=digest,
            )
            raise InvalidInput([problem]) from None
    return sizes


def _keep_file(load: Load, digest: str, kind: str) -> tuple[int, int]:
    if load.fair.read_picture is None:
        raise ValueError("expected the picture, it is not there")
    kept = keep_exported_picture(digest, load.fair.read_picture(digest), kind=kind)
    return kept.width, kept.height


PASSES = Sheet("passes", PassQuota, ("organisation__code",), _lay_out_passes,
               edition="organisation__edition", gives_way=True, numbered=False)  # fmt: skip
SHARES = Sheet("stand_shares", StandShare,
               ("host__organisation__code", "guest__code", "invited_at"), _lay_out_shares,
               edition="guest__edition", gives_way=True)  # fmt: skip
FIGURES = Sheet("need_figures", NeedFigures, ("need__code",), _lay_out_figures,
                edition="need__edition", is_recorded=True, numbered=False)  # fmt: skip


PICTURES = Sheet("pictures", Picture, ("organisation__code", "kind", "position"),
                 _lay_out_pictures, edition="organisation__edition", gives_way=True)  # fmt: skip
MARKET_SHEETS = (PASSES, SHARES, FIGURES, PICTURES)


def load_own_pages(load: Load) -> None:
    """Write what exhibitors and delegations arranged: passes, shared stands, needs' figures."""
    for sheet in MARKET_SHEETS:
        load_sheet(load, sheet)
