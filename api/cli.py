"""The command line: `wenmai`. Exit status 0 all done, 1 done in part, 2 wrong usage or nothing could be done."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, Protocol

from api.exit_status import DONE, NOTHING, PARTLY
from api.failures import UsageError
from api.settings import Settings, unknown_variables
from ingest.dates import is_iso_date
from ingest.errors import WenmaiError
from ingest.file_names import path_text

EXPORT_FORMATS = ("jsonl", "csv", "graphml", "jsonld", "cypher")


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)  # scripts would break when an option is added

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        raise UsageError(f"{message} ({self.prog} --help tells more)")


def _whole(low: int, high: int | None = None) -> Callable[[str], int]:
    """Reads a whole number from `low` to `high`."""

    def whole_number(text: str) -> int:
        number = int(text)
        if number < low or (high is not None and number > high):
            raise argparse.ArgumentTypeError(f"{number} is not from {low} {'up' if high is None else f'to {high}'}")
        return number

    return whole_number


def _day(text: str) -> str:
    if not is_iso_date(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return text


class Command(Protocol):
    """Adds a command of that name and gives its parser."""

    def __call__(self, name: str, help: str, *parents: _Parser) -> _Parser: ...


def _shared() -> _Parser:
    shared = _Parser(add_help=False)
    shared.add_argument("--home", type=Path, metavar="DIR", help="folder of the ledger and indexes (WENMAI_HOME)")
    shared.add_argument("--json", action="store_true", help="print one JSON document on standard output")
    return shared


def _model_options() -> _Parser:
    options = _Parser(add_help=False)
    options.add_argument("--no-vectors", action="store_true", help="keywords alone: no sentence model is loaded")
    options.add_argument("--model", metavar="NAME", help="sentence model: a known name or a folder (WENMAI_MODEL)")
    return options


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; each command names the function of api/commands that runs it."""
    parser = _Parser(
        prog="wenmai",
        description="文脉: link, search and question Chinese policy documents, with evidence.",
        epilog="wenmai COMMAND --help tells more. Exit status: 0 done, 1 done in part, 2 wrong usage or nothing done.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    shared, models = _shared(), _model_options()

    def command(name: str, help: str, *parents: _Parser) -> _Parser:
        made = commands.add_parser(name, help=help, description=help, parents=[shared, *parents])
        made.set_defaults(run=name)
        return made

    _add_documents(command, models)
    _add_questions(command, models)
    _add_graph(command)
    _add_upkeep(command, models)
    return parser


def _add_documents(command: Command, models: _Parser) -> None:
    ingest = command("ingest", "read files, folders, .zip and .jsonl into the home", models)
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    ingest.add_argument("--region", metavar="NAME", help="place that all these documents speak from, e.g. 云南省")
    ingest.add_argument("--workers", type=_whole(1, 256), metavar="N", help="reading processes (WENMAI_WORKERS)")
    forget = command("forget", "remove documents and all that only they support")
    forget.add_argument("documents", nargs="+", metavar="DOCUMENT", help="id, external id or file name")
    command("documents", "list the documents")
    document = command("document", "show one document: header, outline, text")
    document.add_argument("id", metavar="ID", help="id, external id or file name")


def _add_questions(command: Command, models: _Parser) -> None:
    search = command("search", "find passages", models)
    search.add_argument("query", nargs="?", metavar="QUERY")
    search.add_argument("-k", type=_whole(1, 10_000), default=10, metavar="N", help="how many hits (default 10)")
    search.add_argument(
        "--offset", type=_whole(0, 10_000), default=0, metavar="N", help="hits to pass over (the second ten: 10)"
    )
    search.add_argument("--kind", help="genre (通知, 意见 ...) or kind of entity mentioned (Policy, Person ...)")
    search.add_argument("--issuer", help="issuing body: name, short name or id")
    search.add_argument("--region", help="place, with all below it")
    search.add_argument("--level", metavar="LEVEL", help="level of the issuers: 中央, 省级, 市级 or 县级")
    search.add_argument("--from", dest="date_from", type=_day, metavar="DATE", help="first day, YYYY[-MM[-DD]]")
    search.add_argument("--to", dest="date_to", type=_day, metavar="DATE", help="last day, YYYY[-MM[-DD]]")
    search.add_argument("--in-force-on", type=_day, metavar="DATE", help="only documents in force on that day")
    search.add_argument("--document", metavar="ID", help="only this document")
    search.add_argument("--queries", type=Path, metavar="FILE", help='many queries: {"id","text"} a line')
    search.add_argument("--out", type=Path, metavar="FILE", help="hits of --queries, one line a query")
    search.add_argument("--run", dest="run_file", type=Path, metavar="FILE", help="the same as a TREC run file")
    search.add_argument(
        "--workers", type=_whole(1, 256), metavar="N", help="processes for 400 queries or more (WENMAI_WORKERS)"
    )
    ask = command("ask", "answer a question with citations", models)
    ask.add_argument("question", metavar="QUESTION")


def _add_graph(command: Command) -> None:
    entity = command("entity", "show an entity and its links")
    entity.add_argument("name", metavar="NAME_OR_ID")
    neighbors = command("neighbors", "show what lies around an entity")
    neighbors.add_argument("id", metavar="ID", help="id or name")
    neighbors.add_argument("--hops", type=int, default=1, choices=(1, 2, 3), help="how far (default 1)")
    neighbors.add_argument("--kind", action="append", metavar="LINK", help="only links of this kind; may be repeated")
    neighbors.add_argument(
        "--limit", type=_whole(1, 100_000), default=200, metavar="N", help="most entities (default 200)"
    )
    path = command("path", "show how two entities are connected")
    path.add_argument("start", metavar="FROM", help="id or name")
    path.add_argument("end", metavar="TO", help="id or name")
    lineage = command("lineage", "show what a policy implements, what implements, amends or repeals it")
    lineage.add_argument("policy", metavar="POLICY", help="id, title or 发文字号")
    export = command("export", "write the graph")
    export.add_argument("--format", choices=EXPORT_FORMATS, default="jsonl")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="file; else standard output")


