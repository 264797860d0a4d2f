"""Enter in a line of a form decides nothing: a browser presses the form's first button for it."""

from __future__ import annotations

import re
from pathlib import Path

import fairlead.sites

TEMPLATES = sorted(Path(fairlead.sites.__path__[0]).rglob("*.html"))
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
LINE = re.compile(r'<input(?![^>]*type="(?:hidden|file|checkbox|radio|submit)")')
BUTTON = re.compile(r"<button\b[^>]*>")
NAMED = re.compile(r'<button\b[^>]*\bname="')


def test_enter_does_not_take_one_of_several_decisions() -> None:
    faulty = []
    for template in TEMPLATES:
        for form in FORM.findall(template.read_text(encoding="utf-8")):
            if LINE.search(form) and len(NAMED.findall(form)) > 1:
                first = BUTTON.search(form)
                if first is None or " hidden" not in first.group():
                    faulty.append(template.name)
    assert faulty == []
