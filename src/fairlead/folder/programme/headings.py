"""Which columns a list of sessions has: known by their headings, as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# What a heading may be called, in small letters, by what it holds.
HEADINGS: dict[str, tuple[str, ...]] = {
    "title": (
        "title", "session title", "proposal title", "name of the session", "session name", "topic",
        "talk", "talk title", "titel", "thema", "название", "название сессии", "тема", "标题",
        "题目", "会议名称", "العنوان", "عنوان الجلسة",
    ),
    "subtitle": ("subtitle", "untertitel", "подзаголовок", "副标题"),
    "code": ("id", "code", "session id", "friendly id", "friendly_id"),
    "guid": ("guid", "uuid"),
    "start": (
        "start", "begin", "begins", "starts", "starts at", "start time and date", "start_dt",
        "date and time", "beginn", "anfang", "начало", "开始", "البداية",
    ),
    "end": ("end", "ends", "ends at", "end_dt", "finish", "ende", "конец", "окончание", "结束",
            "النهاية"),
    "date": ("date", "day", "start (date)", "start date", "datum", "tag", "дата", "день", "日期",
             "التاريخ", "اليوم"),
    "start_time": ("start (time)", "start time", "begin time", "from", "time", "zeit", "uhrzeit",
                   "von", "время", "время начала", "с", "时间", "开始时间", "الوقت", "من"),
    "end_date": ("end (date)", "end date"),
    "end_time": ("end (time)", "end time", "to", "until", "till", "bis", "время окончания", "до",
                 "по", "结束时间", "إلى"),
    "duration": ("duration", "minutes", "length", "min", "dauer", "длительность",
                 "продолжительность", "时长", "المدة"),
    "room": ("room", "rooms", "location", "venue", "hall", "stage", "place", "room name", "raum",
             "saal", "зал", "место", "площадка", "会议室", "地点", "房间", "القاعة", "المكان"),
    "track": ("track", "session", "theme", "stream", "направление", "трек", "секция", "专题",
              "المسار"),
    "kind": ("type", "kind", "session type", "submission type", "format", "art", "тип", "формат",
             "类型", "النوع"),
    "level": ("level", "session level", "audience level", "difficulty", "experience level",
              "уровень"),
    "language": ("language", "content locale", "locale", "content_locale", "sprache", "язык",
                 "语言", "اللغة"),
    "abstract": ("abstract", "summary", "аннотация", "摘要", "الملخص"),
    "description": ("description", "text", "beschreibung", "описание", "描述", "الوصف"),
    "people": ("speaker names", "speakers", "speaker", "presenters", "presenter", "persons",
               "people", "speaker name", "panelists", "referent", "referenten", "redner",
               "спикер", "спикеры", "докладчик", "докладчики", "участники", "演讲者", "嘉宾",
               "المتحدثون", "المتحدث"),
    "state": ("state", "proposal state", "status"),
    "links": ("links", "resources"),
    "materials": ("materials", "attachments", "slides"),
    "recorded": ("don't record this session.", "do not record", "do_not_record"),
}  # fmt: skip
_KNOWN = {heading: name for name, headings in HEADINGS.items() for heading in headings}
_WHEN = frozenset(("start", "date", "start_time"))
_BRACKETS = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*")
_BETWEEN = re.compile(r"\s*(?:[/,&|]|\bor\b|\band\b)\s*")
_MOST_ROWS_ABOVE = 30  # rows in which the headings are looked for, below what stands above a list


def name_column(heading: str) -> str:
    """Return what a column holds; empty for one that is not known.

    Case, width and stars do not matter, nor what is in brackets (a language, a unit); of several
    words such as Hall / Room the first that is known counts.
    """
    text = " ".join(unicodedata.normalize("NFKC", heading).casefold().split())
    text = text.replace("’", "'").replace("(s)", "s").rstrip(" *:.") or text
    bare = _BRACKETS.sub(" ", text).strip(" *:.")
    candidates = (text, f"{text}.", bare, *_BETWEEN.split(bare))
    return next((_KNOWN[one] for one in candidates if one in _KNOWN), "")


def name_columns(headings: Sequence[str]) -> list[str]:
    """Return what each column holds; a list without a title calls it the session."""
    names = [name_column(one) for one in headings]
    if "title" not in names:
        of_sessions = [" ".join(one.split()).casefold() == "session" for one in headings]
        names = ["title" if is_it else name for is_it, name in zip(of_sessions, names, strict=True)]
    return names


def has_sessions(headings: Sequence[str]) -> bool:
    """Return whether these are the headings of a list of sessions: a title, and when."""
    names = set(name_columns(headings))
    return "title" in names and bool(names & _WHEN)


def find_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of the first rows has the headings, None where none has."""
    return next((at for at, row in enumerate(rows[:_MOST_ROWS_ABOVE]) if has_sessions(row)), None)
