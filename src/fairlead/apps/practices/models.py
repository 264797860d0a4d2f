"""Practices with what they changed, and what they are found by."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.constraints import require_one_of, within
from fairlead.apps.fairs.models import CodedModel
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation, Participation
from fairlead.folder import bounds


class PracticeState(models.TextChoices):
    """Where a practice stands; everybody sees those that are published."""

    WAITING = "waiting", _("waits for the organiser")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("not approved")
    WITHDRAWN = "withdrawn", _("taken back")


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Practices, to be narrowed."""

    def visible(self) -> PracticeQuerySet:
        """Return those that everybody may see."""
        return self.filter(state=PracticeState.PUBLISHED)


class Practice(CodedModel):
    """A finished project or a practice: the problem, what was done, and what came of it.

    ``organisation`` is who did it; without one those who answer for the ``economy`` are asked.
    ``proposed`` is what a published one is to say once the organiser approves it, None where
    nothing waits; ``number`` counts its savings. The ``contact`` is somebody who agreed to be
    named there, at ``contact_agreed_at``.
    """

    title = LocalizedTextField()
    problem = LocalizedTextField(long=True)
    solution = LocalizedTextField(long=True)
    economy = models.CharField(max_length=3)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="practices", null=True, blank=True
    )
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, related_name="practices", null=True, blank=True
    )
    products = ArrayField(models.CharField(max_length=64), blank=True, default=list)
    sectors = ArrayField(models.CharField(max_length=20), blank=True, default=list)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    contact = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    contact_agreed_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=PracticeState, default=PracticeState.WAITING)
    proposed = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")
    number = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(db_default=Now())

    objects = PracticeQuerySet.as_manager()

    class Meta(CodedModel.Meta):
        """Rules the database keeps; nobody is named who did not agree."""

        constraints = (
            *CodedModel.Meta.constraints,
            require_one_of("state", PracticeState, name="practice_state"),
            within("year", bounds.YEAR, name="practice_year"),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(contact_agreed_at__isnull=False),
                name="practice_contact_agreed",
            ),
            models.CheckConstraint(
                condition=Q(proposed__isnull=True) | Q(state="published"),
                name="practice_proposed",
            ),
            models.CheckConstraint(condition=~Q(economy=""), name="practice_economy"),
        )
        indexes = (models.Index(fields=("project",), name="practice_project"),)


class Effect(models.Model):
    """A measured effect: what was measured, before and after, in a unit, by whom and when."""

    practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, related_name="effects", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    measure = LocalizedTextField()
    unit = LocalizedTextField()
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField()
    measured_by = LocalizedTextField()
    measured_on = models.DateField(null=True, blank=True)

    class Meta:
        """In the writer's order."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("practice", "position"), name="effect_position"),
            within("before", bounds.MEASURED, name="effect_before"),
            within("after", bounds.MEASURED, name="effect_after"),
        )

    @property
    def change(self) -> float | None:
        """Return the change as a share of what was before; None where there was nothing."""
        return (self.after - self.before) / abs(self.before) if self.before else None

    def __str__(self) -> str:
        """Return before and after."""
        return f"{self.before} {self.after}"


class PracticeEntry(models.Model):
    """What a practice is found by; kept by the database itself, never written from Python."""

    practice = models.OneToOneField(
        Practice, on_delete=models.CASCADE, related_name="entry", primary_key=True
    )
    document = SearchVectorField(editable=False)

    class Meta:
        """Searched by words."""

        indexes = (GinIndex(fields=("document",), name="practice_entry_document"),)

    def __str__(self) -> str:
        """Return the practice's number."""
        return str(self.practice_id)
