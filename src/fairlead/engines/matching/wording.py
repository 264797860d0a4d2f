"""The words of reasons, language by language.

In a phrase ``{sought}`` and ``{offered}`` are names of products, ``{level}`` what a scheme calls
the wider code that both are of, ``{offer}`` the title of an offer, ``{project}`` and ``{partner}``
what a project and an organisation are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Notes of an entry's place; none is 0.
UP, DOWN, DRAWN, VAGUE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language says why two should meet, and why a maker is proposed for a need.

    ``types`` name the forms of cooperation in the order of `COOPERATION_TYPES`, ``levels`` the
    levels of schemes. ``gets`` and ``gives`` say by nearness what the partner and the owner offer,
    ``makes`` what a maker offers for a need (``alike``: the same by what ``crossed`` names, a
    concordance, a number of another version, or both), ``little`` how much of it a concordance
    says; ``facts`` what needs no name; ``worked`` in what two took part, or with whom both did;
    ``notes`` state an entry's place on the list. Facts are joined by
    ``join``, sentences by ``between``, and a sentence ends with ``end``.
    """

    types: tuple[str, ...]
    section: str
    levels: Mapping[str, str]
    gets: Mapping[str, str]
    gives: Mapping[str, str]
    makes: Mapping[str, str]
    crossed: Mapping[int, str]
    little: str
    same_type: str
    other_type: str
    facts: Mapping[str, str]
    worked: Mapping[str, str]
    notes: Mapping[int, str]
    discover: str
    nothing: str
    near: str
    economy: str
    economy_near: str
    place: str
    place_bloc: str
    volume: str
    join: str = "; "
    between: str = " "
    end: str = "."

    def say(self, facts: Sequence[str], *, of: str = "{}") -> str:
        """Return the facts as one sentence, in the phrase ``of``.

        A name that ends in the sentence's own sign, such as Ltd., ends the sentence.
        """
        text = of.replace("{}", self.join.join(facts))
        return text if text.endswith(self.end) else f"{text}{self.end}"


