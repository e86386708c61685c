"""Whether a policy names a ground for the whole of itself or for one of its items only."""

from __future__ import annotations

import re

from graph.extraction.policies.links_context import PolicyContext
from graph.extraction.scope import Mention
from ingest.document import Span

# The sentence that says what a text is made on and for.
MADE_ON = re.compile(
    r"制[定订]|特作|特此|作出?(?:如下|以下)?(?:规定|解释|决定|修改)|现[就将把]|[提作]出(?:如下|以下)"
    r"|(?:规定|解释|通知|公告|通告|意见|措施|决定|事项|要求)如下|本(?:办法|细则|规定|条例|意见|通知|方案|措施|指南|指引|规范|预案|导则)[是系由在]"
)
_FIRST_ITEM = re.compile(
    r"(?:^|(?<=[\s　。：:；;！]))(?:第一[条章部]|一[、.．]|[（(][一1][）)]|1[、.．](?!\d)|一是|首先，)"
)


def scope_of_ground(context: PolicyContext, policy: Mention, sentence: Span) -> dict[str, str]:
    """{"scope": "item"} for what stands below the text's first item, or nothing for the ground of the whole."""
    own = context.own
    if own is None or MADE_ON.search(context.text, *sentence):
        return {}
    part = context.scope.part
    begin = own.end if part.start <= own.end <= policy.start else part.start
    first = _FIRST_ITEM.search(context.text, begin, policy.start)
    return {"scope": "item"} if first else {}
