"""What the portfolio step says of its choice, and why signed projects cannot all stay."""

from __future__ import annotations

from typing import Any

from fairlead.chain.portfolio.money import LEFT_OUT, Money
from fairlead.chain.sentences import Amount, Amounts, Economies, Sentence, say_count, say_text
from fairlead.engines.portfolio import Problem, Result, Shortage, find_conflict


def say_limits(money: Money, result: Result) -> list[Sentence]:
    """Return what the choice rests on that nobody would guess."""
    said: list[Sentence] = []
    if beyond := money.list_beyond(result):
        said.append(
            say_text(
                "%(economies)s: what is spent in years after the budget's list is not limited.",
                economies=Economies(beyond),
            )
        )
    if sunk := money.list_sunk():
        year = str(money.settings.first_year)
        left_out = money.settings.sunk == LEFT_OUT
        said.append(
            say_count(
                "The flows of %(count)s project before %(year)s are left out: no choice changes "
                "them.",
                "The flows of %(count)s projects before %(year)s are left out: no choice changes "
                "them.",
                len(sunk),
                year=year,
            )
            if left_out
            else say_count(
                "The flows of %(count)s project before %(year)s are counted, brought forward.",
                "The flows of %(count)s projects before %(year)s are counted, brought forward.",
                len(sunk),
                year=year,
            )
        )
    return said


def say_conflict(money: Money, problem: Problem, currency: str) -> Sentence:
    """Return why the signed projects cannot all stay."""
    found = find_conflict(problem)
    if found.kind == "excluded":
        one, other = (money.projects[row]["id"] for row in found.projects)
        if problem.held[list(found.projects)].all():
            return say_text(
                "Signed projects exclude each other: %(one)s and %(other)s.", one=one, other=other
            )
        return say_text(
            "Projects that are signed, or that signed ones require, exclude each other: %(one)s "
            "and %(other)s.",
            one=one,
            other=other,
        )
    if found.kind == "budget":
        economies = Economies((money.economies[found.partner],))
        year = str(money.years[found.year])
        alone = problem.costs[problem.held, found.partner, found.year].sum()
        if alone > problem.budgets[found.partner, found.year]:
            return say_text(
                "The signed projects alone break a budget: that of %(economies)s in %(year)s.",
                economies=economies,
                year=year,
            )
        return say_text(
            "The signed projects and those that they require break a budget: that of "
            "%(economies)s in %(year)s.",
            economies=economies,
            year=year,
        )
    match found.shortages:
        case (Shortage(kind="gains", partner=partner, amount=amount),):
            return say_text(
                "The signed projects leave %(economies)s worse off by %(amount)s, whatever else is "
                "chosen.",
                economies=Economies((money.economies[partner],)),
                amount=Amount(amount, currency),
            )
    return say_text("The signed projects leave a partner worse off, whatever else is chosen.")


def add_up_amounts(projects: list[dict[str, Any]], own: str) -> Amount | Amounts:
    """Return the sum of the amounts, those of each currency apart: no rate is guessed."""
    sums: dict[str, float] = {}
    for project in projects:
        currency = project["currency"]
        sums[currency] = sums.get(currency, 0.0) + project["amount"]
    if set(sums) <= {own}:
        return Amount(sums.get(own, 0.0), own)
    order = sorted(sums, key=lambda currency: (currency != own, currency))
    return Amounts(tuple(Amount(sums[currency], currency) for currency in order))
