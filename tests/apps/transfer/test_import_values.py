"""What people write for a language: its code, its name in ours, or its own name."""

from __future__ import annotations

import pytest
from babel import Locale, localedata

from fairlead.apps.transfer.imports.values import parse_languages
from fairlead.folder.codes import list_languages


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "de"), ("Deutsch", "de"), ("немецкий", "de"), ("中文", "zh"), ("العربية", "ar"),
        ("Norsk nynorsk", "nn"), ("norsk bokmål", "nb"), ("Қазақ тілі", "kk"), ("suomi", "fi"),
    ],
)  # fmt: skip
def test_a_language_is_known_by_what_it_calls_itself(written: str, code: str) -> None:
    assert parse_languages(f"{written}, en") == [code, "en"]


def test_every_language_with_data_is_known_by_its_own_name() -> None:
    for code in ("be", "uz", "tr", "fa", "hy", "ka", "az", "ja", "vi", "pt"):
        assert code in list_languages()
        assert localedata.exists(code)
        assert parse_languages(str(Locale.parse(code).get_display_name())) == [code]
