"""The record of changes, searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.privacy.table_words import TABLE_WORDS
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.numbers_asked import read_key


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """What is looked for; what is not said is every change."""

    words: str = ""
    act: str = ""
    about: str = ""
    who: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    acted: str = ""

    def write(self, **changed: str) -> str:
        """Return the query of an address with something else asked for."""
        said = {
            "words": self.words,
            "act": self.act,
            "about": self.about,
            "who": self.who,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "acted": self.acted,
        } | changed
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """A change with who made it and for whom, and each value before and after."""

    change: Change
    who: str
    acted_for: LocalizedText | None
    about: str
    values: list[tuple[str, Any, Any]]


def find_changes(edition: Edition, sought: ChangeFilter) -> QuerySet[Change]:
    """Return the changes of an edition that are looked for, the newest first."""
    found = Change.objects.filter(edition=edition.code)
    if sought.act:
        found = found.filter(act=sought.act)
    if sought.about:
        found = found.filter(about=sought.about)
    if sought.who:
        found = found.filter(account_id__in=_find_accounts(sought.who))
    if sought.acted:
        found = found.filter(acted_for_id__isnull=False)
    if sought.since:
        begin = dt.datetime.combine(sought.since, dt.time(), edition.zone)
        found = found.filter(at__gte=begin)
    if sought.until:
        end = dt.datetime.combine(sought.until + dt.timedelta(days=1), dt.time(), edition.zone)
        found = found.filter(at__lt=end)
    for word in sought.words.split()[:5]:
        key = read_key(word)
        number = Q() if key is None else Q(about_id=key)
        said = Q(before__values_contain=word) | Q(after__values_contain=word)
        found = found.filter(number | said | Q(act__icontains=word))
    return found.order_by("-id")


def _find_accounts(words: str) -> list[int]:
    found = Account.objects.filter(find_named(words, "email", "person__name")).order_by("pk")
    return list(found.values_list("pk", flat=True)[:1000])


def list_acts(edition: Edition) -> tuple[list[str], list[str]]:
    """Return the acts and the tables that an edition's changes are of."""
    found = Change.objects.filter(edition=edition.code).order_by()
    acts = found.values_list("act", flat=True).distinct()
    abouts = found.values_list("about", flat=True).distinct()
    return sorted(acts), sorted(abouts)


def tell_changes(changes: Iterable[Change]) -> list[ChangeDetails]:
    """Return changes with the names that go with their numbers; two queries."""
    rows = list(changes)
    accounts = Account.objects.in_bulk({one.account_id for one in rows if one.account_id})
    people = Participation.objects.select_related("person").in_bulk(
        {one.acted_for_id for one in rows if one.acted_for_id}
    )
    told = []
    for one in rows:
        account = accounts.get(one.account_id or 0)
        who = (
            account.email
            if account is not None
            else (f"#{one.account_id}" if one.account_id else "")
        )
        acted_for = people.get(one.acted_for_id or 0)
        before, after = one.before or {}, one.after or {}
        values = [(name, before.get(name), after.get(name)) for name in {**before, **after}]
        told.append(
            ChangeDetails(
                one,
                who,
                acted_for.person.name if acted_for is not None else None,
                name_table(one.about),
                values,
            )
        )
    return told


def name_table(table: str) -> str:
    """Return what people call the rows of a table; its own name where they have no word for it."""
    return str(TABLE_WORDS.get(table, table))
