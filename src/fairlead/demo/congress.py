"""The congress of the synthetic fair: the main strategic session, then rooms side by side."""

from __future__ import annotations

import datetime as dt
from itertools import product

import numpy as np

from fairlead.demo.market import Columns
from fairlead.demo.size import Size
from fairlead.demo.world import stream

_TIMES = ((10, 0), (11, 45), (14, 0), (15, 45), (17, 15))
_LENGTH = dt.timedelta(minutes=75)
_FORMATS = (
    ("Round table", "Круглый стол"),
    ("Panel", "Панельная дискуссия"),
    ("Workshop", "Практикум"),
    ("Case studies", "Разбор проектов"),
    ("Open discussion", "Открытая дискуссия"),
)
_TOPICS = (
    ("machine tools made together", "станки совместного производства", "Production"),
    ("bearings and drives", "подшипники и приводы", "Production"),
    ("a second source for critical imports", "второй источник критического импорта", "Trade"),
    ("electronics components", "электронная компонентная база", "Technology"),
    ("industrial robots in small plants", "промышленные роботы на малых заводах", "Technology"),
    ("additive manufacturing", "аддитивные технологии", "Technology"),
    ("metals for machine building", "металлы для машиностроения", "Production"),
    ("small-tonnage chemistry", "малотоннажная химия", "Production"),
    ("energy saving in foundries", "энергосбережение в литейном деле", "Sustainability"),
    ("recycling of metals and plastics", "переработка металлов и пластмасс", "Sustainability"),
    ("rail transport equipment", "железнодорожная техника", "Transport"),
    ("lorries, buses and components", "грузовики, автобусы и компоненты", "Transport"),
    ("measuring and testing", "измерения и испытания", "Technology"),
    ("common standards and certificates", "общие стандарты и сертификаты", "Trade"),
    ("payments and trade finance", "расчёты и торговое финансирование", "Finance"),
    ("project finance for consortia", "проектное финансирование консорциумов", "Finance"),
    ("skilled workers and training", "рабочие кадры и обучение", "People"),
    ("engineering schools", "инженерные школы", "People"),
    ("logistics corridors", "логистические коридоры", "Trade"),
    ("digital twins of a plant", "цифровые двойники завода", "Technology"),
    ("farm machinery", "сельскохозяйственная техника", "Production"),
    ("mining equipment", "горное оборудование", "Production"),
    ("power engineering", "энергетическое машиностроение", "Production"),
    ("medical equipment", "медицинская техника", "Technology"),
)


def make_sessions(size: Size, speakers: list[str], *, days: list[dt.date], seed: int) -> Columns:
    """Return the columns of sessions.csv; nobody speaks in two rooms at once."""
    draw = stream(seed, "congress")
    blocks = [(day, dt.time(*time)) for day, time in product(days, _TIMES)]
    rooms = -(-size.sessions // len(blocks))
    places = [(day, start, room) for day, start in blocks for room in range(rooms)]
    # The main session has its hour to itself; the others fill the days evenly.
    rest = [place for place in places if place[:2] != blocks[0]]
    kept = np.linspace(0, len(rest) - 1, min(size.sessions - 1, len(rest))).round().astype(int)
    chosen = [places[0], *(rest[i] for i in kept.tolist())]
    titles = list(product(_FORMATS, _TOPICS))
    order = draw.permutation(len(titles)).tolist()
    columns: Columns = {name: [] for name in (
        "id", "title", "title_ru", "date", "start", "end", "room", "track", "speakers",
    )}  # fmt: skip
    free: dict[tuple[dt.date, dt.time], list[str]] = {}
    for number, (day, start, room) in enumerate(chosen):
        pool = free.setdefault((day, start), draw.permutation(speakers).tolist())
        share = max(1, min(4, len(speakers) // rooms))
        talk, topic = titles[order[number % len(titles)]]
        main = number == 0
        columns["id"].append(f"s-{number + 1:03d}")
        columns["title"].append("Main strategic session" if main else f"{talk[0]}: {topic[0]}")
        columns["title_ru"].append(
            "Главная стратегическая сессия" if main else f"{talk[1]}: {topic[1]}"
        )
        columns["date"].append(day)
        columns["start"].append(start)
        columns["end"].append((dt.datetime.combine(day, start) + _LENGTH).time())
        columns["room"].append("Congress hall" if main else f"Room {room + 1}")
        columns["track"].append("Strategy" if main else topic[2])
        columns["speakers"].append([pool.pop() for _ in range(min(share, len(pool)))])
    return columns
