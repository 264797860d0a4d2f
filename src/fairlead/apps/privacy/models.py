"""That a person was erased, files of a person's data, and how long an edition keeps what."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Edition


class Erasure(models.Model):
    """That a person was erased: by whom, when, and how many rows went and stayed.

    It refers to no row and names nobody; rows are only added. ``done`` counts rows by table:
    ``removed``, ``emptied`` and ``kept``.
    """

    person_id = models.BigIntegerField(unique=True)
    account_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(db_default=Now())
    why = models.CharField(max_length=20)
    done = models.JSONField(default=dict)

    def __str__(self) -> str:
        """Return whose it is."""
        return str(self.person_id)


class PersonalFile(models.Model):
    """A file of all that is kept of a person, made for who asked for it; it is kept a week.

    ``person_id`` is no reference, so that it hinders nothing that goes.
    """

    person_id = models.BigIntegerField(db_index=True)
    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="personal_files"
    )
    content = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        """Return whose it is."""
        return str(self.person_id)


class RetentionKind(models.TextChoices):
    """The kinds of data that an edition deletes some days after its end."""

    PEOPLE = "people", _("people who take part in no later edition, with all that is theirs")
    ANSWERS = "answers", _("answers to the questions of the registration")
    MESSAGES = "messages", _("what messages said, and to which address")
    LETTERS = "letters", _("what people wrote to one another when they asked for meetings")
    TALKS = "talks", _("what people wrote to one another in conversations about offers and needs")
    NOTES = "notes", _("what people noted for themselves of meetings, and meant to do")
    LISTS = "lists", _("files of uploaded lists, with their faulty rows")
    SHOWN = "shown", _("who was shown to whom, saved or put aside")
    AUDIT = "audit", _("values before and after in the record of changes")


class KeptFor(models.Model):
    """How many days after its last day an edition keeps something; without a row, for ever."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=10, choices=RetentionKind)
    days = models.PositiveIntegerField()

    class Meta:
        """One for a kind."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "kind"), name="kept_for_once"),
            require_one_of("kind", RetentionKind, name="kept_for_kind"),
        )

    def __str__(self) -> str:
        """Return the kind and the days."""
        return f"{self.kind}: {self.days}"
