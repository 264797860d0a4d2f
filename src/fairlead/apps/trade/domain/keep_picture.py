"""Keeping a picture that was uploaded, and forgetting those that nothing shows any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from fairlead.apps.trade.models import PictureFile, PictureKind
from fairlead.apps.trade.pictures import (
    LOGO_SIZE,
    PICTURE_SIZE,
    NoPicture,
    check_whole,
    clean_picture,
)
from fairlead.folder import bounds
from fairlead.folder.picture_files import check_digest, check_size, measure_picture

MOST_PICTURES = int(bounds.PICTURES.high)
_UNUSED = """
DELETE FROM trade_picturefile kept WHERE kept_at < %s
    AND NOT EXISTS (SELECT FROM trade_picture WHERE file_id = kept.digest)
    AND NOT EXISTS (
        SELECT FROM people_revision WHERE about IN ('logo', 'pictures')
            AND values @> jsonb_build_object('pictures',
                jsonb_build_array(jsonb_build_object('digest', kept.digest)))
    )
    AND NOT EXISTS (
        SELECT FROM trade_proposal WHERE about IN ('logo', 'pictures')
            AND values @> jsonb_build_object('pictures',
                jsonb_build_array(jsonb_build_object('digest', kept.digest)))
    )
"""


def keep_picture(kind: PictureKind, content: bytes, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a picture as the values of a text have it; the same one is kept once.

    Raises NoPicture.
    """
    size = LOGO_SIZE if kind is PictureKind.LOGO else PICTURE_SIZE
    clean = clean_picture(content, size=size)
    PictureFile.objects.get_or_create(
        digest=clean.digest,
        defaults={"content": clean.content, "width": clean.width, "height": clean.height},
    )
    return {
        "digest": clean.digest,
        "width": clean.width,
        "height": clean.height,
        "words": dict(words),
    }


def keep_exported_picture(digest: str, content: bytes, *, kind: str) -> PictureFile:
    """Return a picture that a folder brought, its bytes as they are; one that is there is kept.

    Raises ValueError saying what is wrong with it.
    """
    check_digest(content, digest)
    size = measure_picture(content)
    check_size(size, kind)
    try:
        check_whole(content)
    except NoPicture:
        raise ValueError("expected a WebP that can be decoded") from None
    found, _made = PictureFile.objects.get_or_create(
        digest=digest,
        defaults={"content": content, "width": size.width, "height": size.height},
    )
    return found


def forget_pictures(*, now: dt.datetime | None = None) -> int:
    """Return how many pictures were removed that no page shows and no undoing brings back."""
    before = (now or timezone.now()) - dt.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(_UNUSED, (before,))
        return int(cursor.rowcount)
