"""Files of a person's data, and forgetting, as background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fairlead.apps.work.kinds import Result, background

if TYPE_CHECKING:
    from fairlead.apps.work.hold import Hold


@background("write_personal_file", _("A file of a person's data"))
def write_personal_file(hold: Hold) -> Result:
    """Write all that is kept of a person into a file for who asked."""
    from fairlead.apps.people.models import Account, Person
    from fairlead.apps.privacy.domain.write_personal_file import make_personal_file

    person = Person.objects.get(pk=hold.work.parameters["person"])
    account = hold.work.account
    if not isinstance(account, Account):
        raise ValueError("Expected work that somebody asked for.")
    with hold.recording() as result:
        result["file"] = make_personal_file(person, account).pk
    return result
