"""The patterns of names, made from the word list: what an office, an area, a zone, a firm or a post looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from builder.finding.tables import heads
from builder.lexicon import Lexicon
from builder.lexicon.patterns import either
from builder.model import BodyKind

HAN = "[一-龥]"
LIST_STEP = r"(?:[^；。：（）\]】〕]|（[^（）]{1,24}）)"
"""One step through a list of responsible units, which a closing bracket ends; a short name in brackets belongs to it."""


OFFICES = "党组|党委|党工委|工委|党总支|党支部|管委会?"
"""What governs a body and stands between its name and a post: 高新区 | 管委会 | 主任."""
SHORTENED = re.compile("（(?:以下简称|下称|以下称|下简称|简称)")

Words = Callable[[str], tuple[str, ...]]
"""The words of a section of the word list of organisations."""
Endings = Mapping[str, tuple[str, ...]]
"""kind of a body → how the names of such bodies end."""


class Grammar:
    """The patterns of names, compiled once, and the words that decide what is one."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(section: str) -> tuple[str, ...]:
            return lexicon.words("organisations", section)

        endings = lexicon.groups("organisations", "endings")
        speech = either(lexicon.words("speech", "verbs"))
        self.kinds: dict[str, BodyKind] = {
            ending: kind  # type: ignore[misc]
            for kind, some in endings.items()
            for ending in some
        }
        self.kinds |= dict.fromkeys(VILLAGES, "other")
        self.heads = heads(lexicon)
        self._lists(words, endings)
        self._offices(words, endings)
        self._places(words, endings, speech)
        self._firms(words, endings)
        self._institutions(words, endings)
        self._beside(words, endings)
        self._duties(words)
        self._speakers(words, endings, speech)
        self.starts = re.compile(_starts(words, endings))
        self.kind: Callable[[str], BodyKind] = lru_cache(maxsize=1024)(self._kind)
        """The kind that the longest known ending of a name tells; asked of the same names again and again."""

    def _lists(self, words: Words, endings: Endings) -> None:
        """The words that patterns are not made of."""
        self.generic = frozenset(words("generic"))
        self.generic_ends = tuple(w for w in words("generic") if len(w) > 1)
        self.not_before_generic = frozenset(words("not_before_generic"))
        self.brings_in = words("brings_in")
        self.before_names = (*words("before_names"), *self.brings_in)
        self.before_name = re.compile(either(self.before_names))
        self.task_forces = endings["task-force"]
        self.not_before_level = words("not_before_level")
        self.not_after_level = words("not_after_level")
        self.after_level = words("after_level")
        self.zones_alone = words("zones_alone")
        self.harmless = re.compile(either(words("harmless_in_names")))
        self.in_areas = words("in_names_of_areas")
        self.not_in_name = re.compile(either(words("not_in_names")))
        self.not_at_start = words("not_at_start")
        self.no_offices = words("no_offices")
        self.trade = re.compile(f"(?<!^{_level(words)}){HAN}(?:{either(words('trades'))})$")

    def _offices(self, words: Words, endings: Endings) -> None:
        """区商务局, 县委组织部, 自治县民政局, 经开区招商局, 区“三年行动”指挥部: what begins with its level or its area."""
        level, zones, organs = _level(words), either(words("zones_alone")), either(words("organs"))
        offices = _any_office(endings)
        tail = f"(?:{either(words('chained'))}|{HAN}{{2,4}}分局)?"
        whole = either([*(e for kind in OFFICIAL for e in endings[kind] if len(e) > 2), *words("whole_offices")])
        shapes = (
            f"{level}(?:{whole})",
            f"(?:{organs}){HAN}{{0,14}}?(?:{offices})",
            f"自治[县旗州]{HAN}{{1,20}}?(?:{offices})",
            f"{level}{HAN}{{1,20}}?(?:{offices})",
            f"(?:新区|{zones}){HAN}{{1,14}}?(?:{offices})",
            f"{level}{HAN}{{0,8}}?“[^“”，。]{{1,10}}”{HAN}{{0,8}}?(?:{either(endings['task-force'])})",
        )
        self.level = re.compile(level)
        self.office = re.compile(f"(?:{'|'.join(shapes)}){tail}")
        self.office_starts = re.compile(f"(?={level}|自治[县旗州]|新区|{zones}|{organs})")
        self.office_of_area = re.compile(f"(?![和与及])(?:(?:{GOVERNMENT}){HAN}{{0,20}}?|{HAN}{{1,20}}?)(?:{offices}){tail}")
        self.party_committee = re.compile(f"(?:{organs})(?:（{HAN}{{2,4}}）)?")
        self.task_force = re.compile(f"{HAN}{{2,14}}?(?:{either(endings['task-force'])})(?:办公室)?")

    def _places(self, words: Words, endings: Endings, speech: str) -> None:
        """临溪县, 某某自治县, 月湖镇, 云岭经济开发区, and 高新区 that speaks."""
        autonomous = either(e for e in endings["district"] if e.startswith("自治"))
        districts, zones = either(endings["district"]), either(words("zones_alone"))
        self.area = re.compile(f"(?:{HAN}{{2,10}}?(?:{autonomous})|{HAN}{{1,6}}?(?:{districts}))(?:{GOVERNMENT})?")
        self.town = re.compile(f"{HAN}{{2,4}}?(?:{either([*endings['town'], *endings['subdistrict']])})")
        self.zone = re.compile(f"{HAN}{{1,10}}?(?:{either(endings['zone'])})")
        self.zone_alone = re.compile(f"(?P<zone>{zones})(?:(?P<acts>管委会?|党工委|管理委员会|(?:{speech})[，：])|[。：])")
        self.after_areas = re.compile(f"{HAN}{{0,6}}?(?:{either([*endings['zone'], *words('named_after_areas')])})")

    def _firms(self, words: Words, endings: Endings) -> None:
        """青屿港务集团有限公司, 国网临溪供电公司; a brand is a place and a trade: 福建某某水泥."""
        registered = "(?:集团)?(?:控股)?(?:股份)?有限(?:责任)?公司"
        others = either([*endings["enterprise"], *endings["other"], "海关"])
        self.company = re.compile(f"{HAN}{{2,16}}?(?:(?:（{HAN}{{2,4}}）)?{registered}|(?:{others})(?!{registered}))")
        provinces, trades = either(words("provinces")), either(words("trades"))
        unnamed = f"(?!{HAN}{{0,2}}(?:{either(words('not_in_brands'))}))"
        self.visited = re.compile(
            f"(?P<firm>{unnamed}{HAN}{{2,4}}?(?:{trades}))的?{HAN}{{0,10}}?(?:车间|厂区|厂房|生产线|展厅|工厂)"
        )
        self.brand = re.compile(f"(?:{provinces}){HAN}{{2,8}}?(?:{trades})(?!集团|股份|有限|公司)")

    def _institutions(self, words: Words, endings: Endings) -> None:
        """芙蓉坪小学, 银杏岭国有林场, 石门坎村: what a headline begins with; 城区学校 and 乡镇卫生院 are common words."""
        kinds = ("other", "enterprise", "zone", "task-force")
        ends = either([*(e for kind in kinds for e in endings[kind]), *words("of_headlines")])
        self.of_headlines = re.compile(
            f"(?:^|[：—“丨|｜ ])(?P<name>{HAN}{{2,14}}?(?P<end>{ends}|(?<![农乡])村))(?!{HAN}{{0,2}}(?:{ends}))"
        )
        self.common = re.compile(
            f"[省市县区州旗镇乡]?(?:{either(words('common_before_ends'))}){{1,3}}(?:{ends})|[省市县区州旗镇乡]?中小学"
        )

    def _beside(self, words: Words, endings: Endings) -> None:
        """What stands in brackets behind a name: （以下简称“镇潮片区”）, （民发局）."""
        called = '[^“”"（）]{2,12}'
        labels = f"(?:{either(words('short_labels'))})"
        self.short = re.compile(f'[（，]{labels}[“"]?({called})[”"]?(?:或[“"]({called})[”"])?）')
        self.added = re.compile(f"（(?!{labels})({HAN}{{2,12}}(?:{_any_office(endings)}))）")

    def _duties(self, words: Words) -> None:
        """责任单位：区城市管理局、汀桥供电公司"""
        leading = words("duty_labels")
        self.duty = re.compile(f"(?:{either([*leading, *words('helper_labels')])})：({LIST_STEP}{{2,80}})")
        self.led_duty = re.compile(f"(?:{either(leading)})：({LIST_STEP}{{2,80}})")

    def _speakers(self, words: Words, endings: Endings, speech: str) -> None:
        """Who speaks, acts or has a post: 区商务局表示， and 云岭村党支部书记某某说，"""
        posts = f"(?:常务)?副?(?:{either(words('posts'))})(?!会)"
        fields, of_firms = either(words("post_fields")), either(words("firm_posts"))
        self.post = re.compile(either(words("posts")))
        self.opening_post = re.compile(f"(?:^|[，。；：！？”])[^，。；：！？“”请由对向给让陪邀]{{0,24}}?(?:{self.post.pattern})$")
        self.post_holder = re.compile(
            "(?:^|[，。；：”“、！？ 　的])(?P<org>[一-龥](?:(?!的)[一-龥（）]){2,23}?)"
            f"(?:{OFFICES})?(?:(?:{fields})部?)?(?P<firm>{of_firms})?(?(firm)|(?:{posts}))(?:、{HAN}{{0,12}}?(?:{posts})){{0,2}}"
            f"{HAN}{{2,4}}?(?:{speech}|在|就|也|则|表|带|还|，)"
        )
        self.speaking = re.compile(
            f"(?:^|[。；”！？])(?P<org>{HAN}[一-龥（）]{{1,22}}?(?:{_any_office(endings)}|海关|集团|公司))(?:{speech})[，：]"
        )
        self.holds_posts = re.compile(f"(?:{HOLDING_POSTS})$")
        self.acts = re.compile(
            f"(?:（[^（）]{{1,40}}）)?(?:{either([*words('posts'), *words('acts')])}|{speech}"
            "|[0-9]{1,2}月|[一二三四]季度|(?:仅|达|为)?[0-9][0-9.,]{0,9}[万亿]?(?:元|%))"
        )

    def _kind(self, name: str) -> BodyKind:
        name = re.sub("（[^（）]*）$", "", name) if name.endswith("）") else name
        for size in range(min(len(name), 12), 0, -1):
            if name[-size:] in self.kinds:
                found = self.kinds[name[-size:]]
                if found == "department" and any(e in name for e in self.task_forces):
                    return "task-force"
                return found
        if name.endswith(("股", "科", "处", "室", "站", "所", "中心")):
            return "department"
        return "enterprise" if self.trade.search(name) else "other"

    def is_name(self, name: str) -> bool:
        """Whether nothing in ``name`` shows that it is an ordinary phrase."""
        begins = not name.startswith(self.not_at_start) or name.startswith(self.zones_alone)
        return begins and not self.is_phrase(name) and not self.common.fullmatch(name)

    def is_phrase(self, name: str) -> bool:
        """Whether ``name`` holds what no name does."""
        return self.not_in_name.search(self.harmless.sub("", name)) is not None

    def is_no_office(self, name: str) -> bool:
        """高新区举办, 区政府督办, 经开区产业布局: 办 is what is done there, 局 the end of another word."""
        return name.endswith(self.no_offices) and not name.endswith("财经办")

    def is_place(self, name: str) -> bool:
        """The same for an area or a town: 从化区, 成都市 and 月湖镇 begin or end like ordinary words."""
        stem = name[1:] if self.is_like_a_word(name) and name.startswith(self.in_areas) else name
        return self.is_name(stem.replace("都", "", 1) if self.is_like_a_word(stem) else stem)

    def is_like_a_word(self, name: str) -> bool:
        """Whether the name of a place begins or ends with a character that makes phrases of it elsewhere."""
        return name.startswith(self.in_areas) or name[:-1].endswith("都")

    def goes_on_after_level(self, plain: str, start: int) -> bool:
        """Whether a department's own name, and no other word, may begin at ``start``: 县 | 民政局, but not 县 | 民众."""
        return not plain.startswith(self.not_after_level, start) or plain.startswith(self.after_level, start)


