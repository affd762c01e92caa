"""Whether a figure is still to be reached, was reached, or only describes; and how firmly it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import Article, Period, Status


@dataclass(frozen=True, slots=True)
class Said:
    """The words around a figure, from near to far, and the days that it is about."""

    clause: str
    """Up to the next punctuation marks."""
    before: str
    """The sentence before the clause."""
    setting: str
    """The paragraph before the sentence."""
    headings: tuple[str, ...]
    """The headings above it, the nearest first."""
    period: Period | None
    behind: str = ""
    """The rest of the sentence after the clause."""
    own: bool = True
    """Whether the period's word stands in the clause itself."""
    due: bool = False
    """Whether the sentence goes on with a day by which something is to be done."""
    bound: bool = False
    """Whether the figure is a floor or a ceiling (不低于, 以内), which nobody reports as a result."""


class Cues:
    """The words that tell a status, made once from the word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        def pattern(section: str) -> re.Pattern[str]:
            return re.compile(either(lexicon.words("targets", section)))

        self.planned = pattern("planned")
        self.actual = pattern("actual")
        self.compared = pattern("compared")
        self.perhaps_actual = pattern("perhaps_actual")
        self.context = pattern("context")
        self.scene = pattern("scene")
        self.strengths = pattern("strengths")
        self.plans = pattern("plans")
        self.reports = pattern("reports")
        self.told: Callable[[str], Status | None] = lru_cache(maxsize=64)(self._told)
        """What the last cue in some words says, None where there is none; each figure of a sentence asks of the same words."""

    def promises(self, words: str) -> bool:
        """Whether ``words`` say that something is still to come."""
        return self.planned.search(_without_ba(harmless(words))) is not None

    def _told(self, words: str) -> Status | None:
        plain = _without_ba(harmless(words))
        reached = max(_last(self.actual, plain), _last(COUNTED_UP, words), _last(REPORTED_NOW, words))
        promised = _last(self.planned, plain)
        if reached == promised:
            return "actual" if self.compared.search(words) else None
        return "actual" if reached > promised else "planned"

    def kind(self, said: Said, article: Article) -> Status | None:
        """What the headings, then the headline, announce."""
        return self.announced((*said.headings, article.title + article.deck))

    def announced(self, headlines: tuple[str, ...]) -> Status | None:
        """What headings announce, the nearest first: a plan (打算, 方案) or a report (情况, 通报); None where none says."""
        for headline in headlines:
            words = NAMES_IN_HEADINGS.sub("", headline)
            plans, reports = _last(self.plans, words), max(_last(self.reports, words), _last(GONE_WELL, words))
            tells_both = GONE_WELL.search(words[: max(plans, 0)]) is not None
            if plans != reports and not tells_both:
                return "planned" if plans > reports else "actual"
        return None


GONE_WELL = re.compile("(?:前[二三]季度|上半年|1[—-][0-9]{1,2}月|去年)[^，。；]{0,14}(?:恢复|回升|向好|增长|提速|飘红|稳进|回稳)")
"""前三季度全区经济持续恢复　四季度全力冲刺: a headline that reports and plans announces neither."""
NAMES_IN_HEADINGS = re.compile("[（(][^（）()]*[）)]|经济(?:和信息化|技术|开发|合作|社会|区)")
"""（牵头单位：县经济和信息化局）: what a body is called announces nothing."""


def _last(cue: re.Pattern[str], words: str) -> int:
    """Where the last cue begins; -1 where there is none."""
    start = -1
    for found in cue.finditer(words):
        start = found.start()
    return start


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> Cues:
    return Cues(lexicon)


def status(said: Said, article: Article, lexicon: Lexicon, otherwise: Status = "actual") -> Status:
    """The status of a figure: the first rule of ``RULES`` that answers decides; what nobody promises is ``otherwise``."""
    cues = _cues(lexicon)
    return next((answer for rule in RULES if (answer := rule(said, article, cues))), otherwise)


# ------------------------------------------------------------ the rules, from near to far


def describes(said: Said, article: Article, cues: Cues) -> Status | None:
    """行程800多公里, 观摩了106个项目"""
    near = said.before[-40:]
    spoken = [found.end() for found in SPOKEN.finditer(near)]
    scene = near[spoken[-1] if spoken else 0 :] + said.clause
    seen = cues.context.search(harmless(said.clause)) or cues.scene.search(BEAT.sub("", scene))
    return "context" if seen else None


SPOKEN = re.compile("(?:告诉|表示|说|介绍|强调|要求)[^，：]{0,4}[，：]")
"""参加完观摩后告诉记者，该县将…: what is told is no part of the scene."""


BEAT = re.compile("[周旬月季年]观摩")
"""对重点项目季观摩: a beat, and no scene."""


def says_reached(said: Said, article: Article, cues: Cues) -> Status | None:
    """已完成81项; 同比增长5.4%, where nothing before promises"""
    really = REALLY.search(said.clause) and not cues.promises(said.clause)
    if cues.actual.search(harmless(said.clause)) or COUNTED_UP.search(said.clause) or really:
        return "actual"
    if REPORTED_NOW.match(said.clause) and not cues.promises(said.clause):
        return "actual"
    compared = cues.compared.search(said.clause) and not cues.promises(said.clause)
    return "actual" if compared and cues.told(said.before) != "planned" and cues.kind(said, article) != "planned" else None


REPORTED_NOW = re.compile("(?:截至)?目前(?=[0-9已仅]|[一-龥]{2,6}[0-9])")
"""目前5所主体完工, 目前完工8个"""
COUNTED_UP = re.compile(
    "(?:[一-龥]了|仅(?:有|为|完成|到位|建成)?|(?<![落确充切])实[建有收])(?:约|近|超过|逾)?"
    "(?:[0-9](?![0-9]{3}年)|[二三四五六七八九十百]{2,4}[余多]?[名个家户条处座])"
)
"""跑了41趟, 仅9个, 实建9.4公里: so many, and no more, were counted."""


REALLY = re.compile("实际[一-龥]{2}(?=[0-9])")
"""实际供应380亩, but 力争实际投资20亿元 is still a promise."""


def says_promised(said: Said, article: Article, cues: Cues) -> Status | None:
    """力争全年新引进100个过亿元项目, 应建大棚180座"""
    over = said.own and said.period is not None and is_past(said, article, cues) is not None
    return "planned" if cues.promises(said.clause) or (DUE.search(said.clause) and not over) else None


DUE = re.compile(
    "[概估]算(?:总)?投资|(?<![供响适相反效对本理顺])应(?:建|完成|新|征收|拨付|开工|办结|签约|竣工|整改|交付|收(?!账)|缴)|可达(?=[0-9约近])"
    "|再(?![次获创度现传登就生])[一-龥]{1,3}(?=[0-9一二两三四五六七八九十])"
)
"""Of this clause alone: 应建26公里，实建9.4公里; 年产值可达8亿元; 再添22条."""


def happened(said: Said, article: Article, cues: Cues) -> Status | None:
    """举行集中签约仪式。现场签约项目19个 – what was done before everybody's eyes, where no day of its own says when."""
    return "actual" if ON_THE_SPOT.match(said.clause) and not said.own and not said.bound else None


