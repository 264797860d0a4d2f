"""Writing what people are asked to agree to."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from fairlead.apps.consent.models import ConsentText
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText


def write_consent_text(
    edition: Edition,
    purpose: ConsentPurpose,
    text: LocalizedText,
    *,
    asks_again: bool = True,
    withdrawn: bool = False,
) -> ConsentText:
    """Return the new version of a text; earlier versions are kept as they were."""
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        before = ConsentText.objects.filter(edition=edition, purpose=purpose)
        last = before.aggregate(Max("version"))["version__max"] or 0
        return ConsentText.objects.create(
            edition=edition,
            purpose=purpose,
            version=last + 1,
            text=text,
            asks_again=asks_again or last == 0,
            withdrawn=withdrawn,
        )
