"""The library of good practice of the synthetic fair: what exhibitors finished and measured."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fairlead.demo.firms import Firm
from fairlead.demo.market import Columns
from fairlead.demo.world import LANGUAGES, stream
from fairlead.folder.schema import language_columns

MOST = 12
Texts = tuple[str, str, str, str]
# Title, problem, what was done, what was measured, the unit, and the figures before and after
# between which they are drawn.
_STORIES: tuple[tuple[Texts, Texts, Texts, Texts, Texts, float, tuple[float, float]], ...] = (
    (
        ("A furnace that keeps its heat (example)", "Печь, которая хранит тепло (пример)",
         "保温炉（示例）", "فرن يحفظ حرارته (مثال)"),
        ("A third of the gas left through the walls of the heat-treatment furnace.",
         "Треть газа уходила через стены печи для термообработки.",
         "热处理炉三分之一的燃气热量经炉壁散失。",
         "كان ثلث الغاز يتسرب عبر جدران فرن المعالجة الحرارية."),
        ("The walls were lined with fibre and the burners were given regenerators.",
         "Стены выложили волокном, горелки получили регенераторы.",
         "炉壁加装纤维内衬，烧嘴加装蓄热器。",
         "بُطنت الجدران بالألياف وزُوّدت الشعلات بمجددات حرارية."),
        ("Energy per tonne treated", "Энергия на тонну", "每吨能耗", "الطاقة لكل طن"),
        ("kWh/t", "кВт·ч/т", "kWh/t", "كيلوواط ساعة/طن"), 640.0, (0.62, 0.78),
    ),
    (
        ("Cutting oil used again (example)", "Смазка служит дважды (пример)",
         "切削油循环使用（示例）", "إعادة استخدام زيت القطع (مثال)"),
        ("Cutting fluid was thrown away after one filling.",
         "Смазочно-охлаждающую жидкость сливали после одной заправки.",
         "切削液一次使用后即废弃。", "كان سائل القطع يُرمى بعد تعبئة واحدة."),
        ("A common circuit with a centrifuge serves all machines of the hall.",
         "Общий контур с центрифугой обслуживает все станки цеха.",
         "带离心机的公共回路服务于全车间的机床。",
         "دائرة مشتركة بجهاز طرد مركزي تخدم جميع آلات الورشة."),
        ("Fluid bought in a year", "Закупка жидкости за год", "年采购切削液",
         "السائل المشترى في السنة"),
        ("m³", "м³", "m³", "م³"), 58.0, (0.25, 0.45),
    ),
    (
        ("Machines of twenty years renewed (example)", "Вторая жизнь старых станков (пример)",
         "二十年机床再制造（示例）", "تجديد آلات عمرها عشرون عامًا (مثال)"),
        ("Old machines held their size no more, and new ones were not to be had in time.",
         "Старые станки не держали размер, а новых вовремя было не получить.",
         "旧机床精度不足，新机床无法及时到货。",
         "لم تعد الآلات القديمة تحفظ الدقة ولم تتوفر جديدة في الوقت المناسب."),
        ("Beds were scraped, drives and controls replaced by ones made at home.",
         "Станины перешабрили, приводы и управление заменили отечественными.",
         "重新刮研床身，换用国产驱动与数控系统。",
         "أُعيد كشط الأسرة واستُبدلت المحركات وأنظمة التحكم بأخرى محلية."),
        ("Parts rejected", "Брак", "废品率", "القطع المرفوضة"),
        ("%", "%", "%", "%"), 7.5, (0.2, 0.5),
    ),
    (
        ("Water of the paint shop in a circle (example)", "Вода окрасочного цеха по кругу (пример)",
         "涂装车间水循环（示例）", "تدوير مياه ورشة الطلاء (مثال)"),
        ("Rinsing water went into the river after treatment.",
         "Промывная вода после очистки уходила в реку.",
         "漂洗水处理后排入河流。", "كانت مياه الشطف تُصرف في النهر بعد معالجتها."),
        ("Membranes give back nine tenths of it.",
         "Мембраны возвращают девять десятых.",
         "膜处理回收九成用水。", "تعيد الأغشية تسعة أعشارها."),
        ("Water per part", "Вода на деталь", "每件用水", "المياه لكل قطعة"),
        ("l", "л", "升", "لتر"), 34.0, (0.12, 0.3),
    ),
)  # fmt: skip
_HOUSE = (
    "Example Test House",
    "Испытательный центр (пример)",
    "检测机构（示例）",
    "دار اختبار (مثال)",
)


def make_practices(
    firms: list[Firm], offers: Columns, *, first_day: dt.date, seed: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of practices.csv and effects.csv, each of an exhibitor about its products."""
    draw = stream(seed, "practices")
    exhibitors = {firm.id: firm for firm in firms if firm.exhibits}
    made: dict[str, list[str]] = {}
    for firm, products in zip(offers["organisation"], offers["products"], strict=True):
        if firm in exhibitors:
            made.setdefault(str(firm), list(products))  # type: ignore[call-overload]
    chosen = sorted(draw.permutation(sorted(made)).tolist()[:MOST])
    practices: list[dict[str, Any]] = []
    effects: list[dict[str, Any]] = []
    for number, name in enumerate(chosen, 1):
        firm = exhibitors[name]
        title, problem, solution, measure, unit, before, (low, high) = _STORIES[
            (number - 1) % len(_STORIES)
        ]
        year = first_day.year - 1 - int(draw.integers(0, 3))
        code = f"practice-{number:02d}"
        scale = float(draw.uniform(0.7, 1.4))
        practices.append(
            {
                "id": code,
                **_say("title", title),
                **_say("problem", problem),
                **_say("solution", solution),
                "economy": firm.economy.code,
                "organisation": name,
                "products": made[name],
                "sectors": [firm.sector if ":" in firm.sector else f"ISIC4:{firm.sector}"],
                "year": year,
                "written_at": dt.datetime.combine(
                    first_day - dt.timedelta(days=30 + number), dt.time(9), dt.UTC
                ),
            }
        )
        effects.append(
            {
                "practice": code,
                "number": 1,
                **_say("measure", measure),
                **_say("unit", unit),
                "before": round(before * scale, 1),
                "after": round(before * scale * float(draw.uniform(low, high)), 1),
                **_say("measured_by", _HOUSE),
                "measured_on": dt.date(year, 10, 1),
            }
        )
    return practices, effects


def _say(name: str, texts: Texts) -> dict[str, str]:
    return dict(zip(language_columns(name, LANGUAGES).values(), texts, strict=True))
