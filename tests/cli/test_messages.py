"""`fairlead messages`: complete catalogues, a faulty file, a file with gaps."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from fairlead.cli import main
from fairlead.ui.messages.catalogues import file_of


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["fairlead", "messages", *arguments])
    with pytest.raises(SystemExit) as ended:
        main.main()
    return ended.value.code


def test_the_shipped_catalogues_lack_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 0
    assert "ru" in capsys.readouterr().out


def test_a_text_without_translation_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ru.po"
    shutil.copy(file_of("ru"), path)
    text = path.read_text(encoding="utf-8").replace('msgstr "Павильоны"', 'msgstr ""')
    path.write_text(text, encoding="utf-8")
    assert run(monkeypatch, str(path)) == 1
    said = capsys.readouterr().out
    line = text[: text.index('msgid "Halls"')].count("\n") + 1
    assert f'{path}:{line}: "Halls": expected a translation (used in ' in said


def test_a_fault_ends_with_two_and_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ru.po"
    text = file_of("ru").read_text(encoding="utf-8").replace("msgstr[2]", "msgstr[7]", 1)
    path.write_text(text, encoding="utf-8")
    assert run(monkeypatch, str(path)) == 2
    said = capsys.readouterr().err
    assert "expected msgstr[0] to msgstr[2], 3 in all as the language ru has" in said
    assert "nothing was changed" in said
