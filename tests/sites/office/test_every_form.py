"""Every form of the office, as its page fills it in, sent by every role and from elsewhere.

The pages of a lived fair are walked by somebody who has every role, so the forms are those that
are really shown, with the rows that they are about. A role that may not send one is refused, and
nothing is written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import ResolverMatch, resolve
from psycopg import sql
from tests.folder.lived import join_lived
from tests.folder.partnership import join_partnership
from tests.folder.registered import join_registered
from tests.sites import factories as make
from tests.sites.page_forms import Form, list_forms
from tests.sites.test_bounds import LINK, SMALL
from tests.sites.test_every_address import EXPECTED

from fairlead.apps.cooperation.models import Project
from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Organisation
from fairlead.apps.people.roles import ALLOWED, EDITION_ROLES, Act, HeldRole, MemberRole
from fairlead.apps.pipeline.runs import solve_edition
from fairlead.apps.practices.models import Practice
from fairlead.apps.trade.models import Need, Offer
from fairlead.apps.trade.studies import prepare_edition
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.read import read_fair
from fairlead.sites.office.projects.acts import ACTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_ONE_VIEW = 3  # pages walked of each kind
MARK = "OfAnotherEdition"
# Forms that ask for more than to see the page at whose address they are taken.
MORE = {
    "office:programme_session": Act.EDIT_PROGRAMME,
    "office:programme_rooms": Act.EDIT_PROGRAMME,
    "office:release_programme": Act.RELEASE,
    "office:members": Act.APPOINT,
    "office:delegations": Act.EDIT_DELEGATIONS,
    "office:screening": Act.DECIDE_SCREENING,
    "office:flows": Act.RUN_ENGINES,
    "office:appraisal": Act.EDIT_PROJECTS,
    "office:standing_search": Act.RUN_ENGINES,
}
SESSION_ACTS = {"invite", "withdraw", "record"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A form of the office, what its address is, and the act that it asks for."""

    form: Form
    view: str
    act: Act


def test_each_role_sends_the_forms_that_it_may_and_no_other() -> None:
    edition = live_fair()
    forms = list_office_forms(edition)
    stranger = enter(make.edition("elsewhere"), *EDITION_ROLES)
    wrong, changed = [], Counter[str]()
    for role in [*EDITION_ROLES, None]:
        client = enter(edition, role)
        for taken in forms:
            allowed = role is not None and HeldRole(role) in ALLOWED[taken.act]
            status, written = send(client, taken.form)
            if allowed:
                changed[taken.view] += written > 0
            if status >= 500 or (status == 403) == allowed or (written and not allowed):
                wrong.append(f"{taken.view} {taken.form.said} by {role}: {status}, {written}")
    wrong += [one.view for one in forms if send(stranger, one.form) != (403, 0)]
    assert wrong == []
    # Bodies are what a page takes: most forms do what they are for.
    assert sum(count > 0 for count in changed.values()) > 0.7 * len(changed), changed


def test_no_form_reaches_rows_of_another_edition() -> None:
    edition, other = live_fair(), live_fair("other-fair")
    mark_texts(other)
    client = enter(edition, *EDITION_ROLES)
    here, there = f"/office/{edition.code}/", f"/office/{other.code}/"
    forms, wrong = list_office_forms(other), []
    held = digest_rows(other)
    for taken in forms:
        form = taken.form
        form.action = form.action.replace(there, here)
        for name, values in form.said.items():  # what is sent may be shown again
            form.said[name] = [value.replace(MARK, "") for value in values]
        with transaction.atomic():
            answer = client.post(form.action, form.said | attach_files(form), follow=True)
            shown = b"" if answer.streaming else answer.content
            if answer.status_code >= 500 or MARK.encode() in shown or digest_rows(other) != held:
                wrong.append(f"{taken.view} {form.action} {form.said}: {answer.status_code}")
            transaction.set_rollback(True)
    assert wrong == []


def live_fair(code: str = "river-fair-2024") -> Edition:
    """Return an edition with something of every kind, worked out and released."""
    fair = join_registered(join_lived(join_partnership(read_fair(SMALL))))
    edition = load_fair(replace(fair, settings=replace(fair.settings, code=code)))
    prepare_edition(edition)
    _result, drafts = solve_edition(edition)
    drafts.release()
    return edition


