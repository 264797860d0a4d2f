"""The commands there are: the module of each, and the line that the help page says of it.

Only the module of the command asked for is imported, and none for the help page.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """Where a command is, and what it does, in one line of a terminal."""

    module: str
    summary: str


COMMANDS = {
    "demo": Command("demo", "Make a synthetic fair, run the chain on it, and serve it."),
    "check": Command("check", "Check a fair folder: every problem of it at once."),
    "run": Command("run", "Run the whole chain on a fair folder."),
    "match": Command("match", "Say for everybody whom to meet, with reasons."),
    "makers": Command("match", "Name who could make what a need asks for."),
    "concordance": Command("concordance", "Make a concordance of published tables."),
    "schedule": Command("schedule", "Find the best meeting timetable, with a bound."),
    "verify": Command("verify", "Check a timetable against its problem."),
    "replan": Command("replan", "Change a released timetable, moving few meetings."),
    "why": Command("replan", "Say why meetings are not in a timetable."),
    "load": Command("load", "Load a fair folder into the database."),
    "solve": Command("solve", "Run the whole chain on a loaded edition."),
    "export": Command("export", "Write an edition as a fair folder."),
    "serve": Command("serve", "Serve the site and do its work until stopped by Ctrl-C."),
    "web": Command("serve", "Serve the site alone, beside workers elsewhere."),
    "worker": Command("worker", "Do background work and send mail, without the site."),
    "status": Command("status", "Say what background work and mail runs and waits."),
    "retention": Command("retention", "Forget what was kept long enough."),
    "dependencies": Command("dependencies", "Judge what economies cannot do without."),
    "flows": Command("flows", "Import trade statistics; look into them."),
    "complexity": Command("complexity", "Measure economic complexity and pooling gains."),
    "organiser": Command("organiser", "Let a person into the organiser's office."),
    "database": Command("roles", "Print the SQL of the roles on your own server."),
    "watch": Command("watch", "Say what a new month of flows changes."),
    "appraise": Command("appraise", "Say what a project is worth, replaces and renews."),
    "frontier": Command("frontier", "Walk from the worthiest choice of projects to another aim."),
    "ledger": Command("ledger", "Prove a project ledger; import rates; export projects."),
    "programme": Command("programme", "Check, convert and take in schedules of others."),
    "messages": Command("messages", "Say what translations of the site lack."),
}
