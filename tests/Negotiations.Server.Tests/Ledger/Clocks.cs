using Microsoft.Extensions.DependencyInjection;
using Negotiations.Cli.Verifying;
using Negotiations.Ledger;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Ledger;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>The recorded clock: who can insert a row cannot have it signed for another
/// time than it was put in.</summary>
public sealed class Clocks(TestDatabase databases)
{
    private const string Row = "stream_id = 'water' and version = 4";

    [Fact]
    public async Task A_row_that_was_put_in_with_an_earlier_time_is_not_signed_with_or_without_a_seal()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        var id = Guid.CreateVersion7();
        await server.AttacksAsync(
            $"""
            create temporary table copy as select * from mt_events where stream_id = 'water' and version = 3;
            update copy set seq_id = (select max(seq_id) + 1 from mt_events), id = '{id}', version = 4, headers = null,
              timestamp = timestamp - interval '1 hour';
            insert into mt_events select * from copy;
            update mt_streams set version = 4 where id = 'water'
            """
        );
        var writer = server.Services.GetRequiredService<LedgerWriter>();
        await Scratch.Eventually("the writer names it", () => writer.Fault is not null);
        Assert.Contains("Event 4 of 'water' bears no seal", writer.Fault!.Detail, StringComparison.Ordinal);
        (await server.VerifiesAsync()).Finds("withheld", "water", 4);

        // A seal is easily made; the time before the entry that the log has already is not.
        var data = (string)(await server.SqlAsync($"select data::text from negotiations.mt_events where {Row}"))!;
        var type = (string)(await server.SqlAsync($"select type from negotiations.mt_events where {Row}"))!;
        var seal = DataSeal.TryOn(type, id, System.Text.Encoding.UTF8.GetBytes(data))!;
        await server.AttacksAsync($"update mt_events set headers = '{seal.ToHeaders(null)}' where {Row}");
        await Scratch.Eventually("the writer names the time", () =>
            writer.Fault!.Detail.Contains("the clock of the record does not go back", StringComparison.Ordinal)
        );
        Assert.Contains(
            "Event 4 of 'water' claims to be recorded at",
            (await server.Anonymous.Asks("/health/ready")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());
        (await server.VerifiesAsync()).Finds("withheld", "water", 4);
    }

    [Fact]
    public async Task What_was_not_in_the_log_at_a_visit_cannot_claim_to_be_older_and_every_entry_has_its_bounds()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        var bounds = (await server.VerifiesAsync()).IsVerified().Report!["bounds"]!.AsArray();
        Assert.Equal(
            [(0, AuditedServer.Size - 1), (AuditedServer.Size, AuditedServer.Size)],
            bounds.Select(each => ((int)each!["firstEntry"]!, (int)each["lastEntry"]!))
        );
        Assert.True((string?)bounds[0]!["notBefore"] is null && (string)bounds[0]!["notAfterBy"]! == "auditor");
        Assert.True((DateTimeOffset)bounds[1]!["notBefore"]! <= (DateTimeOffset)bounds[1]!["notAfter"]!);

        // Seen by a clock two hours ahead, what the server records after that is too old by its own account.
        server.Terminal.Ahead = TimeSpan.FromHours(2);
        (await server.VerifiesAsync()).IsVerified();
        await server.Monitor.Appends("water", Report.Clash("2022-04")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 2);
        (await server.VerifiesAsync()).Finds("clock-went-back", "water", 5, "recordedAt");
    }

    [Fact]
    public void A_log_whose_clock_goes_back_is_named_at_the_first_entry_that_does()
    {
        var start = new DateTimeOffset(2026, 11, 29, 1, 0, 0, TimeSpan.Zero);
        List<Leaf> leaves = [.. new[] { 0, 10, 9, 11 }.Select((minute, n) => Entry(n, start.AddMinutes(minute)))];
        var finding = Assert.Single(Found(leaves, []));
        Assert.Equal(("clock-went-back", 2), (finding.Kind, (int)finding.Index!));

        leaves[2] = Entry(2, start.AddMinutes(10));
        Assert.Empty(Found(leaves, []));

        // A witness saw two entries at minute 12: the third one was signed later than it says.
        var at = start.AddMinutes(12);
        Assert.Equal(2, Assert.Single(Found(leaves, [new SeenHead(2, null, at, at, "witness.example/w1")])).Index);
        Assert.Empty(Found(leaves, [new SeenHead(3, null, at, at, "witness.example/w1")]));

        // The auditor's note says another root.
        Assert.Equal(
            "forked",
            Assert.Single(Found(leaves, [new SeenHead(4, default(Digest), at, at, "auditor")])).Kind
        );
    }

    private static Leaf Entry(int index, DateTimeOffset recordedAt) =>
        new(index, "border", index + 1, "clash-reported", Guid.NewGuid(), "monitor", recordedAt, default);

    private static List<Finding> Found(List<Leaf> leaves, IReadOnlyList<SeenHead> seen)
    {
        var report = new VerifyReport("test");
        new ClockCheck(seen, report).Run(leaves);
        return report.Findings;
    }
}
