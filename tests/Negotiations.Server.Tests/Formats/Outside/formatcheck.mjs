// Reads what the server gives as strangers do: each format with a package that no one here wrote.
// One case a line on standard input, one verdict a line on standard output: { holds, said }, where said is what was
// read, or why not.
import { createInterface } from "node:readline";
import geojsonhint from "@mapbox/geojsonhint";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { parse } from "csv-parse/sync";
import { parseAtomFeed } from "feedsmith";
import ICAL from "ical.js";
import jsonld from "jsonld";
import RssParser from "rss-parser";
import { Webhook } from "standardwebhooks";
import * as xlsx from "xlsx";

ICAL.design.strict = true;

const checks = {
  calendar: ({ text }) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      for (const name of ["uid", "dtstamp", "dtstart"])
        if (!component.hasProperty(name)) throw new Error(`no ${name}`);
      return {
        uid: event.uid,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        summary: event.summary,
        description: event.description,
        location: event.location,
        status: component.getFirstPropertyValue("status"),
        url: component.getFirstPropertyValue("url"),
      };
    }),

  // Two readers, for each shows something else of an entry.
  feedsmith: ({ text }) =>
    parseAtomFeed(text).entries.map((entry) => ({
      id: entry.id,
      title: entry.title.value,
      link: entry.links.find((link) => !link.rel || link.rel === "alternate").href,
      said: (entry.content ?? entry.summary).value,
      published: new Date(entry.published).toISOString(),
    })),
  "rss-parser": async ({ text }) =>
    (await new RssParser().parseString(text)).items.map((item) => ({
      id: item.id,
      title: item.title,
      link: item.link,
      said: item.content ?? item.summary,
      published: new Date(item.pubDate).toISOString(),
    })),

  csv: ({ text }) => parse(text, { columns: true, bom: true }),
  workbook: ({ bytes }) => {
    const file = Buffer.from(bytes, "base64");
    if (file.toString("latin1", 0, 2) !== "PK") throw new Error("This is no archive, and so no workbook.");
    const { SheetNames, Sheets } = xlsx.read(file, { type: "buffer", WTF: true });
    return xlsx.utils.sheet_to_json(Sheets[SheetNames[0]], { raw: false, defval: "" });
  },

  map: ({ text }) => {
    const hints = geojsonhint.hint(text);
    if (hints.length > 0) throw new Error(hints.map(({ message }) => message).join("; "));
    return JSON.parse(text).features.length;
  },

  // In safe mode a word that the context does not explain is an error, and does not vanish.
  provenance: async ({ text }) =>
    (await jsonld.toRDF(JSON.parse(text), {
      safe: true,
      documentLoader: (url) => {
        throw new Error(`The document wants ${url} from elsewhere.`);
      },
    })).length,

  webhook: ({ secret, headers, text }) => new Webhook(secret).verify(text, headers),

  // The client holds each structured answer against the schema that the tool gave of it.
  assistant: async ({ address, calls }) => {
    const client = new Client({ name: "stranger", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(address)));
    const { tools } = await client.listTools();
    const answers = [];
    for (const call of calls) {
      const { isError, content, structuredContent } = await client.callTool(call);
      answers.push({
        name: call.name,
        isError: isError ?? false,
        text: content.map((part) => part.text).join("\n"),
        structured: structuredContent,
      });
    }
    await client.close();
    return { tools: tools.map((tool) => tool.name).sort(), answers };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { check, ...asked } = JSON.parse(line);
  let verdict;
  try {
    verdict = { holds: true, said: JSON.stringify(await checks[check](asked)) };
  } catch (problem) {
    verdict = { holds: false, said: String(problem?.message ?? problem) };
  }
  process.stdout.write(JSON.stringify(verdict) + "\n");
}
