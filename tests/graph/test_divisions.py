"""Divisions: printed forms, homonyms, codes."""

import pytest

from graph.extraction.places.divisions import Form, load_divisions, printed_forms, resolve_region, short_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("云南", "云南省"),
        ("大理州", "大理白族自治州"),
        ("德宏", "德宏傣族景颇族自治州"),
        ("博州", "博尔塔拉蒙古自治州"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("吉林", "吉林省"),
        ("海南", "海南省"),
        ("内蒙古", "内蒙古自治区"),
        ("双江县", "双江拉祜族佤族布朗族傣族自治县"),
        ("大理州宾川县", "宾川县"),
    ],
)
def test_a_printed_form_names_its_division(printed: str, name: str) -> None:
    region = resolve_region(printed)
    assert region is not None
    assert region.name == name


def test_no_printed_form_names_one_division_twice() -> None:
    forms = load_divisions().forms
    regions = [reading.regions for word in forms.words() if (reading := forms.get(word)) is not None]
    assert all(len(set(held)) == len(held) for held in regions)


@pytest.mark.parametrize("printed", ["朝阳区", "鼓楼区", "长治", "宾川", "没有这个县"])
def test_a_homonym_an_ordinary_word_and_a_countys_bare_name_do_not_stand_alone(printed: str) -> None:
    assert resolve_region(printed) is None


def test_a_homonym_is_the_one_inside_the_given_place() -> None:
    beijing, changchun = resolve_region("北京市"), resolve_region("长春市")
    assert beijing is not None
    assert changchun is not None
    assert [r.path for name in ("北京市", "长春市") if (r := resolve_region("朝阳区", resolve_region(name)))] == [
        ("北京市", "朝阳区"),
        ("吉林省", "长春市", "朝阳区"),
    ]


def test_a_countys_bare_name_counts_inside_its_prefecture() -> None:
    found = resolve_region("宾川", resolve_region("大理州"))
    assert found is not None
    assert found.code == "532924"


def test_bodies_of_an_autonomous_prefecture_use_its_customary_name() -> None:
    dali, guangxi = resolve_region("大理州"), resolve_region("广西")
    assert dali is not None
    assert guangxi is not None
    assert (short_name(dali), short_name(guangxi)) == ("大理州", "广西壮族自治区")
    assert printed_forms(dali) == ("大理白族自治州", "大理州", "大理")


def test_every_division_has_its_parent_and_its_own_name_as_a_form() -> None:
    divisions = load_divisions()
    for code, region in divisions.by_code.items():
        assert region.path[-1] == region.name
        assert code[:2] in divisions.by_code
        reading = divisions.forms.get(region.name)
        assert reading is not None
        assert reading.form is not Form.SHORT


def test_there_are_34_provinces_and_each_letter_names_one() -> None:
    divisions = load_divisions()
    assert sum(region.level == "province" for region in divisions.by_code.values()) == 34
    assert divisions.letters["苏"].name == "江苏省"
    assert {region.level for region in divisions.letters.values()} == {"province"}


def test_a_citys_by_name_names_it_and_gives_its_bodies_no_name() -> None:
    city = resolve_region("申城")
    assert city is not None
    assert city.name == "上海市"
    assert "申城" not in printed_forms(load_divisions().by_code["31"])
