"""Every Cypher text of Wenmai. Values go in as parameters; only names of the ontology's kinds are put into texts."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from graph.elements import Kind, LinkKind

SCHEMA = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT passage_id IF NOT EXISTS FOR (n:Passage) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT wenmai_id IF NOT EXISTS FOR (n:Wenmai) REQUIRE n.id IS UNIQUE",
    *(f"CREATE INDEX {kind.lower()}_name IF NOT EXISTS FOR (n:{kind}) ON (n.name)" for kind in Kind),
    "CREATE INDEX entity_mentions IF NOT EXISTS FOR (n:Entity) ON (n.mentions)",
    "CREATE INDEX policy_doc_number IF NOT EXISTS FOR (n:Policy) ON (n.doc_number)",
    "CREATE INDEX policy_date IF NOT EXISTS FOR (n:Policy) ON (n.date)",
    "CREATE INDEX document_date IF NOT EXISTS FOR (n:Document) ON (n.date)",
    "CREATE TEXT INDEX entity_forms IF NOT EXISTS FOR (n:Entity) ON (n.forms)",
    "CREATE TEXT INDEX entity_other_ids IF NOT EXISTS FOR (n:Entity) ON (n.other_ids)",
    # plain indexes stood here before the constraints, which cannot be made beside them
    *(f"DROP INDEX link_{kind.lower()} IF EXISTS" for kind in LinkKind),
    *(
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.id IS UNIQUE"
        for kind in LinkKind
    ),
    "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.printed] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
    "CREATE FULLTEXT INDEX passage_text IF NOT EXISTS FOR (n:Passage) ON EACH [n.text] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
)
"""Constraints and indexes; each may be run again."""

LAYOUT = hashlib.sha256("\n".join(("2", *SCHEMA)).encode()).hexdigest()[:16]
"""Changes with the schema, and with the number when properties come to mean something else; all is then rewritten."""

AWAIT_INDEXES = "CALL db.awaitIndexes(300)"

SHOWN = "MATCH (s:Wenmai {id: 'projection'}) RETURN s.revision, coalesce(s.ledger, ''), coalesce(s.layout, '')"
SET_SHOWN = """
UNWIND $rows AS row MERGE (s:Wenmai {id: 'projection'})
SET s.revision = row.revision, s.ledger = row.ledger, s.layout = row.layout
"""
FORGET_SHOWN = "MATCH (s:Wenmai) DELETE s"

DELETE_PASSAGES = """
UNWIND $rows AS row MATCH (d:Document {id: row.id})-[:HAS_PASSAGE]->(p) DETACH DELETE p
"""
DELETE_MENTIONS = """
UNWIND $rows AS row MATCH (d:Document {id: row.id})-[:HAS_PASSAGE]->(p)-[m:MENTIONS]->() DELETE m
"""
DELETE_DOCUMENTS = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) DETACH DELETE d"
DELETE_ENTITIES = "UNWIND $rows AS row MATCH (n:Entity {id: row.id}) DETACH DELETE n"
PUT_DOCUMENTS = "UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d = row.properties"
PUT_PASSAGES = """
UNWIND $rows AS row MATCH (d:Document {id: row.document})
MERGE (p:Passage {id: row.id}) SET p = row.properties MERGE (d)-[:HAS_PASSAGE]->(p)
"""
PUT_MENTIONS = """
UNWIND $rows AS row MATCH (p:Passage {id: row.passage}) MATCH (n:Entity {id: row.entity})
MERGE (p)-[m:MENTIONS {start: row.start, end: row.end}]->(n) SET m.surface = row.surface, m.rule = row.rule
"""
CLEAR = (
    "MATCH (n)-[r]->() WHERE n:Entity OR n:Passage OR n:Document WITH r LIMIT 10000 DELETE r RETURN count(*)",
    "MATCH (n) WHERE n:Entity OR n:Passage OR n:Document WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)",
)
"""Each to be run until nothing is left: a transaction of nodes with all their links can be more than a server holds."""

FOREIGN = """
MATCH (n:Entity) WHERE n.attributes IS NULL RETURN 'Entity' AS label, count(n) AS number
UNION ALL MATCH (n:Document) WHERE n.length IS NULL RETURN 'Document' AS label, count(n) AS number
UNION ALL MATCH (n:Passage) WHERE n.ordinal IS NULL RETURN 'Passage' AS label, count(n) AS number
"""
"""Nodes under Wenmai's labels that lack what all of its own have."""

