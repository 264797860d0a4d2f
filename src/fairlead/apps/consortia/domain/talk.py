"""Talking in a consortium, with files: who may is asked by the caller."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.consortia.domain.tell_members import tell_members
from fairlead.apps.consortia.models import Blob, Consortium, Member, Note, SharedFile
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds

FILE_BYTES = 25 * 2**20
ALL_BYTES = 250 * 2**20
_MOST_NAME = 120
# What a system would run, or show as a page, when it is opened; such a name gets .bin behind it.
_ENDINGS = (
    "app apk appref-ms bat chm cmd com command cpl desktop dll docm dotm exe gadget hta htm html"
    " inf iso img jar js jse jnlp lnk mht mhtml msc msi msp pif pptm ps1 ps2 psm1 py pyw rb reg scf"
    " scr sct sh svg sys url vb vbe vbs vhd ws wsc wsf wsh xht xhtml xlsm xltm xml xsl xslt"
)
_RUNS = frozenset(_ENDINGS.split())
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def clean_name(name: str) -> str:
    """Return a file's name that is a plain name everywhere, and runs nowhere by being opened.

    Folders, signs that shells and file systems read, invisible ones and those that turn the
    direction of writing go; what would run gets ``.bin`` behind it.
    """
    bare = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", bare)
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    kept = _UNSAFE.sub("_", kept).strip(" .")
    stem, point, ending = kept.rpartition(".")
    if point and len(ending) <= 10:
        kept = f"{stem[: _MOST_NAME - len(ending)].rstrip(' .')}.{ending}" if stem else ending
    kept = kept[: _MOST_NAME + 11] or "file"
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    return f"{kept}.bin" if kept.rpartition(".")[2].lower() in _RUNS else kept


def keep_file(
    consortium: Consortium, name: str, content: bytes, *, by: Participation
) -> SharedFile:
    """Return the file under its name; bytes that are kept already are not kept twice.

    A name that comes again with the same bytes is the same file. Raises Refusal for an empty
    file, one that is too large, and when the consortium has no room for it.
    """
    if not content:
        raise Refusal(_("Choose a file that is not empty."))
    if len(content) > FILE_BYTES:
        raise Refusal(_("Expected a file of at most %d MB.") % (FILE_BYTES // 2**20))
    name, digest = clean_name(name), hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Consortium.objects.select_for_update(of=("self",)).get(pk=consortium.pk)
        same = consortium.files.filter(name=name).first()
        if same is not None and same.blob_id == digest:
            return same
        used = consortium.files.aggregate(all=Sum("blob__size"))["all"] or 0
        if used + len(content) > ALL_BYTES:
            raise Refusal(_("Expected files of at most %d MB in all.") % (ALL_BYTES // 2**20))
        Blob.objects.bulk_create(
            [Blob(sha256=digest, size=len(content), content=content)], ignore_conflicts=True
        )
        return SharedFile.objects.create(consortium=consortium, blob_id=digest, name=name, by=by)


def say_in(
    consortium: Consortium,
    text: str,
    *,
    by: Participation,
    doer: Doer,
    member: Member | None,
    file: tuple[str, bytes] | None = None,
) -> Note:
    """Return what was said, for the members to read; with a file, or without.

    Raises Refusal for nothing, for too much, and as `keep_file` does.
    """
    text = text.strip()
    if not text and file is None:
        raise Refusal(_("Expected a text or a file."))
    if len(text) > bounds.MESSAGE_LENGTH:
        most = {"most": bounds.MESSAGE_LENGTH}
        raise Refusal(_("Expected at most %(most)d characters.") % most)
    with transaction.atomic():
        kept = keep_file(consortium, *file, by=by) if file is not None else None
        made = Note.objects.create(
            consortium=consortium, member=member, by=by, text=text, file=kept
        )
        if kept is not None:
            record_change(
                "share_file",
                kept,
                by=doer,
                edition=consortium.edition,
                after={"name": kept.name, "sha256": kept.blob_id},
            )
        tell_members(
            consortium,
            f"note:{made.pk}",
            subject=gettext_lazy("Something new in your consortium"),
            body=consortium.title,
            by=by,
        )
    return made
