"""Moving a project to its next stage on evidence, past a gate without it, and giving it up."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.refuse_screened_project import refuse_screened_project
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor, record_under_lock
from fairlead.apps.cooperation.models import MOVES, Act, Entry, Project, Stage
from fairlead.apps.cooperation.queries.approvals import Decision, list_party_states
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.ui.formats import join_items

_ORDER = tuple(Stage)


def move_project(
    project: Project,
    stage: Stage,
    *,
    by: EntryAuthor,
    document: Document,
    day: dt.date | None = None,
) -> Entry:
    """Return the entry that moves the project on, or back, on a document that shows it.

    Raises Refusal for a stage that is skipped, and for the stage ``approved`` while a party has
    not approved, and for it or a later one when a party has taken its approval back or a partner
    has left since the last move: such a gate is passed by `override_gate` alone. Also for a partner
    or product that a list names, until a person decides.
    """
    refuse_screened_project(project)
    with record_under_lock(project) as recording:
        now = _ORDER.index(Stage(recording.state.stage))
        if stage == recording.state.stage:
            raise Refusal(_("The project is at this stage already."))
        if _ORDER.index(stage) > now + 1:
            expected = _("Expected the next stage, %(stage)s: to skip one, say why.")
            raise Refusal(expected % {"stage": _ORDER[now + 1].label})
        if stage == Stage.APPROVED:
            _require_approvals(project)
        if now < _ORDER.index(stage) >= _ORDER.index(Stage.APPROVED):
            _require_nobody_left(project)
        recording.note(
            Act.MOVE, by=by, day=day, stage=stage, document=document.name, sha256=document.sha256
        )
    return recording.entries[0]


def _require_approvals(project: Project) -> None:
    parties = list_party_states(project)
    missing = [one.partner.economy for one in parties if not one.approved]
    if missing:
        expected = _("Expected the approval of each party; missing: %(parties)s.")
        raise Refusal(expected % {"parties": join_items(missing)})


def _require_nobody_left(project: Project) -> None:
    """Raise Refusal where a party has refused, or a partner left, since the last move."""
    moves = Entry.objects.filter(project=project, act__in=MOVES).order_by("-number")
    moved = moves.values_list("number", flat=True).first() or 0
    gone = [one.code for one in list_departures(project) if one.entry.number > moved]
    if gone:
        expected = _("Expected every partner; these have left: %(parties)s. To go on, say why.")
        raise Refusal(expected % {"parties": join_items(gone)})
    left = [
        one.partner.economy
        for one in list_party_states(project)
        if one.decision == Decision.REFUSED and one.entry is not None and one.entry.number > moved
    ]
    if left:
        expected = _("Expected no party that has refused; they have: %(parties)s.")
        raise Refusal(expected % {"parties": join_items(left)})


def override_gate(
    project: Project, stage: Stage, *, by: EntryAuthor, reason: str, day: dt.date | None = None
) -> Entry:
    """Return the entry that moves the project without evidence; name and reason stay with it."""
    if not by.name.strip() or not reason.strip():
        raise Refusal(_("Expected a name and a reason: both stay visible from then on."))
    refuse_screened_project(project)
    with record_under_lock(project) as recording:
        if stage == recording.state.stage:
            raise Refusal(_("The project is at this stage already."))
        recording.note(Act.OVERRIDE, by=by, day=day, stage=stage, reason=reason.strip())
    return recording.entries[0]


def end_project(
    project: Project, *, by: EntryAuthor, reason: str, day: dt.date | None = None
) -> Entry:
    """Return the entry by which the project is given up; it stays in the ledger."""
    if not reason.strip():
        raise Refusal(_("Expected a reason."))
    with record_under_lock(project) as recording:
        recording.note(Act.END, by=by, day=day, reason=reason.strip())
    return recording.entries[0]