EMBEDDED = "MATCH (s:Wenmai {id: 'embeddings'}) RETURN s.model, s.dimension"
SET_EMBEDDED = "MERGE (s:Wenmai {id: 'embeddings'}) SET s.model = $model, s.dimension = $dimension"
COUNT_EMBEDDED = "MATCH (p:Passage) WHERE p.embedding IS NOT NULL RETURN count(p)"
WITHOUT_EMBEDDING = """
MATCH (p:Passage) WHERE p.id > $after AND p.embedding IS NULL RETURN p.id ORDER BY p.id LIMIT $limit
"""
PUT_EMBEDDINGS = """
UNWIND $rows AS row MATCH (p:Passage {id: row.id}) CALL db.create.setNodeVectorProperty(p, 'embedding', row.vector)
"""
REMOVE_EMBEDDINGS = """
MATCH (p:Passage) WHERE p.embedding IS NOT NULL WITH p LIMIT 10000 REMOVE p.embedding RETURN count(*)
"""
DROP_VECTOR_INDEX = "DROP INDEX passage_embedding IF EXISTS"


def vector_index(dimension: int) -> str:
    """Statement that makes the index on passages' embeddings."""
    return (
        "CREATE VECTOR INDEX passage_embedding IF NOT EXISTS FOR (p:Passage) ON (p.embedding) OPTIONS {indexConfig: "
        f"{{`vector.dimensions`: {int(dimension)}, `vector.similarity_function`: 'cosine'}}}}"
    )


def put_entities(kind: str) -> str:
    """Statement for rows of one kind of entity."""
    return f"UNWIND $rows AS row MERGE (n:Entity {{id: row.id}}) SET n = row.properties, n:{Kind(kind)}"


def put_links(kind: str) -> str:
    """Statement for rows of one kind of link: those that are there are set, the others are made.

    The hint is needed: planned while the graph is empty, a search by id may read the whole index for each row.
    """
    link = LinkKind(kind)
    return (
        f"UNWIND $rows AS row OPTIONAL MATCH ()-[r:{link} {{id: row.id}}]->() USING INDEX SEEK r:{link}(id) "
        "SET r = row.properties WITH row, r WHERE r IS NULL "
        "MATCH (h:Entity {id: row.head}) MATCH (t:Entity {id: row.tail}) "
        f"CREATE (h)-[new:{link}]->(t) SET new = row.properties"
    )


def delete_links(kind: str) -> str:
    """Statement for ids of links of one kind."""
    return f"UNWIND $rows AS row MATCH ()-[r:{LinkKind(kind)} {{id: row.id}}]->() DELETE r"


def types(kinds: Collection[LinkKind] | None) -> str:
    """Relationship types for a pattern: A|B|C. No kinds at all is the caller's case to answer."""
    return "|".join(sorted(LinkKind(kind) for kind in (LinkKind if kinds is None else kinds)))


ENTITY = "n.id, n.kind, n.name, n.aliases, n.attributes, n.keys"
"""Columns of an entity."""
LINK = (
    "h.id, type(r), t.id, r.attributes, "
    "r.documents, r.passages, r.starts, r.ends, r.quotes, r.rules, r.confidences, r.id"
)
"""Columns of a link."""

