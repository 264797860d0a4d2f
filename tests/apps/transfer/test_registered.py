"""What people fill in of themselves and of others goes with the folder, or is said why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from tests.folder.registered import ROWS, join_registered

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import (
    AnswerGiven,
    Mark,
    Participation,
    ParticipationType,
    Question,
)
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import MergeOptions, merge_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair
from fairlead.folder.schemas import BY_NAME
from fairlead.folder.write import write_fair

APPS = ("people", "consent", "outbox", "trade", "market")

ACCOUNT = "accounts and what they do belong to a site; who comes signs in there by a code"
DERIVED = "the database works it out of what is carried"
ENGINE = "an engine's result: worked out again of the folder by its run"
HISTORY = "what was said before, and by whom: history of that database (decision 681)"
PRIVATE = "said in confidence between two; the folder is the organiser's"
SITE = "the site's own, whatever the edition"
NAMED = "the row is of the edition, or of the person that people.csv has in the same row"

# By model the files that carry it and the columns of another name, or the reason why none does.
CARRIED: dict[str, tuple[tuple[str, ...], dict[str, str]] | str] = {
    "people.Organisation": (("organisations",), {"code": "id"}),
    "people.ParticipationType": (("participation_types",), {"code": "id"}),
    "people.Question": (("questions",), {"position": "number"}),
    "people.AnswerGiven": (("answers",), {"participation": "person", "question": "number"}),
    "people.Person": (("people",), {}),
    "people.Participation": (
        ("people",), {"code": "id", "person": "name", "roles": "other_roles"},
    ),
    "people.Availability": (("availability",), {"participation": "person"}),
    "people.Mark": (("marks",), {"participation": "person", "kind": "mark"}),
    "people.PassQuota": (("passes",), {}),
    "people.Account": ACCOUNT,
    "people.Membership": ACCOUNT,
    "people.OfficeRules": ACCOUNT,
    "people.SignInTries": ACCOUNT,
    "people.SignInCode": ACCOUNT,
    "people.Change": HISTORY,
    "people.Revision": HISTORY,
    "people.ErasedEntry": "a site forgets nobody it was told to erase: each by its own word",
    "consent.ConsentText": (("consent_texts",), {}),
    "consent.Consent": (("consents",), {"text": "version"}),
    "outbox.MailWish": (("mail_wishes",), {}),
    "outbox.MailRules": (("mail_rules",), {}),
    "outbox.Message": "a mail is sent once, from where it was queued",
    "outbox.BouncedAddress": SITE,
    "trade.Product": (("products",), {}),
    "trade.Offer": (("offers",), {"code": "id"}),
    "trade.Need": (("needs",), {"code": "id"}),
    "trade.NeedFigures": (("need_figures",), {}),
    "trade.MarketRules": (("market_rules",), {}),
    "trade.Picture": (("pictures",), {"position": "number", "file": "sha256"}),
    "trade.PictureFile": "the picture lies beside pictures.csv, under its digest",
    "trade.Proposal": (
        ("waiting_profiles", "waiting_entries", "waiting_pictures"),
        {"about": "kind", "values": "title"},
    ),
    "trade.StandShare": (("stand_shares",), {}),
    **dict.fromkeys(
        (
            "trade.Assessment", "trade.Dependency", "trade.Supplier", "trade.Matching",
            "trade.Reason", "trade.MatchList", "trade.MakerList", "trade.MakerGroup",
            "trade.ListMeasure", "trade.Standing",
        ),
        ENGINE,
    ),
    "trade.ShownList": "who was shown whom on that site, which its engine weighs and then forgets",
    "trade.CatalogueEntry": DERIVED,
    "trade.NeedEntry": DERIVED,
    "trade.OfferEntry": DERIVED,
    "market.Conversation": PRIVATE,
    "market.Letter": PRIVATE,
    "market.Reading": PRIVATE,
    "market.Watch": (("watches",), {"participation": "person"}),
    "market.Announced": "what that site's watchers were told of: here nobody was",
}  # fmt: skip
LEFT: dict[str, str] = {
    "people.ParticipationType.taken": DERIVED,
    "people.PassQuota.taken": DERIVED,
    "people.Person.erased_at": "who is erased comes as nobody, with nothing to tell of it",
    "consent.Consent.account_id": ACCOUNT,
    "consent.Consent.acted_for_id": ACCOUNT,
    "trade.Offer.posted_at": "when it was posted on that site: watchers are told of what is new",
    "trade.Offer.expired": DERIVED,
    "trade.Need.posted_at": "when it was posted on that site: watchers are told of what is new",
    "trade.Need.expired": DERIVED,
    "trade.Picture.width": DERIVED,
    "trade.Picture.height": DERIVED,
    "trade.Proposal.account_id": ACCOUNT,
    "trade.Proposal.state": "only what waits is carried",
    "trade.Proposal.reason": HISTORY,
    "trade.Proposal.decided_at": HISTORY,
}


def _list_models() -> dict[str, type[models.Model]]:
    found = (one for app in APPS for one in apps.get_app_config(app).get_models())
    return {one._meta.label: one for one in found}


def test_every_field_is_in_the_folder_or_has_a_reason() -> None:
    known = _list_models()
    assert known.keys() == CARRIED.keys(), "a new model needs a file, or a reason"
    fields = set()
    for label, model in known.items():
        kept = CARRIED[label]
        for one in model._meta.concrete_fields:
            fields.add(f"{label}.{one.name}")
            if isinstance(kept, str) or one.name in {"id", "edition"}:
                continue
            files, called = kept
            columns = {field.name for file in files for field in BY_NAME[file].fields}
            left = f"{label}.{one.name}" in LEFT
            assert (called.get(one.name, one.name) in columns) != left, f"{label}.{one.name}"
    assert LEFT.keys() <= fields


@pytest.mark.django_db
def test_what_people_fill_in_comes_back_through_files(small: Fair, tmp_path: Path) -> None:
    write_fair(join_registered(small), tmp_path / "fair")
    fair = read_fair(tmp_path / "fair")
    edition = load_fair(fair)
    assert gather_fair(edition) == fair
    assert {row["id"]: row["quota"] for row in fair.participation_types.to_pylist()} == {
        "guest": 2, "press": None, "late": 5,
    }  # fmt: skip
    taken = dict(ParticipationType.objects.values_list("code", "taken"))
    assert taken == {"guest": 1, "press": 1, "late": 0}
    (choice,) = Question.objects.filter(kind="choice")
    assert choice.choices == [{"en": "Gears"}, {"en": "Pumps", "ru": "Насосы"}, {"ru": "Прочее"}]


@pytest.fixture
def loaded(small: Fair, db: None) -> Edition:
    """Return the small fair with its registrations, loaded."""
    return load_fair(join_registered(small))


def test_the_same_folder_again_changes_nothing(small: Fair, loaded: Edition) -> None:
    assert not merge_fair(join_registered(small)).changes.does_something
    assert gather_fair(loaded) == join_registered(small)


def test_a_folder_changes_types_while_people_register(small: Fair, loaded: Edition) -> None:
    kinds = {one.code: one for one in ParticipationType.objects.all()}
    mover = Participation.objects.get(edition=loaded, code="v3")
    Participation.objects.filter(pk=mover.pk).update(type=kinds["press"], state="registered")
    kinds["press"].questions.create(text={"en": "Here?"}, position=9)
    types = [dict(row) for row in ROWS["participation_types"]]
    types[0] |= {"quota": 1, "name": "Guest of honour"}
    types.append({"id": "buyer", "name": "Buyer", "role": "buyer", "price": 0})
    asked = [*ROWS["questions"], {"type": "buyer", "number": 1, "text": "Whose?", "kind": "text"}]
    merge_fair(join_registered(small, participation_types=types, questions=asked))
    found = ParticipationType.objects.values_list("code", "quota", "taken")
    assert sorted(found) == [
        ("buyer", None, 0),
        ("guest", 1, 1),
        ("late", 5, 0),
        ("press", None, 2),
    ]
    press = kinds["press"].questions.values_list("text__en", flat=True)
    assert list(press) == ["Camera?", "Here?"]


def test_a_question_that_was_answered_stays_and_goes_with_its_answers_if_told_so(
    small: Fair, loaded: Edition
) -> None:
    fewer = join_registered(small, questions=ROWS["questions"][:2], answers=ROWS["answers"][:2])
    Participation.objects.filter(code="v3").get().answers.create(
        question=Question.objects.get(type__code="press"), value="yes"
    )
    done = merge_fair(fewer)
    told = {(row.file, row.key, row.change.value) for row in done.changes.rows}
    assert ("questions", "press 1", "kept") in told
    assert Question.objects.filter(type__code="press").exists()
    merge_fair(fewer, options=MergeOptions(folder_wins=True, remove_held=True))
    assert not Question.objects.filter(type__code="press").exists()
    assert AnswerGiven.objects.count() == 2


def test_who_goes_takes_their_own_marks_and_those_about_them(small: Fair, loaded: Edition) -> None:
    fair = join_registered(small)
    assert Mark.objects.count() == 3
    lists = {
        name: [row for row in fair.table(name).to_pylist() if "v1" not in row.values()]
        for name in ("people", "answers", "marks", "requests", "availability")
    }
    left = {
        name: build_table_of_rows(name, rows, languages=fair.settings.languages)
        for name, rows in lists.items()
    }
    without = replace(fair, **left)
    # Who agreed to something stays: that it was agreed is recorded.
    merge_fair(without)
    assert Participation.objects.filter(code="v1").exists()
    assert not Mark.objects.filter(other__code="v1").exists()
