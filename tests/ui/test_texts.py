"""Texts are said in the page's language, or in the one a report is written in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.utils import translation

from fairlead.ui.texts import (
    find_language_now,
    find_site_language,
    gettext,
    ngettext,
    pgettext,
    right_to_left,
    speaking,
)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("ru", "ru"), ("zh", "zh-hans"), ("zh-Hans", "zh-hans"), ("zh_Hans", "zh-hans"),
        ("zh-CN", "zh-hans"), ("ar-AE", "ar"), ("en-GB", "en"), ("de", "en"), ("kk", "en"),
    ],
)  # fmt: skip
def test_a_tag_means_a_language_of_the_site(tag: str, code: str) -> None:
    assert find_site_language(tag) == code


def test_what_is_spoken_comes_before_the_pages_language() -> None:
    with translation.override("ru"):
        assert (find_language_now(), gettext("Halls")) == ("ru", "Павильоны")
        with speaking("zh"):
            assert (find_language_now(), gettext("Halls")) == ("zh-hans", "展馆")
            assert pgettext("HS", "Cotton") == "棉花"
            with speaking("ar"):
                assert right_to_left()
                assert ngettext("exhibitor", "exhibitors", 3) == "عارضين"
            assert not right_to_left()
            with speaking("en"):
                assert gettext("Halls") == "Halls"
        assert gettext("Halls") == "Павильоны"


def test_no_settings_are_needed() -> None:
    code = (
        "from fairlead.ui.texts import *; from fairlead.ui import formats\n"
        "assert (gettext('Halls'), formats.format_compact(1.5e6)) == ('Halls', '1.5M')\n"
        "with speaking('ar'): assert gettext('Halls') == 'القاعات'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONUTF8": "1"})