ON_THE_SPOT = re.compile("(?:现场|当场|当天|此次|集中)(?:集中)?(?:签约|签订|开工|揭牌)")


def is_past(said: Said, article: Article, cues: Cues) -> Status | None:
    """上半年地区生产总值增长6%, told in August; an inherited period gives way to what the sentence says."""
    end = said.period.end if said.period else None
    today = article.date
    if said.period and end is None and said.period.start and today and said.period.start <= today:
        return cues.told(said.before) or "actual"
    if end is None or not (end < today if today else article.year is not None and end.year < article.year):
        return None
    return "actual" if said.own else cues.told(said.before) or "actual"


def is_nearly_past(said: Said, article: Article, cues: Cues) -> Status | None:
    """前4个月外出招商23批次, told on 28 April"""
    period, today = said.period, article.date
    if period is None or period.start is None or period.end is None or today is None or not period.words.startswith("前"):
        return None
    return "actual" if 0 <= (period.end - today).days <= A_FEW_DAYS and period.start < today else None


A_FEW_DAYS = 7


def is_once_built(said: Said, article: Article, cues: Cues) -> Status | None:
    """达产后每年可加工苹果20万吨，吸纳务工人员600人; but 去年投产后, 投用后累计接待5万人次"""
    words = said.before[-30:] + said.clause
    return "planned" if ONCE_BUILT.search(words) and not ALREADY.search(words) else None


ONCE_BUILT = re.compile("(?:达产|投产|建成|投用|投运|竣工|运营)后")
ALREADY = re.compile("去年|前年|今年|以来|已|累计|自投|自建|[0-9]{4}年")


