"""What came into an edition by files: folders that were loaded, lists that were uploaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Edition


class LoadedFile(models.Model):
    """A file as the folder had it: what differs from it in the edition was changed here since."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="loaded_files", db_index=False
    )
    name = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        """A file once in an edition."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "name"), name="loaded_file_name"),
        )

    def __str__(self) -> str:
        """Return the file's name."""
        return self.name


class ListKind(models.TextChoices):
    """Whom a list is of."""

    PEOPLE = "people", _("People")
    ORGANISATIONS = "organisations", _("Organisations")


class ListState(models.TextChoices):
    """How far a list has come."""

    UPLOADED = "uploaded", _("being checked")
    REFUSED = "refused", _("not readable")
    CHECKED = "checked", _("checked")
    WRITING = "writing", _("being imported")
    WRITTEN = "written", _("imported")


class UploadedList(models.Model):
    """A list of people or organisations; its content is forgotten once it is written.

    ``reading`` says of the file which sheets it has, which was read, its column names, and
    ``columns`` what each is taken for ("" for nothing). ``findings`` are counts, samples and
    every faulty cell; ``faulty`` is a workbook of the faulty rows.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="uploaded_lists")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=15, choices=ListKind)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ListState, default=ListState.UPLOADED)
    sheet = models.CharField(max_length=100, blank=True, default="")
    columns = models.JSONField(null=True, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    findings = models.JSONField(default=dict, blank=True)
    faulty = models.BinaryField(null=True, blank=True)
    refusal = models.TextField(blank=True, default="")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-uploaded_at", "-id")
        constraints = (
            require_one_of("kind", ListKind, name="uploaded_list_kind"),
            require_one_of("state", ListState, name="uploaded_list_state"),
        )

    def __str__(self) -> str:
        """Return the file's name."""
        return self.name
