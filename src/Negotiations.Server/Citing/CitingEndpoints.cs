using System.Text.Json;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Citing;

/// <summary>For those who write down what they read here: how to cite it, and where it comes from.</summary>
internal static class CitingEndpoints
{
    private const string Graph = """
        { "@context": { "prov": "http://www.w3.org/ns/prov#",
            "wasDerivedFrom": { "@id": "prov:wasDerivedFrom", "@type": "@id" } },
          "@graph": [{ "@id": "http://127.0.0.1:5080/api/negotiations/kg-tj-border?asOf=2026-11-25&version=32",
            "@type": "prov:Entity", "wasDerivedFrom": ["urn:uuid:7aeb1483-8642-45a0-8876-a0ab3f940335"] }] }
        """;

    private static readonly IReadOnlyList<QueryParameter> Forms =
    [
        new("view", "What of the negotiation is cited.", "status", WireName.All(typeof(CitedView))),
        new(
            "format",
            "The form of the citation; by the Accept header when absent.",
            "text",
            WireName.All(typeof(CitationFormat))
        ),
    ];

    public static void MapCiting(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/negotiations/{id}").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group
            .MapGet("/citation", CitationEndpoint.CiteAsync)
            .Answers<Citation>(
                "getCitation",
                "How to cite a view on any clocks, with an address that answers the same for ever",
                [.. Forms, .. Parameters.Clocks, Parameters.Version]
            )
            .Also(
                "text/plain",
                "Negotiations. \"Delimitation of the Kyrgyz-Tajik border\" [status, version 32, as of "
                    + "2026-11-25]. Recorded 2026-11-25. "
                    + "http://127.0.0.1:5080/api/negotiations/kg-tj-border?asOf=2026-11-25&version=32\n"
            )
            .Also(
                "application/x-bibtex",
                "@misc{negotiations-kg-tj-border-v32,\n  title = {Delimitation of the Kyrgyz-Tajik border "
                    + "[status]},\n  year = {2026}\n}\n"
            )
            .Also(
                "application/x-research-info-systems",
                "TY  - DATA\r\nTI  - Delimitation of the Kyrgyz-Tajik border [status]\r\nER  - \r\n"
            )
            .Also(
                "application/vnd.citationstyles.csl+json",
                """
                [{ "id": "negotiations-kg-tj-border-v32", "type": "dataset",
                  "title": "Delimitation of the Kyrgyz-Tajik border [status]", "version": "32" }]
                """
            )
            .Replays();
        group
            .MapGet("/provenance", ProvenanceAsync)
            .Gives(
                "application/ld+json",
                "getProvenance",
                "Where a view comes from: events, sources, recorders, corrections, erasures, as PROV-O in JSON-LD",
                Graph,
                [.. Parameters.Clocks, Parameters.Version]
            )
            .Replays();
    }

    private static async Task<IResult> ProvenanceAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock
    )
    {
        var (view, problem) = await AskedView.ReadAsync(id, context, reader, clock);
        if (view is null)
            return problem!;

        return Provenance.Of(view.Negotiation, view.Clocks, Exports.Root(context)) is { } graph
            ? Exports.Whole(
                context,
                JsonSerializer.SerializeToUtf8Bytes(graph, EventJson.Options),
                "application/ld+json"
            )
            : Refusals.NotKnown(view.Negotiation, view.Clocks).ToResult();
    }
}
