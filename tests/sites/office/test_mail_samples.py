"""Every kind of mail can be seen before one is sent, in each language, and none is forgotten."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.sites import factories as make

import fairlead
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Account, Membership
from fairlead.sites.office.outbox.kinds import KINDS
from fairlead.sites.office.outbox.samples import write_sample

ROOT = Path(fairlead.__file__).parent
QUEUES = {
    "queue_message",
    "queue_messages",
    "queue_message_to_address",
    "queue_worded",
    "tell_members",
    "EmailMessage",
    "EmailMultiAlternatives",
}
# They pass on what others ask for, or are what the others call.
NO_SOURCES = {
    "fairlead.apps.messages.domain.queue_message",
    "fairlead.apps.messages.mail",
    "fairlead.apps.consortia.domain.tell_members",
}


def find_callers() -> dict[str, ast.Module]:
    """Return the modules that queue or send a mail, read."""
    found = {}
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8")
        if not any(name in text for name in QUEUES):
            continue
        tree = ast.parse(text)
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if called & QUEUES:
            name = ".".join(("fairlead", *path.relative_to(ROOT).with_suffix("").parts))
            found[name] = tree
    return found


def test_no_template_hides_another_of_its_name() -> None:
    names = [path.name for path in ROOT.glob("apps/*/templates/outbox/*.txt")]
    assert sorted(names) == sorted(set(names))


def test_every_module_that_writes_mails_has_its_kinds() -> None:
    assert find_callers().keys() - NO_SOURCES == {kind.source for kind in KINDS}
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_every_template_and_everything_it_tells_of_has_its_kind() -> None:
    names = {kind.name for kind in KINDS}
    for path in ROOT.glob("apps/*/templates/outbox/*.txt"):
        acts = set(re.findall(r'(?:act|kind) == "(\w+)"', path.read_text("utf-8")))
        expected = {f"{path.stem}-{act}" for act in acts} or {path.stem}
        assert expected <= names | {f"{path.stem}"}, path.name
        assert any(name.startswith(path.stem) for name in names), path.name


def test_every_word_of_consortia_is_among_the_samples() -> None:
    subjects = {
        node.args[0].value
        for name, tree in find_callers().items()
        if name.startswith("fairlead.apps.consortia.")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "gettext_lazy"
        and isinstance(node.args[0], ast.Constant)
    }
    assert subjects <= {str(kind.words) for kind in KINDS if kind.purpose == "consortium"}


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
def test_every_kind_reads_in_every_language(edition: Edition, language: str) -> None:
    edition.languages = ["en", "ru", "zh-Hans", "ar"]
    make.slot(edition)
    english = {kind.name: write_sample(edition, kind, "en") for kind in KINDS}
    assert len({one.text for one in english.values()}) > len(KINDS) / 2
    same = set()
    for kind in [*KINDS, None]:
        shown = write_sample(edition, kind, language)
        assert shown.subject.strip(), kind
        assert shown.text.strip(), kind
        assert "{" not in shown.subject + shown.text, kind
        assert edition.time_zone not in shown.text, kind
        if kind is not None and shown.subject == english[kind.name].subject:
            same.add(kind.name)
        if shown.html:
            assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in shown.html
    # That no text lacks its translation is for the catalogues' own test.
    assert len(same) == len(KINDS) if language == "en" else len(same) < len(KINDS) / 10
    assert not Message.objects.exists()


def test_the_page_shows_subject_text_and_html(edition: Edition) -> None:
    edition.languages = ["en", "ar", "de"]
    edition.save()
    account = Account.objects.create_user("owner@example.org")
    Membership.objects.create(account=account, edition=edition, role="owner")
    client = Client()
    client.force_login(account)
    page = f"/office/{edition.code}/mail-samples/"
    answer = client.get(page, {"kind": "meeting_request-asked", "language": "ar"})
    shown = answer.content.decode()
    assert '<option value="meeting_request-asked" selected>' in shown
    assert 'lang="ar"' in shown
    assert "frame-src &#x27;self&#x27;" not in shown
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "German" in shown  # is not written: anyone who speaks it gets English
    html = client.get(f"{page}html", {"kind": "meeting_request-asked", "language": "ar"})
    assert 'dir="rtl"' in html.content.decode()
    assert "sandbox" in html.headers["Content-Security-Policy"]
    for asked in ({"kind": "none"}, {"language": "de"}):
        assert client.get(page, asked).status_code == 404
    assert client.get(f"{page}html", {"kind": "code"}).status_code == 404
