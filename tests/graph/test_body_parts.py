"""Parts printed behind their body's name, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import BODIES, LinkKind
from tests.graph.reading import extraction_of


def _parts(text: str) -> dict[str, str]:
    """Name of every body that is part of another -> the name of that other."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities if entity.kind in BODIES}
    return {names[x.head]: names[x.tail] for x in found.links if x.kind is LinkKind.PART_OF}


@pytest.mark.parametrize(
    ("text", "part", "owner"),
    [
        ("国家卫健委医政医管局监察专员罗文说。", "国家卫生健康委员会医政医管局", "国家卫生健康委员会"),
        ("中国疾控中心环境所研究员罗文说。", "中国疾病预防控制中心环境所", "中国疾病预防控制中心"),
        ("长沙市公安局开福分局柳叶街派出所所长罗文介绍。", "长沙市公安局开福分局柳叶街派出所", "长沙市公安局"),
        ("湖南省供销社合作指导处处长罗文介绍。", "湖南省供销合作社联合社合作指导处", "湖南省供销合作社联合社"),
        ("中国人民银行金融市场司司长罗文说。", "中国人民银行金融市场司", "中国人民银行"),
        ("湖南省总工会职工服务中心开放。", "湖南省总工会职工服务中心", "湖南省总工会"),
        ("长沙海关缉私局局长罗文说。", "长沙海关缉私局", "长沙海关"),
        ("长沙市政府口岸物流办予以保障，长沙市政府同意。", "长沙市人民政府口岸物流办公室", "长沙市人民政府"),
        (
            "湖南理工大学附属医院已开诊。长沙市中心医院呼吸内科主任罗文介绍。",
            "长沙市中心医院呼吸内科",
            "长沙市中心医院",
        ),
        ("红石市第二医院感染科63病区护士长罗文介绍。", "红石市第二医院感染科63病区", "红石市第二医院"),
        ("长沙青禾客运有限公司宣传文化部部长罗文介绍。", "长沙青禾客运有限公司宣传文化部", "长沙青禾客运有限公司"),
        (
            "长沙市税务局党委慰问群众，长沙市税务局欢迎。",
            "中共国家税务总局长沙市税务局委员会",
            "国家税务总局长沙市税务局",
        ),
        ("湖南省政府督查室汇总后报省政府。", "湖南省人民政府督查室", "湖南省人民政府"),
        ("长沙市税务局机关党委慰问群众。", "国家税务总局长沙市税务局机关党委", "国家税务总局长沙市税务局"),
    ],
)
def test_a_part_behind_its_body_is_part_of_it(text: str, part: str, owner: str) -> None:
    assert _parts(text) == {part: owner}


def test_departments_listed_without_their_body_are_of_the_one_named_last() -> None:
    assert _parts("税务总局副局长罗文讲话，办公厅、所得税司、征管和科技发展司有关负责人参加。") == {
        "国家税务总局办公厅": "国家税务总局",
        "国家税务总局所得税司": "国家税务总局",
        "国家税务总局征管和科技发展司": "国家税务总局",
    }


def test_a_team_of_a_groups_office_is_part_of_the_office() -> None:
    text = "浏阳市疫情防控指挥部办公室保障组组长罗文说，浏阳市疫情防控指挥部办公室已经部署。"
    assert _parts(text)["浏阳市疫情防控指挥部办公室保障组"] == "浏阳市疫情防控指挥部办公室"


def test_the_department_to_contact_is_of_the_body_named_most() -> None:
    text = "浏阳市商务局通知。请报浏阳市商务局。\n联系科室：综合管理科、外贸科\n联系人：罗文\n"
    assert _parts(text) == {"浏阳市商务局综合管理科": "浏阳市商务局", "浏阳市商务局外贸科": "浏阳市商务局"}


def test_teams_listed_behind_one_that_names_its_group_are_teams_of_that_group() -> None:
    group = "浏阳市疫情防控指挥部"
    assert _parts("浏阳市疫情防控指挥部综合协调组、物资保障组、宣传组汇报了各自开展的工作。") == {
        f"{group}综合协调组": group,
        f"{group}物资保障组": group,
        f"{group}宣传组": group,
    }