ENTITIES = f"MATCH (n:Entity) WHERE n.id IN $ids RETURN {ENTITY}"
MERGED = """
UNWIND $ids AS id MATCH (n:Entity)
WHERE n.other_ids CONTAINS ('\n' + id + '\n') OR n.other_ids CONTAINS ('\n~' + id + '\n')
RETURN id, n.id, n.other_ids CONTAINS ('\n' + id + '\n') AS surely
"""
FIND_EXACT = f"""
MATCH (n:Entity) WHERE n.forms CONTAINS ('\n' + $form + '\n') AND ($kind IS NULL OR n.kind = $kind)
RETURN {ENTITY} ORDER BY n.forms STARTS WITH ('\n' + $form + '\n') DESC, n.mentions DESC, n.id LIMIT $limit
"""
FIND_CONTAINING = f"""
MATCH (n:Entity) WHERE n.forms CONTAINS $form AND ($kind IS NULL OR n.kind = $kind)
RETURN {ENTITY} ORDER BY n.mentions DESC, n.id LIMIT $limit
"""
MENTIONING = """
MATCH (n:Entity {id: $id})<-[m:MENTIONS]-(p:Passage)
WITH p, min(m.start) AS start RETURN p.id ORDER BY p.document, start LIMIT $limit
"""
PASSAGE_ENTITIES = f"""
UNWIND $ids AS id MATCH (:Passage {{id: id}})-[m:MENTIONS]->(n:Entity)
WITH id, n, min(m.start) AS start RETURN id, {ENTITY} ORDER BY id, start, n.id
"""
ENTITY_PAGE = f"MATCH (n:Entity) WHERE n.id > $after RETURN {ENTITY} ORDER BY n.id LIMIT $limit"
ALL_DOCUMENTS = "MATCH (d:Document) RETURN d.id, d.title"
ALL_PASSAGES = """
MATCH (d:Document)-[:HAS_PASSAGE]->(p:Passage) RETURN p.id, [d.id, p.start, p.end, p.text]
"""
ALL_MENTIONS = """
MATCH (p:Passage)-[m:MENTIONS]->(n:Entity) WITH p, m, n ORDER BY m.start, m.end, n.id
RETURN p.id, collect([m.start, m.end, n.id, m.surface])
"""
STEPS = "MATCH (a:Entity)-[r:{types}]-(:Entity) WHERE a.id IN $ids RETURN r.id, startNode(r).id, endNode(r).id"


def list_entities(kind: Kind | None) -> str:
    """The most mentioned first."""
    label = Kind(kind) if kind else "Entity"
    return f"MATCH (n:{label}) RETURN {ENTITY} ORDER BY n.mentions DESC, n.id SKIP $offset LIMIT $limit"


def links_at(kinds: Collection[LinkKind] | None, out: bool) -> str:
    """Links of one direction at $id."""
    ends = ("h:Entity {id: $id}", "t:Entity") if out else ("h:Entity", "t:Entity {id: $id}")
    order = "type(r), t.id" if out else "type(r), h.id"
    return f"MATCH ({ends[0]})-[r:{types(kinds)}]->({ends[1]}) RETURN {LINK} ORDER BY {order}, r.id LIMIT $limit"


def links_from(kinds: Collection[LinkKind] | None) -> str:
    """Links whose heads are among $ids."""
    return f"MATCH (h:Entity)-[r:{types(kinds)}]->(t:Entity) WHERE h.id IN $ids RETURN {LINK}"


def links_among(kinds: Collection[LinkKind] | None) -> str:
    """Links with both ends among $ids, the first by id."""
    return (
        f"MATCH (h:Entity)-[r:{types(kinds)}]->(t:Entity) WHERE h.id IN $ids AND t.id IN $ids "
        f"RETURN {LINK} ORDER BY r.id LIMIT $limit"
    )


def links_named() -> str:
    """Links with the ids $links, by the index of each kind, so that a hub's other links are not read."""
    parts = [f"MATCH (h)-[r:{kind}]->(t) WHERE r.id IN $links RETURN {LINK}" for kind in sorted(LinkKind)]
    return " UNION ALL ".join(parts)


def near(kinds: Collection[LinkKind] | None, out: bool) -> str:
    """For each of $ids the first $limit neighbours in one direction, with the links."""
    pattern = f"(n)-[r:{types(kinds)}]->(m:Entity)" if out else f"(n)<-[r:{types(kinds)}]-(m:Entity)"
    return (
        "UNWIND $ids AS id MATCH (n:Entity {id: id}) CALL (n) { "
        f"MATCH {pattern} RETURN m.id AS other, r.id AS link ORDER BY type(r), m.id, r.id LIMIT $limit }} "
        "RETURN id, collect([other, link])"
    )


def counts() -> str:
    """(what, name, number) rows from Neo4j's own count store."""
    entities = [f"MATCH (n:{kind}) RETURN 'entity' AS what, '{kind}' AS name, count(n) AS number" for kind in Kind]
    links = [
        f"MATCH ()-[r:{kind}]->() RETURN 'link' AS what, '{kind}' AS name, count(r) AS number" for kind in LinkKind
    ]
    mentions = "MATCH ()-[r:MENTIONS]->() RETURN 'mention' AS what, '' AS name, count(r) AS number"
    return " UNION ALL ".join((*entities, *links, mentions))
