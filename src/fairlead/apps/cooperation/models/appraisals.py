"""Appraisals of projects: what people gave for them, version by version."""

from __future__ import annotations

from django.db import models

from fairlead.apps.cooperation.models.projects import Project
from fairlead.apps.fairs.constraints import require_at_least


class ProjectAppraisal(models.Model):
    """A version of a project's appraisal: its inputs, which give the same figures for ever.

    ``inputs`` is a document as `fairlead.chain.portfolio.appraisal` reads it. ``supply`` is how the
    importer is supplied before and with the project, by the flows of that day; empty without flows.
    Rows are only added.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="appraisals", db_index=False
    )
    number = models.PositiveIntegerField()
    inputs = models.JSONField()
    supply = models.JSONField(default=dict, blank=True)
    person = models.CharField(max_length=500)
    account = models.BigIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        """A number once in a project, from 1."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("project", "number"), name="appraisal_number"),
            require_at_least("number", 1, name="appraisal_from_one"),
        )

    def __str__(self) -> str:
        """Return the project's id and the number."""
        return f"{self.project_id} {self.number}"
