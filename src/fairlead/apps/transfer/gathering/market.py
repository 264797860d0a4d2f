"""Passes, shared stands, pictures and the figures of needs out of the database."""

from __future__ import annotations

import pyarrow as pa

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import PassQuota
from fairlead.apps.trade.models import NeedFigures, Picture, PictureFile, StandShare
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes


def gather_own_pages(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; four queries."""
    languages = edition.languages
    may = list_columns(
        "passes", organisation="organisation__code", set_by_hand=say_yes("set_by_hand")
    )
    passes = PassQuota.objects.filter(organisation__edition=edition).order_by("pk")
    share = list_columns("stand_shares", host="host__organisation__code", guest="guest__code")
    shares = StandShare.objects.filter(guest__edition=edition).order_by("pk")
    says = list_columns("need_figures", need="need__code")
    figures = NeedFigures.objects.filter(need__edition=edition).order_by("pk")
    shown = list_columns(
        "pictures", organisation="organisation__code", number="position", sha256="file_id"
    )
    pictures = Picture.objects.filter(organisation__edition=edition).order_by("pk")
    return {
        "passes": tabulate("passes", list(may), passes.values_list(*may.values()), languages),
        "stand_shares": tabulate(
            "stand_shares", list(share), shares.values_list(*share.values()), languages
        ),
        "need_figures": tabulate(
            "need_figures", list(says), figures.values_list(*says.values()), languages
        ),
        "pictures": tabulate(
            "pictures", list(shown), pictures.values_list(*shown.values()), languages
        ),
    }


def read_kept_picture(digest: str) -> bytes:
    """Return the bytes of a picture that is kept here; raises ValueError where it is not."""
    found = PictureFile.objects.filter(pk=digest).values_list("content", flat=True).first()
    if found is None:
        raise ValueError("expected a picture that is kept here, nothing shows it any more")
    return bytes(found)
