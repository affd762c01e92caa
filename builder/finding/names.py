"""Names of organisations and areas, discovered where their beginning is certain.

After punctuation, after words such as 会同, at the level character of 区商务局,
in a bracket that assigns a duty. No list of places is needed; a county in
Gansu works as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from builder.finding.name_grammar import HAN, SHORTENED, Grammar
from builder.finding.tables import Row, names_of_bodies
from builder.finding.text import ITEM, after_last
from builder.lexicon.patterns import either
from builder.model import Article


def discover(article: Article, rules: Grammar, table: Mapping[int, Row]) -> dict[str, set[str]]:
    """name → the other names that the text itself gives it (brackets, 以下简称)."""
    found: dict[str, set[str]] = {}
    for paragraph in article.paragraphs:
        plain = paragraph.plain
        for start, end, short_names in _shortened(plain, rules):
            found.setdefault(plain[start:end], set()).update(short_names)
        for start, end in _names(plain, rules):
            found.setdefault(plain[start:end], set()).update(_said_beside(plain, start, end, rules))
    for number, span in names_of_bodies(table, rules.heads):
        name = article.paragraphs[number].plain[span.start : span.end]
        if len(name) > 2 and not rules.is_phrase(name):
            found.setdefault(name, set())
    found = {n: others for n, others in found.items() if not (NAMELESS.fullmatch(n) or _is_chance(n, article, rules))}
    found = {name: others for name, others in found.items() if not _begins_with_a_word(name, found, article, rules)}
    found = {name: others for name, others in found.items() if PARTY_OF.sub("", name) not in found or not PARTY_OF.search(name)}
    found = {
        name: others
        for name, others in found.items()
        if not _is_a_section(name, found) and not _is_a_quarter(name, others, article)
    }
    for more in (_named_after, _of_zones, _shared_task_forces, _bureaus_alone):
        found |= {name: set() for name in more(found, article, rules) if name not in found}
    settled = _settled_in(found, article, rules)
    found = {
        name: others for name, others in found.items() if not name.endswith(tuple(settled)) or rules.kind(name) != "enterprise"
    }
    found |= settled
    found |= {name: set() for name in _of_the_headline(article, rules) if name not in found}
    found = {name: others | _unregistered(name, article) for name, others in found.items()}
    found |= {name: others for name, others in _calling(article, rules).items() if not any(n.endswith(name) for n in found)}
    if not any(rules.kind(name) == "district" for name in found):
        found |= _bare_area(article)
    return found


def _begins_with_a_word(name: str, found: dict[str, set[str]], article: Article, rules: Grammar) -> bool:
    """专访岭澜市 beside 岭澜市; 从云岭县 where the article speaks of 云岭县, but not 从江县, whose 江县 stands nowhere alone."""
    word = rules.before_name.match(name)
    if (word and len(word[0]) > 1 and name[word.end() :] in found) or (ROLE.match(name) and ROLE.sub("", name) in found):
        return True
    rest = name[1:]
    if rest not in found or not name.startswith(rules.in_areas):
        return False
    whole = "".join(p.plain for p in article.paragraphs)
    return whole.count(rest) > whole.count(name)


def _is_a_section(name: str, found: dict[str, set[str]]) -> bool:
    """市人社局就业促进科 is read as its bureau, which the article names too."""
    section = SECTION.fullmatch(name)
    return section is not None and any(section["of"] in (known, *others) for known, others in found.items())


def _is_a_quarter(name: str, others: set[str], article: Article) -> bool:
    """沙冲片区 is a place where a bureau builds; that of a free-trade zone, or one with a 管委会, is a body."""
    if not name.endswith("片区") or any("自由贸易" in known or "自贸" in known for known in (name, *others)):
        return False
    return not any(f"{name}{office}" in p.plain for p in article.paragraphs for office in ("管委", "管理委员会", "党工委"))


SECTION = re.compile("(?P<of>[一-龥]{2,16}?[局委办厅])[一-龥]{2,8}(?:[科股处]|(?<!办公)室)")
NAMELESS = re.compile("[镇乡](?:党委|纪委|政府)|街道办事处|街道党工委|[一-龥]{2,3}[两三四五六七八九十][镇乡]")
"""镇党委, 街道办事处: the office of a town that is named elsewhere; 南沟两镇 is the last of two."""


def _calling(article: Article, rules: Grammar) -> dict[str, set[str]]:
    """…挂上墙柏川市召开分析会: an area before what it does, whose own part the article says elsewhere too."""
    whole = "".join(p.plain for p in article.paragraphs)
    for found in CALLING.finditer(whole):
        for size in (2, 3):
            stem = whole[max(0, found.start() - size) : found.start()]
            name = stem + found.group()
            if len(stem) == size and whole.count(stem) > max(1, whole.count(name)) and _is_area(name, rules):
                return {name: set()}
    return {}


CALLING = re.compile("[市县区旗](?=召开|举行|举办|印发)")


def _named_after(found: dict[str, set[str]], article: Article, rules: Grammar) -> set[str]:
    """推动临岫工业集中区扩容: a zone that bears the name of an area of the article, wherever it stands."""
    areas = (name for name in found if rules.kind(name) == "district" and not name.endswith("自治区"))
    stems = {stem for stem in (AREA_LEVEL.sub("", name) for name in areas) if len(stem) > 1}
    behind = _behind(stems, rules.after_areas, article)
    named = {("国网" if at.string.endswith("国网", 0, start) else "") + at.string[start : at.end()] for start, at in behind}
    return {name for name in named if rules.is_name(name.removeprefix("国网"))}


def _behind(names: Collection[str], tail: re.Pattern[str], article: Article) -> Iterator[tuple[int, re.Match[str]]]:
    """Where one of ``names`` begins with a ``tail`` right behind it, and the tail; none reaches into the next."""
    if not names:
        return
    name = re.compile(either(names))
    for paragraph in article.paragraphs:
        done = 0
        for found in name.finditer(paragraph.plain):
            at = tail.match(paragraph.plain, found.end()) if found.start() >= done else None
            if at:
                done = at.end()
                yield found.start(), at


def _is_called(found: re.Match[str], rules: Grammar) -> bool:
    """芙蓉坪小学：…, 石门坎村“晒”年账, 龙泉寺社区2022年…, or a firm or a zone: 小学 alone in the text is the same one."""
    return rules.kind(found["name"]) != "other" or CALLS.match(found.string, found.end()) is not None


CALLS = re.compile("[：“]|[0-9]{4}年")
SCENE = re.compile("[看到]|一所|标准")
"""春到茶山村, 一所山村小学: a headline that sets a scene."""


def _unregistered(name: str, article: Article) -> set[str]:
    """沧澄城市投资发展集团 | 有限公司: the name without what only a register writes, where the article says it so."""
    short = REGISTER.sub("", name)
    alone = short != name and len(short) > 3 and any(short in p.plain.replace(name, "") for p in article.paragraphs)
    return {short} if alone else set()


REGISTER = re.compile("(?:股份)?有限(?:责任)?公司$")


def _of_the_headline(article: Article, rules: Grammar) -> set[str]:
    """芙蓉坪小学：作业本上的“加减法”: what a headline begins with, where the text speaks of it, or of 学校, again."""
    whole = "".join(p.plain for p in article.paragraphs)
    named = (found for line in article.title.splitlines() for found in rules.of_headlines.finditer(line))
    return {
        found["name"]
        for found in named
        if rules.is_name(found["name"])
        and not found["name"].endswith("融媒体中心")
        and not SCENE.search(found["name"])
        and (whole.count(found["name"]) > 1 or (_is_called(found, rules) and whole.count(found["end"]) > 1))
    }


def _settled_in(found: dict[str, set[str]], article: Article, rules: Grammar) -> dict[str, set[str]]:
    """柳湾工业园区华陇新材料公司: a firm right behind the zone that it stands in."""
    zones = [name for name in found if rules.kind(name) == "zone"]
    named = {at["firm"] for _, at in _behind(zones, FIRM_OF_A_ZONE, article)}
    return {name: set() for name in named if rules.is_name(name) and not NO_FIRM_BEFORE.match(name)}


FIRM_OF_A_ZONE = re.compile(f"(?:(?:入园|骨干|龙头|重点|规上|落户)?企业)?(?P<firm>{HAN}{{2,10}}?(?:公司|集团))")
NO_FIRM_BEFORE = re.compile("管委会?|党工委|[内里外上中和与及、]|投资|开发|建设|发展|运营|所属|下属|国有")
"""What behind a zone's name makes its own firm of it, or no name: 某园区 | 开发公司, 内的公司."""


