// Checks in the browser, not at the server, that an event is in the log: the leaf is computed from the event's data,
// and the root from the leaf and the proof (RFC 6962, by the steps of RFC 9162 section 2.1.3.2). That the root is the
// log's is shown by its signature, which an offline verifier checks with a key it has from elsewhere.
"use strict";

{
  const form = document.getElementById("proof");
  const verdict = document.getElementById("verdict");
  const utf8 = new TextEncoder();
  const bytesOf = base64 => Uint8Array.from(atob(base64), each => each.charCodeAt(0));
  const base64 = bytes => btoa(String.fromCharCode(...bytes));
  const hex = bytes => [...bytes].map(each => each.toString(16).padStart(2, "0")).join("");
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const ofLeaf = entry => sha256(join(Uint8Array.of(0), entry));
  const ofChildren = (left, right) => sha256(join(Uint8Array.of(1), left, right));

  // C2SP tlog-proof: header, an extra line with the entry, the index, the path, an empty line, the signed checkpoint.
  const read = text => {
    const [head, note] = [text.slice(0, text.indexOf("\n\n")), text.slice(text.indexOf("\n\n") + 2)];
    const lines = head.split("\n");
    if (lines[0] !== "c2sp.org/tlog-proof@v1") throw new Error("not a proof");
    const extra = lines.find(line => line.startsWith("extra "));
    const index = lines.find(line => line.startsWith("index "));
    const path = lines.slice(lines.indexOf(index) + 1).filter(line => line.length > 0);
    const [origin, size, root] = note.split("\n");
    return {
      entry: bytesOf(extra.slice(6)),
      index: BigInt(index.slice(6)),
      path: path.map(bytesOf),
      origin,
      size: BigInt(size),
      root,
    };
  };

  // The root that the leaf and the path have together; null when the path is of another length than the tree asks for.
  const rootOf = async (hash, index, size, path) => {
    if (index >= size) return null;
    let [node, last] = [index, size - 1n];
    for (const sibling of path) {
      if (last === 0n) return null;
      if ((node & 1n) === 1n || node === last) {
        hash = await ofChildren(sibling, hash);
        while ((node & 1n) === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
      } else {
        hash = await ofChildren(hash, sibling);
      }
      [node, last] = [node >> 1n, last >> 1n];
    }
    return last === 0n ? hash : null;
  };

  // RFC 8785 for what the record holds: members by UTF-16 code unit, numbers as JavaScript writes them.
  const canonical = value => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  };

  const hmac = async (key, text) => {
    const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", imported, utf8.encode(text)));
  };

  // Members of a leaf of version 2: objects, and arrays that hold one, down to what is neither. Names are JSON
  // Pointers.
  const membersOf = (value, name = "") => {
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    const isTakenApart = isObject
      ? Object.keys(value).length > 0
      : Array.isArray(value) && value.some(each => each !== null && typeof each === "object");
    if (!isTakenApart) return [[name, value]];
    const step = key => key.replaceAll("~", "~0").replaceAll("/", "~1");
    return Object.entries(value).flatMap(([key, inside]) => membersOf(inside, `${name}/${step(key)}`));
  };

  const treeOf = async hashes => {
    if (hashes.length === 1) return hashes[0];
    let split = 1;
    while (split * 2 < hashes.length) split *= 2;
    return ofChildren(await treeOf(hashes.slice(0, split)), await treeOf(hashes.slice(split)));
  };

  // Whether data, author, exact time, sequence and import give the root of a leaf of version 2. After an erasure there
  // are the salts of what is left, and the hashes of the rest; the public has a key of the data, and of author and
  // exact time the hashes.
  const isOfMembers = async (leaf, entry) => {
    const all = [
      ...membersOf(entry.data),
      ["author", entry.recordedBy],
      ["recordedAt", entry.recordedAt],
      ["sequence", entry.sequence],
    ];
    if (entry.import) all.push(["import", entry.import]);
    const key = entry.key && bytesOf(entry.key);
    const dataKey = key ? await hmac(key, "data/v2") : entry.dataKey && bytesOf(entry.dataKey);
    const hashes = (entry.withheld ?? []).map(hash => hex(bytesOf(hash)));
    let author = hashes.includes(leaf.author) ? leaf.author : undefined;
    for (const [name, value] of all) {
      const from = name.startsWith("/") ? dataKey : key;
      const salt = from ? base64(await hmac(from, `salt/v2 ${name}`)) : entry.salts?.[name];
      if (!salt) continue;
      const hash = hex(await ofLeaf(utf8.encode(canonical([salt, name, value]))));
      if (name === "author") author = hash;
      hashes.push(hash);
    }
    const ofHex = hash => Uint8Array.from(hash.match(/../g), each => parseInt(each, 16));
    const root = await treeOf(hashes.sort().map(ofHex));
    return hex(root) === leaf.root && author === leaf.author && entry.recordedAt.slice(0, 16) + "Z" === leaf.recordedAt;
  };

  const say = (isGood, text, steps) => {
    const line = document.createElement("p");
    line.className = isGood === null ? "hint" : isGood ? "verdict yes" : "verdict no";
    line.textContent = text;
    const list = document.createElement("dl");
    list.className = "effects";
    for (const [name, value] of steps) {
      const row = document.createElement("div");
      const [term, shown] = [document.createElement("dt"), document.createElement("dd")];
      const code = document.createElement("code");
      term.textContent = name;
      code.textContent = value;
      shown.append(code);
      row.append(term, shown);
      list.append(row);
    }
    verdict.replaceChildren(line, list);
  };

  const check = async id => {
    const said = form.dataset;
    say(null, said.working, []);
    const [proofAnswer, entryAnswer] = await Promise.all(
      [`/api/ledger/entries/${id}/proof`, `/api/ledger/entries/${id}`]
        .map(address => fetch(address, { credentials: "same-origin" })));
    if (!proofAnswer.ok || !entryAnswer.ok) return say(false, said.missing, []);

    const proof = read(await proofAnswer.text());
    const entry = await entryAnswer.json();
    const leafHash = await ofLeaf(proof.entry);
    const root = await rootOf(leafHash, proof.index, proof.size, proof.path);
    const isIncluded = root !== null && base64(root) === proof.root;
    const leaf = JSON.parse(new TextDecoder().decode(proof.entry));
    const isItsLeaf = canonical(leaf) === canonical(entry.leaf) && leaf.eventId === id;

    // The leaf holds salted hashes, so that erasing the data does not break the log.
    let data = said.erased;
    let isItsData = true;
    if (leaf.v === 2) {
      isItsData = entry.data !== undefined && (await isOfMembers(leaf, entry));
      if (!isItsData || !entry.erasure) data = isItsData ? said.same : said.other;
    } else if (entry.data && entry.salt) {
      isItsData = hex(await sha256(join(bytesOf(entry.salt), utf8.encode(canonical(entry.data))))) === leaf.dataHash;
      data = isItsData ? said.same : said.other;
    }

    const isGood = isIncluded && isItsLeaf && isItsData;
    say(isGood, isGood ? said.yes : said.no, [
      [said.data, data],
      [said.leaf, base64(leafHash)],
      [said.path, `${proof.index} / ${proof.size}, ${proof.path.length} SHA-256`],
      [said.root, root === null ? "–" : base64(root)],
    ]);
  };

  const ask = id => check(id.trim().toLowerCase()).catch(() => say(false, form.dataset.missing, []));
  form.addEventListener("submit", event => {
    event.preventDefault();
    ask(form.elements.event.value);
  });
  if (form.dataset.ask) ask(form.dataset.ask);
}
