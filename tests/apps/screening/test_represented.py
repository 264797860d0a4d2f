"""People who represent somebody are screened; the table of hits keeps the state looked at."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.screening.test_screening import bring, edition, officer
from tests.sites import factories as make

from fairlead.apps.consortia.domain.set_up_signing import release_signing, set_up_signing
from fairlead.apps.consortia.models import Signatory, Signing
from fairlead.apps.delegations.domain.set_up_delegation import add_delegate, set_up_delegation
from fairlead.apps.delegations.models import Delegation, Office
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.apps.screening.domain.decide_hit import decide_hit
from fairlead.apps.screening.models import Hit, HitState
from fairlead.folder.localized_text import LocalizedText

__all__ = ["edition", "officer"]
pytestmark = pytest.mark.django_db


def name_signatory(party: str, person: dict[str, str]) -> Signatory:
    """Return who signs for a party, named in one language or in several."""
    return Signatory(party=LocalizedText({"en": party}), person=LocalizedText(person))


def test_people_who_represent_somebody_are_screened_and_others_not(
    edition: Edition, officer: Account
) -> None:
    head = make.participation(edition, roles=["delegate"], person=make.person(name="Ivan Primerov"))
    speaker = make.participation(
        edition, roles=["speaker"], person=make.person(name="Иван Примеров")
    )
    make.participation(edition, roles=["visitor"], person=make.person(name="Ivan Primerov"))
    session = make.session(edition)
    signing = set_up_signing(
        session,
        title=LocalizedText({"en": "Agreement"}),
        signatories=[
            name_signatory("First Works", {"en": "I. P.", "ru": "Ivan Primerov"}),
            name_signatory("Second Works", {"en": "Petra Example"}),
        ],
        project=None,
        press=LocalizedText({}),
        by=COMMAND_LINE,
    )
    bring(edition, officer, "name\nIvan Primerov")
    hits = {(one.kind, one.code): one for one in Hit.objects.all()}
    assert set(hits) == {
        ("person", head.code), ("person", speaker.code), ("signatory", f"{signing.code}.1")
    }  # fmt: skip
    name = LocalizedText({"en": "D"})
    delegation = Delegation(edition=edition, code="d", name=name, economy="BLR")
    set_up_delegation(delegation, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="organiser has to look"):
        add_delegate(delegation, head, Office.HEAD, position=1, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="organiser has to look"):
        release_signing(signing, release=True, by=COMMAND_LINE)
    assert Signing.objects.get().released_at is None
    for hit in hits.values():
        decide_hit(hit, HitState.CLEARED, reason="Another person.", account=officer)
    add_delegate(delegation, head, Office.HEAD, position=1, by=COMMAND_LINE)
    release_signing(signing, release=True, by=COMMAND_LINE)
    # Who is named later is asked about at that moment, and those who decide are told.
    set_up = Signing.objects.get()
    release_signing(set_up, release=False, by=COMMAND_LINE)
    set_up.signatories.filter(position=2).update(person={"ru": "Primerov Ivan"})
    with pytest.raises(Refusal):
        release_signing(set_up, release=True, by=COMMAND_LINE)
    assert Hit.objects.filter(kind="signatory", code=f"{signing.code}.2", state="open").exists()
    # Somebody else who signs in their place does not wait for what was said of them.
    set_up.signatories.filter(position=2).update(person={"en": "Petra Example"})
    release_signing(set_up, release=True, by=COMMAND_LINE)
    assert Signing.objects.get().released_at is not None


def test_the_table_of_hits_is_of_the_state_that_is_looked_at(
    edition: Edition, officer: Account
) -> None:
    make.participation(edition, roles=["delegate"], person=make.person(name="Ivan Primerov"))
    make.participation(edition, roles=["delegate"], person=make.person(name="Petra Beispiel"))
    bring(edition, officer, "name\nIvan Primerov\nPetra Beispiel")
    decide_hit(
        Hit.objects.get(ours="Ivan Primerov"), HitState.CLEARED, reason="Another.", account=officer
    )
    client = Client()
    client.force_login(officer)
    address = f"/office/{edition.code}/screening/hits.csv"
    assert "Ivan Primerov" not in client.get(f"{address}?state=open").content.decode()
    assert "Ivan Primerov" in client.get(address).content.decode()
