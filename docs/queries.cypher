// Ten questions that a policy researcher puts to the graph. Each is run by a test.
// In Neo4j Browser set the parameters first, e.g.  :param number => '苏工发〔2023〕3号'

// Who issued a policy, in printed order, and where the text says so
MATCH (a:Entity)-[r:ISSUED]->(p:Policy {doc_number: $number})
RETURN a.name AS issuer, r.joint AS joint, r.date AS date, r.quotes AS quotes
ORDER BY r.order;

// A policy's lineage: what it carries out, over up to four steps, and what carries it out
MATCH (p:Policy {doc_number: $number})
MATCH path = (p)-[:IMPLEMENTS|BASED_ON*1..4]-(other:Policy)
RETURN [n IN nodes(path) | n.name] AS line, length(path) AS steps
ORDER BY steps, line;

// Who holds which post at a body
MATCH (person:Person)-[r:HOLDS_POST]->(:Entity {name: $body})
RETURN person.name AS person, r.post AS post, r.quotes[0] AS quote
ORDER BY post, person;

// All posts of a person, and people who may be the same
MATCH (person:Person {name: $person})
RETURN person.id AS id,
  COLLECT { MATCH (person)-[r:HOLDS_POST]->(body) RETURN [body.name, r.post] ORDER BY body.name, r.post } AS posts,
  COLLECT { MATCH (person)-[r:SAME_AS]-(other) RETURN [other.id, r.reason] ORDER BY other.id } AS doubts
ORDER BY id;

// Which bodies carry out an initiative, and how many documents say so
MATCH (body)-[r:CARRIES_OUT]->(:Initiative {name: $initiative})
UNWIND r.documents AS document
RETURN body.name AS body, count(DISTINCT document) AS documents
ORDER BY documents DESC, body;

// How two things are connected
MATCH (a:Entity {name: $from}), (b:Entity {name: $to})
MATCH path = shortestPath((a)-[:ISSUED|IMPLEMENTS|BASED_ON|CITES|PROVIDES_FOR|CARRIES_OUT|HOLDS_POST|PART_OF|COOPERATES_WITH*..6]-(b))
RETURN [n IN nodes(path) | n.name] AS through, [r IN relationships(path) | type(r)] AS links;

// Passages about a subject, with the policies and bodies that they name (full text, Chinese bigrams)
CALL db.index.fulltext.queryNodes('passage_text', $words) YIELD node, score
MATCH (d:Document)-[:HAS_PASSAGE]->(node)
RETURN d.title AS document, node.text AS passage, score,
  COLLECT { MATCH (node)-[:MENTIONS]->(n:Policy|Agency) RETURN DISTINCT n.name AS name ORDER BY name } AS named
ORDER BY score DESC, document, node.ordinal LIMIT 10;

// Policies since a day, by month
MATCH (p:Policy) WHERE p.date >= date($since)
WITH p ORDER BY p.date, p.name
RETURN p.date.year AS year, p.date.month AS month, count(*) AS policies, collect(p.name)[..5] AS examples
ORDER BY year, month;

// Bodies by the number of policies that they issued and initiatives that they carry out
MATCH (body)-[r:ISSUED|CARRIES_OUT]->(thing)
WITH body, thing, type(r) AS link ORDER BY link
RETURN body.name AS body, count(DISTINCT thing) AS things, collect(DISTINCT link) AS how
ORDER BY things DESC, body LIMIT 20;

// What rests on a single document: links that one more source would make safer
MATCH (h:Entity)-[r]->(t:Entity) WHERE all(document IN r.documents WHERE document = r.documents[0])
RETURN h.name AS head, type(r) AS link, t.name AS tail, r.quotes[0] AS quote, r.confidences[0] AS confidence
ORDER BY confidence, head, link, tail, quote LIMIT 20;
