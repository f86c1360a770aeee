// The README's story in TypeScript: type-checked against the types that openapi-typescript makes of the contract (.ci/contract), so that a member
// that is renamed, or becomes optional, fails here.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Status = components["schemas"]["Status"];

const server = createClient<paths>({ baseUrl: "http://127.0.0.1:5080", headers: { Authorization: "Bearer ngt_..." } });
const agency = (published: string) => [{ publisher: "Example Agency", published }];

export async function story(): Promise<Status> {
  const opened = await server.POST("/api/negotiations", {
    body: {
      id: "my-border",
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
  if (opened.error) throw new Error(opened.error.detail);

  const events: components["schemas"]["Event"][] = [
    { type: "clash-reported", occurred: "2022-09", clashId: "september", sources: agency("2022-09-18") },
    { type: "toll-reported", occurred: "2022-09", clashId: "september", killed: { text: "dozens", qualifier: "dozens" }, sources: agency("2022-09-18") },
    { type: "round-held", occurred: "2023-12-17/2023-12-23", roundNumber: 9, outcome: "protocol-signed", kilometres: { text: "11.88 km", qualifier: "exact", best: 11.88, unit: "km" }, sources: agency("2023-12-23") },
    { type: "sections-agreed", occurred: "2024-12-04", allRemaining: true, sources: agency("2024-12-04") },
    { type: "final-documents-drafted", occurred: "2025-02-21", sources: agency("2025-02-21") },
  ];
  for (const body of events) {
    const { data, error } = await server.POST("/api/negotiations/{id}/events", { params: { path: { id: "my-border" } }, body });
    if (error) throw new Error(error.detail);
    console.log(data.version satisfies number);
  }

  // Several at once, recorded together or not at all.
  const together = await server.POST("/api/negotiations/{id}/events", { params: { path: { id: "my-border" } , query: { dryRun: true } }, body: events });
  console.log(together.data?.version);

  // The data of an entry is typed by its type.
  const history = await server.GET("/api/negotiations/{id}/history", { params: { path: { id: "my-border" } } });
  const first = history.data?.items[0]?.data;
  console.log(first);

  // What stood on 15 September 2022, and why is it where it is?
  const then = await server.GET("/api/negotiations/{id}", { params: { path: { id: "my-border" }, query: { asOf: "2022-09-15", without: ["Kabar"] } } });
  if (then.error) throw new Error(then.error.detail);
  const killed: number | undefined = then.data.clashes.killed?.low;
  const why = await server.GET("/api/negotiations/{id}/explanation", { params: { path: { id: "my-border" } } });
  console.log(killed, why.data?.fields[0]?.events[0]?.sources[0]?.publisher);

  // @ts-expect-error: no such phase
  await server.GET("/api/negotiations", { params: { query: { phase: "finished" } } });
  // @ts-expect-error: a toll counts by quantities, not by bare numbers
  events.push({ type: "toll-reported", killed: 24, sources: agency("2022-09-18") });

  return then.data;
}
