"""Agreeing and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from fairlead.apps.consent.models import Consent
from fairlead.apps.consent.queries.consents import list_asked
from fairlead.apps.fairs.models import Edition


def answer_consents(
    edition: Edition,
    person_id: int,
    answers: Mapping[str, bool],
    *,
    language: str,
    account_id: int | None = None,
    acted_for_id: int | None = None,
) -> list[str]:
    """Return the purposes whose answer is another one now; each is written with its text.

    ``answers`` are by purpose, and only of those that the edition asks. An answer that is the same
    as the one that counts is not written again. Call it in a transaction.
    """
    if not answers:
        return []
    changed = [
        one
        for one in list_asked(edition, person_id)
        if one.text.purpose in answers and answers[one.text.purpose] is not one.given
    ]
    Consent.objects.bulk_create(
        Consent(
            person_id=person_id,
            text=one.text,
            given=answers[one.text.purpose],
            language=language[:35],
            account_id=account_id,
            acted_for_id=acted_for_id,
        )
        for one in changed
    )
    return [one.text.purpose for one in changed]
