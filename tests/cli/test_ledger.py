"""`fairlead ledger verify` proves every ledger, and finds a digest in whichever has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.sites import factories as make
from typer.testing import CliRunner

from fairlead.apps.cooperation.domain.move_project import move_project
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor
from fairlead.apps.cooperation.models import Entry, Ledger, Stage
from fairlead.cli.main import app


def verify(*arguments: str) -> tuple[int, str]:
    """Return the exit code and what was said."""
    done = CliRunner().invoke(app, ["ledger", "verify", *arguments])
    return done.exit_code, done.output


@pytest.mark.django_db(transaction=True)
def test_a_digest_is_looked_for_in_every_ledger() -> None:
    make.project(make.edition("river-2024"))
    make.project(make.edition("lake-2024"))
    digest = Ledger.objects.get(code="lake-2024").head
    code, said = verify()
    assert (code, said.count("2 entries, as they were recorded")) == (0, 2), said
    assert verify("--head", digest)[0] == 0
    assert verify("lake-2024", "--head", digest)[0] == 0
    assert verify("river-2024", "--head", digest)[0] == 1
    code, said = verify("--head", "[/red]")
    assert (code, said.count("No entry has the digest [/red]")) == (1, 1), said


@pytest.mark.django_db(transaction=True)
def test_an_entry_changed_by_the_database_s_superuser_is_named() -> None:
    make.project(make.edition("river-2024"))
    make.project(make.edition("lake-2024"))
    entry = Entry.objects.filter(ledger__code="lake-2024").latest("number")
    with transaction.atomic(), connection.cursor() as cursor:
        # What only a superuser may: no trigger sees it.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE cooperation_entry SET person = 'Somebody else' WHERE id = %s", [entry.pk]
        )
    code, said = verify()
    assert code == 1
    assert f"lake-2024 entry {entry.number}: " in said
    assert "was changed" in said
    assert "lake-2024: 2 entries, not as they were recorded" in " ".join(said.split())
    assert "river-2024: 2 entries, as they were recorded" in " ".join(said.split())


@pytest.mark.django_db(transaction=True)
def test_a_document_replaced_by_another_of_the_same_name_is_named(tmp_path: Path) -> None:
    project = make.project(make.edition("river-2024"))
    file = tmp_path / "agreement.pdf"
    file.write_bytes(b"the agreement")
    signed = Document.of(file.name, file.read_bytes())
    move_project(project, Stage.LETTER_OF_INTENT, by=EntryAuthor("Officer"), document=signed)

    def name() -> str:
        return " ".join(CliRunner().invoke(app, ["ledger", "document", str(file)]).output.split())

    assert name().endswith(": this document")
    file.write_bytes(b"another agreement")
    assert f"another document of this name, {signed.sha256}" in name()
    file.write_bytes(b"the agreement")
    file = file.rename(tmp_path / "renamed.pdf")
    assert name().endswith(": this document")
    file.write_bytes(b"a letter")
    assert "No entry names renamed.pdf" in name()
