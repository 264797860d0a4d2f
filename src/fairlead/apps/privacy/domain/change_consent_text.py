"""Changing what people are asked to agree to, with a record of it."""

from __future__ import annotations

from django.db import transaction

from fairlead.apps.consent.domain.write_text import write_consent_text
from fairlead.apps.consent.models import ConsentText
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_texts
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.folder.localized_text import LocalizedText


def change_consent_text(
    edition: Edition,
    purpose: ConsentPurpose,
    text: LocalizedText,
    *,
    by: Doer,
    asks_again: bool = False,
    withdrawn: bool = False,
) -> ConsentText | None:
    """Return the new version of a text, None where nothing changes: the same again is none.

    One that is ``withdrawn`` asks nobody any more; ``asks_again`` asks those too who answered.
    """
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        before = next((one for one in list_texts(edition) if one.purpose == purpose), None)
        if not (withdrawn or before is None or before.text != text or asks_again):
            return None
        made = write_consent_text(
            edition,
            purpose,
            LocalizedText() if withdrawn else text,
            asks_again=asks_again,
            withdrawn=withdrawn,
        )
        record_change(
            "write_consent_text",
            made,
            by=by,
            edition=edition,
            before={"text": dict(before.text) if before else None},
            after={
                "text": dict(made.text),
                "version": made.version,
                "purpose": str(purpose),
                "asks_again": made.asks_again,
                "withdrawn": withdrawn,
            },
        )
        return made
