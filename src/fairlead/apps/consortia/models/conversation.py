"""What the members of a consortium say to one another, and the files they share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fairlead.apps.consortia.models.consortia import Consortium, Member
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds


class Blob(models.Model):
    """Bytes, once, under their own SHA-256; the database refuses others under that name."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        """Return the digest."""
        return self.sha256


class SharedFile(models.Model):
    """A file of a consortium under a name; the same name may come again with other bytes."""

    consortium = models.ForeignKey(
        Consortium, on_delete=models.CASCADE, related_name="files", db_index=False
    )
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The newest first."""

        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("consortium", "name"), name="shared_file_name"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Note(models.Model):
    """Something said in a consortium, by a member or by who opened it, with a file or without."""

    consortium = models.ForeignKey(
        Consortium, on_delete=models.CASCADE, related_name="notes", db_index=False
    )
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    text = models.CharField(max_length=bounds.MESSAGE_LENGTH, blank=True, default="")
    file = models.ForeignKey(
        SharedFile, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order of time; not nothing."""

        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False), name="note_not_empty"
            ),
        )
        indexes = (models.Index(fields=("consortium", "at"), name="note_order"),)

    def __str__(self) -> str:
        """Return when it was said."""
        return str(self.at)
