"""What a fair folder said of an edition when it was last loaded."""

from __future__ import annotations

from django.db import models

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
