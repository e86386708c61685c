"""What a person reads on the terminal, from the same JSON that `--json` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from api.shapes import Json

_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def one_line(text: str) -> str:
    """Text without its line breaks; hard-wrapped Chinese joins without a space."""
    return _BREAKS.sub("", text).strip()


def document_line(document: Json) -> str:
    """Title, then number, issuers and date in brackets."""
    facts = [document["doc_number"], "、".join(document["issuers"]), document["date"]]
    known = " · ".join(fact for fact in facts if fact)
    return f"{document['title']}" + (f"（{known}）" if known else "")


def _marked(text: str, start: int, highlights: Sequence[Sequence[int]], mark: Callable[[str], str]) -> str:
    pieces, here = [], 0
    for first, last in highlights:
        pieces += [text[here : first - start], mark(text[first - start : last - start])]
        here = last - start
    return one_line("".join([*pieces, text[here:]]))


def bold(text: str) -> str:
    """The text in a terminal's bold."""
    return f"\x1b[1m{text}\x1b[22m"


def search_text(result: Json, mark: Callable[[str], str]) -> Iterable[str]:
    """Each policy or document with its hits: headings, marked text, and where it stands."""
    if not result["hits"]:
        yield result.get("reason", "nothing found")
    hits = {hit["rank"]: hit for hit in result["hits"]}
    for group in result["groups"]:
        yield from _group_lines(group, [hits[rank] for rank in group["ranks"]], mark)
        yield ""
    for name, counts in result["facets"].items():
        if counts:
            yield f"{name}: " + "  ".join(f"{value} {count}" for value, count in list(counts.items())[:8])


def _group_lines(group: Json, hits: Sequence[Json], mark: Callable[[str], str]) -> Iterable[str]:
    told = None
    for hit in hits:
        passage, document = hit["passage"], hit["document"]
        margin = " " * (len(str(hit["rank"])) + 2)
        shown = document_line(document) if document["id"] != told else ""
        marked = _marked(passage["text"], passage["start"], hit["highlights"], mark)
        first, *rest = [line for line in (shown, " › ".join(passage["heading"])) if line] + [marked]
        yield f"{hit['rank']}. {first}"
        yield from (margin + line for line in rest)
        yield f"{margin}{document['id']} {passage['start']}-{passage['end']}  score {hit['score']:.3f}"
        told = document["id"]
    for copy in group["copies"]:
        yield f"   另见 / also: {document_line(copy)}  {copy['id']}"


def answer_text(answer: Json) -> Iterable[str]:
    """The answer, then each source with its quote."""
    yield answer["answer"]
    for number, citation in enumerate(answer["citations"], start=1):
        yield ""
        yield f"[{number}] {document_line(citation['document'])}"
        yield f"    “{one_line(citation['quote'])}”"
        yield f"    {citation['document']['id']} {citation['start']}-{citation['end']}"


def documents_text(rows: Sequence[Json]) -> Iterable[str]:
    """A line a document."""
    if not rows:
        yield "no documents yet; run: wenmai ingest PATH"
    for row in rows:
        yield f"{row['id']}  {row['kind']:\u3000<2}  {row['date'] or '-':<10}  {document_line(row)}"


def document_text(shape: Json) -> Iterable[str]:
    """Header, outline and text."""
    yield document_line(shape)
    yield f"{shape['id']}  {shape['kind']}  {shape['location']}"
    yield f"{shape['characters']} characters, {len(shape['passages'])} passages"
    for section in shape["outline"]:
        yield "  " * section["level"] + f"{section['label']} {section['title']}".strip()
    yield ""
    yield shape["text"]


def link_line(link: Json, names: dict[str, str], labels: dict[str, str]) -> Iterable[str]:
    """A link in words and its first quote."""
    attrs = {k: v for k, v in link["attrs"].items() if v not in (None, "", False)}
    facts = "，".join(f"{k}: {v}" for k, v in attrs.items())
    label = labels.get(link["kind"], link["kind"])
    head, tail = names.get(link["head"], link["head"]), names.get(link["tail"], link["tail"])
    yield f"  {head} —{label}→ {tail}" + (f"（{facts}）" if facts else "")
    for evidence in link["evidence"][:1]:
        yield f"      “{one_line(evidence['quote'])}”  {evidence['document']} {evidence['start']}-{evidence['end']}"


def entity_text(entity: Json, links: Sequence[Json], names: dict[str, str], labels: dict[str, str]) -> Iterable[str]:
    """An entity, its other names and its links."""
    yield f"{entity['name']}  [{labels.get(entity['kind'], entity['kind'])}]  {entity['id']}"
    if entity["aliases"]:
        yield "  又称 / also: " + "、".join(entity["aliases"])
    for name, value in entity["attrs"].items():
        yield f"  {name}: {value}"
    for link in links:
        yield from link_line(link, names, labels)


