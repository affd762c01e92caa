"""The day of its period that an article names for a beat: 每周五报送, 每月10日前通报, 每季度末月20日督导.

每周一通报 may mean every Monday or once a week, so it says nothing; 每周三次 says
how often. Where several days are named, none of them is the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.model import Anchor, Frequency

LAST = 31
WEEKDAYS = {word: number for number, word in enumerate("一二三四五六日", 1)} | {"天": 7}
NUMERALS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_OTHERS = r"(?![、，和及与或至到—~-]{1,2}(?:每?周|星期|礼拜|[0-9一二三四五六]))"
"""Not followed by another day."""
_NOT_A_COUNT = "(?![次回场个项天轮篇批名家条期份遍类户件趟])"
_BY = "(?:之?前|以前|内)?"
_DAY = f"(?P<day>[0-9]{{1,2}})[日号]{_BY}{_OTHERS}"

# 周一 stands for once a week too; 星期一 and 礼拜一 do not.
_WEEKLY = re.compile(f"每个?(?:周(?P<day>[二三四五六日])|(?:星期|礼拜)(?P<named>[一二三四五六日天])){_NOT_A_COUNT}{_OTHERS}")
_TEN_DAY = re.compile(f"每旬(?:第(?P<day>[一二三四五六七八九十]|[0-9]{{1,2}})[天日]{_BY}{_OTHERS}|(?P<end>末|最后一天))")
_MONTHLY = re.compile(f"每个?月(?:的|份)?(?:{_DAY}|(?P<end>月?[底末]|最后一天){_BY})")
_QUARTERLY = re.compile(
    f"每个?季度?(?:的)?(?:(?P<month>首|末|第[一二三123]个?)月(?:的|份)?{_DAY}|(?P<end>[底末](?!月)|最后一天){_BY})"
)
_YEARLY = re.compile(f"每年(?P<month>[0-9]{{1,2}})月(?:{_DAY}|(?P<end>[底末]){_BY})")

Reader = Callable[[re.Match[str]], "tuple[int, int] | None"]


def named(frequency: Frequency, plain: str, start: int) -> Anchor | None:
    """The day that the words of a beat, beginning at ``start`` with 每, name; None where they name none or several."""
    known = RULES.get(frequency)
    if known is None:
        return None
    pattern, read = known
    found = pattern.match(plain, start)
    day = read(found) if found else None
    return Anchor(frequency, *day, words=found[0]) if found and day else None


def _weekly(found: re.Match[str]) -> tuple[int, int]:
    return WEEKDAYS[found["day"] or found["named"]], 0


def _ten_day(found: re.Match[str]) -> tuple[int, int] | None:
    day = 10 if found["end"] else NUMERALS.get(found["day"]) or int(found["day"])
    return (day, 0) if 1 <= day <= 10 else None


def _monthly(found: re.Match[str]) -> tuple[int, int] | None:
    return _in_month(found, 1)


def _quarterly(found: re.Match[str]) -> tuple[int, int] | None:
    if found["end"]:
        return LAST, 3
    month = found["month"].strip("第个")
    return _in_month(found, {"首": 1, "末": 3, "一": 1, "二": 2, "三": 3}.get(month) or int(month))


def _yearly(found: re.Match[str]) -> tuple[int, int] | None:
    month = int(found["month"])
    return _in_month(found, month) if 1 <= month <= 12 else None


def _in_month(found: re.Match[str], month: int) -> tuple[int, int] | None:
    day = LAST if found["end"] else int(found["day"])
    return (day, month) if 1 <= day <= LAST else None


RULES: dict[Frequency, tuple[re.Pattern[str], Reader]] = {
    "weekly": (_WEEKLY, _weekly),
    "ten-day": (_TEN_DAY, _ten_day),
    "monthly": (_MONTHLY, _monthly),
    "quarterly": (_QUARTERLY, _quarterly),
    "yearly": (_YEARLY, _yearly),
}
