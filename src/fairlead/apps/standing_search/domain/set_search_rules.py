"""Setting whose imports are judged each month, and who may see their history."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.standing_search.models import SearchRules
from fairlead.apps.standing_search.queries.months import find_search_rules
from fairlead.ui.formats import list_country_codes


class WrongEconomy(ValueError):
    """It is no code of an economy."""


def set_search_rules(
    edition: Edition, *, economies: Sequence[str], public: bool, by: Account | None
) -> SearchRules:
    """Return the rules as they are from now on; none of the economies for those of the fair.

    Raises WrongEconomy.
    """
    chosen = sorted({one.upper() for one in economies})
    for one in chosen:
        if one not in list_country_codes():
            raise WrongEconomy(one)
    with transaction.atomic():
        before = find_search_rules(edition)
        rules, _made = SearchRules.objects.update_or_create(
            edition=edition, defaults={"economies": chosen, "public": public}
        )
        record_change(
            "set_search_rules",
            rules,
            by=Doer(by),
            edition=edition,
            before={"economies": before.economies, "public": before.public},
            after={"economies": chosen, "public": public},
        )
    return rules