def ingest_text(report: Json) -> Iterable[str]:
    """What an ingest did; failures last, each with its reason."""
    counts = report["documents"]
    yield (
        f"{counts['added']} added, {counts['updated']} updated, {counts['unchanged']} unchanged, "
        f"{counts['failed']} failed in {report['seconds']:.1f} s"
    )
    yield (
        f"the home now holds {report['passages']} passages, {report['entities']} entities, "
        f"{report['relations']} links (revision {report['revision']}, model {report['model'] or 'none'})"
    )
    for failure in report["failed"]:
        yield f"  skipped {failure['path']}: {failure['reason']}"


def review_text(report: Json) -> Iterable[str]:
    """What the review file did and what to do with it next."""
    if report.get("written"):
        yield f"wrote {report['file']}: write same or different for undecided, then run `wenmai review` again"
    else:
        yield f"{report['decided']} decisions of {report['file']} in force, {report['changed']} changed"
    for name in report.get("unknown", []):
        yield f"  {name}: nothing in this home is called so; correct it or take it out"
    for name in report.get("ambiguous", []):
        yield f"  {name}: several things are called so, and the decision concerns each; ids would tell them apart"
    for first, second in report.get("unlike", []):
        yield f"  {first} and {second} are of different kinds: they stay apart"


def verify_text(shape: Json) -> Iterable[str]:
    """Clean, or each problem in a line."""
    checked = ", ".join(f"{count} {name}" for name, count in shape["checked"].items())
    if shape["clean"]:
        yield f"clean: {checked}"
    for problem in shape["problems"]:
        yield f"{problem['part']}: {problem['subject']}: {problem['message']}"


LINEAGE_WORDS = {
    "implements": "贯彻落实 / implements",
    "implemented_by": "被贯彻落实 / implemented by",
    "amends": "修改 / amends",
    "amended_by": "被修改 / amended by",
    "repeals": "废止 / repeals",
    "repealed_by": "被废止 / repealed by",
    "possibly_same": "可能是同一文件 / possibly the same",
}


def _policy_line(policy: Json) -> str:
    facts = [policy["attrs"].get("doc_number"), "、".join(policy["issuers"]), policy["attrs"].get("date")]
    known = " · ".join(str(fact) for fact in facts if fact)
    return f"[{policy['level']}] {policy['name']}" + (f"（{known}）" if known else "")


def lineage_text(shape: Json, labels: dict[str, str]) -> Iterable[str]:
    """The policy, then trees of its relatives, each with the quote that joins it to the one that it hangs on."""
    yield _policy_line(shape["policy"])
    for other in shape["others"]:
        yield f"  另有同名文件 / also called so: {_policy_line(other)}  {other['id']}"
    for name, words in LINEAGE_WORDS.items():
        if shape[name]:
            yield f"{words}:"
        yield from _tree(shape[name], shape["policy"]["id"], labels)


def _tree(relatives: Sequence[Json], via: str, labels: dict[str, str]) -> Iterable[str]:
    for relative in relatives:
        if relative["via"] != via:
            continue
        margin = "  " * relative["distance"]
        how = "" if relative["link"] in ("IMPLEMENTS", "AMENDS", "REPEALS") else f"  〔{labels[relative['link']]}〕"
        yield f"{margin}{_policy_line(relative)}{how}"
        for reason in filter(None, [relative["attrs_of_link"].get("reason")]):
            yield f"{margin}  {reason}"
        for evidence in relative["evidence"][:1]:
            quote = one_line(evidence["quote"])
            yield f"{margin}  “{quote}”  {evidence['document']} {evidence['start']}-{evidence['end']}"
        yield from _tree(relatives, relative["id"], labels)


def sync_text(report: Json) -> Iterable[str]:
    """What was written to a Neo4j, and the revision that it shows now."""
    if report["rebuilt"]:
        yield "it held something else, or not all of it, and was filled anew"
    written = ("documents", "passages", "entities", "links", "mentions", "vectors")
    rows = ", ".join(f"{report[name]:,} {name}" for name in written if report[name])
    removed = f"; {report['removed']:,} documents removed" if report["removed"] else ""
    yield f"{rows or 'nothing'} written{removed} in {report['seconds']:.1f} s"
    yield f"it shows revision {report['revision']} (before: {report['before']})"


def rows_text(shape: Json) -> Iterable[str]:
    """A query's columns and rows, divided by tabs; lists and objects as JSON."""
    yield "\t".join(shape["columns"])
    for row in shape["rows"]:
        yield "\t".join(_cell(value) for value in row)


def _cell(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text.split())
