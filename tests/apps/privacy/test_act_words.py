"""Every act that the code records has words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import fairlead
from fairlead.apps.congress.models.live import LiveKind
from fairlead.apps.privacy.act_words import ACT_WORDS, list_act_choices
from fairlead.apps.trade.domain.decide_proposal import PROPOSAL_WORDS

_RECORDING = {"record_change", "record_changes", "_record"}


def _list_texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from (*_list_texts(node.body), *_list_texts(node.orelse))


def _list_acts(tree: ast.Module) -> Iterator[str]:
    """Yield the acts that a module records, also those it names first."""
    records = False
    named: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in _RECORDING:
                records = True
                yield from _list_texts(node.args[0])
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "act":
            named += _list_texts(node.value)
    if records:
        yield from named


def test_every_act_has_words() -> None:
    found = {f"session_{kind}" for kind in LiveKind}
    found |= {f"{act}_mail" for act in ("send", "retry", "cancel")}
    written = product(("edit", "undo", "propose", "withdraw", "approve", "reject"), PROPOSAL_WORDS)
    found |= {f"{act}_{about}" for act, about in written}
    own = {"propose", "withdraw"}  # put before what they are about, above
    for path in Path(fairlead.__file__).parent.rglob("*.py"):
        if "record_change" in (text := path.read_text("utf-8")):
            found |= set(_list_acts(ast.parse(text))) - own
    assert len(found) > 100
    assert found <= ACT_WORDS.keys()


def test_acts_are_chosen_by_their_words() -> None:
    said = [("approve", "Approved the registration"), ("mark", "Marked a person")]
    assert list_act_choices(["mark", "approve"]) == said
