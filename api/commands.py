"""What each command does: call one service, print its JSON or its text."""

from __future__ import annotations

import atexit
import json
import socket
import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from api import render
from api.exit_status import DONE, NOTHING, PARTLY
from api.failures import UsageError
from api.intake import Watch, forget_documents, ingest_paths
from api.measures import measure_answers, measure_extraction, measure_retrieval
from api.neo4j_link import cypher as run_cypher
from api.neo4j_link import cypher_parameters, sync_neo4j
from api.review import review_home
from api.services import Services
from api.settings import Settings
from api.shapes import (
    Json,
    answer_json,
    document_full,
    document_row,
    search_json,
    subgraph_json,
)
from api.upkeep import BatchFiles, policy_lineage, search_many
from api.upkeep import export as write_graph
from api.upkeep import verify as verify_home
from graph.elements import LinkKind
from graph.ontology import load_ontology
from ingest.progress import progress_on
from search.query import Filters


def say(message: str) -> None:
    """A message to the person; standard output is kept for results."""
    print(message, file=sys.stderr, flush=True)


def _services(arguments: Namespace, settings: Settings) -> Services:
    services = Services(settings, say)
    atexit.register(services.close)
    return services


def _show(arguments: Namespace, shape: Json, text: Iterable[str]) -> None:
    if arguments.json:
        json.dump(shape, sys.stdout, ensure_ascii=False, indent=None if len(str(shape)) > 100_000 else 1)
        print()
    else:
        for line in text:
            print(line)


def labels() -> dict[str, str]:
    """Chinese names of the kinds of entities and links."""
    ontology = load_ontology()
    kinds = {name: row.zh for name, row in ontology.kinds.items()}
    return kinds | {name: row.zh for name, row in ontology.links.items()}


def ingest(arguments: Namespace, settings: Settings) -> int:
    """Read, extract, index; then say what happened and what to do next."""
    services = _services(arguments, settings)
    report = ingest_paths(services, arguments.paths, arguments.region, Watch(progress_on(sys.stderr), sys.stderr))
    _show(arguments, report, render.ingest_text(report))
    counts = report["documents"]
    if report.get("interrupted"):
        say("stopped; the same command goes on from here")
        return PARTLY
    if not counts["failed"]:
        return DONE
    return PARTLY if counts["added"] + counts["updated"] + counts["unchanged"] else NOTHING


def forget(arguments: Namespace, settings: Settings) -> int:
    """Remove documents."""
    report = forget_documents(_services(arguments, settings), arguments.documents)
    _show(arguments, report, [f"removed {report['removed']}: {', '.join(report['documents'])}"])
    return DONE


def documents(arguments: Namespace, settings: Settings) -> int:
    """List documents."""
    rows = [document_row(r) for r in _services(arguments, settings).ledger.records()]
    _show(arguments, {"documents": rows, "total": len(rows)}, render.documents_text(rows))
    return DONE


def document(arguments: Namespace, settings: Settings) -> int:
    """Show one document."""
    ledger = _services(arguments, settings).ledger
    found = ledger.find_document(arguments.id)
    shape = document_full(ledger.record(found), ledger.document(found))
    _show(arguments, shape, render.document_text(shape))
    return DONE


def _filters(arguments: Namespace) -> Filters:
    return Filters(
        kind=arguments.kind,
        issuer=arguments.issuer,
        region=arguments.region,
        level=arguments.level,
        date_from=arguments.date_from,
        date_to=arguments.date_to,
        in_force_on=arguments.in_force_on,
        document=arguments.document,
    )


def search(arguments: Namespace, settings: Settings) -> int:
    """Find passages for one query, or for a file of them."""
    services = _services(arguments, settings)
    if arguments.queries:
        return _search_many(arguments, services)
    if not (arguments.query or "").strip():
        raise UsageError('give a query, e.g. wenmai search "职业技能等级认定", or a file with --queries')
    result = search_json(services.search(arguments.query, arguments.k, _filters(arguments), arguments.offset))
    mark = render.bold if sys.stdout.isatty() else str
    _show(arguments, result, render.search_text(result, mark))
    return DONE


def _search_many(arguments: Namespace, services: Services) -> int:
    if not arguments.out and not arguments.run_file:
        raise UsageError("--queries needs --out FILE or --run FILE for the hits")
    files = BatchFiles(arguments.queries, arguments.out, arguments.run_file)
    report = search_many(services, files, arguments.k, _filters(arguments))
    _show(arguments, report, [f"{report['queries']} queries in {report['seconds']:.1f} s"])
    return DONE


def _tell(piece: str) -> None:
    print(piece, end="", file=sys.stderr, flush=True)


def ask(arguments: Namespace, settings: Settings) -> int:
    """Answer one question."""
    if not arguments.question.strip():
        raise UsageError('give a question, e.g. wenmai ask "谁联合印发了《…》？"')
    tell = _tell if sys.stderr.isatty() and not arguments.json else None
    answer = answer_json(_services(arguments, settings).ask(arguments.question, tell))
    _show(arguments, answer, render.answer_text(answer))
    return DONE


