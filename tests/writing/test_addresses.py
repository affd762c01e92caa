"""Addresses are readable, safe on every file system, unique and stable."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.writing.addresses import LONGEST, assign, slug

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9", "index", "readme"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("区工业和信息化局", "qu-gong-ye-he-xin-xi-hua-ju"),
        ("西海岸新区", "xi-hai-an-xin-qu"),
        ("重庆市银行", "chong-qing-shi-yin-hang"),
        ("绿色女子", "lv-se-nv-zi"),
        ("5G产业链", "5g-chan-ye-lian"),
        ("５Ｇ产业链", "5g-chan-ye-lian"),
        ("2024年“131”工程", "2024-nian-131-gong-cheng"),
        ("A&B（中国）有限公司", "a-b-zhong-guo-you-xian-gong-si"),
        ("Zürich Café", "zurich-cafe"),
        ("000_cdadc53f21a4974b.txt", "000-cdadc53f21a4974b-txt"),
    ],
)
def test_a_name_can_be_read_in_its_address(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_long_name_is_cut_after_a_syllable_and_keeps_apart_from_its_like() -> None:
    name = "西海岸新区城市更新和城市建设指挥部办公室综合协调推进组"
    one, other = slug(name + "甲"), slug(name + "乙")
    assert one != other
    assert len(one) <= LONGEST
    assert re.fullmatch("xi-hai-an-xin-qu-cheng-shi-geng-xin-he-cheng-shi-[a-z-]*-?[0-9a-f]{6}", one)


@pytest.mark.parametrize("name", ["", " ", "！？", "🏗️", "ـ", "\ud800", "\0", "..", "/"])
def test_a_name_without_letters_has_an_address_too(name: str) -> None:
    assert re.fullmatch("[0-9a-f]{6}", slug(name))


@pytest.mark.parametrize("name", ["con", "CON", "Nul", "ＡＵＸ", "com1", "lpt9", "index", "README", "con.", "(con)"])
def test_reserved_names_are_avoided(name: str) -> None:
    assert re.fullmatch("[a-z0-9]+-[0-9a-f]{6}", slug(name))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_name_has_a_safe_address(name: str) -> None:
    found = slug(name)
    assert SAFE.fullmatch(found)
    assert len(found) <= LONGEST
    assert found not in RESERVED
    assert slug(name) == found


def test_records_with_one_name_are_told_apart() -> None:
    given = assign([("市甲", "市局"), ("市乙", "市局"), ("县", "县局")])
    assert given["县"] == "xian-ju"
    assert len(set(given.values())) == 3
    assert all(re.fullmatch("shi-ju-[0-9a-f]{6}", given[key]) for key in ("市甲", "市乙"))


def test_a_clash_never_hands_an_address_to_another_record() -> None:
    """Alone 区局 is qu-ju; beside 曲局 neither is, so that an old link cannot lead to the wrong body."""
    assert assign([("1", "区局")])["1"] == "qu-ju"
    assert "qu-ju" not in assign([("1", "区局"), ("2", "曲局")]).values()


def test_other_records_and_order_change_nothing() -> None:
    some = [("1", "区局"), ("2", "曲局"), ("3", "县局")]
    more = [("0", "镇局"), *some, ("4", "去局"), ("5", "区委")]
    before, after = assign(some), assign(reversed(more))
    assert {key: after[key] for key in before} == before


def test_a_name_that_looks_like_anothers_hashed_address() -> None:
    hashed = assign([("1", "区局"), ("2", "曲局")])["1"]
    given = assign([("1", "区局"), ("2", "曲局"), ("3", hashed)])
    assert len(set(given.values())) == 3
    assert given["3"] == hashed


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.sampled_from(["区局", "曲局", "QU JU", "qu-ju", "", "！", "县局"])), st.randoms())
def test_addresses_are_unique_whatever_the_order(named: dict[str, str], chance: object) -> None:
    pairs = list(named.items())
    given = assign(pairs)
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert dict(assign(pairs)) == dict(given)
    assert len({address.casefold() for address in given.values()}) == len(named) == len(given)
    assert all(SAFE.fullmatch(address) for address in given.values())


def test_a_key_with_two_names_is_a_mistake() -> None:
    assert dict(assign([("1", "区局"), ("1", "区局")])) == {"1": "qu-ju"}
    with pytest.raises(ValueError, match="two names"):
        assign([("1", "区局"), ("1", "县局")])
