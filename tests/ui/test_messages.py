"""Every text of the pages has a Russian translation, and the compiled file is the written one."""

from __future__ import annotations

import re

from fairlead.ui.messages import FILE, collect, compiled, merged, untranslated

_PLACE = re.compile(r"%(?:\(\w+\))?s")


def test_every_text_is_translated_in_every_plural_form() -> None:
    assert untranslated(merged()) == []


def test_the_compiled_file_is_that_of_the_written_one() -> None:
    assert FILE.with_suffix(".mo").read_bytes() == compiled(merged())


def test_the_files_change_with_the_texts_and_not_with_a_release_of_babel() -> None:
    assert b"Babel" not in FILE.read_bytes()
    assert b"Babel" not in compiled(merged())
    header = merged().mime_headers
    assert dict(header)["Plural-Forms"].startswith("nplurals=3; plural=(n%10==1 && n%100!=11")


def test_translations_keep_the_places_of_their_texts() -> None:
    for message in merged():
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else message.id
        strings = [message.string] if isinstance(message.string, str) else message.string
        expected = set(_PLACE.findall(ids[-1]))
        for string in strings or ():
            assert set(_PLACE.findall(string)) == expected, message.id


def test_texts_of_templates_and_of_modules_are_collected() -> None:
    found = {m.id if isinstance(m.id, str) else m.id[0] for m in collect()}
    assert "Skip to the content" in found  # {% translate %}
    assert "%(n)s exhibitor" in found  # {% blocktranslate count %}
    assert "joint production" in found  # gettext_lazy in a model
    assert "Plan around stand %(stand)s in %(hall)s" in found  # gettext in a view