def _of_zones(found: dict[str, set[str]], article: Article, rules: Grammar) -> set[str]:
    """盐湾经开区经济发展局: a bureau right behind the zone that it works for, however the article calls it."""
    zones = {called for name, others in found.items() if rules.kind(name) == "zone" for called in (name, *others)}
    return {
        at.string[start : at.end()]
        for start, at in _behind(zones, OFFICE_OF_A_ZONE, article)
        if not rules.is_phrase(at.group()) and not rules.is_no_office(at.group())
    }


OFFICE_OF_A_ZONE = re.compile(f"(?![和与及跟同])(?!{HAN}?[省市县区旗]){HAN}{{2,8}}?局(?![面部势限])")


def _bureaus_alone(found: dict[str, set[str]], article: Article, rules: Grammar) -> set[str]:
    """（一）经济发展局要牵头…: a bureau at the head of an item, in a paper that names none of that name with its level."""
    heads = (TASKED.match(p.plain) for p in article.paragraphs)
    named = {head["name"] for head in heads if head and not rules.is_phrase(head["name"])}
    return {name for name in named if not rules.is_no_office(name) and not any(known.endswith(name) for known in found)}


TASKED = re.compile(
    f"{ITEM.pattern}(?:[^。]{{4,24}}。)??(?P<name>(?![省市县区州旗]){HAN}{{2,12}}?局)(?=要|负责|牵头|须|应|将|全年|每[日周旬月季])"
)


