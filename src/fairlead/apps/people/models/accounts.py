"""What a person signs in with, and what the account may do where."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models.directory import Organisation
from fairlead.apps.people.models.participations import Person
from fairlead.apps.people.passwords import unify_spelling
from fairlead.apps.people.roles import EDITION_ROLES, ORGANISATION_ROLES, MemberRole
from fairlead.folder.addresses import fold_address

ERASED = "@invalid"  # how the address of somebody ends who was erased


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; finds them by address without regard to case."""

    def create_user(self, email: str, password: str | None = None) -> Account:
        """Return a new account; without a password it signs in by another way only."""
        account = self.model(email=self.normalize_email(email))
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of an address; raises Account.DoesNotExist."""
        return self.get(email__address=username or "")

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the address as it is kept: the domain in small letters, A to Z alone."""
        name, at, domain = (email or "").strip().rpartition("@")
        return f"{name}{at}{fold_address(domain)}"


class Account(AbstractBaseUser):
    """What a person signs in with: an e-mail address."""

    email = models.EmailField(max_length=254)
    person = models.OneToOneField(
        Person, on_delete=models.SET_NULL, related_name="account", null=True, blank=True
    )
    is_active = models.BooleanField(default=True)
    # Whether it has a role of the office somewhere; known after signing in only.
    has_office: bool = False

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        """One account for one address, however it is capitalised."""

        constraints = (models.UniqueConstraint(FoldAddress("email"), name="account_email"),)

    def __str__(self) -> str:
        """Return the address."""
        return self.email

    def set_password(self, raw_password: str | None) -> None:
        """Keep a password, written in the one way in which it is compared."""
        super().set_password(None if raw_password is None else unify_spelling(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether this is the password, however a keyboard writes its letters.

        One that an older Fairlead kept is compared as it was typed.
        """
        if raw_password is None:
            return False
        unified = unify_spelling(raw_password)
        if super().check_password(unified):
            return True
        return unified != raw_password and super().check_password(raw_password)

    @property
    def is_erased(self) -> bool:
        """Return whether its person was erased: the address is one that no mail can reach."""
        return self.email.endswith(ERASED)


class Membership(models.Model):
    """What an account is at an edition, in an organisation, or (with neither) on the whole site."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=20, choices=MemberRole)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each once; an organisation's roles in organisations, the others nowhere there."""

        constraints = (
            models.UniqueConstraint(
                fields=("account", "edition", "organisation", "role"),
                name="membership_once",
                nulls_distinct=False,
            ),
            require_one_of("role", MemberRole, name="membership_role"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, role__in=EDITION_ROLES)
                | Q(organisation__isnull=False, edition__isnull=True, role__in=ORGANISATION_ROLES),
                name="membership_place",
            ),
        )

    def __str__(self) -> str:
        """Return the role."""
        return self.role


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


class SignInCode(models.Model):
    """A code sent to an address, to sign in with from the browser that asked for it.

    The code itself is not kept: ``digest`` tells whether one is it. A long one, of ten digits, is
    for every browser that asks while codes for the address were asked for too often.
    """

    address = models.EmailField(max_length=254)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, blank=True)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    is_long = models.BooleanField(default=False, db_default=False)

    class Meta:
        """Old ones are found and removed by their time."""

        indexes = (models.Index(fields=("sent_at",), name="sign_in_code_sent"),)

    def __str__(self) -> str:
        """Return when it was sent."""
        return str(self.sent_at)


class OfficeRules(models.Model):
    """What an edition asks of those who work in its office."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True)
    second_factor = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Return whether a second factor is asked for."""
        return f"second factor: {self.second_factor}"
