"""People in sentences written for the test."""

from __future__ import annotations

import hashlib

import pytest

from graph.elements import Kind
from graph.extraction.extract import extract
from ingest.document import RawDocument, Source
from ingest.parse import parse


def people(text: str) -> dict[str, tuple[str, ...]]:
    """Names of the persons found and their aliases."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest))
    return {e.name: e.aliases for e in extract(document).entities if e.kind is Kind.PERSON}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("青禾县总工会副主席郑一鸣介绍，今年培训职工三千人。", {"郑一鸣"}),
        ("青禾县总工会副主席郑一鸣近日表示，培训已经结束。", {"郑一鸣"}),
        ("会议由县人大常委会副主任、县总工会主席欧阳晓兰主持。", {"欧阳晓兰"}),
        ("副局长罗文、谢青林、田丰收分别带队检查。", {"罗文", "谢青林", "田丰收"}),
        ("大家学习了贺长河同志的事迹。", {"贺长河"}),
        ("自治区文联主席阿里木·买买提出席。", {"阿里木·买买提"}),
        ("联系人：彭小川、于洁；电话：12345。", {"彭小川", "于洁"}),
        ("任命宋致远为青禾县教育局局长。", {"宋致远"}),
        ("“口罩够用。”谢梅芳说。", {"谢梅芳"}),
        ("罗青禾、谢文、田丰收等30余位骨干教师参加。", {"罗青禾", "谢文", "田丰收"}),
        ("培训由罗青禾、谢文等心理专家授课。", set()),
        ("罗青禾、谢文等心理专家授课。", {"罗青禾", "谢文"}),
        ("罗青禾（15岁）的作品获奖。", {"罗青禾"}),
        ("培训取得实效。（罗青禾）", {"罗青禾"}),
        ("业务咨询：罗青禾 88017744", {"罗青禾"}),
        ("浏阳市教育局执法大队罗向文一人负责，罗向文每天巡查。", {"罗向文"}),
        ("罗青是青禾检查站的站长，罗青守了十天。", {"罗青"}),
        ("青禾机电公司天车工郑一鸣、镗工段宏远参赛。", {"郑一鸣", "段宏远"}),
        ("青禾机电公司酿酒师郑一鸣登台领奖。", {"郑一鸣"}),
        ("会后，副主任单春雨要牵头督查，局长谷丰年来我县调研。", {"单春雨", "谷丰年"}),
        ("郑一鸣、井立军当选副主席，其中罗青禾、谢文2人来自一线。", {"郑一鸣", "井立军", "罗青禾", "谢文"}),
        ("供销社主任罗文任浏阳市总工会主席，苏丽华任经审委主任。", {"罗文", "苏丽华"}),
        ("女工魏佳先后获奖，徒弟邢伟凭借手艺夺冠。", {"魏佳", "邢伟"}),
        ("联系人：宣传教育部　丛　珊", {"丛珊"}),
        ("成效明显。（青禾县总工会　郑　超　浏阳市总工会　罗圆圆）", {"郑超", "罗圆圆"}),
        ("操作工艾力江·吐尔逊说，图纸看得懂了。", {"艾力江·吐尔逊"}),
        ("浏阳机械有限公司的郑一鸣分获第一。", {"郑一鸣"}),
        ("培训取得实效。（李　黔　王　筑）", {"李黔", "王筑"}),
        ("徒弟里，蔡国强成了项目经理。", {"蔡国强"}),
        ("龚小梅的工牌上有三家企业的名字。彭志刚从事电焊十二年。", {"龚小梅", "彭志刚"}),
        ("艾力·吐尔逊和热娜·阿不都拉一起参赛。", {"艾力·吐尔逊", "热娜·阿不都拉"}),
        ("带头人才让卓玛领着姐妹们学刺绣。", {"才让卓玛"}),
        ("通讯员 郝建军 范 冰 陆文\n\n昨天举行活动。", {"郝建军", "范冰", "陆文"}),
        ("工会主席贾红参与起草协议，副主席段勇协调各方。", {"贾红", "段勇"}),
        ("项目部工会主席卫国强还有一本账。", {"卫国强"}),
        ("县人社局　　邓丽萍　0598-825××03", {"邓丽萍"}),
        ("青禾集团总经理助理齐协民说，货已到齐。", {"齐协民"}),
        ("县委副书记方志成专门作出批示。", {"方志成"}),
        ("联系人：任有光 联系电话：0731-8800", {"任有光"}),
        ("主任医师龙江讲解两个病例。龙江说，要少出门。", {"龙江"}),
        ("青禾港副总裁阿诺特表示，航线已经恢复。", {"阿诺特"}),
        ("市人社局职业能力建设科罗振文，电话：0536—8097；", {"罗振文"}),
        ("包揽前两名，张宝库获评“三湘工匠”。温泉城获评景区。", {"张宝库"}),
        ("副主席于长青来这里调研。由湖北工匠罗志刚牵头攻关。", {"于长青", "罗志刚"}),
        ("已经公布。（记者 高建华）", {"高建华"}),
        ("（记者周志兵、通讯员邱从军）", {"周志兵", "邱从军"}),
        ("（记者马伊宁、通讯员曹莉、何秀娟采写）", {"马伊宁", "曹莉", "何秀娟"}),
        ("联系人：于文洁、吴丹 联系电话：0731", {"于文洁", "吴丹"}),
        ("公司财务人员蒋松林说，货到了。", {"蒋松林"}),
        ("财务负责人康文静真切体会到便利。", {"康文静"}),
        ("经营户潘秋娣对记者说，生意好。合伙人马龙对记者表示赞同。", {"潘秋娣", "马龙"}),
    ],
)
def test_cue_beside_a_name_tells_a_person(sentence: str, names: set[str]) -> None:
    assert set(people(sentence)) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "会议由主任高度负责，各部门方案已经完成。",
        "书记和主席要求各地高质量推进，党委书记负总责。",
        "职工通勤方便，居民安全有保障。",
        "组长单位应当牵头，负责人应当签字。",
        "有关同志和广大同志一道参加，老同志也来了。",
        "企业负责人吴女士称，订单增加。",
        "记者从县人社局了解到，就业平稳。",
        "交通运输部长江航务管理局发布通知。",
        "重点工程账款按时支付，建设工程复工有序，网格员辛苦工作。",
        "师傅发言后，驾驶员陈先生作了补充。",
        "常德高新区荣获全国先进，东方重工获评优秀企业。",
        "温暖如春。简洁方便的流程让大家满意，职工卫生间也修好了。",
        "武功山荣获全国五星景区。黄河成了文化名片，浏阳机械有限公司的陈列馆、汽车城也建成了。",
        "实施云岭校长工程，建强班主任和骨干教师队伍。",
        "保障妇女儿童权益，落实责任。",
    ],
)
def test_ordinary_words_beside_posts_are_no_names(sentence: str) -> None:
    assert people(sentence) == {}


def test_reporters_in_brackets_are_cut_at_surnames_and_spaces() -> None:
    assert set(people("青禾日报讯（记者 常远 陶子谦 通讯员 祁红）县里开了会。")) == {"常远", "陶子谦", "祁红"}


def test_reporter_without_han_surname_is_read_inside_brackets() -> None:
    assert set(people("（记者 古丽娜尔）县里开了会。")) == {"古丽娜尔"}


def test_given_name_with_title_resolves_inside_the_document() -> None:
    text = "县委书记周明远主持会议。随后，明远书记作了讲话。"
    assert people(text) == {"周明远": ("明远",)}


def test_given_name_that_nobody_bears_stays_as_printed() -> None:
    assert people("改革取得进展，明远书记、致和县长给予肯定。") == {"明远书记": ("明远",), "致和县长": ("致和",)}


def test_offices_before_a_title_are_no_given_names() -> None:
    assert people("街道支部书记、地委书记和常务市长参加。") == {}


def test_name_with_a_gap_is_one_name() -> None:
    assert set(people("县里开了会。\n（浏阳市总工会  江  流）")) == {"江流"}


def test_names_without_a_han_surname_are_read_behind_a_post() -> None:
    assert set(people("自治区总工会主席萨仁图雅讲话。")) == {"萨仁图雅"}
    assert set(people("自治区总工会副主席扎西次仁出席。")) == {"扎西次仁"}


def test_those_who_sit_in_and_causes_are_no_persons() -> None:
    assert people("请各位委员和列席同志提出意见。推进妇女儿童事业发展，推动长乐国际机场建设。") == {}