def _shared_task_forces(found: dict[str, set[str]], article: Article, rules: Grammar) -> Iterator[str]:
    """下设土地报批、融资对接4个专班: each of them, where the article speaks of it by that name."""
    whole = "".join(p.plain for p in article.paragraphs)
    for shared in SHARED_TASK_FORCES.finditer(whole):
        names = (item + shared["kind"] for item in shared["items"].split("、"))
        yield from (name for name in names if name in whole)


SHARED_TASK_FORCES = re.compile(
    f"(?:下设|组建|成立|设立|设置|^|(?<=[，。；：]))了?(?P<items>{HAN}{{2,10}}(?:、{HAN}{{2,10}}){{1,9}}?)等?"
    f"(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个(?:工作|专项)?(?P<kind>{HAN}{{0,4}}?专班)"
)
AREA_LEVEL = re.compile("(?:[一-龥]{1,3}族)?自治[县州旗]$|新区$|[省市县区旗州]$")


def _said_beside(plain: str, start: int, end: int, rules: Grammar) -> Iterator[str]:
    """区工商联（民发局） is called so, and by both parts; 县攻坚办 by its bracket."""
    added = rules.added.match(plain, end)
    if added:
        yield plain[start : added.end()]
        yield added.group(1)
    short = rules.short.match(plain, added.end() if added else end)
    if short:
        yield from (called for called in short.groups() if called)


def _is_chance(name: str, article: Article, rules: Grammar) -> bool:
    """乘城市更新东风: what ends like a common word is a name only where it comes again, and not after a level (区城市…局)."""
    if AUTONOMOUS.search(name):
        return False
    if rules.kind(name) == "district" and len(AREA_LEVEL.sub("", name)) > 2 and not name.endswith("新区"):
        return _is_said_in_passing(name, article, rules)
    if rules.kind(name) in ("district", "town", "subdistrict") and rules.is_like_a_word(name):
        opens = any(p.plain.startswith(name) for p in article.paragraphs)
        return not opens and sum(p.plain.count(name) for p in article.paragraphs) < 2
    if rules.kind(name) != "district" or name.endswith("新区") or not name.endswith(rules.generic_ends):
        return False
    if rules.level.match(name):
        return True
    places = [m for p in article.paragraphs for m in re.finditer(re.escape(name), p.plain)]
    return len(places) < 2 and not any(rules.acts.match(m.string, m.end()) for m in places)