def enter(edition: Edition, *roles: MemberRole | None) -> Client:
    """Return the browser of somebody with these roles there."""
    account = Account.objects.create_user(f"{'-'.join(map(str, roles))}@{edition.code}.example.org")
    for role in filter(None, roles):
        appoint(account, role, edition=edition, by=COMMAND_LINE)
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def list_office_forms(edition: Edition) -> list[Taken]:
    """Return one form of every kind that pages of the office show to somebody with all roles."""
    client = enter(edition, *EDITION_ROLES)
    start = f"/office/{edition.code}/"
    waiting, seen, asked = [start], {start}, Counter[str]()
    found: dict[tuple[object, ...], Taken] = {}
    while waiting:
        address = waiting.pop(0)
        view = resolve(urlsplit(address).path).view_name
        asked[view] += 1
        if asked[view] > OF_ONE_VIEW or not _is_shown(client, address):
            continue
        page = client.get(address).content.decode()
        for form in list_forms(page, address):
            match = resolve(urlsplit(form.action).path)
            if match.view_name.startswith("office:") and "code" in match.kwargs:
                found.setdefault(
                    _tell_apart(form, match), Taken(form, match.view_name, _find_act(match))
                )
        for link in LINK.findall(page):
            to = urljoin(address, unescape(link)).split("#")[0]
            if to.startswith(start) and to not in seen:
                seen.add(to)
                waiting.append(to)
    return list(found.values())


def _is_shown(client: Client, address: str) -> bool:
    answer = client.head(address)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def _tell_apart(form: Form, match: ResolverMatch) -> tuple[object, ...]:
    """Return what forms of one kind have in common: the address, the fields, what they do."""
    does = [form.said.get(name, [""])[0] for name in ("act", "decision", "what", "do", "kind")]
    return match.view_name, match.kwargs.get("act"), *does, *sorted(form.said)


def _find_act(match: ResolverMatch) -> Act:
    """Return the act of the table of roles that a form sent to this address asks for."""
    name, act = match.view_name, match.kwargs.get("act", "")
    if name == "office:record_project":
        return ACTS[act][0]
    if name == "office:session_act" and act in SESSION_ACTS:
        return Act.EDIT_PROGRAMME
    rule = MORE.get(name, EXPECTED[name])
    assert isinstance(rule, Act), name
    return rule


def send(client: Client, form: Form) -> tuple[int, int]:
    """Return how a form is answered, and how many rows were written; it is undone afterwards."""
    with transaction.atomic():
        before = count_writes()
        answer = client.post(form.action, form.said | attach_files(form))
        written = count_writes() - before
        transaction.set_rollback(True)
    return answer.status_code, written


def attach_files(form: Form) -> dict[str, object]:
    """Return a small file for each field of a form that takes one."""
    return {name: SimpleUploadedFile("list.csv", b"name\nTyped\n") for name in form.files}


def count_writes() -> int:
    """Return how many rows this transaction has written, but for sessions of browsers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_xact_user_tables"
            " WHERE relname <> 'django_session'"
        )
        return int(cursor.fetchone()[0])


def mark_texts(edition: Edition) -> None:
    """Put a mark into texts of an edition's rows, by which they are known on a page."""
    words = LocalizedText({"en": MARK})
    Organisation.objects.filter(edition=edition).update(name=words)
    Offer.objects.filter(edition=edition).update(title=words)
    Need.objects.filter(edition=edition).update(title=words)
    Project.objects.filter(edition=edition).update(title=words)
    Practice.objects.filter(edition=edition).update(title=words)
    Stand.objects.filter(edition=edition).update(number=Concat(Value(MARK), "number"))


def digest_rows(edition: Edition) -> list[tuple[str, str]]:
    """Return a digest of an edition's rows in each table that holds such rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'edition_id' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        one = sql.SQL(
            "SELECT {name}, md5(string_agg(row::text, '|' ORDER BY row::text))"
            " FROM {table} AS row WHERE edition_id = {edition}"
        )
        parts = (
            one.format(name=name, table=sql.Identifier(name), edition=edition.pk) for name in tables
        )
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
        return list(cursor.fetchall())