def _add_upkeep(command: Command, models: _Parser) -> None:
    command("verify", "compare ledger, indexes and graph; check every quote")
    review = command("review", "say which entities are one and which are not, in a file that later runs obey")
    review.add_argument("--file", type=Path, metavar="FILE", help="default: review.toml in the home")
    review.add_argument("--refresh", action="store_true", help="write the file again: decisions kept, new doubts added")
    sync = command("sync", "bring a Neo4j up to the ledger's revision")
    sync.add_argument("target", choices=("neo4j",))
    sync.add_argument("--uri", metavar="URI", help="bolt://, neo4j:// or +s (WENMAI_NEO4J_URI)")
    cypher = command("cypher", "run a read-only Cypher query on the Neo4j (needs WENMAI_CYPHER=true)")
    cypher.add_argument("query", metavar="CYPHER")
    cypher.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=TEXT",
        help="NAME:=JSON for a number or a list; may be repeated",
    )  # fmt: skip
    measure = command("eval", "measure retrieval, answers or extraction against judgements", models)
    measure.add_argument("what", choices=("retrieval", "answers", "extraction"))
    measure.add_argument("--queries", type=Path, metavar="FILE")
    measure.add_argument("--qrels", type=Path, metavar="FILE")
    measure.add_argument("--answers", type=Path, metavar="FILE")
    measure.add_argument("--questions", type=Path, metavar="FILE", help="questions with answers, or a gold folder")
    measure.add_argument("--gold", type=Path, metavar="DIR")
    measure.add_argument("--errors", action="store_true", help="list what was missed and what was wrong")
    serve = command("serve", "serve the HTTP API under /api/v1, its description at /docs", models)
    serve.add_argument("--host", help="address to listen on (WENMAI_HOST)")
    serve.add_argument("--port", type=_whole(0, 65535), help="port to listen on (WENMAI_PORT)")


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = Settings.from_environment(os.environ)
    given = {
        name: value
        for name in ("home", "model", "workers", "host", "port")
        if (value := getattr(arguments, name, None)) is not None
    }
    if getattr(arguments, "no_vectors", False):
        given["model"] = "none"
    return replace(settings, **given)


def _use_utf8(for_json: bool) -> None:
    """JSON is UTF-8 in every locale; text for a person keeps the terminal's encoding and spells out what that lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8" if for_json else None, errors="backslashreplace")


def _report(error: WenmaiError, for_json: bool) -> None:
    """The message for a person; for a script the same problem body as over HTTP."""
    print(f"wenmai: {error}", file=sys.stderr)
    if for_json:
        from api.problems import problem_body, status_of

        json.dump(problem_body(*status_of(error), str(error)), sys.stdout, ensure_ascii=False)
        print()


def _run(argv: Sequence[str]) -> int:
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if arguments.version:
        from importlib.metadata import version

        print(version("wenmai"))
        return DONE
    if not arguments.command:
        parser.print_help()
        return NOTHING
    for name in unknown_variables(os.environ):
        print(f"wenmai: {name} is no setting of Wenmai (see the README's table); it is ignored", file=sys.stderr)
    settings = _settings(arguments)
    return int(getattr(import_module("api.commands"), arguments.run)(arguments, settings))


def _as_typed() -> list[str]:
    """The command line's words; a locale without Chinese leaves their bytes undecoded, as only paths need them."""
    return [word if os.path.lexists(word) else path_text(word) for word in sys.argv[1:]]


def _open_streams() -> None:
    """A stream that the caller closed (>&-) takes what is written and drops it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115, it stays open


def _drop_output() -> None:
    """Nothing more reaches standard output, so that what is still buffered fails no second time at shutdown."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives back the exit status."""
    words = _as_typed() if argv is None else argv
    for_json = "--json" in words
    _open_streams()
    _use_utf8(for_json)
    try:
        status = _run(words)
        sys.stdout.flush()
        return status
    except WenmaiError as error:
        _report(error, for_json)
        return NOTHING
    except KeyboardInterrupt:
        print("wenmai: stopped; what was committed stays, the same command goes on from there", file=sys.stderr)
        return PARTLY
    except BrokenPipeError:  # the reader of our output (head, less) has gone: nothing more to say
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        print(f"wenmai: stopped by the system ({error}); free space or mend the place it names", file=sys.stderr)
        return NOTHING
    except Exception as error:  # the rim: a user gets no traceback, a report still tells the place
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        said = f"an error of Wenmai's own ({type(error).__name__}: {error}, at {where}); please report it"
        _report(WenmaiError(said), for_json)
        return NOTHING


if __name__ == "__main__":
    sys.exit(main())