def _is_said_in_passing(name: str, article: Article, rules: Grammar) -> bool:
    """资水市：开放活市, 开工建设省道: so long a name of an area is one where it comes again, heads a line or acts."""
    places = [(p, found) for p in article.paragraphs for found in re.finditer(name, p.plain)]
    return len(places) < 2 and not any(
        p.role == "title"
        or found.start() == 0
        or (name.endswith(("市", "州", "盟", "旗")) and p.plain[found.start() - 1] in "。，、")
        or rules.acts.match(p.plain, found.end())
        or RULED_BY.match(p.plain, found.end())
        for p, found in places
    )


RULED_BY = re.compile("[委政人]")
"""What goes on from an area to what governs it: 石家庄市 | 委, 人民政府."""


def _shortened(plain: str, rules: Grammar) -> Iterator[tuple[int, int, set[str]]]:
    """中国（东屏）自由贸易试验区镇潮片区（以下简称“镇潮片区”）: whoever gets a short name is a body."""
    for short in rules.short.finditer(plain):
        start = after_last(plain, "，。；：、”“！？ ", short.start() - 40, short.start())
        opened = plain.rfind("（", start, short.start())
        start = opened + 1 if opened > plain.rfind("）", start, short.start()) else start
        numbered = ITEM.match(plain, start, short.start())
        start = numbered.end() if numbered else start
        handed = rules.before_name.match(plain, start, short.start())
        start = handed.end() if handed else start
        start = after_last(plain, "的在", start, short.start())
        name = plain[start : short.start()]
        fits = 4 <= len(name) <= 30 and rules.kind(re.sub("（[^（）]*）", "", name)) != "other" and rules.is_name(name)
        if fits:
            yield start, short.start(), {called for called in short.groups() if called}


def _bare_area(article: Article) -> dict[str, set[str]]:
    """新区 said again and again without its full name: the article's readers know which one."""
    times = sum(len(re.findall(f"(?<!{HAN})新区|(?:年|推动|助推|开创了|谱写|开创|来)新区", p.plain)) for p in article.paragraphs)
    return {"新区": set()} if times > 1 else {}


def _names(plain: str, rules: Grammar) -> Iterator[tuple[int, int]]:
    """Where names stand whose beginning is certain."""
    for duty in rules.duty.finditer(plain):
        yield from _listed(duty.group(1), duty.start(1), rules)
    if ITEM.match(plain) and (closing := assignees(plain, rules)):
        yield from _listed(closing.group(1), closing.start(1), rules)
    for speaker in rules.speaking.finditer(plain):
        if rules.is_name(speaker["org"]) and not rules.before_name.match(speaker["org"]):
            yield speaker.start("org"), speaker.end("org")
    holders = rules.post_holder.finditer(plain) if rules.post.search(plain) else ()
    for holder in holders:
        name = ROLE.sub("", PLAQUE.sub("", holder["org"]))
        if (
            rules.is_name(name)
            and not PARTY_OF.search(name)
            and not rules.before_name.match(name)
            and (rules.holds_posts.search(name) or (holder["firm"] and len(name) > 3 and not NO_FIRM.search(name)))
        ):
            start = plain.index(name, holder.start("org"))
            yield start, start + len(name)
    for office in rules.office_starts.finditer(plain):
        yield from _office_at(plain, office.start(), rules)
    for boundary in rules.starts.finditer(plain):
        start = boundary.end()
        if plain.startswith("访", start) and boundary.group() in ("", "—"):
            start += 1  # ——访某区四部门负责人: the second headline of an interview
        for rule in (_party, _area, _town, _task_force, _zone, _company):
            end = rule(plain, start, rules)
            if end:
                yield start, end
                if rule is _area:
                    yield from _of_area(plain, start, end, rules)
                break


