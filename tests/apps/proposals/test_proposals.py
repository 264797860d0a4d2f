"""From a call to a session: proposed, reviewed blind, decided, told, placed in a draft."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.draft_programme import find_or_make_draft
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.privacy.domain.erase_person import erase_person
from fairlead.apps.proposals.domain.decide_proposals import decide_proposals
from fairlead.apps.proposals.domain.propose import (
    ProposalText,
    ask_speaker,
    save_proposal,
    submit_proposal,
    withdraw_proposal,
)
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.domain.review_proposal import declare_conflict, review_proposal
from fairlead.apps.proposals.domain.set_up_call import CallText, set_reviewers, set_up_call
from fairlead.apps.proposals.models import (
    Call,
    Proposal,
    ProposalSpeaker,
    ProposalState,
    Review,
    Reviewer,
)
from fairlead.apps.proposals.queries.reviewing import (
    find_conflict,
    find_to_review,
    list_review_summaries,
    list_to_review,
)
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.folder.localized_text import LocalizedText

TEXT = LocalizedText({"en": "How to make it at home."})


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come."""
    return make.edition("river-2034", first_day=dt.date(2034, 7, 10))


@pytest.fixture
def call(edition: Edition) -> Call:
    """Return a call for pitches that is open, with a question and two criteria."""
    return open_call(edition)


def open_call(edition: Edition, *, hours: float = 24, **fields: Any) -> Call:
    """Return a call that closes in so many hours."""
    now = timezone.now()
    values: dict[str, Any] = {
        "title": LocalizedText({"en": "Pitches"}),
        "text": LocalizedText({}),
        "kinds": ["pitch", "panel"],
        "opens_at": now - dt.timedelta(days=9),
        "closes_at": now + dt.timedelta(hours=hours),
        "questions": [(LocalizedText({"en": "For whom?"}), True)],
        "criteria": [LocalizedText({"en": "New"}), LocalizedText({"en": "Clear"})],
    }
    return set_up_call(edition, CallText(**{**values, **fields}), by=COMMAND_LINE)


def account(name: str, who: Participation | None = None) -> Account:
    """Return an account, of a participant's person or of nobody's."""
    made = Account.objects.create_user(f"{name}@example.org")
    if who is not None:
        made.person = who.person
        made.save()
    return made


def propose(call: Call, by: Account, title: str = "Gearboxes", **fields: Any) -> Proposal:
    """Return a proposal that is submitted."""
    values: dict[str, Any] = {
        "title": LocalizedText({"en": title}),
        "text": TEXT,
        "kind": "pitch",
        "answers": {"0": "For makers"},
    }
    made = save_proposal(call, by, ProposalText(**{**values, **fields}), by=COMMAND_LINE)
    submit_proposal(made, by=COMMAND_LINE)
    made.refresh_from_db()
    return made


def score(proposal: Proposal, reviewer: Account, *scores: int) -> None:
    """Review a proposal."""
    review_proposal(proposal, reviewer, scores=dict(enumerate(scores)), by=COMMAND_LINE)


def test_a_draft_may_have_gaps_and_a_submission_may_not(call: Call) -> None:
    author = account("author")
    nothing = ProposalText(LocalizedText({}), LocalizedText({}))
    draft = save_proposal(call, author, nothing, by=COMMAND_LINE)
    for said, rule in (
        (nothing, "title"),
        (ProposalText(TEXT, LocalizedText({})), "text"),
        (ProposalText(TEXT, TEXT, kind="tour"), "kind"),
        (ProposalText(TEXT, TEXT, kind="pitch"), "answer"),
    ):
        save_proposal(call, author, said, held=draft, by=COMMAND_LINE)
        with pytest.raises(Refusal) as refused:
            submit_proposal(draft, by=COMMAND_LINE)
        assert refused.value.rule == rule
    whole = ProposalText(TEXT, TEXT, kind="pitch", answers={"0": "yes"})
    save_proposal(call, author, whole, held=draft, by=COMMAND_LINE)
    submit_proposal(draft, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="title"):
        save_proposal(call, author, nothing, held=draft, by=COMMAND_LINE)
    assert Message.objects.get(address="author@example.org").subject.startswith("Your proposal")


