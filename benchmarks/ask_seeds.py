"""Asks twenty questions over the shared seed documents and puts the answers, as they came, into docs/answers.md.

    python benchmarks/ask_seeds.py [--documents FOLDER] [--model NAME] [--page docs/answers.md]

Ingests the documents into a folder that is removed afterwards. Without --page the answers are printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- twenty questions: begin -->", "<!-- twenty questions: end -->"
QUESTIONS = (
    "Who jointly issued 苏工发〔2023〕3号?",
    "谁联合印发了关于高技能人才的意见？",
    "国企示范带动产改的实施意见 主送机关 发文字号",
    "苏工发〔2023〕3号贯彻落实了哪些文件",
    "哪些文件落实了总工发〔2022〕17号",
    "江苏省国资委发过哪些文件",
    "陈刚都担任什么职务",
    "大理州总工会主席是谁",
    "江苏省总工会主席是谁",
    "全国产改协调小组有几个成员单位",
    "谁开展了“农场托管”",
    "哪些企业开展了五小活动",
    "云南省总工会和云南工商学院是什么关系",
    "王树芬和云南工商学院有什么联系",
    "云天化集团和云南省总工会是什么关系",
    "哪些政策提到了技能等级认定",
    "云南和江苏在技能等级认定上有什么不同",
    "省总工会和云南工商学院合作哪些内容",
    "云南 2021年 职业技能提升行动 培训人次",
    "2019年云南的GDP是多少",
)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=Path, default=ROOT.parent / "shared" / "seeds")
    parser.add_argument("--model", help="an embedding model; keywords only without")
    parser.add_argument("--page", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        vectors = ["--model", options.model] if options.model else ["--no-vectors"]
        _wenmai("ingest", str(options.documents), "--home", home, *vectors)
        model = ["--model", options.model] if options.model else []
        told = "\n\n".join(_told(question, _wenmai("ask", question, "--home", home, *model)) for question in QUESTIONS)
    if options.page is None:
        print(told)
        return 0
    page = options.page.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    options.page.write_text(f"{before}{BEGIN}\n{told}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")
    return 0


def _wenmai(*arguments: str) -> str:
    command = [sys.executable, "-m", "api.cli", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def _told(question: str, printed: str) -> str:
    """The answer without the list of sources that the command prints below it."""
    answer = printed.split("\n\n[1] ")[0].strip()
    return f"**{question}**\n\n" + "\n".join(f"> {line}" if line else ">" for line in answer.splitlines())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
