"""The words of reasons, language by language.

A phrase with ``{}`` takes names there: a product's, or what is sought and then what is offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Notes of an entry's place; none is 0.
UP, DOWN, DRAWN, VAGUE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language says why two should meet, and why a maker is proposed for a need.

    ``types`` name the forms of cooperation in the order of `COOPERATION_TYPES`; ``terms`` say what
    needs no name; ``notes`` what is said of an entry's place. Facts are joined by ``join``,
    sentences by ``between``, and a sentence ends with ``end``.
    """

    types: tuple[str, ...]
    section: str
    product: str
    demand: str
    you_seek: str
    they_seek: str
    terms: Mapping[str, str]
    notes: Mapping[int, str]
    nothing: str
    both: str
    yours: str
    theirs: str
    offers: str
    same_type: str
    other_type: str
    near: str
    economy: str
    place: str
    volume: str
    weak: str
    join: str = "; "
    between: str = " "
    end: str = "."

    def say(self, facts: Sequence[str], *, of: str = "{}") -> str:
        """Return the facts as one sentence, in the phrase ``of``."""
        return f"{of.replace('{}', self.join.join(facts))}{self.end}"


WORDINGS: dict[str, Wording] = {
    "en": Wording(
        types=(
            "supply", "joint production", "a licence", "research", "localisation", "distribution",
            "investment",
        ),
        section="section",
        product="they offer what you seek: {}",
        demand="they seek what you offer: {}",
        you_seek="you seek {} and they offer {}",
        they_seek="they seek {} and you offer {}",
        terms={
            "text": "your descriptions are close",
            "sector": "you work in the same industry",
            "country": "your economies work together closely",
            "language": "you share a language",
            "size": "you are of similar size",
            "circle": "you share partners and interests",
        },
        notes={
            UP: "Shown because better known partners are over-asked.",
            DOWN: "Shown lower because many ask for this partner.",
            DRAWN: "Your profile names no product, so the list is drawn: partners that fit the "
            "rest of it and have time are likelier.",
            VAGUE: "Your profile names no product, so only the rest of it orders the list.",
        },
        nothing="Nothing in the profiles speaks for it yet.",
        both="For both sides: {}",
        yours="For you: {}",
        theirs="For them: {}",
        offers="offers “{}”, which meets the need at {}",
        same_type="{} is sought and offered",
        other_type="{} is sought, {} is offered",
        near="makes {}, which lies near in the product space",
        economy="its economy makes this or stands close to it",
        place="sits where it is to be localised",
        volume="its size suits the volume",
        weak="Only weak signs speak for it.",
    ),
    "ru": Wording(
        types=(
            "поставку", "совместное производство", "лицензию", "исследования", "локализацию",
            "распространение", "инвестиции",
        ),
        section="раздел",
        product="они предлагают то, что вам нужно: {}",
        demand="им нужно то, что вы предлагаете: {}",
        you_seek="вы ищете {}, они предлагают {}",
        they_seek="они ищут {}, вы предлагаете {}",
        terms={
            "text": "ваши описания близки",
            "sector": "вы работаете в одной отрасли",
            "country": "ваши экономики тесно связаны",
            "language": "у вас есть общий язык",
            "size": "вы близки по размеру",
            "circle": "у вас общие партнёры и интересы",
        },
        notes={
            UP: "Показано, потому что к более известным партнёрам слишком много запросов.",
            DOWN: "Показано ниже, потому что к этому партнёру много запросов.",
            DRAWN: "В вашем профиле не назван ни один товар, поэтому список составлен жребием: "
            "вероятнее партнёры, которые подходят по остальным признакам и у которых есть время.",
            VAGUE: "В вашем профиле не назван ни один товар, поэтому порядок задают остальные "
            "признаки.",
        },
        nothing="В профилях пока ничто не говорит в пользу встречи.",
        both="Для обеих сторон: {}",
        yours="Для вас: {}",
        theirs="Для них: {}",
        offers="предлагает «{}», что отвечает потребности по коду {}",
        same_type="ищут и предлагают {}",
        other_type="ищут {}, предлагают {}",
        near="производит близкий товар: {}",
        economy="экономика страны это производит или близка к этому",
        place="находится там, где нужна локализация",
        volume="размер подходит для объёма",
        weak="Есть лишь слабые признаки.",
    ),
    "zh": Wording(
        types=("供货", "联合生产", "许可", "研发", "本地化", "分销", "投资"),
        section="类",
        product="对方提供您所需要的：{}",
        demand="对方需要您所提供的：{}",
        you_seek="您寻求{}，对方提供{}",
        they_seek="对方寻求{}，您提供{}",
        terms={
            "text": "双方的介绍相近",
            "sector": "双方属于同一行业",
            "country": "双方所在的经济体联系密切",
            "language": "双方有共同语言",
            "size": "双方规模相近",
            "circle": "双方有共同的伙伴和兴趣",
        },
        notes={
            UP: "因为更知名的伙伴收到的请求过多，所以显示在此。",
            DOWN: "因为许多人请求与该伙伴会面，所以排在后面。",
            DRAWN: "您的资料没有列出任何产品，因此名单由抽签产生："
            "其余条件相符且有时间的伙伴机会更大。",
            VAGUE: "您的资料没有列出任何产品，因此名单只按其余条件排序。",
        },
        nothing="双方资料中目前没有支持会面的内容。",
        both="对双方：{}",
        yours="对您：{}",
        theirs="对对方：{}",
        offers="提供“{}”，在{}上符合需求",
        same_type="寻求并提供{}",
        other_type="寻求{}，提供{}",
        near="生产{}，在产品空间中与之相近",
        economy="其所在经济体生产该产品或与之接近",
        place="位于需要本地化的地方",
        volume="规模适合需求量",
        weak="只有微弱的迹象支持。",
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
        product="يعرضون ما تبحثون عنه: {}",
        demand="يبحثون عمّا تعرضونه: {}",
        you_seek="تبحثون عن {} وهم يعرضون {}",
        they_seek="يبحثون عن {} وأنتم تعرضون {}",
        terms={
            "text": "وصفاكما متقاربان",
            "sector": "تعملان في القطاع نفسه",
            "country": "بين اقتصاديكما تعاون وثيق",
            "language": "بينكما لغة مشتركة",
            "size": "حجماكما متقاربان",
            "circle": "لكما شركاء واهتمامات مشتركة",
        },
        notes={
            UP: "يظهر هنا لأن الطلبات على الشركاء الأشهر كثيرة جدًا.",
            DOWN: "يظهر في مرتبة أدنى لأن كثيرين يطلبون هذا الشريك.",
            DRAWN: "لا يذكر ملفكم أي منتج، لذا وُضعت القائمة بالقرعة: الشركاء الذين يوافقون بقية "
            "الملف ولديهم وقت أوفر حظًا.",
            VAGUE: "لا يذكر ملفكم أي منتج، لذا تُرتَّب القائمة بحسب بقية الملف وحدها.",
        },
        nothing="لا شيء في الملفين يرجّح هذا اللقاء بعد.",
        both="للطرفين: {}",
        yours="لكم: {}",
        theirs="لهم: {}",
        offers="يعرض «{}»، وهو ما يلبي الحاجة عند {}",
        same_type="المطلوب والمعروض: {}",
        other_type="المطلوب {}، والمعروض {}",
        near="ينتج {}، وهو قريب في فضاء المنتجات",
        economy="اقتصاد بلده ينتج ذلك أو قريب منه",
        place="يقع حيث يُراد التوطين",
        volume="حجمه يناسب الكمية",
        weak="لا تشير إليه إلا علامات ضعيفة.",
        join="؛ ",
    ),
}  # fmt: skip
"""By language; what is asked for in another one is said in English."""
