using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Audit;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Projections;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>A row that says another version of the fold made it is not out of reach of the check for ever.</summary>
public sealed class RowsOfOtherFolds(TestDatabase databases)
{
    static readonly Dictionary<string, string?> hasty = new()
    {
        ["casebook"] = "false",
        ["ledger:selfCheckSeconds"] = "1",
    };

    static readonly DateTimeOffset now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_newer_one_that_no_program_made_is_found_and_an_older_one_is_folded_again()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.AttacksAsync(
            "update status set fold = 99, phase = 'in-force' where id = 'border'; "
                + "update status set fold = 0, phase = 'in-force' where id = 'water'"
        );
        await Scratch.Eventually("health names the newer one", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains(
                "'border': Its row says that version 99 of the fold made it",
                StringComparison.Ordinal
            )
        );

        await server.Services.GetRequiredService<ViewRefresh>().RunAsync(Scratch.Stop);
        Assert.Equal(
            $"{StatusFold.Version} registered",
            await server.SqlAsync("select fold || ' ' || phase from negotiations.status where id = 'water'")
        );
    }

    [Fact]
    public async Task What_follows_from_the_events_alone_is_compared_whatever_made_the_row()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.AttacksAsync(
            "insert into fold_version (version) values (99); "
                + "update status set fold = 99, recorded_at = recorded_at + interval '1 day' where id = 'border'"
        );
        await Scratch.Eventually("health names it", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains(
                "'border': The column 'recorded_at'",
                StringComparison.Ordinal
            )
        );
    }

    [Theory]
    [InlineData(-1, 10, false)]
    [InlineData(-1, 11, true)]
    [InlineData(1, 60, false)]
    [InlineData(1, 61, true)]
    public void An_upgrade_takes_no_longer_than_so_many_minutes(int versions, int minutes, bool isFound)
    {
        var folds = new OtherFolds();
        var fold = StatusFold.Version + versions;
        Assert.Null(folds.WhyNot("border", fold, fold, now));
        Assert.Equal(
            isFound,
            folds.WhyNot("border", fold + versions, fold + versions, now.AddMinutes(minutes)) is not null
        );

        folds.Remove("border");
        Assert.Null(folds.WhyNot("border", fold, fold, now.AddDays(1)));
    }
}