def is_ahead(said: Said, article: Article, cues: Cues) -> Status | None:
    """9月底前, told in March; a year that still runs may be reported on: 今年新开业民宿43家."""
    if said.period is None or article.date is None:
        return None
    if said.period.end is None:
        return "planned" if said.period.start and said.period.start > article.date else None
    if said.period.end <= article.date:
        return None
    if said.bound and not _is_a_share(said):
        return "planned"
    if said.own and article.date.month <= BARELY_BEGUN and said.period.words == "全年":
        return "planned"
    begun = said.period.start is not None and said.period.start <= article.date
    before = LAST_YEAR.sub("〇〇", said.before.rpartition("；")[2]) if said.own else said.before
    told = cues.told(before) or cues.told(said.setting)
    late = article.date.month >= NEARLY_OVER and is_a_whole_year(said.period)
    reported = cues.announced(said.headings) == "actual"
    counted_up = "累计" in said.clause and said.period.words == "今年"
    report = late or reported or counted_up or (cues.kind(said, article) == "actual" and cues.perhaps_actual.search(said.clause))
    return "actual" if begun and (told == "actual" or (told is None and report)) else "planned"


def is_a_whole_year(period: Period) -> bool:
    """今年, 全年, 2024年"""
    return period.start is not None and period.end is not None and (period.end - period.start).days >= 364


LAST_YEAR = re.compile("去年|上年")
"""Behind a word for this year these tell nothing: 去年改了18个小区，今年再改23个."""
BARELY_BEGUN = 3
"""Up to this month nobody reports what all of the year brought: 全年新增公交车120辆, told in February."""
NEARLY_OVER = 11
"""From this month on what is told of 今年, and not promised, was done."""


def is_bound(said: Said, article: Article, cues: Cues) -> Status | None:
    """出厂水水质合格率不低于98%"""
    return "planned" if said.bound and not _is_a_share(said) else None


def _is_a_share(said: Said) -> bool:
    """占总长的八成以上: a share of what was told before is as it is."""
    return said.clause.startswith(("占", "约占", "占比"))


def is_told_before(said: Said, article: Article, cues: Cues) -> Status | None:
    """区工信局将…，滚动推进200个工业技改项目 – the sentence, then what the paragraph says beside figures."""
    told = cues.told(said.before)
    if told is None and not said.bound and cues.perhaps_actual.search(said.clause) and cues.kind(said, article) == "actual":
        return "actual"
    return told or cues.told(_with_figures(said.setting))


PLANNED_COST = re.compile("(?:年度|全年|总)?计划(?:完成)?(?:总)?投资")
"""年度计划投资137亿元 promises nothing of the sentences behind it."""


@lru_cache(maxsize=64)
def _with_figures(setting: str) -> str:
    """The sentences that hold a figure, without what was planned to cost: 不光要收得进，还要运得出 promises no figure."""
    told = "".join(part for part in re.split("(?<=[。！？])", setting) if HOLDS_FIGURE.search(part))
    return PLANNED_COST.sub("", told)


HOLDS_FIGURE = re.compile("[0-9]|[一二两三四五六七八九十百千万]{1,6}[个项家条万亿]")


def is_told_behind(said: Said, article: Article, cues: Cues) -> Status | None:
    """新建标准化棚圈12万平方米，提前4个月完成年度任务"""
    return "actual" if cues.actual.search(harmless(said.behind)) and not cues.promises(said.behind) else None


def is_of_its_kind(said: Said, article: Article, cues: Cues) -> Status | None:
    """三、下半年工作打算"""
    return cues.kind(said, article)


def sounds_reached(said: Said, article: Article, cues: Cues) -> Status | None:
    """完成2.05万亩"""
    return "actual" if cues.perhaps_actual.search(said.clause) else None


def is_of_a_project(said: Said, article: Article, cues: Cues) -> Status | None:
    """建设4条生产线, 一期年产12吉瓦时, 可提供岗位1500个: what a project is to be, unless somebody says that it is."""
    return "planned" if OF_A_PROJECT.search(said.clause) else None


OF_A_PROJECT = re.compile("^(?:主要|一期|二期|项目|将|新|规划){0,2}(?:建设(?![一-龥]{0,6}了)|年产)|^可(?!比|再生|回收|支配)")


def is_due(said: Said, article: Article, cues: Cues) -> Status | None:
    """改造12家初加工厂，11月30日前全部通过验收"""
    return "planned" if said.due else None


