"""The ledger's projects as a file of a kind that others read."""

from __future__ import annotations

from fairlead.apps.cooperation.project_sheets import list_sheets
from fairlead.folder.ledger_exports import iati, oc4ids
from fairlead.folder.ledger_exports.records import ProjectPackage
from fairlead.ui.table_download import XLSX, write_sheets

MEDIA_TYPES = {"oc4ids.json": oc4ids.MEDIA_TYPE, "iati.xml": iati.MEDIA_TYPE, "xlsx": XLSX}


def write_package(package: ProjectPackage, kind: str) -> bytes:
    """Return the package as a file of a kind of `MEDIA_TYPES`."""
    if kind == "oc4ids.json":
        return oc4ids.write_oc4ids(package)
    if kind == "iati.xml":
        return iati.write_iati(package)
    return write_sheets(list_sheets(package))
