"""What can be done in a consortium from its page: each form by the name of its act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from fairlead.apps.consortia.domain.agree import add_version, sign_off
from fairlead.apps.consortia.domain.form_consortium import (
    answer_invitation,
    change_member,
    invite_member,
    withdraw_member,
)
from fairlead.apps.consortia.domain.make_project import make_project
from fairlead.apps.consortia.domain.set_shares import read_share, set_shares
from fairlead.apps.consortia.domain.talk import FILE_BYTES, say_in
from fairlead.apps.consortia.models import (
    PRESENT,
    SHARES,
    Agreement,
    Consortium,
    Member,
    MemberState,
    Part,
)
from fairlead.apps.consortia.queries.access import Seat
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.models import Organisation
from fairlead.sites.desk.access import DeskRequest
from fairlead.ui.numbers_asked import read_key


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent about a consortium, and from which seat."""

    request: DeskRequest
    seat: Seat

    @property
    def consortium(self) -> Consortium:
        """Return the consortium."""
        return self.seat.consortium

    def text(self, name: str) -> str:
        """Return a field's text, without blanks at its ends."""
        found: str = self.request.POST.get(name, "").strip()
        return found

    def part(self) -> Part:
        """Return the part; raises Refusal for a word that is none."""
        try:
            return Part(self.text("part"))
        except ValueError:
            raise Refusal(_("Expected one of the words of the list.")) from None

    def member(self) -> Member:
        """Return the member that is meant; raises Refusal for none."""
        rows = self.consortium.members.filter(state__in=PRESENT).select_related("organisation")
        found = rows.filter(pk=read_key(self.text("member")) or 0).first()
        if found is None:
            raise Refusal(_("Expected a member of the consortium."))
        found.consortium = self.consortium
        return found

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Return the name and bytes of a file that was sent along, None for none."""
        sent = self.request.FILES.get(name)
        if not isinstance(sent, UploadedFile):
            return None
        if (sent.size or 0) > FILE_BYTES:
            raise Refusal(_("Expected a file of at most %d MB.") % (FILE_BYTES // 2**20))
        return sent.name or "file", sent.read()


def _invite(form: Form) -> None:
    code = form.text("organisation")
    firm = Organisation.objects.filter(edition=form.request.edition, code=code).first()
    if firm is None:
        raise Refusal(_("Expected an organisation of this edition."))
    invite_member(
        form.consortium,
        firm,
        form.part(),
        steps=form.request.POST.getlist("steps"),
        lead=form.text("lead") == "yes",
        by=form.request.participation,
        doer=form.request.doer,
    )


def _change(form: Form) -> None:
    change_member(
        form.member(),
        part=form.part(),
        steps=form.request.POST.getlist("steps"),
        lead=form.text("lead") == "yes",
        doer=form.request.doer,
    )


def _answer(form: Form) -> None:
    if form.seat.member is None:
        raise Refusal(_("Only members sign."))
    answer_invitation(
        form.seat.member,
        accept=form.text("answer") == "accept",
        by=form.request.participation,
        doer=form.request.doer,
        reason=form.text("reason"),
    )


def _leave(form: Form) -> None:
    if form.seat.member is None:
        raise Refusal(_("Expected a member of the consortium."))
    withdraw_member(
        form.seat.member,
        by=form.request.participation,
        doer=form.request.doer,
        reason=form.text("reason"),
    )


def _remove(form: Form) -> None:
    withdraw_member(
        form.member(),
        by=form.request.participation,
        doer=form.request.doer,
        reason=form.text("reason"),
    )


def _share(form: Form) -> None:
    members = form.consortium.members.filter(state=MemberState.ACCEPTED)
    given = {
        one.pk: {kind: read_share(form.text(f"{kind}_{one.pk}") or "0") for kind in SHARES}
        for one in members
    }
    set_shares(form.consortium, given, doer=form.request.doer)


def _say(form: Form) -> None:
    say_in(
        form.consortium,
        form.text("text"),
        by=form.request.participation,
        doer=form.request.doer,
        member=form.seat.member,
        file=form.file("file"),
    )


def _agree(form: Form) -> None:
    sent = form.file("document")
    if sent is None:
        raise Refusal(_("Expected the document that shows it."))
    add_version(form.consortium, *sent, by=form.request.participation, doer=form.request.doer)


def _sign(form: Form) -> None:
    number = form.text("agreement")
    rows: list[Agreement] = list(form.consortium.agreements.all())
    found = next((one for one in rows if str(one.number) == number), None)
    if found is None or form.seat.member is None:
        raise Refusal(_("Only members sign."))
    found.consortium = form.consortium
    sign_off(
        found,
        form.seat.member,
        sha256=form.text("sha256"),
        by=form.request.participation,
        doer=form.request.doer,
    )


def _make_project(form: Form) -> None:
    try:
        flows = [Decimal(one) for one in form.text("cash_flows").replace(";", " ").split()]
    except InvalidOperation:
        flows = []
    make_project(
        form.consortium,
        start_year=read_key(form.text("start_year"), most=99_999) or 0,
        cash_flows=flows,
        by=form.request.participation,
        doer=form.request.doer,
        name=EntryAuthor.of(form.request.user),
    )


def _anybody(_seat: Seat) -> bool:
    return True


def _leads(seat: Seat) -> bool:
    return seat.leads


def _inside(seat: Seat) -> bool:
    return seat.inside


def _signs(seat: Seat) -> bool:
    return seat.signs


ACTS: dict[str, tuple[Callable[[Seat], bool], Callable[[Form], None]]] = {
    "invite": (_leads, _invite),
    "change": (_leads, _change),
    "remove": (_leads, _remove),
    "share": (_leads, _share),
    "agree": (_leads, _agree),
    "project": (_leads, _make_project),
    "answer": (_anybody, _answer),
    "leave": (_signs, _leave),
    "say": (_inside, _say),
    "sign": (_signs, _sign),
}
