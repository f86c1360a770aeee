// Judges the ledger's proof files with @sigstore/verify and its canonical JSON with canonicalize, neither of them written here.
// Reads one case a line as JSON and answers one verdict a line.
import { createPublicKey } from "node:crypto";
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
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  // A case that cannot be read is no refusal: it must not pass for agreement.
  const test = JSON.parse(line);
  if (!["canonical", "number", "proof"].includes(test.check)) throw new Error(`unknown check ${test.check}`);

  let answer;
  try {
    answer = judge(test);
  } catch (error) {
    answer = { holds: false, said: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