def test_after_the_close_nothing_is_submitted_or_changed(edition: Edition) -> None:
    call, author = open_call(edition), account("author")
    held = propose(call, author)
    Call.objects.update(closes_at=timezone.now() - dt.timedelta(seconds=1))
    call.refresh_from_db()
    with pytest.raises(Refusal, match="not open"):
        save_proposal(call, author, ProposalText(TEXT, TEXT), held=held, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="not open"):
        save_proposal(call, author, ProposalText(TEXT, TEXT), by=COMMAND_LINE)
    withdraw_proposal(held, by=COMMAND_LINE)
    held.refresh_from_db()
    assert held.state == ProposalState.WITHDRAWN


def test_scores_of_others_are_seen_after_the_own(call: Call) -> None:
    first, second = account("first"), account("second")
    set_reviewers(call, [first, second], by=COMMAND_LINE)
    held = propose(call, account("author"))
    score(held, first, 10, 8)
    seen = find_to_review(call, second, held.code)
    assert seen is not None
    assert seen.others == ()
    score(held, second, 5, 6)
    seen = find_to_review(call, second, held.code)
    assert seen is not None
    assert [one.mean for one in seen.others] == [9.0]
    (opinion,) = list_review_summaries(call)
    assert (opinion.mean, opinion.reviews) == (7.25, 2)
    assert opinion.spread == pytest.approx(1.75)
    for wrong in ((11, 5), (5,), (-1, 5)):
        with pytest.raises(Refusal, match="0 to 10"):
            score(held, second, *wrong)


