"""One body, named differently in different articles, becomes one record."""

from __future__ import annotations

from itertools import permutations

from made import body, findings

from builder.model import Body, Findings
from builder.sorting.bodies import Merged, merged


def together(*everything: Findings) -> Merged:
    return merged(everything, {(f.article.id, b.id) for f in everything for b in f.bodies})


def names(found: Merged) -> list[str]:
    return sorted(one.name for one in found.bodies)


def area(article: str, name: str = "河湾区") -> Body:
    return body(article, name, "district")


def test_one_name_in_two_articles_is_one_body_with_both_places() -> None:
    found = together(
        findings("a", area("a"), body("a", "区财政局"), home="河湾区"),
        findings("b", area("b"), body("b", "区财政局"), home="河湾区"),
    )
    assert names(found) == ["区财政局", "河湾区"]
    assert {place.article for one in found.bodies for place in one.evidence} == {"a", "b"}
    assert found.ids["a", "区财政局"] == found.ids["b", "区财政局"]


def test_a_short_name_joins_the_full_one_and_becomes_its_alias() -> None:
    found = together(
        findings("a", area("a"), body("a", "区发改局"), home="河湾区"),
        findings("b", area("b"), body("b", "区发展和改革局"), home="河湾区"),
    )
    (bureau,) = [one for one in found.bodies if one.kind == "department"]
    assert (bureau.name, bureau.aliases) == ("区发展和改革局", ("区发改局",))


def test_an_alias_that_one_article_gives_is_understood_in_the_other() -> None:
    found = together(
        findings("a", area("a"), body("a", "区工商联（民发局）", aliases=("区工商联", "民发局")), home="河湾区"),
        findings("b", area("b"), body("b", "区工商联"), home="河湾区"),
    )
    assert names(found) == ["区工商联（民发局）", "河湾区"]


def test_every_area_has_a_bureau_of_its_own() -> None:
    found = together(
        findings("a", area("a"), body("a", "区财政局"), home="河湾区"),
        findings("b", area("b", "青堰区"), body("b", "区财政局"), home="青堰区"),
    )
    assert names(found) == ["区财政局", "区财政局", "河湾区", "青堰区"]
    assert found.ids["a", "区财政局"] != found.ids["b", "区财政局"]


def test_a_bureau_whose_area_nobody_says_joins_none() -> None:
    found = together(findings("a", area("a"), body("a", "区财政局"), home="河湾区"), findings("b", body("b", "区财政局")))
    assert names(found) == ["区财政局", "区财政局", "河湾区"]


def test_an_area_has_one_record_under_its_fullest_name_and_so_have_its_bureaus() -> None:
    found = together(
        findings("a", area("a", "青岛西海岸新区"), body("a", "区财政局"), home="青岛西海岸新区"),
        findings("b", area("b", "西海岸新区"), body("b", "区财政局"), home="西海岸新区"),
    )
    assert names(found) == ["区财政局", "青岛西海岸新区"]


def test_a_name_that_fits_two_areas_joins_neither() -> None:
    found = together(
        *(findings(key, area(key, name), home=name) for key, name in (("a", "东湾新区"), ("b", "西湾新区"), ("c", "新区")))
    )
    assert names(found) == ["东湾新区", "新区", "西湾新区"]


def test_a_common_word_that_two_zones_are_called_by_joins_them_not() -> None:
    found = together(
        findings("a", area("a"), body("a", "江北高新技术产业开发区", "zone", ("高新区",)), home="河湾区"),
        findings("b", area("b"), body("b", "江南高新技术产业开发区", "zone", ("高新区",)), home="河湾区"),
    )
    assert len([one for one in found.bodies if one.kind == "zone"]) == 2


def test_only_what_is_wanted_becomes_a_record() -> None:
    found = merged([findings("a", area("a"), body("a", "区财政局"), home="河湾区")], {("a", "区财政局")})
    assert names(found) == ["区财政局"]
    assert found.ids.keys() == {("a", "区财政局")}


def test_what_belongs_to_an_area_names_its_record() -> None:
    found = together(findings("a", area("a"), body("a", "区财政局"), home="河湾区"))
    parents = {one.name: one.parent for one in found.bodies}
    assert parents == {"河湾区": None, "区财政局": found.ids["a", "河湾区"]}


def test_an_area_without_a_record_is_nobodys_parent() -> None:
    found = merged([findings("a", area("a"), body("a", "区财政局"), home="河湾区")], {("a", "区财政局")})
    assert [one.parent for one in found.bodies] == [None]


def test_a_key_lasts_when_other_articles_come_and_go() -> None:
    one = findings("a", area("a"), body("a", "区财政局"), home="河湾区")
    other = findings("b", area("b", "青堰区"), body("b", "区财政局"), body("b", "区教育局"), home="青堰区")
    assert together(one).ids.items() <= together(one, other).ids.items()


def test_the_order_of_the_articles_changes_no_name_and_no_key() -> None:
    everything = [
        findings("a", area("a"), body("a", "区发改局"), home="河湾区"),
        findings("b", area("b"), body("b", "区发展和改革局"), home="河湾区"),
        findings("c", area("c", "青堰区"), body("c", "区发改局"), home="青堰区"),
    ]
    given = {tuple((one.id, one.name, one.aliases) for one in together(*order).bodies) for order in permutations(everything)}
    assert len(given) == 1


def test_every_key_is_its_own() -> None:
    found = together(
        findings("a", area("a"), body("a", "区财政局"), body("a", "区教育局"), home="河湾区"),
        findings("b", area("b", "青堰区"), body("b", "区财政局"), home="青堰区"),
    )
    assert len({one.id for one in found.bodies}) == len(found.bodies) == 5
    assert set(found.ids.values()) == {one.id for one in found.bodies}
