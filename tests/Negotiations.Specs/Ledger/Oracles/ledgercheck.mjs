// Judges the ledger's proof files with @sigstore/verify and its canonical JSON with canonicalize, neither of them written here.
// Reads one case a line as JSON and answers one verdict a line.
import { createHash, createPublicKey } from "node:crypto";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import canonicalize from "canonicalize";

// The package exports only whole sigstore bundles; a log of another kind needs the two checks inside, so the version is pinned.
const require = createRequire(import.meta.url);
const { verifyCheckpoint } = require("@sigstore/verify/dist/tlog/checkpoint.js");
const { verifyMerkleInclusion } = require("@sigstore/verify/dist/tlog/merkle.js");

const ed25519Prefix = Buffer.from("302a300506032b6570032100", "hex"); // SubjectPublicKeyInfo for Ed25519, RFC 8410

function logOf(vkey) {
  const [name, id, key] = vkey.split("+");
  const publicKey = Buffer.from(vkey.slice(name.length + id.length + 2), "base64").subarray(1);
  return {
    baseURL: name,
    logID: Buffer.from(id, "hex"),
    publicKey: createPublicKey({ key: Buffer.concat([ed25519Prefix, publicKey]), format: "der", type: "spki" }),
    validFor: { start: new Date(0), end: new Date(8.64e15) },
  };
}

function checkProof({ text, vkey, entry }) {
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, end).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Error("not a tlog proof");
  if (lines[0].startsWith("extra ")) lines.shift();

  const logged = {
    canonicalizedBody: Buffer.from(entry, "base64"),
    integratedTime: "0",
    inclusionProof: {
      logIndex: lines.shift().slice("index ".length),
      hashes: lines.map((line) => Buffer.from(line, "base64")),
      checkpoint: { envelope: text.slice(end + 2) },
    },
  };
  verifyMerkleInclusion(logged, verifyCheckpoint(logged, [logOf(vkey)]));
}

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();

function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha256(Buffer.from([1]), rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

function instantOf(text) {
  const minute = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}):\d{2}\.\d{6}Z$/.exec(text);
  return minute && minute[1] + "Z";
}

// A leaf of version 2 with the members that a proof shows, as docs/ledger.md says it. The entry goes to the check of proofs above.
function checkMembers({ text, vkey }) {
  const extra = Buffer.from(/\nextra (.*)\n/.exec(text)[1], "base64").toString("utf8");
  const said = JSON.parse(extra);
  if (canonicalize(said) !== extra) throw new Error("not canonical");
  const leaf = said.entry ?? said;
  if (leaf.v !== 2 || Object.keys(leaf).join() !== "author,eventId,index,recordedAt,root,stream,type,v,version") throw new Error("not a leaf");
  checkProof({ text, vkey, entry: Buffer.from(canonicalize(leaf)).toString("base64") });
  if (!said.entry) return;

  const opened = said.shown.map((member) => sha256(Buffer.from([0]), Buffer.from(canonicalize(member))));
  const withheld = said.withheld.map((hash) => Buffer.from(hash, "base64"));
  for (const list of [said.shown.map((member) => Buffer.from(member[1])), withheld])
    for (let n = 1; n < list.length; n++) if (Buffer.compare(list[n - 1], list[n]) >= 0) throw new Error("not in order");
  const all = [...opened, ...withheld].sort(Buffer.compare);
  if (rootOf(all).toString("hex") !== leaf.root) throw new Error("another root");
  if (!all.some((hash) => hash.toString("hex") === leaf.author)) throw new Error("the author is no member");
  said.shown.forEach(([, name, value], n) => {
    const inTheOpen = { "/type": leaf.type, "/eventId": leaf.eventId }[name];
    if (inTheOpen !== undefined && inTheOpen !== value) throw new Error(`${name} contradicts the leaf`);
    if (name === "recordedAt" && instantOf(value) !== leaf.recordedAt) throw new Error("another minute");
    if ((name === "author") !== (opened[n].toString("hex") === leaf.author)) throw new Error("another author");
  });
}

function doubleOf(bits) {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt("0x" + bits));
  return bytes.getFloat64(0);
}

function judge(test) {
  switch (test.check) {
    case "canonical":
      return { holds: true, said: canonicalize(JSON.parse(test.json)) };
    case "number":
      return { holds: true, said: canonicalize(doubleOf(test.bits)) };
    case "proof":
      checkProof(test);
      return { holds: true, said: "" };
    case "members":
      checkMembers(test);
      return { holds: true, said: "" };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  // A case that cannot be read is no refusal: it must not pass for agreement.
  const test = JSON.parse(line);
  if (!["canonical", "number", "proof", "members"].includes(test.check)) throw new Error(`unknown check ${test.check}`);

  let answer;
  try {
    answer = judge(test);
  } catch (error) {
    answer = { holds: false, said: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
