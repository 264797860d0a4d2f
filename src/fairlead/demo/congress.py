"""The congress of the synthetic fair: the main strategic session, then rooms side by side."""

from __future__ import annotations

import datetime as dt
from itertools import product

import numpy as np

from fairlead.demo.market import Columns
from fairlead.demo.size import Size
from fairlead.demo.world import LANGUAGES, stream
from fairlead.folder.schema import language_columns

_TIMES = ((10, 0), (11, 45), (14, 0), (15, 45), (17, 15))
_LENGTH = dt.timedelta(minutes=75)

_FORMATS = (
    ("Round table", "Круглый стол", "圆桌会议", "مائدة مستديرة"),
    ("Panel", "Панельная дискуссия", "专题讨论", "حلقة نقاش"),
    ("Workshop", "Практикум", "研讨班", "ورشة عمل"),
    ("Case studies", "Разбор проектов", "案例分析", "دراسات حالة"),
    ("Open discussion", "Открытая дискуссия", "开放讨论", "نقاش مفتوح"),
)
_KINDS = {
    "Round table": "panel",
    "Panel": "panel",
    "Workshop": "workshop",
    "Case studies": "pitch",
    "Open discussion": "panel",
}
_MAIN = ("Main strategic session", "Главная стратегическая сессия", "战略主会议",
         "الجلسة الاستراتيجية الرئيسية")  # fmt: skip
