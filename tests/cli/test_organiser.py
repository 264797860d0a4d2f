"""`fairlead organiser` gives, lists and takes roles of the office."""

from __future__ import annotations

import pytest
from tests.sites import factories as make
from typer.testing import CliRunner

from fairlead.apps.people.models import Change, Membership
from fairlead.cli.main import app
from fairlead.folder.input_errors import InvalidInput
from fairlead.ui.forms.fields import read_address

PASSWORD = "a long enough password\n"


def run(*arguments: str, given: str = "") -> tuple[int, str]:
    """Return the exit code and what was said."""
    done = CliRunner().invoke(app, ["organiser", *arguments], input=given)
    return done.exit_code, done.output


@pytest.mark.django_db(transaction=True)
def test_roles_are_given_listed_and_taken() -> None:
    make.edition()
    assert run("boss@example.org", given=PASSWORD)[0] == 0
    said = run(
        "desk@example.org", "--edition", "river-2024", "--role", "registration", given=PASSWORD
    )
    assert "registration of river-2024" in said[1]
    code, listed = run("--list")
    assert code == 0
    assert listed.splitlines() == [
        "boss@example.org\t(whole site)\towner",
        "desk@example.org\triver-2024\tregistration",
    ]
    assert run("--list", "--edition", "river-2024")[1].count("\n") == 1
    assert "no longer registration" in run("desk@example.org", "--dismiss")[1]
    assert list(Membership.objects.values_list("role", flat=True)) == ["owner"]
    acts = list(Change.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["set_password", "appoint", "set_password", "appoint", "dismiss"]


@pytest.mark.django_db(transaction=True)
def test_a_host_in_other_letters_is_kept_as_the_sign_in_reads_it() -> None:
    assert run("boss@почта.рф", given=PASSWORD)[0] == 0
    kept = Membership.objects.get().account.email
    assert kept == read_address("boss@почта.рф")
    assert "no longer owner" in run("boss@почта.рф", "--dismiss")[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nobody",),
        ("a" * 250 + "@example.org",),
        ("a@example.org", "--role", "king"),
        ("a@example.org", "--role", "exhibitor_admin"),
        ("a@example.org", "--edition", "nowhere"),
        ("a@example.org", "--dismiss"),
        ("a@example.org", "--dismiss", "--list"),
    ],
)
def test_mistakes_change_nothing(arguments: tuple[str, ...]) -> None:
    code, _ = run(*arguments, given=PASSWORD)
    assert code != 0
    assert not Membership.objects.exists()


def test_an_address_that_no_mail_reaches_is_refused() -> None:
    done = CliRunner().invoke(app, ["organiser", "straße@example.org"], input=PASSWORD)
    assert isinstance(done.exception, InvalidInput)
    assert "Latin letters before the @" in str(done.exception)
