"""What each step of the chain found, in a sentence of the page's language."""

from __future__ import annotations

import pyarrow.compute as pc

from fairlead.chain.sentences import pack_sentences
from fairlead.chain.step import SKIPPED, Step
from fairlead.report.view import View
from fairlead.report.years import write_years
from fairlead.ui.formats import number
from fairlead.ui.step_words import say_sentences
from fairlead.ui.texts import gettext as _


def tell_step(view: View, step: Step) -> str:
    """Return what a step found."""
    if step.name == "portfolio":
        return _tell_choice(view, step)
    if step.status == SKIPPED:
        return _("The fair has nothing for this step.")
    if step.name == "dependency":
        return _tell_imports(view)
    return _tell_matches(view) if step.name == "matching" else _tell_meetings(view)


def _tell_imports(view: View) -> str:
    imports = view.result.imports
    said = _(
        "%(critical)s critical imports of %(subjects)s economies and blocs, from %(flows)s flows, "
        "%(period)s."
    )
    return said % {
        "critical": number(pc.sum(imports.table["critical"]).as_py() or 0),
        "subjects": number(len(imports.table["economy"].unique())),
        "flows": number(imports.flows.rows if imports.flows is not None else 0),
        "period": write_years(imports.years),
    }


def _tell_matches(view: View) -> str:
    said = _(
        "%(count)s suggestions in the lists of %(owners)s people and exhibitors, makers of "
        "%(needs)s needs."
    )
    return said % {
        "count": number(view.result.matches.num_rows),
        "owners": number(len(view.result.matches["owner"].unique())),
        "needs": number(len(view.result.makers.makers["need"].unique())),
    }


def _tell_meetings(view: View) -> str:
    timetable = view.result.timetable
    found = timetable.result
    if found is None:
        return _("The fair has nothing for this step.")
    said = _("%(held)s of %(asked)s requested meetings held; breaks: %(breaks)s.") % {
        "held": number(found.held),
        "asked": number(found.requested),
        "breaks": number(found.breaks),
    }
    reasons = timetable.unheld["reason"]
    without = pc.sum(pc.equal(reasons, "no_staff")).as_py() or 0
    if without:
        said += " " + _("%(n)s more ask exhibitors without staff.") % {"n": number(without)}
    return said


def _tell_choice(view: View, step: Step) -> str:
    if not view.result.choice.projects.num_rows:
        return _("The fair has nothing for this step.")
    return say_sentences(pack_sentences(step.said))
