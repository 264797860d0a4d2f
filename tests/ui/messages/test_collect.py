"""Every text marked in modules, templates and the list of titles is found, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.ui.messages.collect import collect_texts


def test_texts_of_templates_and_of_modules_are_collected() -> None:
    found = collect_texts()
    assert ("", "Skip to the content") in found  # {% translate %}
    assert found["", "%(n)s exhibitor"].plural == "%(n)s exhibitors"  # {% blocktranslate count %}
    assert ("", "joint production") in found  # gettext_lazy in a model
    assert ("", "Plan around stand %(stand)s in %(hall)s") in found  # gettext in a view
    assert ("HS", "Live animals") in found  # a title of classifications.csv


def test_each_way_of_marking_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "x = _('One')\ny = say.gettext('Two ' 'halves')\nz = ngettext('a', 'b', n)\n"
        "p = pgettext_lazy('menu', 'Three')\nq = npgettext('c', 'd', 'e', n)\nr = _(variable)\n",
        encoding="utf-8",
    )
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "a.html").write_text(
        "{% load i18n %}\n{% translate 'Four' context 'x' %}\n"
        "{% blocktranslate trimmed %}\nFive\nsix\n{% endblocktranslate %}\n"
        "{% blocktranslate count n=n %}{{ n }} f{% plural %}{{ n }} g{% endblocktranslate %}",
        encoding="utf-8",
    )
    found = {
        (one.context, one.id, one.plural, one.file, one.line)
        for one in collect_texts(tmp_path).values()
    }
    assert found == {
        ("", "One", "", "a.py", 1),
        ("", "Two halves", "", "a.py", 2),
        ("", "a", "b", "a.py", 3),
        ("menu", "Three", "", "a.py", 4),
        ("c", "d", "e", "a.py", 5),
        ("x", "Four", "", "templates/a.html", 2),
        ("", "Five six", "", "templates/a.html", 3),
        ("", "%(n)s f", "%(n)s g", "templates/a.html", 7),
    }


def test_one_text_with_two_plurals_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("ngettext('a', 'b', 1), ngettext('a', 'c', 1)", encoding="utf-8")
    with pytest.raises(ValueError, match="one plural of 'a'"):
        collect_texts(tmp_path)
