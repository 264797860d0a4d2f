"""Whose imports a page is about: an economy, the fair's bloc, or economies chosen on the page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import find_kept_flows
from fairlead.apps.trade.models import Dependency
from fairlead.apps.trade.runs import MOST_MEMBERS, ImportStudy, PreparedFlows
from fairlead.apps.trade.studies import CONCENTRATION, open_edition_flows, study_edition
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.public.imports.bloc_presets import name_of
from fairlead.ui.formats import join_items, name_country, number, order_key

CHOSEN = "bloc"
_MOST_NAMED = 6  # members of a bloc that its name has, the others counted
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Subject:
    """``code``: ISO alpha-3, `BLOC` for the fair's bloc, `CHOSEN` for members of the address.

    ``members`` are the economies asked about, ``concentration`` the threshold of C1.
    """

    edition: Edition
    code: str
    members: tuple[str, ...]
    concentration: float = CONCENTRATION

    @property
    def home(self) -> str:
        """Return the address of the subject's page, without its query."""
        if self.code == CHOSEN:
            return reverse("public:bloc", args=(self.edition.code,))
        return reverse("public:economy", args=(self.edition.code, self.code))

    @property
    def query(self) -> str:
        """Return the query that says the members, with its question mark; nothing for others."""
        if self.code != CHOSEN:
            return ""
        chosen = f"?member={','.join(map(quote, self.members))}"
        if self.concentration == CONCENTRATION:
            return chosen
        return f"{chosen}&concentration={self.concentration:g}"

    @property
    def name(self) -> str:
        """Return what the subject is called: a known bloc by its name, another by its members."""
        if self.code != CHOSEN:
            return name_country(self.code)
        known = name_of(self.members)
        names = self.names
        if known or len(names) <= _MOST_NAMED:
            return known or join_items(names)
        rest = len(names) - _MOST_NAMED
        said = ngettext("%(names)s and %(rest)s other", "%(names)s and %(rest)s others", rest)
        return said % {"names": join_items(names[:_MOST_NAMED]), "rest": number(rest)}

    @property
    def names(self) -> list[str]:
        """Return the names of the members, in the order of the alphabet."""
        return sorted(map(name_country, self.members), key=order_key)

    @property
    def is_bloc(self) -> bool:
        """Return whether several pool."""
        return len(self.members) > 1

    def address(self, product: str) -> str:
        """Return the address of a product of the subject; ``product`` carries its scheme."""
        return f"{self.home}{product}/{self.query}"

    def file(self, name: str) -> str:
        """Return the address of a file of the subject."""
        return f"{self.home}{name}{self.query}"


@dataclass(frozen=True, slots=True)
class SubjectStudy:
    """A subject and what the flows say of it; ``wrong`` says why they say nothing.

    Without flows at all neither ``known`` nor ``wrong`` is there.
    """

    subject: Subject
    known: PreparedFlows | None = None
    study: ImportStudy | None = None
    wrong: str = ""


def parse_subject(edition: Edition, code: str, query: QueryDict) -> Subject:
    """Return the subject of an address; members are those of the query where it is `CHOSEN`."""
    if code == CHOSEN:
        return Subject(
            edition,
            code,
            _parse_members(query.getlist("member")),
            _parse_threshold(query.get("concentration", "")),
        )
    return Subject(edition, code, tuple(edition.bloc) if code == Dependency.BLOC else (code,))


def _parse_members(given: Sequence[str]) -> tuple[str, ...]:
    """Return the members of an address: one to a value, as a form has them, or with commas."""
    codes = {one.strip().upper() for text in given for one in text.split(",")}
    return tuple(sorted(codes - {""}))


def _parse_threshold(text: str) -> float:
    """Return the threshold of an address; the usual one when it is none of those offered."""
    return next((one for one in THRESHOLDS if f"{one:g}" == text), CONCENTRATION)


def has_flows(edition: Edition) -> bool:
    """Return whether this machine has the edition's flows, which no change of it tells."""
    with suppress(InvalidInput):
        return find_kept_flows(edition) is not None
    return False


def ask(subject: Subject) -> SubjectStudy:
    """Return what the edition's flows say of the subject."""
    try:
        known = open_edition_flows(subject.edition)
    except InvalidInput:
        return SubjectStudy(
            subject, wrong=_("The trade flows of this fair cannot be read at present.")
        )
    if known is None:
        return SubjectStudy(subject)
    wrong = _explain_wrong(subject, known)
    if wrong:
        return SubjectStudy(subject, known, wrong=wrong)
    members = subject.members
    if subject.code != CHOSEN:  # as the run judged it: without those who import nothing
        members = tuple(member for member in members if member in known.importers)
    if not members:
        return SubjectStudy(subject, known)
    study = study_edition(subject.edition, members, concentration=subject.concentration)
    return SubjectStudy(subject, known, study)


def must_ask(subject: Subject) -> tuple[PreparedFlows, ImportStudy]:
    """Return what the flows say of the subject; raises Http404 where they say nothing."""
    asked = ask(subject)
    if asked.known is None or asked.study is None:
        raise Http404(asked.wrong or _("No figures for this economy"))
    return asked.known, asked.study


def _explain_wrong(subject: Subject, known: PreparedFlows) -> str:
    """Return why members chosen by a visitor cannot be asked about, nothing when they can."""
    if subject.code != CHOSEN:
        return ""
    if len(subject.members) > MOST_MEMBERS:
        return _("Choose at most %(most)s economies; these are %(count)s.") % {
            "most": number(MOST_MEMBERS),
            "count": number(len(subject.members)),
        }
    strange = [member for member in subject.members if member not in known.importers]
    if strange:
        names = join_items(name_country(code)[:40] for code in strange[:10])
        said = _(
            "These flows have no imports of: %(names)s. They are left out of the choice below."
        )
        return said % {"names": names}
    return ""
