"""An entry of a visit's programme as a form says it, in the office and on the desk."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from fairlead.apps.congress.models import Session
from fairlead.apps.delegations.domain.plan_visit import add_to_visit
from fairlead.apps.delegations.models import Delegation
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer
from fairlead.sites.reading import read_languages, read_moment, read_text


def add_entry(delegation: Delegation, sent: Mapping[str, str], *, by: Doer) -> None:
    """Add what a form says: a session has its own hours. Raises Refusal and UnreadableField."""
    edition = delegation.edition
    code, firm = read_text(sent, "session"), read_text(sent, "exhibitor")
    session = Session.objects.filter(edition=edition, code=code).first() if code else None
    exhibitor = (
        Exhibitor.objects.filter(edition=edition, organisation__code=firm).first() if firm else None
    )
    if firm and exhibitor is None:
        raise Refusal(_("Expected an organisation of this edition."))
    if code and session is None:
        raise Refusal(_("Expected a session of the programme: it holds room and hour."))
    begins, ends = (read_moment(edition, sent, name) for name in ("begins", "ends"))
    if session is not None:
        session.edition = edition  # read already
        begins, ends = begins or session.starts_at, ends or session.ends_at
    if begins is None or ends is None:
        raise Refusal(_("Expected a beginning and an end."))
    add_to_visit(
        delegation,
        begins,
        ends,
        by=by,
        title=read_languages(edition, sent, "title"),
        place=read_languages(edition, sent, "place"),
        session=session,
        exhibitor=exhibitor,
    )