def entity(arguments: Namespace, settings: Settings) -> int:
    """Show an entity and its links."""
    services = _services(arguments, settings)
    page = services.entity_page(arguments.name)
    _show(arguments, page, render.entity_text(page, page["links"], page["names"], labels()))
    return DONE


def _link_kinds(names: list[str] | None) -> list[LinkKind] | None:
    if not names:
        return None
    known = {str(kind) for kind in LinkKind}
    if wrong := [name for name in names if name.upper() not in known]:
        raise UsageError(f"--kind {wrong[0]}: no such link; choose from {', '.join(sorted(known))}")
    return [LinkKind(name.upper()) for name in names]


def neighbors(arguments: Namespace, settings: Settings) -> int:
    """Show what lies around an entity."""
    services = _services(arguments, settings)
    center = services.entity(arguments.id)
    found = services.graph.neighborhood(center.id, arguments.hops, _link_kinds(arguments.kind), arguments.limit)
    shape = subgraph_json(center, found)
    names = {e["id"]: e["name"] for e in [shape["entity"], *shape["entities"]]}
    _show(arguments, shape, render.entity_text(shape["entity"], shape["links"], names, labels()))
    return DONE


def path(arguments: Namespace, settings: Settings) -> int:
    """Show how two entities are connected."""
    services = _services(arguments, settings)
    shape = services.path(arguments.start, arguments.end)
    names = {e["id"]: e["name"] for e in shape["entities"]}
    text = [line for link in shape["links"] for line in render.link_line(link, names, labels())]
    nothing = f"no path between {shape['from']['name']} and {shape['to']['name']} within 6 links"
    _show(arguments, shape, text or [nothing])
    return DONE


def lineage(arguments: Namespace, settings: Settings) -> int:
    """Show a policy's lineage."""
    shape = policy_lineage(_services(arguments, settings), arguments.policy)
    _show(arguments, shape, render.lineage_text(shape, labels()))
    return DONE


def export(arguments: Namespace, settings: Settings) -> int:
    """Write the graph."""
    write_graph(_services(arguments, settings), arguments.format, arguments.output)
    if arguments.output:
        say(f"wrote {arguments.output}")
        _show(arguments, {"written": str(arguments.output), "format": arguments.format}, ())
    return DONE


def verify(arguments: Namespace, settings: Settings) -> int:
    """Compare ledger, indexes and graph."""
    shape = verify_home(_services(arguments, settings))
    _show(arguments, shape, render.verify_text(shape))
    return DONE if shape["clean"] else PARTLY


def review(arguments: Namespace, settings: Settings) -> int:
    """Write the review file, or put its decisions in force."""
    report = review_home(_services(arguments, settings), arguments.file, arguments.refresh)
    _show(arguments, report, render.review_text(report))
    return PARTLY if report.get("unknown") else DONE


def sync(arguments: Namespace, settings: Settings) -> int:
    """Bring a Neo4j up to date."""
    report = sync_neo4j(_services(arguments, settings), arguments.uri)
    _show(arguments, report, render.sync_text(report))
    return DONE


def cypher(arguments: Namespace, settings: Settings) -> int:
    """Run a read-only Cypher query."""
    shape = run_cypher(_services(arguments, settings), arguments.query, cypher_parameters(arguments.parameter))
    _show(arguments, shape, render.rows_text(shape))
    if shape["truncated"]:
        say(f"cut after {len(shape['rows'])} rows; ask for fewer with LIMIT, or for less of each")
    return DONE


def _needed(arguments: Namespace, *names: str) -> list[Path]:
    missing = [name for name in names if getattr(arguments, name) is None]
    if missing:
        raise UsageError(f"eval {arguments.what} needs --{missing[0]}")
    return [getattr(arguments, name) for name in names]


def eval(arguments: Namespace, settings: Settings) -> int:
    """Measure against judgements."""
    services = _services(arguments, settings)
    if arguments.what == "retrieval":
        queries, qrels = _needed(arguments, "queries", "qrels")
        shape = measure_retrieval(services, queries, qrels, arguments.answers)
    elif arguments.what == "answers":
        (questions,) = _needed(arguments, "questions")
        shape = measure_answers(services, questions, arguments.errors)
    else:
        (gold,) = _needed(arguments, "gold")
        shape = measure_extraction(gold, arguments.errors)
    _show(arguments, shape, shape["text"].splitlines())
    return DONE


def serve(arguments: Namespace, settings: Settings) -> int:
    """Serve the HTTP API until it is stopped."""
    import uvicorn

    from api.http.app import create_app

    listening = _listen(settings.host, settings.port)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"{host}:{listening.getsockname()[1]}"
    say(f"Wenmai serves {settings.home} at http://{address} (API description: /docs)")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a server is stopped
        server.run(sockets=[listening])
    return DONE


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        said = f"cannot listen on {host}, port {port}: {error.strerror}; choose others with --host and --port"
        raise UsageError(said) from error
