"""Recording one fact of one project, decided upon what its ledger says at that moment."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.record_entries import Facts, lock_ledger, record_entries
from fairlead.apps.cooperation.models import Act, Entry, Project
from fairlead.apps.cooperation.queries.states import read_states
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.models import Account
from fairlead.folder import bounds
from fairlead.folder.ledger_state import State


@dataclass(frozen=True, slots=True)
class EntryAuthor:
    """Who records something: the name stays in the ledger when the account is gone."""

    name: str
    account: int | None = None

    @classmethod
    def of(cls, account: Account) -> EntryAuthor:
        """Return an account as it is named in a ledger, which everybody reads: not by its address.

        An account that no person uses is named by what stands before the @.
        """
        name = str(account.person) if account.person is not None else ""
        return cls(name or account.email.partition("@")[0], account.pk)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that shows something: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Document:
        """Return the document of these bytes."""
        return cls(name.rpartition("/")[2][-500:], hashlib.sha256(content).hexdigest())


@dataclass(slots=True)
class Recording:
    """A project whose ledger nobody else adds to, and what is recorded of it."""

    project: Project
    state: State
    facts: list[Facts] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def note(self, act: Act, *, by: EntryAuthor, day: dt.date | None = None, **said: Any) -> None:
        """Add what an entry says, from a day on: today, unless another one is meant."""
        today = find_today(self.project.edition)
        if (day or today) > today:
            raise Refusal(_("Expected a day that is not in the future."))
        if day is not None and day < bounds.FIRST_DATE:
            raise Refusal(_("Expected a day of this or the last century."))
        fact = Facts(
            project=self.project, act=act, day=day or today, person=by.name, account=by.account
        )
        self.facts.append(replace(fact, **said))


@contextmanager
def record_under_lock(project: Project) -> Iterator[Recording]:
    """Give the project's state to decide upon; what was noted is recorded when all went well.

    Two who decide at once come one after the other, and the second sees what the first did.
    Raises Refusal for a project that is given up.
    """
    with transaction.atomic():
        ledger = lock_ledger(project.ledger_id)
        state = read_states([project]).get(project.pk, State())
        if state.ended:
            raise Refusal(_("This project is given up."))
        recording = Recording(project, state)
        yield recording
        recording.entries = record_entries(ledger, recording.facts)