PARTY_OF = re.compile("(?:党委|党组|党?工委|党支部|党总支|管委会|管理委员会|[省市州盟县区旗镇乡]委)$")
"""What leads a body is no body of its own: 雁栖区委 | 书记 is the district's."""
NO_FIRM = re.compile("(?:单位|企业|部门|项目)$")
"""施工单位 and 民营企业 have posts of firms and no name."""
ROLE = re.compile(
    "^[一-龥]{0,12}(?:运营|建设|承建|投资|施工|管理|代建|设计|监理|总包|业主|牵头|责任|主责)(?:方|单位|企业)(?=[一-龥]{3})|^项目法人(?:单位)?(?=[一-龥]{3})"
)
"""园区建设运营方 | 蛟湾产投集团: what a firm is to a project."""
PLAQUE = re.compile("（(?:加挂|挂|含|原|(?:以下|下)?简称|(?:以下|下)称)[^（）]{2,20}）$")
"""县发展和改革局（加挂县粮食局牌子）, 市发展和改革委员会（以下简称市发改委）"""


def assignees(plain: str, rules: Grammar) -> re.Match[str] | None:
    """1.新开办公办幼儿园5所。（学前教育科、财务科）: the bracket that closes an item and holds nothing but units,

    or says who leads: （市能源局牵头，市自然资源局配合）.
    """
    found = LED_CLOSING.search(plain, max(0, len(plain) - LONGEST_CLOSING)) or CLOSING.search(
        plain, max(0, len(plain) - SHORTEST_CLOSING)
    )
    units = re.split("[、，,]", FIGURE_BEHIND.sub("", found.group(1))) if found else []
    return (
        found
        if units and all(rules.kind(unit) != "other" and rules.is_name(unit.removeprefix("国网")) for unit in units)
        else None
    )


FIGURE_BEHIND = re.compile("，(?:[^，]{2,10}[0-9][^，]*|(?:以下)?简称[^，]{2,12})$")
"""（市教育局，投资完成率91.3%）, （蓬青水务集团有限公司，简称蓬青水务集团）"""


CLOSING = re.compile("（([^（）：]{2,40})）$")
LED_CLOSING = re.compile(
    "（([^（）：，；]{2,40}?)(?:具体)?(?:牵头|负责|按职责(?:分工)?负责|共同负责|主办|承办|主责|落实)(?:[，、；][^（）]{0,80})?）。?$"
)
SHORTEST_CLOSING, LONGEST_CLOSING = 60, 130
"""Characters at the end of an item in which its bracket of units stands, without and with those that help."""


