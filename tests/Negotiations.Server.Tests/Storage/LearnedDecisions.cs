using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Setup;

namespace Negotiations.Server.Tests.Storage;

/// <summary>A decision that has to know what else is stored is given it by the commit that makes it.</summary>
public sealed class LearnedDecisions(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Two_commits_of_one_submission_each_decide_by_what_they_read()
    {
        await server.Monitor.Records("ending", Report.Clash());
        var negotiation = await server
            .Services.GetRequiredService<NegotiationReader>()
            .ReadAsync("ending", Scratch.Stop);
        var closing = JsonSerializer.SerializeToElement(
            Report.Of(
                "negotiation-closed",
                "2023-01",
                """ "outcome": "merged", "mergedInto": "going-on" """,
                $"{Guid.CreateVersion7()}"
            )
        );
        var request = new AppendEvents([EventJson.Read(closing).Value!], IsArray: false);
        var submission = ElsewhereReader.Submit(request, "ending", [], "a-monitor");

        var before = await LearnAsync(submission, negotiation);
        await server.Monitor.Opens("going-on").Succeeds();
        var after = await LearnAsync(submission, negotiation);

        var today = server.Services.GetRequiredService<DatabaseClock>().LatestToday;
        Assert.IsType<Decision.Accepted>(after(negotiation, today).Decision);
        Assert.IsType<Decision.Refused>(before(negotiation, today).Decision);
    }

    async Task<Func<Negotiation, DateOnly, Prepared>> LearnAsync(AppendRequest submission, Negotiation negotiation)
    {
        await using var connection = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await using var transaction = await connection.BeginTransactionAsync(Scratch.Stop);
        var frame = await CommitSnapshot.OpenAsync(connection, [submission], Scratch.Stop);
        var plan = new CommitPlan(frame, _ => Task.FromResult(negotiation));
        return await submission.Learn!(connection, plan, Scratch.Stop);
    }
}
