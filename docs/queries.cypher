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
OPTIONAL MATCH (person)-[r:HOLDS_POST]->(body)
OPTIONAL MATCH (person)-[doubt:SAME_AS]-(other:Person)
RETURN person.id AS id, collect(DISTINCT [body.name, r.post]) AS posts, collect(DISTINCT [other.id, doubt.reason]) AS doubts;

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
OPTIONAL MATCH (node)-[:MENTIONS]->(n:Entity) WHERE n:Policy OR n:Agency
RETURN d.title AS document, node.text AS passage, collect(DISTINCT n.name) AS named, score
ORDER BY score DESC LIMIT 10;

// Policies since a day, by month
MATCH (p:Policy) WHERE p.date >= date($since)
RETURN p.date.year AS year, p.date.month AS month, count(*) AS policies, collect(p.name)[..5] AS examples
ORDER BY year, month;

// Joint work: bodies by the number of initiatives and policies in which they take part
MATCH (body:Agency)-[r:ISSUED|CARRIES_OUT|COOPERATES_WITH]->(thing)
RETURN body.name AS body, count(DISTINCT thing) AS things, collect(DISTINCT type(r)) AS how
ORDER BY things DESC, body LIMIT 20;

// What rests on a single document: links that one more source would make safer
MATCH (h:Entity)-[r]->(t:Entity) WHERE size(r.documents) = 1
RETURN h.name AS head, type(r) AS link, t.name AS tail, r.quotes[0] AS quote, r.confidences[0] AS confidence
ORDER BY confidence, head LIMIT 20;
