"""Accounts that a folder names by their addresses."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import Column
from fairlead.apps.people.domain.find_account import find_account
from fairlead.apps.people.models import Account


def refer_accounts(addresses: Column) -> pa.Array:
    """Return the accounts of addresses; one that has none gets one, which only it can open."""
    known: dict[str | None, int | None] = {None: None}
    listed: Sequence[str | None] = addresses.to_pylist()
    for address in listed:
        if address is not None and address not in known:
            account = find_account(address) or Account.objects.create_user(address)
            known[address] = account.pk
    return pa.array([known[address] for address in listed], pa.int64())
