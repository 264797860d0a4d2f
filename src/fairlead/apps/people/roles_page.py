"""Writes docs/reference/roles.md from the table of roles and acts."""

from __future__ import annotations

from pathlib import Path

from fairlead.apps.people.roles import ALLOWED, WORDS, Act, HeldRole

PAGE = "docs/reference/roles.md"
_HEAD = (
    "# Roles and what they may do\n\n"
    "A role is held at an edition, in one organisation of it, or (given by `fairlead organiser` "
    "without `--edition`) on the whole site. Visitors, buyers, speakers, press, delegates and "
    "exhibitors' staff have theirs from an approved participation; the others are given in the "
    "office or by `fairlead organiser`, and every giving and taking is recorded. What is not "
    "marked is denied, and an act that the table does not name is denied to everybody. What is "
    "done upon an organisation (its profile, entries, team, delegation) is for that "
    "organisation's own people, and for owner and organiser.\n\n"
    "This page is written by `python -m fairlead.apps.people.roles_page`.\n\n"
)


def write_page() -> str:
    """Return the page."""
    names = [role.replace("_", " ") for role in HeldRole]
    lines = ["| may | " + " | ".join(names) + " |", "|---|" + ":-:|" * len(names)]
    for act in Act:
        allowed = ALLOWED.get(act, frozenset())
        marks = " | ".join("x" if role in allowed else "" for role in HeldRole)
        lines.append(f"| {WORDS[act]} (`{act}`) | {marks} |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(__file__).parents[4] / PAGE).write_text(write_page(), encoding="utf-8")
