// Judges a provenance document as a stranger would: the npm package jsonld expands it, and the questions are asked of the triples alone.
// Usage: node provenance.mjs FILE
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import jsonld from "jsonld";

const prov = (name) => `http://www.w3.org/ns/prov#${name}`;
const dcterms = (name) => `http://purl.org/dc/terms/${name}`;
const type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

const document = JSON.parse(await readFile(process.argv[2], "utf8"));
const quads = await jsonld.toRDF(document, {
  // In safe mode a word that the context does not explain is an error, and does not vanish.
  safe: true,
  documentLoader: (url) => {
    throw new Error(`The document wants ${url} from elsewhere.`);
  },
});

const all = (subject, predicate) => quads.filter((quad) => (!subject || quad.subject.value === subject) && quad.predicate.value === predicate);
const objects = (subject, predicate) => all(subject, predicate).map((quad) => quad.object.value);
const is = (subject, kind) => objects(subject, type).includes(prov(kind));
const one = (values, what) => {
  assert.equal(values.length, 1, `${what}: ${values.length} instead of one`);
  return values[0];
};

// Domain and range of PROV-O.
for (const [property, domain, range] of [
  ["wasGeneratedBy", "Entity", "Activity"],
  ["wasInvalidatedBy", "Entity", "Activity"],
  ["wasDerivedFrom", "Entity", "Entity"],
  ["wasRevisionOf", "Entity", "Entity"],
  ["hadPrimarySource", "Entity", "Entity"],
  ["wasAttributedTo", "Entity", "Agent"],
  ["wasAssociatedWith", "Activity", "Agent"],
  ["used", "Activity", "Entity"],
]) {
  const links = all(null, prov(property));
  assert.ok(links.length > 0, `the example says nothing of ${property}`);
  for (const { subject, object } of links) {
    assert.ok(is(subject.value, domain), `${subject.value} ${property}: is no ${domain}`);
    assert.ok(is(object.value, range), `${property} ${object.value}: is no ${range}`);
  }
}

// Literals are of the types they are said to be.
for (const { object } of [...all(null, prov("generatedAtTime")), ...all(null, prov("endedAtTime")), ...all(null, prov("invalidatedAtTime"))]) {
  assert.equal(object.datatype.value, "http://www.w3.org/2001/XMLSchema#dateTime");
  assert.ok(!Number.isNaN(Date.parse(object.value)), object.value);
}
assert.ok(all(null, dcterms("temporal")).some(({ object }) => object.datatype.value === "http://id.loc.gov/datatypes/edtf/EDTF" && object.value === "2022-09"), "no date in EDTF");

// Which events does the view rest on, and which does it not?
const view = one(all(null, dcterms("type")).filter((quad) => quad.object.value === "status").map((quad) => quad.subject.value), "view");
const kinds = objects(view, prov("wasDerivedFrom")).flatMap((event) => objects(event, dcterms("type"))).sort();
assert.deepEqual(kinds, ["negotiation-opened", "source-attached", "toll-reported"]);
const fold = one(objects(view, prov("wasGeneratedBy")), "fold");
assert.equal(objects(fold, prov("used")).length, 5);

// Who said so, who recorded it, and what became of it?
const event = (kind) => one(all(null, dcterms("type")).filter((quad) => quad.object.value === kind && is(quad.subject.value, "Entity")).map((quad) => quad.subject.value), kind);
const name = (agent) => one(objects(agent, "http://www.w3.org/2000/01/rdf-schema#label"), "name");
const toll = event("toll-reported");
const publishers = objects(toll, prov("hadPrimarySource")).flatMap((source) => objects(source, prov("wasAttributedTo"))).map(name);
assert.deepEqual(publishers.map((publisher) => publisher.replace(/^\[erased .*\]$/, "[erased]")).sort(), ["AKIpress", "[erased]"]);
assert.equal(name(one(objects(one(objects(toll, prov("wasGeneratedBy")), "recording"), prov("wasAssociatedWith")), "recorder")), "monitor-1");
const retraction = one(objects(event("clash-reported"), prov("wasInvalidatedBy")), "retraction");
assert.deepEqual(objects(retraction, dcterms("type")), ["retraction"]);
const erasure = one(objects(one(objects(toll, prov("wasRevisionOf")), "what was appended"), prov("wasInvalidatedBy")), "erasure");
assert.deepEqual(objects(erasure, dcterms("type")), ["erasure"]);
assert.equal(name(one(objects(erasure, prov("wasAssociatedWith")), "who erased")), "admin-1");

console.log(`${quads.length} triples, each question answered`);