WORDINGS: dict[str, Wording] = {
    "en": Wording(
        types=(
            "supply", "joint production", "a licence", "research", "localisation", "distribution",
            "investment",
        ),
        section="section",
        levels={
            "code": "branch", "heading": "heading", "chapter": "chapter", "section": "section",
            "class": "class", "group": "group", "division": "division", "category": "category",
        },
        gets={
            "same": "they offer what you seek: {offered}",
            "alike": "they offer {offered} and you seek {sought}",
            "part": "they offer {offered}, which is part of what you seek: {sought}",
            "holds": "they offer {offered}, and what you seek is part of it: {sought}",
            "kin": "they offer {offered}, of the same {level} as what you seek: {sought}",
        },
        gives={
            "same": "they seek what you offer: {sought}",
            "alike": "they seek {sought} and you offer {offered}",
            "part": "they seek {sought}, and what you offer is part of it: {offered}",
            "holds": "they seek {sought}, which is part of what you offer: {offered}",
            "kin": "they seek {sought}, of the same {level} as what you offer: {offered}",
        },
        makes={
            "same": "offers “{offer}”, which is what is sought: {offered}",
            "alike": "offers “{offer}”, {offered}, and {sought} is sought",
            "part": "offers “{offer}”, {offered}, which is part of what is sought: {sought}",
            "holds": "offers “{offer}”, {offered}, and what is sought is part of it: {sought}",
            "kin": "offers “{offer}”, {offered}, of the same {level} as what is sought: {sought}",
        },
        crossed={
            1: ", by the concordance",
            2: ", by the number, which is of another version",
            3: ", in part, by the concordance",
            4: ", by the concordance, and by the number, which is of another version",
        },
        little=", to {share} of it by the concordance",
        same_type=", {} sought and offered",
        other_type=", {} sought, {} offered",
        facts={
            "circle": "you share partners and interests",
            "text": "your descriptions are close",
            "sector": "you work in the same industry",
            "economy": "you are of the same economy",
            "bloc": "your economies belong to one bloc",
            "partner_country": "one of your economies is the partner country of the fair",
            "language": "you share a language",
            "size": "you are of one size class",
        },
        worked={
            "once": "you are both partners in “{project}”",
            "often": "you are both partners in {count} projects, such as “{project}”",
            "through once": "you have a partner in common: {partner}",
            "through": "you have a partner in common: {partner}, in {mine} and {theirs} projects",
        },
        notes={
            UP: "Shown because better known partners are over-asked.",
            DOWN: "Shown lower because many ask for this partner.",
            DRAWN: "Your profile shows no product, so the list is drawn: partners that fit the "
            "rest of it and have time are likelier.",
            VAGUE: "Your profile shows no product, so only the rest of it orders the list.",
        },
        discover="Others to discover: {}",
        nothing="Others to discover.",
        near="makes {offered}, which economies that export what is sought often export too "
        "(proximity {share})",
        economy="its economy exports what is sought, or part of it, with a comparative advantage",
        economy_near="its economy exports much of what lies near (density {share})",
        place="sits where it is to be localised",
        place_bloc="sits in the bloc in which it is to be localised",
        volume="its size suits the volume",
    ),
    "ru": Wording(
        types=(
            "поставку", "совместное производство", "лицензию", "исследования", "локализацию",
            "распространение", "инвестиции",
        ),
        section="раздел",
        levels={
            "code": "одна ветвь", "heading": "одна товарная позиция", "chapter": "одна группа",
            "section": "один раздел", "class": "один класс", "group": "одна группа",
            "division": "один раздел", "category": "одна категория",
        },
        gets={
            "same": "они предлагают то, что вам нужно: {offered}",
            "alike": "их предложение — {offered}, ваша потребность — {sought}",
            "part": "их предложение — {offered}, это часть того, что вам нужно: {sought}",
            "holds": "их предложение — {offered}, и то, что вам нужно, входит в это: {sought}",
            "kin": "их предложение — {offered}, ваша потребность — {sought}: это {level}",
        },
        gives={
            "same": "им нужно то, что вы предлагаете: {sought}",
            "alike": "их потребность — {sought}, ваше предложение — {offered}",
            "part": "их потребность — {sought}, и то, что вы предлагаете, входит в это: {offered}",
            "holds": "их потребность — {sought}, это часть того, что вы предлагаете: {offered}",
            "kin": "их потребность — {sought}, ваше предложение — {offered}: это {level}",
        },
        makes={
            "same": "предлагает «{offer}» — то, что нужно: {offered}",
            "alike": "предлагает «{offer}», это {offered}, потребность — {sought}",
            "part": "предлагает «{offer}», это {offered}, часть того, что нужно: {sought}",
            "holds": "предлагает «{offer}», это {offered}, и то, что нужно, входит в это: {sought}",
            "kin": "предлагает «{offer}», это {offered}, потребность — {sought}: это {level}",
        },
        crossed={
            1: ", по таблице соответствий",
            2: ", по номеру из другой версии",
            3: ", отчасти, по таблице соответствий",
            4: ", по таблице соответствий и по номеру из другой версии",
        },
        little=", по таблице соответствий — на {share}",
        same_type=", ищут и предлагают {}",
        other_type=", ищут {}, предлагают {}",
        facts={
            "circle": "у вас общие партнёры и интересы",
            "text": "ваши описания близки",
            "sector": "вы работаете в одной отрасли",
            "economy": "вы из одной экономики",
            "bloc": "ваши экономики входят в один союз",
            "partner_country": "одна из ваших экономик — страна-партнёр выставки",
            "language": "у вас есть общий язык",
            "size": "вы одного класса по размеру",
        },
        worked={
            "once": "вы партнёры в проекте «{project}»",
            "often": "вы партнёры в проектах (число: {count}), например «{project}»",
            "through once": "у вас есть общий партнёр: {partner}",
            "through": "у вас есть общий партнёр: {partner} (число проектов: {mine} и {theirs})",
        },
        notes={
            UP: "Показано, потому что к более известным партнёрам слишком много запросов.",
            DOWN: "Показано ниже, потому что к этому партнёру много запросов.",
            DRAWN: "В вашем профиле не показан ни один товар, поэтому список составлен жребием: "
            "вероятнее партнёры, которые подходят по остальным признакам и у которых есть время.",
            VAGUE: "В вашем профиле не показан ни один товар, поэтому порядок задают остальные "
            "признаки.",
        },
        discover="Другие, с кем стоит познакомиться: {}",
        nothing="Другие, с кем стоит познакомиться.",
        near="производимый товар — {offered}: экономики, которые экспортируют то, что нужно, "
        "часто экспортируют и его (близость {share})",
        economy="экономика страны экспортирует то, что нужно, или часть этого со сравнительным "
        "преимуществом",
        economy_near="экономика страны экспортирует многое из близкого (плотность {share})",
        place="находится там, где нужна локализация",
        place_bloc="находится в союзе, в котором нужна локализация",
        volume="размер подходит для объёма",
    ),
    "zh": Wording(
        types=("供货", "联合生产", "许可", "研发", "本地化", "分销", "投资"),
        section="类",
        levels={
            "code": "分支", "heading": "品目", "chapter": "章", "section": "类", "class": "类",
            "group": "组", "division": "大类", "category": "类别",
        },
        gets={
            "same": "对方提供您所需要的：{offered}",
            "alike": "对方提供{offered}，您需要{sought}",
            "part": "对方提供{offered}，属于您所需要的一部分：{sought}",
            "holds": "对方提供{offered}，您所需要的是其中一部分：{sought}",
            "kin": "对方提供{offered}，与您所需要的属于同一{level}：{sought}",
        },
        gives={
            "same": "对方需要您所提供的：{sought}",
            "alike": "对方需要{sought}，您提供{offered}",
            "part": "对方需要{sought}，您所提供的是其中一部分：{offered}",
            "holds": "对方需要{sought}，属于您所提供的一部分：{offered}",
            "kin": "对方需要{sought}，与您所提供的属于同一{level}：{offered}",
        },
        makes={
            "same": "提供“{offer}”，正是所需要的：{offered}",
            "alike": "提供“{offer}”，{offered}，所需要的是{sought}",
            "part": "提供“{offer}”，{offered}，属于所需要的一部分：{sought}",
            "holds": "提供“{offer}”，{offered}，所需要的是其中一部分：{sought}",
            "kin": "提供“{offer}”，{offered}，与所需要的属于同一{level}：{sought}",
        },
        crossed={
            1: "，依据对照表",
            2: "，依据另一版本中的编号",
            3: "，依据对照表，部分相符",
            4: "，依据对照表和另一版本中的编号",
        },
        little="，依据对照表，相符程度 {share}",
        same_type="，寻求并提供{}",
        other_type="，寻求{}，提供{}",
        facts={
            "circle": "双方有共同的伙伴和兴趣",
            "text": "双方的介绍相近",
            "sector": "双方属于同一行业",
            "economy": "双方属于同一经济体",
            "bloc": "双方所在的经济体属于同一集团",
            "partner_country": "其中一方所在的经济体是展会的伙伴国",
            "language": "双方有共同语言",
            "size": "双方属于同一规模等级",
        },
        worked={
            "once": "双方都是项目“{project}”的伙伴",
            "often": "双方都是{count}个项目的伙伴，例如“{project}”",
            "through once": "双方有共同的伙伴：{partner}",
            "through": "双方有共同的伙伴：{partner}，分别在{mine}个和{theirs}个项目中",
        },
        notes={
            UP: "因为更知名的伙伴收到的请求过多，所以显示在此。",
            DOWN: "因为许多人请求与该伙伴会面，所以排在后面。",
            DRAWN: "您的资料没有显示任何产品，因此名单由抽签产生："
            "其余条件相符且有时间的伙伴机会更大。",
            VAGUE: "您的资料没有显示任何产品，因此名单只按其余条件排序。",
        },
        discover="其他可以认识的伙伴：{}",
        nothing="其他可以认识的伙伴。",
        near="生产{offered}，出口所需产品的经济体往往也出口它（接近度{share}）",
        economy="其所在经济体出口所需产品或其中一部分，并具有比较优势",
        economy_near="其所在经济体出口许多与之相近的产品（密度{share}）",
        place="位于需要本地化的地方",
        place_bloc="位于需要本地化的集团之内",
        volume="规模适合需求量",
        join="；",
        between="",
        end="。",
    ),
    "ar": Wording(
        types=(
            "التوريد", "الإنتاج المشترك", "الترخيص", "البحث والتطوير", "التوطين", "التوزيع",
            "الاستثمار",
        ),
        section="القسم",
        levels={
            "code": "فرع واحد", "heading": "بند واحد", "chapter": "فصل واحد",
            "section": "قسم واحد", "class": "فئة واحدة", "group": "مجموعة واحدة",
            "division": "قسم واحد", "category": "صنف واحد",
        },
        gets={
            "same": "يعرضون ما تبحثون عنه: {offered}",
            "alike": "يعرضون {offered} وأنتم تبحثون عن {sought}",
            "part": "يعرضون {offered}، وذلك جزء مما تبحثون عنه: {sought}",
            "holds": "يعرضون {offered}، وما تبحثون عنه جزء من ذلك: {sought}",
            "kin": "يعرضون {offered} وأنتم تبحثون عن {sought}، وهما من {level}",
        },
        gives={
            "same": "يبحثون عمّا تعرضونه: {sought}",
            "alike": "يبحثون عن {sought} وأنتم تعرضون {offered}",
            "part": "يبحثون عن {sought}، وما تعرضونه جزء من ذلك: {offered}",
            "holds": "يبحثون عن {sought}، وذلك جزء مما تعرضونه: {offered}",
            "kin": "يبحثون عن {sought} وأنتم تعرضون {offered}، وهما من {level}",
        },
        makes={
            "same": "يعرض «\u2068{offer}\u2069»، وهو المطلوب: {offered}",
            "alike": "يعرض «\u2068{offer}\u2069»، {offered}، والمطلوب {sought}",
            "part": "يعرض «\u2068{offer}\u2069»، {offered}، وذلك جزء من المطلوب: {sought}",
            "holds": "يعرض «\u2068{offer}\u2069»، {offered}، والمطلوب جزء من ذلك: {sought}",
            "kin": "يعرض «\u2068{offer}\u2069»، {offered}، والمطلوب {sought}، وهما من {level}",
        },
        crossed={
            1: "، بحسب جدول المطابقة",
            2: "، بحسب الرقم، وهو من إصدار آخر",
            3: "، جزئيًا، بحسب جدول المطابقة",
            4: "، بحسب جدول المطابقة وبحسب الرقم، وهو من إصدار آخر",
        },
        little="، بنسبة {share} بحسب جدول المطابقة",
        same_type="، المطلوب والمعروض: {}",
        other_type="، المطلوب: {}، والمعروض: {}",
        facts={
            "circle": "لكما شركاء واهتمامات مشتركة",
            "text": "وصفاكما متقاربان",
            "sector": "تعملان في القطاع نفسه",
            "economy": "أنتما من الاقتصاد نفسه",
            "bloc": "اقتصاداكما من تكتل واحد",
            "partner_country": "أحد اقتصاديكما هو البلد الشريك للمعرض",
            "language": "بينكما لغة مشتركة",
            "size": "حجماكما من فئة واحدة",
        },
        worked={
            "once": "أنتما شريكان في مشروع «\u2068{project}\u2069»",
            "often": "أنتما شريكان في مشاريع (عددها {count})، منها «\u2068{project}\u2069»",
            "through once": "لكما شريك مشترك: {partner}",
            "through": "لكما شريك مشترك: {partner} (عدد المشاريع: {mine} و{theirs})",
        },
        notes={
            UP: "يظهر هنا لأن الطلبات على الشركاء الأشهر كثيرة جدًا.",
            DOWN: "يظهر في مرتبة أدنى لأن كثيرين يطلبون هذا الشريك.",
            DRAWN: "لا يُظهر ملفكم أي منتج، لذا وُضعت القائمة بالقرعة: الشركاء الذين يوافقون بقية "
            "الملف ولديهم وقت أوفر حظًا.",
            VAGUE: "لا يُظهر ملفكم أي منتج، لذا تُرتَّب القائمة بحسب بقية الملف وحدها.",
        },
        discover="آخرون يمكن التعرف إليهم: {}",
        nothing="آخرون يمكن التعرف إليهم.",
        near="ينتج {offered}، والاقتصادات التي تصدّر المطلوب كثيرًا ما تصدّر ذلك أيضًا (القرب {share})",
        economy="يصدّر اقتصاد بلده المطلوب أو جزءًا منه بميزة نسبية",
        economy_near="يصدّر اقتصاد بلده كثيرًا مما يقارب المطلوب (الكثافة {share})",
        place="يقع حيث يُراد التوطين",
        place_bloc="يقع في التكتل الذي يُراد فيه التوطين",
        volume="حجمه يناسب الكمية",
        join="؛ ",
    ),
}  # fmt: skip
"""By language tag; any other language falls back to English."""
