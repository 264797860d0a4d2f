"""A signing of the synthetic fair: its session, parties, and who signs for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fairlead.demo.market import Columns
from fairlead.demo.world import LANGUAGES
from fairlead.folder.schema import language_columns

_TITLE = ("Signing of a joint project (example)", "Подписание совместного проекта (пример)",
          "联合项目签约（示例）", "توقيع مشروع مشترك (مثال)")  # fmt: skip
_TRACK = ("Strategy", "Стратегия", "战略", "الاستراتيجية")
_PRESS = ("The partners sign what they worked out at earlier fairs. Everything here is synthetic.",
          "Партнёры подписывают то, что готовили на прежних ярмарках. Всё здесь — вымышленное.",
          "合作伙伴签署此前展会商定的文件。此处内容均为虚构。",
          "يوقع الشركاء ما أعدّوه في معارض سابقة. كل ما هنا مصطنع.")  # fmt: skip
_PARTY = ("Example ministry of {}", "Министерство (пример) {}", "示例部委{}", "وزارة مثال {}")
_PERSON = ("Example Signatory {}", "Подписант Примерный {}", "示例签署人{}", "موقّع مثال {}")
_OFFICE = ("Minister (example)", "Министр (пример)", "部长（示例）", "وزير (مثال)")
_SIGNED_STAGES = ("signed", "implementation", "output")


def turn_into_signing(sessions: Columns) -> str:
    """Let the last session of the programme be one in which something is signed; return its id."""
    changed = {**_say("title", _TITLE), **_say("track", _TRACK), "kind": "signing"}
    for name, value in changed.items():
        column: Any = sessions[name]
        column[-1] = value
    return str(list(sessions["id"])[-1])


def make_signing(
    projects: Columns, session: str, released_at: dt.datetime
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of signings.csv and signatories.csv, of the first signed project."""
    stages = list(projects["stage"])
    place = next((n for n, stage in enumerate(stages) if stage in _SIGNED_STAGES), None)
    if place is None:
        return [], []
    partners: Any = projects["partners"][place]
    signing = {
        "id": session,
        **_say("title", _TITLE),
        "session": session,
        "project": projects["id"][place],
        **_say("press", _PRESS),
        "released_at": released_at,
    }
    signatories = [
        {
            "signing": session,
            "number": number,
            **_say("party", _PARTY, economy),
            "economy": economy,
            **_say("person", _PERSON, number),
            **_say("office", _OFFICE),
        }
        for number, (economy, _) in enumerate(partners, 1)
    ]
    return [signing], signatories


def _say(name: str, texts: tuple[str, str, str, str], about: object = "") -> dict[str, str]:
    columns = language_columns(name, LANGUAGES).values()
    return dict(zip(columns, (one.format(about) for one in texts), strict=True))
