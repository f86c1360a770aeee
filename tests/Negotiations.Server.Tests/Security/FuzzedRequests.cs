using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// Whatever someone sends, they get an answer that says what is wrong with it, and nothing is stored. The seed is
/// fixed: a failure comes again.
/// </summary>
public sealed class FuzzedRequests(TestServer server) : IClassFixture<TestServer>
{
    const int Bodies = 6000;
    const int Questions = 4000;
    const int AtOnce = 8;
    const string Seed = "0000KOIPe4O0";

    static readonly string[] Writes =
    [
        "/api/negotiations",
        "/api/negotiations/never-opened/events",
        "/api/keys",
        "/api/subscriptions",
        "/api/negotiations/talks/events/0198f0bb-0000-7000-8000-000000000001/erasure",
        "/api/actors/KGZ/events/0198f0bb-0000-7000-8000-000000000001/erasure",
    ];

    static readonly string[] Routes =
    [
        "/api/negotiations",
        "/api/negotiations/talks",
        "/api/negotiations/talks/history",
        "/api/negotiations/talks/explanation",
        "/api/negotiations/talks/changes",
        "/api/negotiations/talks/steps",
        "/api/parties",
        "/api/parties/KGZ",
        "/api/events",
        "/api/erasures",
        "/api/keys",
        "/api/ledger/consistency",
        "/api/ledger/tile/0/000",
        "/api/negotiations.csv",
        "/api/events.ndjson",
        "/api/negotiations/talks/history.csv",
        "/api/feed.atom",
        "/api/calendar.ics",
        "/api/map.geojson",
        "/api/statistics/tolls",
        "/api/subscriptions",
        "/api/subscriptions/0198f0bb-0000-7000-8000-000000000001/deliveries",
    ];

    static readonly string[] Parameters =
    [
        "asOf",
        "knownBy",
        "basis",
        "version",
        "without",
        "limit",
        "cursor",
        "sort",
        "phase",
        "health",
        "kind",
        "subject",
        "party",
        "q",
        "changedSince",
        "clock",
        "corrections",
        "type",
        "from",
        "to",
        "after",
        "dryRun",
        "%00",
        "a[b]",
    ];

    static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['\u0000', '\uFFFF'], 0, 40],
        Gen.String[Gen.Char.AlphaNumeric, 0, 200],
        Gen.OneOf(
            "",
            " ",
            "null",
            "-1",
            "0",
            "9223372036854775808",
            "1e400",
            "NaN",
            "2022-09",
            "2022-13",
            "../..",
            "..-../2024",
            "' or 1=1 --",
            "{\"$gt\":\"\"}",
            "<script>alert(1)</script>",
            "%0d%0aX: y",
            "\u202Eevil",
            "9999-12-31",
            "0000",
            "2024-09-10/2024-09-12",
            "[..2025-01-22]",
            "2024-12-04T12:00:00+14:00",
            "9999-12-31T23:59:59.9999999Z",
            "WyJrZy10ai1ib3JkZXIiXQ",
            new string('a', 3000)
        )
    );

    static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>(
        (depth, inner) =>
            depth > 3
                ? Text.Select(text => (JsonNode?)text)
                : Gen.OneOf<JsonNode?>(
                    Text.Select(text => (JsonNode?)text),
                    Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)number),
                    Gen.Bool.Select(flag => (JsonNode?)flag),
                    Gen.Const((JsonNode?)null),
                    Gen.Select(Text, inner)
                        .Array[0, 4]
                        .Select(members =>
                            (JsonNode?)
                                new JsonObject(
                                    members
                                        .DistinctBy(member => member.Item1)
                                        .Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))
                                )
                        ),
                    inner
                        .Array[0, 4]
                        .Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))
                )
    );

    // Something that would be taken, with a member replaced or added; the last one no body may have.
    static readonly Gen<byte[]> Mutated = Gen.Select(
            Gen.OneOf(Valid()),
            Gen.Int[0, 20],
            Value,
            Gen.OneOf("recordedBy", "recordedAt", "version", "sequence", "role2", "__proto__", "eventid")
        )
        .Select(
            (valid, place, value, forbidden) =>
            {
                var body = JsonNode.Parse(valid)!.AsObject();
                var members = body.Select(member => member.Key).ToList();
                body[members[place % members.Count]] = value?.DeepClone();
                body[forbidden] = "me";
                return Encoding.UTF8.GetBytes(body.ToJsonString());
            }
        );

    static readonly Gen<byte[]> Body = Gen.OneOf(
        Mutated,
        Mutated,
        Value.Select(value => Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null")),
        Gen.Byte.Array[0, 300]
    );

    [Fact]
    public async Task Thousands_of_bodies_are_refused_with_a_reason_and_nothing_is_stored()
    {
        await PrepareAsync();
        var (events, keys) = (
            await server.CountAsync(),
            await server.SqlAsync("select count(*) from negotiations.api_key")
        );

        await Parallel.ForEachAsync(
            Many(Gen.Select(Gen.OneOf(Writes), Body), Bodies),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (each, _) =>
            {
                var (route, body) = each;
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
                var answer = await server.Admin.SendAsync(HttpMethod.Post, route, content);
                Assert.True(
                    (int)answer.Status is >= 400 and < 500 && answer.ContentType == "application/problem+json",
                    $"{route} {Encoding.UTF8.GetString(body)}: {answer.Status}: {answer.Text}"
                );
            }
        );

        Assert.Equal(
            (events, keys),
            (await server.CountAsync(), await server.SqlAsync("select count(*) from negotiations.api_key"))
        );
        Assert.Equal(
            0L,
            await server.SqlAsync(
                "select (select count(*) from negotiations.erasure) + (select count(*) from negotiations.subscription)"
            )
        );
    }

    [Fact]
    public async Task Thousands_of_questions_are_answered_or_refused_and_never_failed()
    {
        await PrepareAsync();

        await Parallel.ForEachAsync(
            Many(Gen.Select(Gen.OneOf(Routes), Gen.Select(Gen.OneOf(Parameters), Text).Array[1, 4]), Questions),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (each, _) =>
            {
                var (route, parameters) = each;
                var pairs = parameters.Select(parameter => $"{parameter.Item1}={Escape(parameter.Item2)}");
                var question = $"{route}?{string.Join('&', pairs)}";
                var answer = await server.Admin.Asks(question);
                Assert.True(
                    (int)answer.Status is 200 or 304 or (>= 400 and < 500),
                    $"{question}: {answer.Status}: {answer.Text}"
                );
                Assert.False(answer.ContentType == "text/html", question);
            }
        );
    }

    async Task PrepareAsync()
    {
        if ((await server.Anonymous.Asks("/api/negotiations/talks")).Status == HttpStatusCode.NotFound)
            await server.Monitor.Records("talks", Report.Clash(), Report.Round("2022-10", 1));
    }

    static T[] Many<T>(Gen<T> gen, int count) => gen.Array[count].Single(_ => true, Seed);

    // Halves of surrogate pairs cannot be sent as UTF-8.
    static string Escape(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    static string[] Valid() =>
        [
            Report.Opening("fuzzed").ToJsonString(),
            Report.Clash().ToJsonString(),
            Report.Round("2022-10", 1).ToJsonString(),
            """{ "name": "a device", "role": "monitor", "person": "a person" }""",
            """{ "reason": "why" }""",
            """
                { "url": "https://127.0.0.1/", "party": "KGZ", "type": ["round-held"], "negotiation": ["talks"],
                  "after": 0 }
                """,
        ];
}
