"""Organisations as they present themselves at an edition."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import CodedModel
from fairlead.apps.fairs.text_field import LocalizedTextField


class Size(models.TextChoices):
    """Size by staff."""

    MICRO = "micro", _("micro")
    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")
    LARGE = "large", _("large")


class Organisation(CodedModel):
    """An organisation as it presents itself at an edition."""

    name = LocalizedTextField()
    country = models.CharField(max_length=3)
    city = LocalizedTextField(blank=True)
    sector = models.CharField(max_length=20, blank=True, default="")
    size = models.CharField(max_length=10, blank=True, default="", choices=Size)
    languages = ArrayField(models.CharField(max_length=2), blank=True, default=list)
    website = models.URLField(max_length=500, blank=True, default="")
    email = models.CharField(max_length=500, blank=True, default="")
    description = LocalizedTextField(blank=True, long=True)

    class Meta(CodedModel.Meta):
        """Rules the database keeps."""

        constraints = (
            *CodedModel.Meta.constraints,
            require_one_of("size", Size, name="organisation_size", empty=True),
        )
