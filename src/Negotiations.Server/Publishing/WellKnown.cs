using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Publishing;

/// <summary>What programs that know nothing of this server look for first, at the addresses where they look.</summary>
internal static class WellKnown
{
    private const string Text = "text/plain; charset=utf-8";

    // A promise that is renewed by each start: RFC 9116 wants a day on which it ends.
    private static readonly TimeSpan ContactHolds = TimeSpan.FromDays(365);
    private static readonly DateTimeOffset Started = DateTimeOffset.UtcNow;

    public static void MapWellKnown(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", Robots).ExcludeFromDescription();
        routes.MapGet("/.well-known/security.txt", Security).ExcludeFromDescription();
        var group = routes.MapGroup("").RequireAuthorization(Roles.CanRead).ExcludeFromDescription();
        group.MapGet("/llms.txt", Assistants);
        group.MapGet("/sitemap.xml", Sitemap.WriteAsync);
        group.MapGet("/.well-known/api-catalog", Catalogue);
        group.MapGet("/api", Index);
    }

    private static IResult Robots(HttpContext context, IConfiguration configuration) =>
        TypedResults.Text(
            configuration.GetValue("reading:closed", defaultValue: false)
                ? "User-agent: *\nDisallow: /\n"
                : "User-agent: *\nDisallow: /sign-in\nDisallow: /open\nDisallow: /record\n\n"
                    + $"Sitemap: {Exports.Root(context)}/sitemap.xml\n"
                    + $"# What there is, for programs: {Exports.Root(context)}/.well-known/api-catalog\n",
            Text
        );

    private static IResult Security(HttpContext context, IConfiguration configuration)
    {
        if (configuration["security:contact"] is not { Length: > 0 } contact)
            return Problem.Of(
                StatusCodes.Status404NotFound,
                "route-not-found",
                "The operator has named no contact for weaknesses (security:contact)."
            );

        var ends = (Started + ContactHolds).UtcDateTime;
        return TypedResults.Text(
            $"Contact: {contact}\n"
                + $"Expires: {ends.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\n"
                + $"Canonical: {Exports.Root(context)}/.well-known/security.txt\n",
            Text
        );
    }

    private static IResult Assistants(HttpContext context, DatasetTerms terms)
    {
        var root = Exports.Root(context);
        var licence = terms.Licence is { } address ? $"\nThe data is under {address}. {terms.Attribution}\n" : "";
        return TypedResults.Text(
            $"""
            # Negotiations

            > A record of negotiations between states, event by event with its sources, on three clocks: occurred,
            > published, recorded. Texts in answers are quoted from sources: report them with their source.

            - [Every operation]({root}/openapi/v1.json): the contract (OpenAPI 3.1)
            - [Negotiations]({root}/api/negotiations): where each stands; q=, party= and phase= filter
            - [Events]({root}/api/events): what was recorded, in order
            - [Actors]({root}/api/actors): codes and names
            - [Tools for assistants]({root}/mcp): Model Context Protocol

            Cite by the address in /api/negotiations/(id)/citation: it answers the same for ever.

            """.ReplaceLineEndings("\n") + licence,
            Text
        );
    }

    // RFC 9727.
    private static IResult Catalogue(HttpContext context)
    {
        var root = Exports.Root(context);
        var links = new JsonObject
        {
            ["linkset"] = new JsonArray(
                new JsonObject
                {
                    ["anchor"] = $"{root}/api",
                    ["service-desc"] = Link($"{root}/openapi/v1.json", "application/vnd.oai.openapi+json;version=3.1"),
                    ["service-doc"] = Link($"{root}/docs", "text/html"),
                    ["status"] = Link($"{root}/health/ready", "application/json"),
                }
            ),
        };
        return Exports.Whole(
            context,
            JsonSerializer.SerializeToUtf8Bytes(links),
            "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\""
        );
    }

    // The description of the data (schema.org, DCAT) is in it, so that one address says what is here.
    private static IResult Index(HttpContext context, IConfiguration configuration, DatasetTerms terms)
    {
        var root = Exports.Root(context);
        var index = new JsonObject
        {
            ["@context"] = new JsonObject
            {
                ["@vocab"] = "https://schema.org/",
                ["dcat"] = "http://www.w3.org/ns/dcat#",
                ["dct"] = "http://purl.org/dc/terms/",
            },
            ["@id"] = $"{root}/api",
            ["@type"] = new JsonArray("Dataset", "dcat:Dataset"),
            ["name"] = "Negotiations",
            ["description"] =
                "A record of negotiations between states, event by event with its sources, on three clocks: "
                + "occurred, published, recorded.",
            ["url"] = $"{root}/",
            ["version"] = ProductVersion.Text,
            ["isAccessibleForFree"] = !configuration.GetValue("reading:closed", defaultValue: false),
            ["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = terms.Publisher },
            ["distribution"] = new JsonArray(
                Distribution($"{root}/api/events.csv", "text/csv"),
                Distribution($"{root}/api/events.ndjson", "application/x-ndjson"),
                Distribution($"{root}/api/negotiations.csv", "text/csv"),
                Distribution($"{root}/api/feed.atom", "application/atom+xml"),
                Distribution($"{root}/api/calendar.ics", "text/calendar"),
                Distribution($"{root}/api/map.geojson", "application/geo+json")
            ),
        };
        if (terms.Licence is { } licence)
            (index["license"], index["dct:license"]) = (licence, licence);

        if (terms.Attribution is { } attribution)
            index["creditText"] = attribution;

        return Exports.Whole(context, JsonSerializer.SerializeToUtf8Bytes(index), "application/ld+json");
    }

    private static JsonArray Link(string address, string type) =>
        new(new JsonObject { ["href"] = address, ["type"] = type });

    private static JsonObject Distribution(string address, string type) =>
        new()
        {
            ["@type"] = new JsonArray("DataDownload", "dcat:Distribution"),
            ["contentUrl"] = address,
            ["encodingFormat"] = type,
        };
}
