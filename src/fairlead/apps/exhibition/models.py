"""Halls, stands, expositions, and which organisation exhibits where."""

from __future__ import annotations

from django.db import models

from fairlead.apps.fairs.constraints import within
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.folder import bounds


class Hall(CodedModel):
    """A hall: a rectangle measured in metres."""

    name = LocalizedTextField()
    width = models.FloatField()
    depth = models.FloatField()

    class Meta(CodedModel.Meta):
        """Rules the database keeps."""

        constraints = (
            *CodedModel.Meta.constraints,
            within("width", bounds.HALL_SIDE, name="hall_width"),
            within("depth", bounds.HALL_SIDE, name="hall_depth"),
        )


class Exposition(CodedModel):
    """The joint stand of a country or a region."""

    name = LocalizedTextField()
    country = models.CharField(max_length=3)
    area_m2 = models.FloatField(null=True, blank=True)

    class Meta(CodedModel.Meta):
        """Rules the database keeps."""

        constraints = (
            *CodedModel.Meta.constraints,
            within("area_m2", bounds.FLOOR_AREA, name="exposition_area"),
        )


class Stand(CodedModel):
    """A stand: a rectangle in its hall, in metres from the hall's upper left."""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="stands", db_index=False)
    number = models.CharField(max_length=500)
    x = models.FloatField()
    y = models.FloatField()
    width = models.FloatField()
    depth = models.FloatField()
    exposition = models.ForeignKey(
        Exposition, on_delete=models.SET_NULL, related_name="stands", null=True, blank=True
    )

    class Meta(CodedModel.Meta):
        """A number once in its hall. That stands do not overlap is kept by the migration's SQL."""

        constraints = (
            *CodedModel.Meta.constraints,
            # Stands can change places in one statement.
            models.UniqueConstraint(
                fields=("hall", "number"),
                deferrable=models.Deferrable.IMMEDIATE,
                name="stand_number",
            ),
            within("x", bounds.STAND_PLACE, name="stand_x"),
            within("y", bounds.STAND_PLACE, name="stand_y"),
            within("width", bounds.STAND_SIDE, name="stand_width"),
            within("depth", bounds.STAND_SIDE, name="stand_depth"),
        )


class Exhibitor(models.Model):
    """An organisation that exhibits: it has a stand, alone or with others."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="exhibitor", primary_key=True
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="exhibitors")
    stand = models.ForeignKey(Stand, on_delete=models.PROTECT, related_name="exhibitors")

    def __str__(self) -> str:
        """Return the organisation's name and the stand."""
        return f"{self.organisation.name}, {self.stand.code}"
