using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Audit;

/// <summary>
/// Whatever is asked, the store afterwards is the store before: every row of every table, and the sequence.
/// </summary>
/// <remarks>The lease of the ledger's writer is left out: it is renewed whether anybody asks or not.</remarks>
public sealed class ReadsWriteNothing(TestServer server) : IClassFixture<TestServer>
{
    const string Digest = """
        select string_agg(name || ' ' || content, E'\n' order by name) from (
          select tablename::text as name,
                 (xpath('/row/c/text()', query_to_xml(format(
                   'select count(*) || '' '' || md5(coalesce(string_agg(t::text, ''|'' order by t::text), '''')) as c
                    from negotiations.%I t', tablename), false, true, '')))[1]::text as content
          from pg_tables where schemaname = 'negotiations' and tablename <> 'ledger_lease'
          union all select 'sequence', last_value::text from negotiations.mt_events_sequence) as every
        """;

    static readonly string[] Questions =
    [
        "",
        "?asOf=2022-09-15",
        "?knownBy=2022-10-05&basis=published",
        "?version=2",
        "?without=Kabar",
        "?from=1&to=2",
        "?limit=1",
    ];

    [Fact]
    public async Task No_route_that_answers_a_question_leaves_a_trace()
    {
        await server.Monitor.Records(
            "kg-tj-border",
            Report.Clash("2022-09", Ids.Of("a clash to prove")),
            Report.Round("2023-10-03", 1)
        );
        var audit = (await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Succeeds()).Location!;
        await Scratch.Eventually("the audit is done", async () =>
            (await server.Anonymous.Asks(audit).Succeeds())["state"] == "done"
        );
        await Scratch.Eventually("the ledger has taken in what was recorded", async () =>
            await server.SqlAsync(
                "select (select max(last_sequence) from negotiations.ledger_checkpoint) = (select "
                    + "max(seq_id) from negotiations.mt_events)"
            )
                is true
        );

        // Whole views are stored behind, whether anything is asked or not.
        await server.SnapshotsAsync();
        var before = (string)(await server.SqlAsync(Digest))!;

        var contract = (await server.Anonymous.Asks("/openapi/v1.json").Succeeds()).Json["paths"]!.AsObject();
        var routes = contract
            .Where(path => path.Value!.AsObject().ContainsKey("get"))
            .Select(path => path.Key)
            .Append("/health/ready")
            .ToList();
        foreach (
            var address in routes.SelectMany(route => Questions.Select(question => Address(route, audit) + question))
        )
            await server.Anonymous.Asks(address);

        Assert.True(
            routes.Count > 8,
            "The contract names fewer questions than there are: " + string.Join(", ", routes)
        );
        Assert.Equal(before, (string)(await server.SqlAsync(Digest))!);
    }

    static string Address(string route, string audit) =>
        (route.Contains("audits", StringComparison.Ordinal) ? audit : route)
            .Replace("{id}", "kg-tj-border", StringComparison.Ordinal)
            .Replace("{code}", "KGZ", StringComparison.Ordinal)
            .Replace("{eventId}", Ids.Of("a clash to prove"), StringComparison.Ordinal)
            .Replace("{level}", "0", StringComparison.Ordinal)
            .Replace("{index}", "000", StringComparison.Ordinal);
}
