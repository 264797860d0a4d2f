"""Organisations, persons, and who takes part in an edition as what."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Coded, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.accounts import AccountManager


class Size(models.TextChoices):
    """Size by staff."""

    MICRO = "micro", _("micro")
    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")
    LARGE = "large", _("large")


class Organisation(Coded):
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

    class Meta(Coded.Meta):
        """Rules the database keeps."""

        constraints = (
            *Coded.Meta.constraints,
            require_one_of("size", Size, name="organisation_size", empty=True),
        )


class Person(models.Model):
    """A human being, the same one over editions."""

    name = LocalizedTextField()
    country = models.CharField(max_length=3, blank=True, default="")
    languages = ArrayField(models.CharField(max_length=2), blank=True, default=list)
    email = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        """Return the name."""
        return str(self.name)


class Role(models.TextChoices):
    """What the person is there as."""

    VISITOR = "visitor", _("visitor")
    EXHIBITOR = "exhibitor", _("exhibitor")
    SPEAKER = "speaker", _("speaker")
    DELEGATE = "delegate", _("delegate")
    PRESS = "press", _("press")
    ORGANISER = "organiser", _("organiser")


class Participation(Coded):
    """A person at an edition; a hidden one gets a list of whom to meet and is on nobody's."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="participations", null=True, blank=True
    )
    role = models.CharField(max_length=10, choices=Role)
    position = LocalizedTextField(blank=True)
    hidden = models.BooleanField(default=False, db_default=False)

    class Meta(Coded.Meta):
        """A person takes part in an edition once."""

        constraints = (
            *Coded.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "person"), name="participation_person"),
            require_one_of("role", Role, name="participation_role"),
        )


class Availability(models.Model):
    """A time a participant is free, by the fair's own clock.

    A participant with such rows is free only then; one without is always free.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="availability", db_index=False
    )
    date = models.DateField()
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        """Each once, and never ending before it starts."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation", "date", "start", "end"), name="availability_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="availability_length"),
        )

    def __str__(self) -> str:
        """Return the day and the times."""
        return f"{self.date} {self.start}-{self.end}"


class Account(AbstractBaseUser, PermissionsMixin):
    """What a person signs in with: an e-mail address."""

    email = models.EmailField(max_length=254)
    person = models.OneToOneField(
        Person, on_delete=models.SET_NULL, related_name="account", null=True, blank=True
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        """One account for one address, however it is capitalised."""

        constraints = (models.UniqueConstraint(Lower("email"), name="account_email"),)

    def __str__(self) -> str:
        """Return the address."""
        return self.email


class SignInTries(models.Model):
    """How often signing in was tried in a quarter of an hour; keys say nothing of whom."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        """One count for a key and a quarter of an hour."""

        constraints = (
            models.UniqueConstraint(fields=("key", "window"), name="sign_in_tries_key_window"),
        )
        indexes = (models.Index(fields=("window",), name="sign_in_tries_window"),)

    def __str__(self) -> str:
        """Return the count."""
        return str(self.count)
