using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Actors;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Npgsql;

namespace Negotiations.Server.Tests.Storage;

/// <summary>A page costs what the page holds, not what the record holds.</summary>
public sealed class Pages(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("")]
    [InlineData("?sort=-id")]
    [InlineData("?sort=id&health=stalled")]
    public async Task A_page_by_id_comes_off_the_index_and_nothing_is_sorted(string asked)
    {
        var plan = await PlanOf(asked);

        Assert.Contains(plan, line =>
            line.Contains("Index Scan", StringComparison.Ordinal)
            && line.Contains("status_order", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(plan, line => line.Contains("Sort", StringComparison.Ordinal));
    }

    // As the planner decides once the table is large, whatever its size is now.
    async Task<List<string>> PlanOf(string asked)
    {
        var database = server.Services.GetRequiredService<Database>();
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(asked) } };
        var list = ListQuery.Read(new Query(context.Request.Query), party: null, ActorRegistry.BuiltIn);
        await using var page = ListSelect.Page(list, database);
        await using var connection = await database.Source.OpenConnectionAsync(Scratch.Stop);
        await using var transaction = await connection.BeginTransactionAsync(Scratch.Stop);
        await using (
            var set = new NpgsqlCommand("set local enable_seqscan = off; set local enable_bitmapscan = off", connection)
        )
            await set.ExecuteNonQueryAsync(Scratch.Stop);

        await using var explain = new NpgsqlCommand("explain " + page.CommandText, connection);
        foreach (NpgsqlParameter parameter in page.Parameters)
            explain.Parameters.Add(new NpgsqlParameter { Value = parameter.Value });

        await using var rows = await explain.ExecuteReaderAsync(Scratch.Stop);
        List<string> plan = [];
        while (await rows.ReadAsync(Scratch.Stop))
            plan.Add(rows.GetString(0));

        return plan;
    }
}