_HALL = ("Congress hall", "Конгресс-зал", "会议大厅", "قاعة المؤتمر")
_ROOMS = ("Room {}", "Зал {}", "{}号会议室", "الغرفة {}")
_TRACKS = {
    "Strategy": ("Strategy", "Стратегия", "战略", "الاستراتيجية"),
    "Production": ("Production", "Производство", "生产", "الإنتاج"),
    "Trade": ("Trade", "Торговля", "贸易", "التجارة"),
    "Technology": ("Technology", "Технологии", "技术", "التقنية"),
    "Sustainability": ("Sustainability", "Устойчивое развитие", "可持续发展", "الاستدامة"),
    "Transport": ("Transport", "Транспорт", "运输", "النقل"),
    "Finance": ("Finance", "Финансы", "金融", "التمويل"),
    "People": ("People", "Кадры", "人才", "الكوادر"),
}
# What sessions are about, as far as it is a product: needs and practices are found from it.
_PRODUCTS = {
    "machine tools made together": ["HS:8457", "HS:8458"],
    "bearings and drives": ["HS:8482", "HS:8483"],
    "electronics components": ["HS:8541", "HS:8542"],
    "industrial robots in small plants": ["HS:8428"],
    "metals for machine building": ["HS:7219", "HS:7225"],
    "small-tonnage chemistry": ["HS:2833"],
    "energy saving in foundries": ["HS:8454", "HS:8514"],
    "recycling of metals and plastics": ["HS:7204", "HS:3915"],
    "rail transport equipment": ["HS:8602", "HS:8606"],
    "lorries, buses and components": ["HS:8702", "HS:8704"],
    "measuring and testing": ["HS:9031"],
    "mining equipment": ["HS:8429", "HS:8430"],
}
_TOPICS = (
    (
        "machine tools made together", "станки совместного производства",
        "联合制造的机床", "آلات صناعية مشتركة الإنتاج", "Production",
    ),
    (
        "bearings and drives", "подшипники и приводы",
        "轴承与传动", "المحامل ووسائل الدفع", "Production",
    ),
    (
        "a second source for critical imports", "второй источник критического импорта",
        "关键进口的第二来源", "مصدر ثانٍ للواردات الحرجة", "Trade",
    ),
    (
        "electronics components", "электронная компонентная база",
        "电子元器件", "المكونات الإلكترونية", "Technology",
    ),
    (
        "industrial robots in small plants", "промышленные роботы на малых заводах",
        "小型工厂的工业机器人", "الروبوتات الصناعية في المصانع الصغيرة", "Technology",
    ),
    (
        "additive manufacturing", "аддитивные технологии",
        "增材制造", "التصنيع بالإضافة", "Technology",
    ),
    (
        "metals for machine building", "металлы для машиностроения",
        "机械制造用金属", "معادن لصناعة الآلات", "Production",
    ),
    (
        "small-tonnage chemistry", "малотоннажная химия",
        "小批量化工", "الكيمياء صغيرة الحجم", "Production",
    ),
    (
        "energy saving in foundries", "энергосбережение в литейном деле",
        "铸造业节能", "توفير الطاقة في المسابك", "Sustainability",
    ),
    (
        "recycling of metals and plastics", "переработка металлов и пластмасс",
        "金属与塑料回收", "إعادة تدوير المعادن واللدائن", "Sustainability",
    ),
    (
        "rail transport equipment", "железнодорожная техника",
        "铁路设备", "معدات السكك الحديدية", "Transport",
    ),
    (
        "lorries, buses and components", "грузовики, автобусы и компоненты",
        "卡车、客车及零部件", "الشاحنات والحافلات ومكوناتها", "Transport",
    ),
    (
        "measuring and testing", "измерения и испытания",
        "测量与检测", "القياس والاختبار", "Technology",
    ),
    (
        "common standards and certificates", "общие стандарты и сертификаты",
        "共同标准与证书", "معايير وشهادات مشتركة", "Trade",
    ),
    (
        "payments and trade finance", "расчёты и торговое финансирование",
        "结算与贸易融资", "المدفوعات وتمويل التجارة", "Finance",
    ),
    (
        "project finance for consortia", "проектное финансирование консорциумов",
        "联合体项目融资", "تمويل مشاريع الائتلافات", "Finance",
    ),
    (
        "skilled workers and training", "рабочие кадры и обучение",
        "技术工人与培训", "العمالة الماهرة والتدريب", "People",
    ),
    (
        "engineering schools", "инженерные школы",
        "工程院校", "كليات الهندسة", "People",
    ),
    (
        "logistics corridors", "логистические коридоры",
        "物流走廊", "ممرات لوجستية", "Trade",
    ),
    (
        "digital twins of a plant", "цифровые двойники завода",
        "工厂的数字孪生", "التوائم الرقمية للمصنع", "Technology",
    ),
    (
        "farm machinery", "сельскохозяйственная техника",
        "农业机械", "الآلات الزراعية", "Production",
    ),
    (
        "mining equipment", "горное оборудование",
        "采矿设备", "معدات التعدين", "Production",
    ),
    (
        "power engineering", "энергетическое машиностроение",
        "动力工程", "هندسة الطاقة", "Production",
    ),
    (
        "medical equipment", "медицинская техника",
        "医疗设备", "المعدات الطبية", "Technology",
    ),
)  # fmt: skip
_TEXTS = ("title", "room", "track")
_LEVELS = (None, "introductory", None, "intermediate", "advanced", None)


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
        "id", "date", "start", "end", "kind", "level", "language", "interpretation", "speakers",
        "moderators", "capacity", "about_products",
        *(column for name in _TEXTS for column in language_columns(name, LANGUAGES).values()),
    )}  # fmt: skip
    free: dict[tuple[dt.date, dt.time], list[str]] = {}
    for number, (day, start, room) in enumerate(chosen):
        pool = free.setdefault((day, start), draw.permutation(speakers).tolist())
        share = max(1, min(4, len(speakers) // rooms))
        talk, topic = titles[order[number % len(titles)]]
        main = number == 0
        columns["id"].append(f"s-{number + 1:03d}")
        *about, track = topic
        said = {
            "title": _MAIN if main else [f"{a}: {b}" for a, b in zip(talk, about, strict=True)],
            "room": _HALL if main else [words.format(room + 1) for words in _ROOMS],
            "track": _TRACKS["Strategy" if main else track],
        }
        for name, texts in said.items():
            for column, text in zip(language_columns(name, LANGUAGES).values(), texts, strict=True):
                columns[column].append(text)
        columns["date"].append(day)
        columns["start"].append(start)
        columns["end"].append((dt.datetime.combine(day, start) + _LENGTH).time())
        people = [pool.pop() for _ in range(min(share, len(pool)))]
        moderators = people[:1] if len(people) > 1 else []
        columns["moderators"].append(moderators)
        columns["speakers"].append(people[len(moderators) :])
        columns["kind"].append("plenary" if main else _KINDS[talk[0]])
        columns["level"].append("everyone" if main else _LEVELS[number % len(_LEVELS)])
        columns["language"].append("en")
        columns["interpretation"].append(list(LANGUAGES[1:]) if main else [])
        columns["about_products"].append([] if main else _PRODUCTS.get(topic[0], []))
        columns["capacity"].append(1_200 if main else 80 + 20 * (room % 5))
    return columns
