// The README's story by the client that hey-api generates from the contract: compiled, and run against a server.
import { createClient } from "@hey-api/client-fetch";
import { appendEvents, getExplanation, getHistory, getStatus, openNegotiation } from "./hey/sdk.gen";
import type { Event } from "./hey/types.gen";

const [, , baseUrl, id] = process.argv as [string, string, string, string];
const client = createClient({ baseUrl, headers: { Authorization: `Bearer ${process.env["NEGOTIATIONS_KEY"]}` } });
const agency = (published: string) => [{ publisher: "Example Agency", published }];
const path = { id };

async function story(): Promise<void> {
  const opened = await openNegotiation({
    client,
    throwOnError: true,
    body: {
      id,
      title: "Delimitation of my border",
      kind: "negotiation",
      subject: "boundary",
      occurred: "2022-01",
      actors: [
        { id: "KGZ", role: "party" },
        { id: "TJK", role: "party" },
      ],
      sources: agency("2022-01-20"),
    },
  });
  console.log(`opened ${opened.data.version}`);

  const first: Event = { type: "clash-reported", occurred: "2022-09", clashId: "september", sources: agency("2022-09-18") };
  const more: Event[] = [
    { type: "toll-reported", occurred: "2022-09", clashId: "september", killed: { text: "dozens", qualifier: "dozens" }, sources: agency("2022-09-18") },
    {
      type: "round-held",
      occurred: "2023-12-17/2023-12-23",
      roundNumber: 9,
      outcome: "protocol-signed",
      kilometres: { text: "11.88 km", qualifier: "exact", best: 11.88, unit: "km" },
      sources: agency("2023-12-23"),
    },
    { type: "sections-agreed", occurred: "2024-12-04", allRemaining: true, sources: agency("2024-12-04") },
    { type: "final-documents-drafted", occurred: "2025-02-21", sources: agency("2025-02-21") },
  ];
  const one = await appendEvents({ client, throwOnError: true, path, body: first });
  console.log(`one ${one.data.version}`);
  const together = await appendEvents({ client, throwOnError: true, path, body: more });
  console.log(`together ${together.data.version}`);

  const now = await getStatus({ client, throwOnError: true, path });
  console.log(`stands ${now.data.phase?.possible[0]}, ${now.data.security.state}, killed ${now.data.clashes.killed?.low}`);
  const history = await getHistory({ client, throwOnError: true, path });
  console.log(`history ${history.data.items.length}, ${history.data.items[1]?.type}`);
  const then = await getStatus({ client, throwOnError: true, path, query: { asOf: "2022-09-15" } });
  console.log(`on ${then.data.clocks?.asOf} possibly ${then.data.phase?.possible[0]}`);
  const why = await getExplanation({ client, throwOnError: true, path });
  console.log(`explained by ${why.data.fields.find(each => each.field === "phase")?.events[0]?.sources?.[0]?.publisher}`);
  const refused = await getStatus({ client, path: { id: "nowhere" } });
  console.log(`refused ${refused.error?.status} ${refused.error?.type}`);
}

story().catch(fault => {
  console.error(fault);
  process.exitCode = 1;
});