def _listed(names: str, offset: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """（责任单位：区城市管理局、汀桥供电公司）"""
    for part in re.finditer(r"[^、，, 和及]{1,4}和?[^、，, ]{0,30}", names):
        name = SHORTENED.split(part.group())[0].rstrip("等")
        if "：" in name:
            continue
        known = rules.not_in_name.search(name) is None and rules.kind(name) != "other" and not name.startswith("简称")
        if 3 <= len(name) <= 24 and known:
            yield offset + part.start(), offset + part.start() + len(name)


def _office_at(plain: str, start: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """县委督查室将会同县重点项目建设指挥部"""
    found = rules.office.match(plain, start)
    if not found or not rules.is_name(found.group()):
        return
    if rules.level.match(plain, start) and not rules.goes_on_after_level(plain, start + 1):
        return
    if rules.is_no_office(found.group()):
        return
    joined = AND_OFFICE.match(plain, max(0, start - 2), start)
    if start == 0 or not re.match(HAN, plain[start - 1]) or joined or plain.endswith(rules.before_names, 0, start):
        yield start, found.end()


AND_OFFICE = re.compile("[局委办部厅院县区市旗镇乡][和与及]$")
"""县水利局和 | 县林业局: what joins an office to the one before."""


def _party(plain: str, start: int, rules: Grammar) -> int | None:
    """工委（区委）二届三次全会提出"""
    found = rules.party_committee.match(plain, start)
    if not found or not re.match(r"[一二三四五六七八九十]{1,3}届|全会|提出|要求|强调|指出", plain[found.end() : found.end() + 4]):
        return None
    return found.end()


def _area(plain: str, start: int, rules: Grammar) -> int | None:
    """崂山区将持续做强七条产业链"""
    found = rules.area.match(plain, start)
    if not found or plain.startswith("”", found.end()) or LEADER.search(plain, max(0, start - 6), start):
        return None
    if found.group().startswith(rules.in_areas) and plain[start - 1 : start].isdigit():
        return None
    name = re.sub("(?:人民)?政府$", "", found.group())
    if not _is_area(name, rules) or not _ends_there(plain, found.end(), rules):
        return None
    return start + len(name)


LEADER = re.compile("(?:[组班链]长|指挥长?|召集人|负责人|领导|联系人)：$")
"""专班长：莫婉秋 | 县政府办公室主任: behind such a label a person is named."""


def _is_area(name: str, rules: Grammar) -> bool:
    """Whether a place may be called so: not 老城区, 第三县, 向县, 全市."""
    proper = re.sub("(?:自治[县州旗区]|新区|[省县区市旗])$", "", name)
    if name[0] in TOLD_BY:
        return False
    if not proper or "委" in name or name in rules.generic or name in rules.zones_alone or not rules.is_place(name):
        return False
    if len(proper) == 1:
        return name.endswith("县") and proper not in PREPOSITIONS
    long_or_phrase = len(proper) > 4 or _is_phrase(name, rules)
    numbered = re.search("[一二三四五六七八九十百]$|^[一二两三四五六七八九十百第]", proper)
    return not numbered and (name.endswith("新区") or AUTONOMOUS.search(name) is not None or not long_or_phrase)


def _ends_there(plain: str, end: int, rules: Grammar) -> bool:
    """Whether the name ends there: not 某市场, 某县级, 某市政设施; but 砚川县委."""
    if re.match("政(?![府协])", plain[end : end + 2]):
        return False
    return not plain.startswith(rules.not_after_level, end) or plain.startswith(("县委", "区委", "市委"), end - 1)


AUTONOMOUS = re.compile("[族尔克盟]自治[县州旗区]$")
TOLD_BY = "要请让使令"
"""What a sentence is told by begins no name: 要支持县水利局."""
PREPOSITIONS = "对由为把向和从同沿比于将各外跨到听跟让去进回报"
"""Before 县 alone these are no name: 向县委常委会报告."""


def _is_phrase(name: str, rules: Grammar) -> bool:
    """老城区 and 魅力城区 are phrases, 陵城区 and 崂山区 are names."""
    for word in rules.generic_ends:
        if name.endswith(word):
            before = name[: -len(word)]
            return len(before) != 1 or before in rules.not_before_generic
    return False


def _of_area(plain: str, start: int, end: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """Its office, and the area right behind it that is a part of it: 岭港市 | 海棠区."""
    yield from _office_of_area(plain, start, end, rules)
    part = _area(plain, end, rules)
    if part:
        yield end, part


def _office_of_area(plain: str, start: int, end: int, rules: Grammar) -> Iterator[tuple[int, int]]:
    """宁沅市人民政府督查室"""
    found = rules.office_of_area.match(plain, end)
    if (
        found
        and not rules.is_no_office(found.group())
        and rules.is_name(found.group())
        and rules.goes_on_after_level(plain, end)
        and not PARTY_OF.match(found.group())
    ):
        yield start, found.end()


def _town(plain: str, start: int, rules: Grammar) -> int | None:
    """白鹭镇党委书记柳青说"""
    found = rules.town.match(plain, start)
    if not found or not rules.is_place(found.group()) or found.group() in rules.generic:
        return None
    if found.group().endswith(rules.generic_ends) and not _is_proper_town(found.group(), rules):
        return None
    return None if PART_OF_WORD.match(plain, found.end()) else found.end()


PART_OF_WORD = re.compile("[街上里级区域村]|(?<=乡)镇|(?<=乡)[土音贤愁](?![地壤])")
"""What makes another word of the end of a town's name: 白鹭镇街, 某镇级, 疫区乡镇, 栽植乡土树种."""


def _is_proper_town(name: str, rules: Grammar) -> bool:
    """柳集镇 and 望海街道 are names though 集镇 and 街道 are common words; 新集镇 is none."""
    before = name[: -max(len(end) for end in rules.generic_ends if name.endswith(end))]
    return len(name) > 3 if name.endswith("街道") else len(before) == 1 and before not in rules.not_before_generic


TASK_FORCE_ACTS = re.compile("（(?:牵头|责任|由|组长|召集)|，?(?:主要)?负责|，?(?:具体)?承担|[设挂]在")

HOW_MANY = re.compile("一[一-龥]{1,4}一[一-龥]{1,3}$|^[一二两三四五六七八九十]{1,3}(?:个|支|大)?(?:工作)?专班$")
"""一项目一专班, 一链一专班, 五支专班: how many there are of them, and no name."""


def _task_force(plain: str, start: int, rules: Grammar) -> int | None:
    """重点指标攻坚专班，主要负责全区重点经济指标的统筹调度"""
    found = rules.task_force.match(plain, start)
    if not found or rules.is_phrase(found.group()) or found.group()[0] in PREPOSITIONS or found.group() in rules.generic:
        return None
    if HOW_MANY.search(found.group()):
        return None
    if plain[found.end() : found.end() + 1] in ("", "。") and ITEM.match(plain) and plain[start - 1] in "）.．、":
        return found.end()
    return found.end() if TASK_FORCE_ACTS.match(plain, found.end()) or rules.acts.match(plain, found.end()) else None


def _zone(plain: str, start: int, rules: Grammar) -> int | None:
    """青岛经济技术开发区表示; 高新区管委会主任李明说"""
    alone = rules.zone_alone.match(plain, start)
    if alone and (alone["acts"] or LABEL.fullmatch(plain, 0, start)):
        return alone.end("zone")
    found = rules.zone.match(plain, start)
    opens = found is not None and start == 0 and not GOES_ON.match(plain, found.end())
    if opens and found and len(found.group()) > 4 and rules.is_name(found.group()) and found.group() not in rules.generic:
        return found.end()
    return _acting(plain, found, rules)


LABEL = re.compile(f"(?:——|{ITEM.pattern})?")
"""What may stand before the name that a paragraph is labelled with: ——经济开发区。坚持…"""
GOES_ON = re.compile("[，的和与及、建项内里外上中]|$")
"""What follows the name of a place that is not the subject of its paragraph."""


def _company(plain: str, start: int, rules: Grammar) -> int | None:
    """开投集团表示"""
    visited = rules.visited.match(plain, start) if plain.endswith(VISITS, 0, start) else None
    if visited and rules.is_name(visited["firm"]):
        return visited.end("firm")
    brand = rules.brand.match(plain, start)
    if brand and rules.is_name(brand.group()) and (WORKS.match(plain, brand.end()) or rules.acts.match(plain, brand.end())):
        return brand.end()
    found = rules.company.match(plain, start)
    if found and REGISTERED.search(found.group()) and rules.is_name(found.group()):
        return found.end()
    return _acting(plain, found, rules)


VISITS = ("走进", "来到", "走访", "深入", "位于", "在")
WORKS = re.compile("[一二三四]期|项目|工地|车间|厂区|基地")
"""What stands behind the short name of a firm: 江苏瀚芯半导体 | 二期."""
REGISTERED = re.compile("(?:有限(?:责任)?公司|专业合作社)$")
"""The end of a full name as registered: nothing else ends so."""


def _acting(plain: str, found: re.Match[str] | None, rules: Grammar) -> int | None:
    """The end of the match where a proper name is followed by what only a body does."""
    if not found or not rules.is_name(found.group()) or found.group() in rules.generic:
        return None
    return found.end() if rules.acts.match(plain, found.end()) else None
