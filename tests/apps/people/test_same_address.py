"""An address that only looks like another's opens nothing of the other's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sites import factories as make

import fairlead
from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.people.domain.claim_participation import claim_participation
from fairlead.apps.people.domain.find_account import find_account, open_account
from fairlead.apps.people.domain.manage_team import TakesPartAlready, add_member
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer
from fairlead.apps.people.models import Account, Person, Role
from fairlead.folder.addresses import fold_address

# Letters that some rule of capitals makes a letter of ASCII: the owners of these domains differ.
OWN = "boss@firm.example"
LOOKS = ("boss@fırm.example", "boss@fİrm.example", "boſſ@firm.example", "bo\u017fs@firm.example")


@pytest.mark.django_db
@pytest.mark.parametrize("looks", LOOKS)
def test_who_looks_alike_gets_into_no_account_and_no_listed_place(looks: str) -> None:
    edition = make.edition()
    owner = open_account(OWN.upper())
    listed = make.participation(edition)
    Person.objects.filter(pk=listed.person_id).update(email=OWN)
    stranger = open_account(looks)
    assert stranger.pk != owner.pk
    assert find_account(looks) == stranger
    assert claim_participation(stranger, edition, by=Doer(stranger)) is None
    assert Account.objects.get_by_natural_key(OWN) == owner
    assert claim_participation(owner, edition, by=Doer(owner)) == listed


@pytest.mark.django_db
def test_capitals_are_the_same_address() -> None:
    edition = make.edition()
    firm = make.exhibitor(edition).organisation
    owner = open_account("Boss@Firm.Example")
    assert open_account("boss@FIRM.example") == owner
    add_member(
        firm, Role.EXHIBITOR, name="Boss", email="BOSS@firm.example", language="en", by=COMMAND_LINE
    )
    with pytest.raises(TakesPartAlready):
        add_member(firm, Role.EXHIBITOR, name="B", email=OWN, language="en", by=COMMAND_LINE)
    assert claim_participation(owner, edition, by=Doer(owner)) is not None


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), max_size=20))
def test_the_database_folds_as_python_does(text: str) -> None:
    folded = fold_address(text)
    Account.objects.all().delete()
    Account.objects.create(email=text)
    assert Account.objects.values_list(FoldAddress("email"), flat=True).get() == folded
    assert Account.objects.filter(email__address=text).exists()


def test_no_code_compares_addresses_by_other_rules_of_capitals() -> None:
    other = re.compile(
        r"(?:mail|address)\w*(?:__iexact|\.(?:strip\(\)\.)?(?:lower|casefold)\(\))"
        r"|(?:Lower|Upper)\(\"(?:\w+__)?(?:email|address)\""
    )
    found = [
        path.name
        for path in Path(fairlead.__file__).parent.rglob("*.py")
        if "migrations" not in path.parts
        for line in path.read_text("utf-8").splitlines()
        if other.search(line)
    ]
    # Of what was erased coarser rules keep more away, and what is kept is told by no other.
    assert found == ["erased_entries.py"]
