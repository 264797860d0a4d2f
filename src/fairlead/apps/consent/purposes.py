"""What a person may be asked to agree to; each by itself, and none of it to take part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentPurpose(models.TextChoices):
    """What a consent is for."""

    BE_SHOWN = "be_shown", _("being proposed by name to others as somebody to meet")
    SHARE_CONTACT = "share_contact", _("showing my address to those I have agreed to meet")
    NEWS = "news", _("news of the fair by mail")
