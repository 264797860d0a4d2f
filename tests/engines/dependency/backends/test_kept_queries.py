"""Compiled queries are kept for the next process, and answers from them are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.dependency.drawn import code, drawn, written

from fairlead.engines.dependency import DependencyResult, assess
from fairlead.engines.dependency.backends import kept_queries, session

TRADE = drawn("B>A 60\nC>A 40\nC>D 20\nA>D 5\nB>A 9 1 2021\nA>D 5 1 2021")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_queries, "_list_folders", lambda: (tmp_path,))
    monkeypatch.setattr(session, "_COMPILED", {})
    return tmp_path


def ask(monkeypatch: pytest.MonkeyPatch) -> tuple[DependencyResult, int]:
    """Return an answer as a new process gives it, and how many queries it had to build."""
    flows, built = written(TRADE), []
    build_query = session.build_query

    def counted(relation: session.Relation, dialect: str) -> kept_queries.CompiledQuery:
        built.append(relation)
        return build_query(relation, dialect)

    monkeypatch.setattr(session, "_COMPILED", {})
    monkeypatch.setattr(session, "build_query", counted)
    answer = assess(flows, importers=[code("A")])
    monkeypatch.setattr(session, "build_query", build_query)
    return answer, len(built)


def test_the_second_process_builds_nothing_and_answers_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, built = ask(monkeypatch)
    second, rebuilt = ask(monkeypatch)
    assert built > 0
    assert rebuilt == 0
    assert first.table.equals(second.table)
    assert first.partners.equals(second.partners)
    assert first.by_year is not None
    assert first.by_year.equals(second.by_year)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made_by": 1}', "\x00"])
def test_what_is_not_whole_or_not_of_this_code_is_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    ask(monkeypatch)
    (kept,) = folder.iterdir()
    whole = kept.read_text()
    for broken in (text, whole[: len(whole) // 2], whole.replace('"made_by": "', '"made_by": "0')):
        kept.write_text(broken)
        assert ask(monkeypatch)[1] > 0
        assert kept.read_text() == whole


def test_a_folder_that_cannot_be_written_costs_only_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").write_text("")
    monkeypatch.setattr(kept_queries, "_list_folders", lambda: (folder / "file" / "under",))
    assert ask(monkeypatch)[0].table.num_rows == 1
    assert ask(monkeypatch)[1] > 0
