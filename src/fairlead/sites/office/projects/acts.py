"""What can be recorded of a project from its page: each form by the name of its act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain import correct_entry, decide_for_party, move_project
from fairlead.apps.cooperation.domain.leave_project import leave_project
from fairlead.apps.cooperation.domain.state_amount import state_amount
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor
from fairlead.apps.cooperation.models import AmountKind, Entry, Partner, Project, Stage
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import Act as Right
from fairlead.apps.people.rules import may
from fairlead.sites.office.access import OfficeRequest
from fairlead.ui.numbers_asked import parse_figure, read_key

Word = TypeVar("Word", bound=TextChoices)
DOCUMENT_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent about a project, and by whom."""

    request: OfficeRequest
    project: Project

    @property
    def by(self) -> EntryAuthor:
        """Return who sent it."""
        return EntryAuthor.of(self.request.user)

    def text(self, name: str) -> str:
        """Return a field's text, without blanks at its ends."""
        found: str = self.request.POST.get(name, "").strip()
        return found

    def day(self, name: str = "day") -> dt.date | None:
        """Return a field's day, none for an empty one; raises Refusal for anything else."""
        return read_day(self.text(name))

    def amount(self) -> Decimal:
        """Return the amount, as `parse_figure` reads it; raises Refusal for none."""
        try:
            return parse_figure(self.text("amount"))
        except ValueError:
            raise Refusal(_("Expected an amount such as 80600000000.")) from None

    def document(self) -> Document:
        """Return the document that was sent along; raises Refusal for none."""
        sent = self.request.FILES.get("document")
        if not isinstance(sent, UploadedFile) or not sent.size:
            raise Refusal(_("Expected the document that shows it."))
        return Document.of(sent.name or "document", sent.read())

    def stage(self) -> Stage:
        """Return the stage; raises Refusal for a word that is none."""
        return _choose(Stage, self.text("stage"))

    def party(self) -> Partner:
        """Return the partner; raises Refusal for one that the project has not."""
        found = self.project.partners.filter(code=self.text("party")).first()
        if found is None:
            raise Refusal(_("Expected a partner of the project."))
        return found

    def account(self) -> Account:
        """Return the account of the address that was typed; raises Refusal for none."""
        found = Account.objects.filter(email__address=self.text("email")).first()
        if found is None:
            raise Refusal(_("Expected the address of an account."))
        return found

    def entry(self) -> Entry:
        """Return the entry of the project that is meant; raises Refusal for none."""
        number = read_key(self.text("entry")) or 0
        found = Entry.objects.filter(project=self.project, number=number).first()
        if found is None:
            raise Refusal(_("Expected an entry of the project."))
        return found


def read_day(text: str) -> dt.date | None:
    """Return the day, none for an empty text; raises Refusal for anything else."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(_("Expected a day such as 2026-07-06.")) from None


def _choose(words: type[Word], text: str) -> Word:
    try:
        return words(text)
    except ValueError:
        raise Refusal(_("Expected one of the words of the list.")) from None


def _move(form: Form) -> None:
    move_project.move_project(
        form.project, form.stage(), by=form.by, document=form.document(), day=form.day()
    )


def _override(form: Form) -> None:
    move_project.override_gate(
        form.project, form.stage(), by=form.by, reason=form.text("reason"), day=form.day()
    )


def _end(form: Form) -> None:
    move_project.end_project(form.project, by=form.by, reason=form.text("reason"), day=form.day())


def _leave(form: Form) -> None:
    leave_project(form.party(), by=form.by, reason=form.text("reason"), day=form.day())


def _amount(form: Form) -> None:
    state_amount(
        form.project,
        _choose(AmountKind, form.text("kind")),
        form.amount(),
        form.text("currency").upper(),
        by=form.by,
        source=form.text("source"),
        day=form.day(),
        document=form.document() if form.request.FILES.get("document") else None,
    )


def _ask(form: Form) -> None:
    decide_for_party.ask_approval(form.party(), by=form.by, due=form.day("due"))


def _name_approver(form: Form) -> None:
    account, edition = form.account(), form.request.edition
    by = Doer(form.request.user)
    decide_for_party.name_approver(form.party(), account, by=by, until=form.day("due"))
    if not may(account, Right.APPROVE_PROJECTS, edition=edition):
        said = _("This account cannot enter the office yet: an owner makes it an approver there.")
        messages.warning(form.request, said)


def _end_approver(form: Form) -> None:
    decide_for_party.end_approver(form.party(), form.account(), by=Doer(form.request.user))


def _approve(form: Form) -> None:
    decide_for_party.approve_project(
        form.party(), account=form.request.user, conditions=form.text("reason")
    )


def _meet(form: Form) -> None:
    decide_for_party.meet_conditions(
        form.party(), account=form.request.user, document=form.document()
    )


def _refuse(form: Form) -> None:
    decide_for_party.refuse_project(
        form.party(), account=form.request.user, reason=form.text("reason")
    )


def _delegate(form: Form) -> None:
    until = form.day("due")
    if until is None:
        raise Refusal(_("Expected the day until which it is delegated."))
    decide_for_party.delegate_decision(
        form.party(), account=form.request.user, to=form.account(), until=until
    )


def _correct(form: Form) -> None:
    correct_entry.correct_amount(
        form.entry(), form.amount(), by=form.by, reason=form.text("reason"), day=form.day()
    )


def _take_back(form: Form) -> None:
    correct_entry.take_back(form.entry(), by=form.by, reason=form.text("reason"))


ACTS: dict[str, tuple[Right, Callable[[Form], None]]] = {
    "move": (Right.EDIT_PROJECTS, _move),
    "override": (Right.EDIT_PROJECTS, _override),
    "end": (Right.EDIT_PROJECTS, _end),
    "leave": (Right.EDIT_PROJECTS, _leave),
    "amount": (Right.EDIT_PROJECTS, _amount),
    "ask": (Right.EDIT_PROJECTS, _ask),
    "name_approver": (Right.EDIT_PROJECTS, _name_approver),
    "end_approver": (Right.EDIT_PROJECTS, _end_approver),
    "correct": (Right.EDIT_PROJECTS, _correct),
    "take_back": (Right.EDIT_PROJECTS, _take_back),
    "approve": (Right.APPROVE_PROJECTS, _approve),
    "meet": (Right.APPROVE_PROJECTS, _meet),
    "refuse": (Right.APPROVE_PROJECTS, _refuse),
    "delegate": (Right.APPROVE_PROJECTS, _delegate),
}
