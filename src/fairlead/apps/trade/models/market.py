"""The market: products, offers and needs, and what is found in them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import within
from fairlead.apps.fairs.models import Coded, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.folder import bounds


class Cooperation(models.TextChoices):
    """A form of cooperation."""

    SUPPLY = "supply", _("supply")
    JOINT_PRODUCTION = "joint_production", _("joint production")
    LICENCE = "licence", _("licence")
    RESEARCH = "research", _("research")
    LOCALISATION = "localisation", _("localisation")
    DISTRIBUTION = "distribution", _("distribution")
    INVESTMENT = "investment", _("investment")


class Product(Coded):
    """A product of the fair's nomenclature; ``code`` carries its scheme: HS:851762."""

    title = LocalizedTextField()

    class Meta(Coded.Meta):
        """A code once in an edition."""


class Listed(Coded):
    """An entry of the marketplace."""

    title = LocalizedTextField()
    description = LocalizedTextField(blank=True, long=True)
    products = ArrayField(models.CharField(max_length=64))
    cooperation = ArrayField(models.CharField(max_length=20, choices=Cooperation))

    class Meta(Coded.Meta):
        """Rules the database keeps."""

        abstract = True
        constraints = (
            *Coded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cooperation__contained_by=Cooperation.values),
                name="%(class)s_cooperation",
            ),
        )


class Offer(Listed):
    """What an organisation can provide."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs, to be narrowed."""

    def visible(self) -> NeedQuerySet:
        """Return those that everybody may see."""
        return self.filter(hidden=False)


def country_of_need(need: str = "") -> Coalesce:
    """Return the expression of a need's country; ``need`` is the path to it, like ``need__``."""
    return Coalesce(NullIf(F(f"{need}economy"), Value("")), F(f"{need}organisation__country"))


class Need(Listed):
    """What an organisation or a whole economy looks for; a hidden one only the organiser sees."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="needs", null=True, blank=True
    )
    economy = models.CharField(max_length=3, blank=True, default="")
    volume_usd = models.FloatField(null=True, blank=True)
    hidden = models.BooleanField(default=False, db_default=False)

    objects = NeedQuerySet.as_manager()

    @property
    def country(self) -> str:
        """The economy that needs it, or that of the organisation."""
        return self.organisation.country if self.organisation else self.economy

    class Meta(Listed.Meta):
        """Either an organisation or an economy needs it."""

        constraints = (
            *Listed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, economy__gt="")
                | Q(organisation__isnull=False, economy=""),
                name="need_of_one",
            ),
            within("volume_usd", bounds.DOLLARS, name="need_volume"),
        )


class CatalogueEntry(models.Model):
    """What an organisation is found by; kept by the database itself, never written from Python.

    ``document`` holds names, titles, descriptions and product titles in all languages, each read
    as `find_words` reads what is asked for, and the product codes with those above them.
    ``products`` are the codes of its offers, ``groups`` their first two digits with the scheme
    (HS:85), ``cooperation`` the forms offered.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="catalogue_entry", primary_key=True
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    products = ArrayField(models.CharField(max_length=64), editable=False)
    groups = ArrayField(models.CharField(max_length=64), editable=False)
    cooperation = ArrayField(models.CharField(max_length=20, choices=Cooperation), editable=False)
    document = SearchVectorField(editable=False)

    class Meta:
        """Searched by words."""

        indexes = (GinIndex(fields=("document",), name="catalogue_entry_document"),)

    def __str__(self) -> str:
        """Return the organisation's code."""
        return self.organisation.code


class NeedEntry(models.Model):
    """What a need is found by; kept by the database itself, never written from Python."""

    need = models.OneToOneField(
        Need, on_delete=models.CASCADE, related_name="entry", primary_key=True
    )
    document = SearchVectorField(editable=False)

    class Meta:
        """Searched by words."""

        indexes = (GinIndex(fields=("document",), name="need_entry_document"),)

    def __str__(self) -> str:
        """Return the need's code."""
        return self.need.code