OFFICIAL = ("department", "task-force", "party", "other")
"""Kinds of bodies that are named by their level: 区城市管理局."""
VILLAGES = ("社区", "村", "嘎查")
"""Ends of names that make a body only beside a post or in a headline: so much else ends like them."""
GOVERNMENT = "人民政府|政府"
HOLDING_POSTS = (
    "村|社区|学|街道|镇|乡|苏木|局|委|办|处|科|室|部|站|所|院|校|园|社|厂|司|行|队|会|中心|集团|海关|联盟|基地|营业部|分公司|）"
)
"""How what has a 主任 or a 书记 ends."""


def _level(words: Words) -> str:
    return f"[{''.join(words('levels'))}]"


def _any_office(endings: Endings) -> str:
    """The end of any office, firm or group; neither 常委 nor the beginning of 委员."""
    names = either(e for kind in ("department", "task-force", "party", "enterprise", "other") for e in endings[kind])
    return f"(?:{names})(?<!常委)(?![员会])"


def _starts(words: Words, endings: Endings) -> str:
    """Where a name may begin: behind a mark, a number or a word such as 会同, and only where the end of one follows."""
    before = (
        "^",
        "[^一-龥0-9]",
        "[0-9](?![年月日时点分万亿所家个座条项处名])",
        either([*words("before_names"), *words("brings_in")]),
        "(?<=[0-9一二三四五六七八九十])[年月日]",
        "(?<=[县区市旗镇乡])[和与及]",
        f"的(?={HAN}{{2,12}}?有限(?:责任)?公司)",
    )
    kinds = ("district", "town", "subdistrict", "task-force", "zone", "enterprise", "other")
    others = [*words("trades"), *words("organs"), *words("zones_alone"), "海关"]
    ends = either([*(e for kind in kinds for e in endings[kind]), *others])
    return f"(?:{'|'.join(before)})(?={HAN})(?={HAN}{{0,14}}?(?:{ends}))"


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of ``lexicon``, compiled once."""
    return Grammar(lexicon)