def test_a_ministrys_own_group_bears_the_ministrys_name() -> None:
    text = "商务部部署工作\n2月3日，商务部部长、部应对疫情领导小组组长罗文主持会议。会议要求抓好落实。"
    assert _parts(text) == {"商务部应对疫情领导小组": "商务部"}


def test_who_leads_a_conference_and_takes_part_in_it_is_a_member() -> None:
    text = "要建立由浏阳市教育局牵头，浏阳市财政局、浏阳市民政局参与的浏阳市职业教育工作联席会议制度。"
    group = "浏阳市职业教育工作联席会议"
    assert _parts(text) == {"浏阳市教育局": group, "浏阳市财政局": group, "浏阳市民政局": group}


@pytest.mark.parametrize("text", ["北京大学第六医院院长罗文说。", "北京大学第六医院已经开诊。"])
def test_a_universitys_hospital_does_not_speak_of_the_university(text: str) -> None:
    assert _parts(text) == {}


def test_a_hospital_behind_what_it_serves_as_is_part_of_no_other() -> None:
    text = "红石市中心医院已经开诊。今天，定点救治医院浏阳市第二人民医院的护士说，病人都好。"
    assert _parts(text) == {}


def test_a_bureaus_own_group_is_part_of_it() -> None:
    assert _parts("浏阳市商务局通知如下。\n局安全生产领导小组要抓好落实。") == {
        "浏阳市商务局安全生产领导小组": "浏阳市商务局"
    }


@pytest.mark.parametrize(
    "text",
    [
        "长沙市疾控中心办公室主任罗文说。",
        "财政部税务总局公告。",
        "长沙市教育局会同市科技局局长罗文调研。",
        "湖南省总工会指导青禾服务中心开放。",
        "长沙市政府办理此事，市政府督办。",
    ],
)
def test_wards_verbs_and_the_next_body_make_no_part(text: str) -> None:
    assert _parts(text) == {}


def test_who_makes_up_a_group_is_a_member() -> None:
    text = "由湖南省总工会、湖南省教育厅等12家单位组成湖南省职业教育工作领导小组。"
    group = "湖南省职业教育工作领导小组"
    assert _parts(text) == {"湖南省总工会": group, "湖南省教育厅": group}


def test_an_institution_right_behind_its_bureau_is_part_of_it_and_one_behind_a_blank_is_not() -> None:
    assert _parts("教育部长沙青禾教育出版集团有限公司开展培训。") == {"长沙青禾教育出版集团有限公司": "教育部"}
    assert _parts("教育部 长沙青禾教育出版集团有限公司") == {}


def test_an_institution_that_begins_with_a_ministrys_short_form_bears_its_full_name() -> None:
    assert _parts("工信部青禾研究院副院长罗文说。") == {"工业和信息化部青禾研究院": "工业和信息化部"}


def test_owners_by_short_prints() -> None:
    assert _parts("国家卫健委疾控局负责人罗文说。") == {"国家卫生健康委员会疾病预防控制局": "国家卫生健康委员会"}
    assert _parts("国家税务总局平潭综合实验区税务局通知，国家税务总局要求。") == {
        "国家税务总局平潭综合实验区税务局": "国家税务总局"
    }
    assert _parts("岳麓区青禾街道已受理申请，青禾街道营商办主任罗文说。") == {"青禾街道营商办": "青禾街道办事处"}


def test_a_ward_is_part_of_its_hospital_not_of_the_hospitals_university() -> None:
    assert _parts("湖南理工大学附属青禾医院外科主任罗文说。") == {
        "湖南理工大学附属青禾医院外科": "湖南理工大学附属青禾医院",
        "湖南理工大学附属青禾医院": "湖南理工大学",
    }


def test_an_office_sits_where_it_is_told_behind_its_short_form_too() -> None:
    links = extraction_of("浏阳市职教领导小组办公室（以下简称职教办）设在市教育局。").links
    assert "office-seated-at" in {evidence.rule for link in links for evidence in link.evidence}
