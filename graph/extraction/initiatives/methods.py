"""Quoted methods of work that their own form gives away: “一企一策”, “网上申领+上门配送”, “掌上办”, “六个必须”."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = r"\u4e00-\u9fff"
# Parts of one method, “网上申领+上门配送”; what is sold or listed is none (“机票+酒店”产品).
_SUM = re.compile(rf"^[{_HAN}A-Za-z\d]{{2,12}}(?:[+＋×][{_HAN}A-Za-z\d]{{2,12}}){{1,3}}$")
_SOLD = re.compile(
    r"的?(?:身份|角色|产品|套餐|企业|行业|领域|专业|产业|清单|团队|证书|学历|消费|思维|时代|(?:任务|调运)*清单)|"
    r"[^，。；、]{0,6}(?:融合|生态|经济|关系)"
)
# “一企一策”, “一楼一案”, “一人一档”: each has its own.
_EACH = re.compile(
    rf"^(?:一(?!事)[{_HAN}]{{1,2}}一(?:策|案|档|方案|专班|专员|清单|码|卡|表|册|台账|换|登记|消毒)[、，]?){{1,3}}$"
)
# “月走访、季会商、年评估”: what is done how often.
_PERIODIC = re.compile(rf"^(?:[日周旬月季年][{_HAN}]{{2,4}}(?:[、，]|$)){{2,4}}$")
# “四步成才法”, “1+3带徒法”: a way of working by its steps.
_WAY = re.compile(
    rf"^(?:[{_HAN}]{{0,4}}[一二三四五六七八九十\d][\d+＋]{{0,4}}[{_HAN}]{{0,8}}|[{_HAN}]{{2,8}}(?:工作|操作|教学|检修|维修|带徒|培训|成才|施工|焊接|加工))法$"
)
_DONE_HOW = r"(?:掌上|网上|线上|指尖|云上|云端|不见面|零见面|非接触式?|无接触式?|零接触|零跑腿|一网)"
# “掌上办税”, “网上办、掌上办、指尖办”: how a service is given.
_SERVICE_MODE = re.compile(
    rf"^{_DONE_HOW}(?:办|办税|缴费|办理|审批|办事|开标|招标|招聘|年检|年审|签约|问诊|交易|监管|点餐|配送|申报|服务)$"
    rf"|^(?:[{_HAN}]{{1,4}}办[、，]){{1,4}}[{_HAN}]{{1,4}}办$"
)
# 非接触式, 不见面, 承诺制, 订单式: a manner that a verbal noun behind the marks completes (“订单式”培养).
_MANNER = re.compile(rf"式$|制$|办$|^(?:不|非|零|无|免|云)[{_HAN}]{{2,3}}$")
_DEMANDS = re.compile(
    r"(?:必须|严禁|一律|优先|从严|严格|到位|落实|逐一|覆盖|不漏|禁止|不准|坚持|强化|确保|到户|公开|监督|不得)$"
)
# “工匠贷”, “战疫专题债券”; not “应贷尽贷”, “房贷”.
_PRODUCT = re.compile(rf"^(?!应)(?:(?!风险|危险|抢险|保险)[{_HAN}]){{2,7}}(?:贷|债券|专项债|险)$")
_LISTED_DEMANDS = re.compile(r"[、，]")


@lru_cache(maxsize=512)
def is_product(words: str) -> bool:
    """Whether quoted words name what a bank or insurer offers (工匠贷, 战疫专题债券)."""
    return bool(_PRODUCT.match(words))


def is_method(words: str, following: str) -> bool:
    """Whether quoted words are a sum of means, a rule of one each or a way by its steps, and not goods."""
    return _is_way(words) or (_is_sum(words) and not _SOLD.match(following))


@lru_cache(maxsize=512)
def _is_way(words: str) -> bool:
    return bool(_EACH.match(words) or _WAY.match(words) or _PERIODIC.match(words))


@lru_cache(maxsize=512)
def _is_sum(words: str) -> bool:
    return _SUM.match(words) is not None


def is_sold(words: str, following: str) -> bool:
    """Whether a sum is of goods, roles or trades (“机票+酒店”产品)."""
    return _is_sum(words) and _SOLD.match(following) is not None


@lru_cache(maxsize=512)
def is_service_mode(words: str) -> bool:
    """Whether quoted words say how a service is given (掌上办税)."""
    return bool(_SERVICE_MODE.match(words))


@lru_cache(maxsize=512)
def is_manner(words: str) -> bool:
    """Whether quoted words only say in what manner something is done (非接触式)."""
    return bool(_MANNER.search(words))


def is_set_of_demands(words: str) -> bool:
    """Whether counted words count demands (六个必须; 三个逐一、三个优先), so that 做到 carries them out."""
    return all(_DEMANDS.search(part) for part in _LISTED_DEMANDS.split(words))
