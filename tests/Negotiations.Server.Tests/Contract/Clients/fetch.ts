// The README's story in TypeScript, by the types that openapi-typescript makes of the contract: compiled, and run against a server. A member that is
// renamed, or becomes optional, fails here.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema";

type Event = components["schemas"]["Event"];

const [, , baseUrl, id] = process.argv as [string, string, string, string];
const server = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${process.env["NEGOTIATIONS_KEY"]}` } });
const params = { path: { id } };
const agency = (published: string) => [{ publisher: "Example Agency", published }];

function data<T>(answer: { data?: T; error?: { detail?: string } }): T {
  if (answer.data === undefined) throw new Error(answer.error?.detail);
  return answer.data;
}

async function story(): Promise<void> {
  const opened = await server.POST("/api/negotiations", {
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
  console.log(`opened ${data(opened).version}`);

  const clash: Event = { type: "clash-reported", occurred: "2022-09", clashId: "september", sources: agency("2022-09-18") };
  const one = await server.POST("/api/negotiations/{id}/events", { params, body: clash });
  console.log(`one ${data(one).version}`);

  // Several at once, recorded together or not at all.
  const events: Event[] = [
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
  const together = await server.POST("/api/negotiations/{id}/events", { params, body: events });
  console.log(`together ${data(together).version}`);

  // Where does it stand, and how did it get there?
  const now = data(await server.GET("/api/negotiations/{id}", { params }));
  console.log(`stands ${now.phase?.possible[0]}, ${now.security.state}, killed ${now.clashes.killed?.low}`);
  const history = data(await server.GET("/api/negotiations/{id}/history", { params }));
  console.log(`history ${history.items.length}, ${history.items[1]?.type}`);

  // What stood on 15 September 2022, and why is it where it is?
  const then = data(await server.GET("/api/negotiations/{id}", { params: { ...params, query: { asOf: "2022-09-15" } } }));
  console.log(`on ${then.clocks?.asOf} possibly ${then.phase?.possible[0]}`);
  const why = data(await server.GET("/api/negotiations/{id}/explanation", { params }));
  console.log(`explained by ${why.fields.find(each => each.field === "phase")?.events[0]?.sources?.[0]?.publisher}`);
  const refused = await server.GET("/api/negotiations/{id}", { params: { path: { id: "nowhere" } } });
  console.log(`refused ${refused.error?.status} ${refused.error?.type}`);

  // @ts-expect-error: no such phase
  await server.GET("/api/negotiations", { params: { query: { phase: "finished" } } });
  // @ts-expect-error: a toll counts by quantities, not by bare numbers
  events.push({ type: "toll-reported", killed: 24, sources: agency("2022-09-18") });
}

story().catch(fault => {
  console.error(fault);
  process.exitCode = 1;
});