RULES = (
    describes,
    says_reached,
    says_promised,
    happened,
    is_past,
    is_nearly_past,
    is_once_built,
    is_ahead,
    is_told_before,
    is_told_behind,
    is_of_its_kind,
    is_bound,
    sounds_reached,
    is_of_a_project,
    is_due,
)


def promised(words: str, lexicon: Lexicon) -> bool:
    """Whether ``words`` promise: 芷溪将…, 会议要求…"""
    return _cues(lexicon).promises(words)


def reached(words: str, lexicon: Lexicon) -> bool:
    """Whether the last cue in ``words`` reports: 农田已复工，…"""
    return _cues(lexicon).told(words) == "actual"


def is_of_a_report(said: Said, article: Article, lexicon: Lexicon) -> bool:
    """Whether the nearest headline that says so announces a report: 2023年民生实事上半年“成绩单”."""
    return _cues(lexicon).kind(said, article) == "actual"


def announces_results(said: Said, lexicon: Lexicon) -> bool:
    """Whether the heading of the section announces results: 一、今年民生实事办理情况."""
    return _cues(lexicon).announced(said.headings) == "actual"


def is_reached(said: Said, lexicon: Lexicon) -> bool:
    """Whether the clause, or the sentence before it, says that the figure was reached."""
    cues = _cues(lexicon)
    return cues.actual.search(said.clause) is not None or cues.told(said.before) == "actual"


def _without_ba(words: str) -> str:
    """市住建局将审批时限压缩至15个工作日: 将 that only brings the object before the verb is blotted out."""
    return BA.sub("〇", words) if "将" in words else words


BA = re.compile(
    "将(?![把由对在于进持全继])(?=[^，。；：将]{2,24}?(?:控制|压缩|压减|缩短|减少|精简|提高|提升|延长|下放|划分|细化|整合|分解|转化|扩大|拓展)(?:在|到|至|为|成))"
)


@lru_cache(maxsize=64)
def harmless(words: str) -> str:
    """The words with 重要, 比计划 and their like blotted out, place by place: they promise nothing.

    Kept for a while, as the words before a figure are asked again for the next one.
    """
    return HARMLESS.sub(lambda found: "〇" * len(found[0]), words)


HARMLESS = re.compile(
    "按要求|行动计划|计划生育|将军|组织[^，。]{0,6}参加|提前量|承诺的|(?<=拆除|完成|新增|改造|交付)建筑面积|年初(?:确定|下达)(?=的|[^，。；]{0,10}(?:资金|指标))"
    "|[重主需纪摘首必]要|要[素点害件闻地塞道]|(?:年|季度)再[创次获传度登现]|占地区|争取到位?(?=[^，。]{0,12}资金)"
    "|(?:年度|比|超|按|原|落后|滞后|慢于|快于|低于|高于)计划(?!在|于|再|新|今|投资)|(?:[比较同与超]|[高低好快慢多少优强]于)(?:去年|上年)(?!同期[0-9])|常住人口(?=城镇化率)"
    "|提出(?=[的了]|[一-龥]{0,4}(?:意见|建议|问题|要求|申请|提案|议案|异议|诉求|需求|困难|对策|灼见|增设))"
)


def without(promises: re.Pattern[str], words: str, most: int | None = None) -> str:
    """``words`` less what promises in them, the first ``most`` times; 重要, 三年行动计划 stay whole."""
    kept, at = "", 0
    for found in islice(promises.finditer(harmless(words)), most):
        kept, at = kept + words[at : found.start()], found.end()
    return kept + words[at:]


def strength(clause_before: str, sentence_before: str, lexicon: Lexicon) -> str:
    """The word that says how firmly, nearest before the figure: 力争, 确保; empty where there is none."""
    pattern = _cues(lexicon).strengths
    for words in (clause_before, sentence_before):
        found = [m.group() for m in pattern.finditer(_without_ba(harmless(words)))]
        for kind in (PROMISES, DEEDS, found):
            said = [word for word in found if word in kind]
            if said:
                return said[-1]
    return ""


PROMISES = ("力争", "确保", "争取", "计划", "拟", "预计", "必须", "努力", "不得")
DEEDS = ("启动", "验收", "完成", "实现", "推进", "推动", "保障")
"""全年计划完成投资35亿元 is 计划: a promise says more than the deed, and the deed more than 将 and 要."""