def test_a_reviewer_sees_all_at_a_literal_count_of_queries(
    edition: Edition, call: Call, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    firm = make.organisation(edition)
    reviewer = account("reviewer", make.participation(edition, organisation=firm))
    person = make.person(email="Colleague@Example.org")
    make.participation(edition, organisation=firm, person=person)
    plain = propose(call, account("one"))
    with django_assert_num_queries(5):
        assert [one.conflict for one in list_to_review(call, reviewer)] == [""]
    of_firm = propose(call, account("two"))
    ask_speaker(of_firm, "A Colleague", "colleague@example.org", by=COMMAND_LINE)
    own, scored = propose(call, reviewer), propose(call, account("three"))
    score(scored, reviewer, 5, 5)
    with django_assert_num_queries(5):
        rows = list_to_review(call, reviewer)
    assert [(one.proposal, one.conflict) for one in rows] == [
        (plain, ""),
        (scored, ""),
        (of_firm, "organisation"),
        (own, "own"),
    ]
    assert all(find_conflict(one.proposal, reviewer) == one.conflict for one in rows)


def test_who_is_in_a_conflict_judges_nothing_and_sees_nothing(edition: Edition, call: Call) -> None:
    firm = make.organisation(edition)
    colleague = account("colleague", make.participation(edition, organisation=firm))
    author = account("author", make.participation(edition, organisation=firm))
    speaker, stranger = account("speaker"), account("stranger")
    held = propose(call, author)
    ask_speaker(held, "A Speaker", "Speaker@example.org", by=COMMAND_LINE)
    declare_conflict(held, stranger, by=COMMAND_LINE)
    kinds = {one: find_conflict(held, one) for one in (author, colleague, speaker, stranger)}
    assert list(kinds.values()) == ["own", "organisation", "own", "declared"]
    for one in kinds:
        with pytest.raises(Refusal, match="not to review"):
            score(held, one, 5, 5)
    score(held, account("reviewer"), 5, 5)
    seen = find_to_review(call, stranger, held.code)
    assert seen is not None
    assert seen.others == ()


def test_accepted_ones_become_sessions_to_be_placed(edition: Edition, call: Call) -> None:
    taking_part = make.participation(edition)
    one = propose(call, account("one", taking_part), "Gearboxes", minutes=20, level="advanced")
    two = propose(call, account("two"), "Bearings")
    ask_speaker(two, "Vera Example", "vera@example.org", by=COMMAND_LINE)
    ask_speaker(two, "Vera Example", "VERA@example.org", by=COMMAND_LINE)
    assert ProposalSpeaker.objects.count() == 1
    words = f"Bring:\n- a gear\n- {('oil ' * 99).strip()}"
    decided = decide_proposals([one, two], ProposalState.ACCEPTED, words=words, by=COMMAND_LINE)
    assert decided == 2
    said = read_version(find_or_make_draft(edition))
    one.refresh_from_db()
    two.refresh_from_db()
    assert said[one.session]["minutes"] == 20
    assert said[one.session]["place"] is None
    assert said[one.session]["level"] == "advanced"
    assert said[one.session]["people"] == [[taking_part.pk, False]]
    assert dict(said[two.session]["title"]) == {"en": "Bearings"}
    vera = Participation.objects.get(person__email="vera@example.org")
    assert vera.roles == ["speaker"]
    assert said[two.session]["people"] == [[vera.pk, False]]
    taking_part.refresh_from_db()
    assert taking_part.roles == ["visitor", "speaker"]
    told = Message.objects.get(person=taking_part.person, subject__contains="accepted")
    assert f"once known.\n\n{words}" in told.body
    with pytest.raises(Refusal, match="session already"):
        decide_proposals([one], ProposalState.REJECTED, by=COMMAND_LINE)
    assert Change.objects.filter(act="decide_proposal").count() == 2


@pytest.mark.parametrize("address", ["vera", "vera@", f"{'v' * 60}@{'example.' * 30}org"])
def test_who_is_asked_has_an_address(call: Call, address: str) -> None:
    with pytest.raises(Refusal, match="e-mail address"):
        ask_speaker(propose(call, account("one")), "Vera", address, by=COMMAND_LINE)


def test_many_are_decided_all_or_none(call: Call) -> None:
    one, two = propose(call, account("one")), propose(call, account("two"))
    withdraw_proposal(two, by=COMMAND_LINE)
    with pytest.raises(Refusal):
        decide_proposals([one, two], ProposalState.WAITING, by=COMMAND_LINE)
    one.refresh_from_db()
    assert one.state == ProposalState.SUBMITTED
    assert not Message.objects.filter(subject__contains="waiting").exists()


def test_an_older_folder_brings_nobody_back_who_was_erased(edition: Edition, call: Call) -> None:
    author = account("author", make.participation(edition))
    gone = account("gone")  # who takes no part
    gone.person = make.person(email="gone@example.org")
    gone.save()
    set_reviewers(call, [gone, account("stays")], by=COMMAND_LINE)
    held, lost = propose(call, author, "Gears"), propose(call, gone, "Bearings")
    other = propose(call, author, "Cogs")
    ask_speaker(other, "Gone", "gone@example.org", by=COMMAND_LINE)
    review_proposal(held, gone, scores={0: 4, 1: 6}, comment="I know them", by=COMMAND_LINE)
    score(lost, account("third"), 1, 1)
    older = gather_fair(edition)
    assert gone.person is not None
    erase_person(gone.person, by=COMMAND_LINE, why="asked")
    exported = gather_fair(edition)
    assert "gone@example.org" not in str(exported)
    (review,) = exported.proposal_reviews.to_pylist()
    assert (review["reviewer"], review["comment"]) == (None, None)
    assert not Proposal.objects.filter(code=lost.code).exists()
    assert not merge_fair(exported).changes.does_something
    load_fair(older, replace=True)
    assert set(Proposal.objects.values_list("code", flat=True)) == {held.code, other.code}
    assert not ProposalSpeaker.objects.exists()
    again = Review.objects.get()
    assert (again.mean, again.comment, again.account, again.reviewer) == (5.0, "", None, "")
    assert [one.account.email for one in Reviewer.objects.all()] == ["stays@example.org"]
    assert not Account.objects.filter(email="gone@example.org").exists()


def test_an_erased_author_leaves_no_proposal(edition: Edition, call: Call) -> None:
    who = make.participation(edition, person=make.person(email="author@example.org"))
    held = propose(call, account("author", who))
    score(held, account("reviewer"), 5, 5)
    erase_person(who.person, by=COMMAND_LINE, why="asked")
    assert not Proposal.objects.exists()


def test_from_the_form_to_the_decision_in_a_browser(edition: Edition, call: Call) -> None:
    reviewer, author, office = (account(one) for one in ("reviewer", "author", "office"))
    set_reviewers(call, [reviewer], by=COMMAND_LINE)
    appoint(office, MemberRole.PROGRAMME, edition=edition, by=COMMAND_LINE)
    browsers = []
    for one in (author, reviewer, office):
        browsers.append(Client())
        browsers[-1].force_login(one)
    writes, reviews, decides = browsers
    assert "Pitches" in writes.get("/river-2034/desk/proposals/").content.decode()
    form = f"/river-2034/desk/proposals/call/{call.code}/"
    fields = re.findall(r'name="title_(\w+)"', writes.get(f"/~ru{form}").content.decode())
    assert fields == ["ru", "en"], "the language of the reader's texts first"
    said = {"title_en": "<i>Gears</i>", "text_en": "About", "kind": "pitch", "minutes": "30"}
    said["level"] = "advanced"
    refused = writes.post(form, {**said, "act": "submit"})
    assert refused.status_code == 400
    page = refused.content.decode()
    held = Proposal.objects.get()
    own = f"/river-2034/desk/proposals/{held.code}/"
    assert "marked with a star" in page
    assert f'action="{own}"' in page, "what is corrected becomes no second draft"
    assert 'value="&lt;i&gt;Gears&lt;/i&gt;"' in page, "what was typed is kept"
    for field, value in (("answer_0", "x" * 2001), ("minutes", "half an hour")):
        refused = writes.post(form, {**said, field: value})
        assert refused.status_code == 400
        assert f'value="{value}"' in (page := refused.content.decode()) or value in page
    assert Proposal.objects.get().state == "draft"
    assert Proposal.objects.get().level == "advanced"
    assert reviews.get(own).status_code == 404, "nobody else's"
    writes.post(own, {**said, "answer_0": "All", "act": "submit"})
    address = f"/river-2034/desk/reviews/{call.code}/{held.code}/"
    assert writes.get(address).status_code == 404, "reviewers only"
    assert "Gears" in reviews.get(f"/river-2034/desk/reviews/{call.code}/").content.decode()
    assert reviews.post(address, {"score_0": "7"}).status_code == 400
    long = reviews.post(address, {"score_0": "7", "score_1": "8", "comment": "x" * 2001})
    assert long.status_code == 400
    assert "at most 2,000 characters" in long.content.decode()
    assert reviews.post(address, {"score_0": "7", "score_1": "8"}).status_code == 302
    listed = f"/office/river-2034/calls/{call.code}/"
    assert "7.5" in decides.get(listed).content.decode()
    assert "reviewer@example.org" in decides.get(f"{listed}{held.code}/").content.decode()
    decides.post(f"{listed}decide/", {"proposal": held.code, "state": "waiting", "words": "Later"})
    shown = writes.get(own).content.decode()
    assert "Later" in shown
    assert "on the waiting list" in shown


def test_a_speaker_answers_by_the_mailed_link(edition: Edition, call: Call) -> None:
    held = propose(call, account("author"))
    asked = ask_speaker(held, "Vera", "vera@example.org", by=COMMAND_LINE)
    mail = Message.objects.get(address="vera@example.org")
    assert asked.token in mail.link
    vera = Client()
    assert vera.get(mail.link).status_code == 302, "who answers signs in"
    vera.force_login(account("vera"))
    assert "Gearboxes" in vera.get(mail.link).content.decode()
    asked.refresh_from_db()
    assert asked.state == "invited", "looking says nothing"
    vera.post(mail.link, {"comes": "no"})
    asked.refresh_from_db()
    assert asked.state == "declined"
    for comes in ("yes", "yes", "no"):
        vera.post(mail.link, {"comes": comes})
    told = Message.objects.filter(address="author@example.org", subject__contains="speaker")
    assert told.count() == 3, "each time that she says another thing"
    decide_proposals([held], ProposalState.ACCEPTED, by=COMMAND_LINE)
    assert not Participation.objects.filter(person__email="vera@example.org").exists()


def test_the_office_sets_up_a_call_by_the_clock_of_the_fair(edition: Edition) -> None:
    office = account("office")
    appoint(office, MemberRole.PROGRAMME, edition=edition, by=COMMAND_LINE)
    browser = Client()
    browser.force_login(office)
    given = {
        "title_en": "Panels",
        "opens_at": "2034-01-01T00:00",
        "closes_at": "2034-03-01T18:00",
        "kinds": ["panel"],
        "questions_en": "Why?*\nWho else?",
        "questions_ru": "Зачем?",
        "criteria_en": "New",
        "reviewers": "office@example.org",
    }
    new = "/office/river-2034/calls/new/"
    for wrong, words in (
        ({"closes_at": "2033-01-01T00:00"}, "closes after it opens"),
        ({"closes_at": "soon"}, "a day and a time"),
        ({"reviewers": "nobody@example.org"}, "Nobody has an account"),
        ({"title_en": ""}, "give the call a title"),
    ):
        answer = browser.post(new, {**given, **wrong})
        assert answer.status_code == 400
        assert words in answer.content.decode()
    assert not Call.objects.exists()
    assert browser.post(new, given).status_code == 302
    call = Call.objects.get()
    assert call.closes_at == dt.datetime(2034, 3, 1, 13, tzinfo=dt.UTC)
    assert [(dict(one.text), one.required) for one in call.questions.all()] == [
        ({"en": "Why?", "ru": "Зачем?"}, True),
        ({"en": "Who else?"}, False),
    ]
    browser.post(f"/office/river-2034/calls/{call.code}/edit/", {**given, "questions_en": "Why?*"})
    assert call.questions.count() == 1
    for field, words in (
        ("criteria_en", "New\n" * 51),
        ("reviewers", "office@example.org\n" * 201),
    ):
        answer = browser.post(new, {**given, field: words})
        assert "Expected at most" in answer.content.decode(), "nothing is cut without a word"
    assert Call.objects.count() == 1


def test_a_call_that_is_saved_as_it_is_shown_stays_as_it_is(edition: Edition) -> None:
    office = account("office")
    appoint(office, MemberRole.PROGRAMME, edition=edition, by=COMMAND_LINE)
    questions = [
        (LocalizedText({"en": "Why?"}), True),
        (LocalizedText({"ru": "Кто?"}), True),
        (LocalizedText({"en": "When?", "ru": "Когда?"}), False),
    ]
    call = open_call(edition, questions=questions)
    browser = Client()
    browser.force_login(office)
    page = f"/office/river-2034/calls/{call.code}/edit/"
    shown = re.findall(
        r'name="(questions|criteria)_(\w+)"[^>]*>\n([^<]*)<', browser.get(page).content.decode()
    )
    assert shown
    given = {f"{name}_{tag}": html.unescape(text) for name, tag, text in shown}
    times = {"opens_at": "2034-01-01T00:00", "closes_at": "2034-03-01T18:00"}
    given |= {"title_en": "Pitches", "questions_ru": given["questions_ru"] + "\n*", **times}
    assert browser.post(page, given).status_code == 302
    assert [(one.text, one.required) for one in call.questions.all()] == questions
