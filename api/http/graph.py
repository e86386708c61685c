"""Entities, neighbours, paths, lineage and Cypher."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.access import ServicesOf
from api.http.schemas import CypherQuery, CypherRows, EntityList, EntityPage, Neighborhood, PathBody
from api.neo4j_link import cypher
from api.shapes import Json, entity_full, subgraph_json
from api.upkeep import policy_lineage
from graph.elements import Kind, LinkKind

_CYPHER_SUMMARY = "Read-only Cypher on the Neo4j that is set; off by default"
_CYPHER = (
    "Needs a Neo4j (WENMAI_NEO4J_URI) and WENMAI_CYPHER=true; without one the other addresses answer the "
    "same questions. A query runs only when the server's EXPLAIN says that it reads, for at most 10 seconds."
)


def graph_router() -> APIRouter:
    """Routes of the graph."""
    router = APIRouter(tags=["graph"])

    @router.get("/entities", response_model=EntityList, summary="List entities, or find them by name or alias")
    def entities(
        services: ServicesOf,
        name: Annotated[str | None, Query(max_length=500)] = None,
        kind: Kind | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    ) -> Json:
        return {"entities": [entity_full(e) for e in services.entities(name, kind, limit, offset)]}

    @router.get("/entities/{entity_id}", response_model=EntityPage, summary="An entity with its links and evidence")
    def entity(services: ServicesOf, entity_id: str) -> Json:
        return services.entity_page(entity_id)

    @router.get("/entities/{entity_id}/neighbors", response_model=Neighborhood, summary="What lies around an entity")
    def neighbors(
        services: ServicesOf,
        entity_id: str,
        hops: Annotated[int, Query(ge=1, le=3)] = 1,
        kind: Annotated[list[LinkKind] | None, Query(description="only links of these kinds")] = None,
        limit: Annotated[int, Query(ge=1, le=2000)] = 200,
    ) -> Json:
        center = services.entity(entity_id)
        return subgraph_json(center, services.graph.neighborhood(center.id, hops, kind, limit))

    @router.get("/paths", response_model=PathBody, summary="How two entities are connected")
    def path(
        services: ServicesOf,
        start: Annotated[str, Query(alias="from", description="id or name")],
        end: Annotated[str, Query(alias="to", description="id or name")],
    ) -> Json:
        return services.path(start, end)

    @router.get("/policies/{policy_id}/lineage", summary="What a policy implements and what implements it")
    def lineage(services: ServicesOf, policy_id: str) -> Json:
        return policy_lineage(services, policy_id)

    @router.post("/cypher", response_model=CypherRows, summary=_CYPHER_SUMMARY, description=_CYPHER)
    def run_cypher(services: ServicesOf, body: CypherQuery) -> Json:
        return cypher(services, body.query, body.parameters)

    return router
