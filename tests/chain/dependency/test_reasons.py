"""Why a figure is undefined is said in every language of the site."""

from __future__ import annotations

from fairlead.chain.dependency.reasons import REASON_BREAK, REASONS
from fairlead.engines.dependency.relations import verdict
from fairlead.ui.list_words import name_undefined
from fairlead.ui.texts import speaking


def test_every_reason_of_the_engine_is_marked_for_the_catalogues() -> None:
    unknown = {text for side in verdict._UNKNOWN.values() for text in side if text}
    said = {verdict.NO_TRADE, verdict.BELOW_FLOOR, verdict.NO_COUNTER_TRADE, verdict.ONE_YEAR}
    assert set(REASONS) == unknown | said | set(verdict.ONLY_INSIDE.values())
    assert not any(REASON_BREAK in reason for reason in REASONS)


def test_several_reasons_are_said_one_after_the_other() -> None:
    both = REASON_BREAK.join((verdict.NO_COUNTER_TRADE, verdict.ONE_YEAR))
    with speaking("ru"):
        assert name_undefined(both) == (
            "встречной торговли нет: отношение принято за 9999; оценён один год: c4 не определён"
        )
        assert name_undefined("") == ""
