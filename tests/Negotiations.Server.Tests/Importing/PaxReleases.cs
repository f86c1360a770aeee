using System.Globalization;

namespace Negotiations.Server.Tests.Importing;

/// <summary>Peace agreements, release after release: counted against a plain reading of the same file.</summary>
public sealed class PaxReleases(TestServer server) : IClassFixture<TestServer>
{
    const string Agreements =
        "from negotiations.mt_events where type = 'agreement-reached' and data -> 'externalIds' @> "
        + "'[{\"scheme\":\"pax\"}]'";

    [Fact]
    public async Task Every_agreement_is_there_once_by_stage_process_country_and_date_and_again_in_a_second_release()
    {
        var raw = PlainTable.Read(FieldData.Pax);
        var first = (await server.Monitor.Imports("pax", FieldData.Pax, "2019-07-01")).IsDone();

        Assert.Equal(raw.Count, first.Rows("read"));
        Assert.Equal(0, first.Rows("quarantined") + first.Rows("refused") + first.Rows("leftOut"));
        Assert.Equal(
            raw.Counts(row => row["Stage"]),
            await server.CountsAsync($"select data ->> 'paxStage', count(*) {Agreements} group by 1")
        );
        Assert.Equal(
            raw.Where(row => row["PP"] != "").Counts(row => "pax-" + row["PP"]),
            await server.CountsAsync(
                $"select stream_id, count(*) {Agreements} and stream_id not like 'pax-agreement-%' group by 1"
            )
        );
        Assert.Equal(
            raw.Count(row => row["PP"] == ""),
            (
                await server.CountsAsync(
                    $"select stream_id, count(*) {Agreements} and stream_id like 'pax-agreement-%' group by 1"
                )
            ).Count
        );
        Assert.Equal(
            raw.Counts(row => row["Dat"]),
            await server.CountsAsync($"select data ->> 'occurred', count(*) {Agreements} group by 1")
        );
        Assert.Equal(
            raw.Counts(row => row["Agt"]),
            await server.CountsAsync($"select data ->> 'subject', count(*) {Agreements} group by 1")
        );
        Assert.Equal(
            raw.SelectMany(row => new[] { row["Loc1ISO"], row["Loc2ISO"] }.Where(code => code != "").Distinct())
                .Counts(code => code),
            await server.CountsAsync(
                "select actor ->> 'id', count(*) from negotiations.mt_events, jsonb_array_elements(data "
                    + "-> 'actors') actor where type = 'agreement-reached' group by 1"
            )
        );
        Assert.Equal(
            raw.Count(row => row["StageSub"] == "Ceas"),
            (int)
                (long)
                    (
                        await server.SqlAsync(
                            "select count(*) from negotiations.mt_events where type = 'ceasefire-agreed'"
                        )
                    )!
        );
        Assert.Equal(raw.Count + raw.Count(row => row["StageSub"] == "Ceas"), first.Events("recorded"));

        await AgainAsync(raw.Count + raw.Count(row => row["StageSub"] == "Ceas"));
        await SecondReleaseAsync(raw);
        await server.IsSoundAsync();
    }

    async Task AgainAsync(int facts)
    {
        var before = await server.CountAsync();
        var again = (await server.Monitor.Imports("pax", FieldData.Pax, "2019-07-01")).IsDone();

        Assert.Equal((0, 0, 0, 0, facts), again.Figures());
        Assert.Equal(before, await server.CountAsync());
    }

    // What it states follows from what was done to the rows, by a plain reading of them.
    async Task SecondReleaseAsync(List<Dictionary<string, string>> raw)
    {
        const string Then = "?knownBy=2020-06-30&basis=published";
        var ids = (
            await server.CountsAsync("select stream_id, count(*) from negotiations.mt_events group by 1")
        ).Keys.ToList();
        Dictionary<string, string> shown = [];
        foreach (var id in ids)
            shown.Add(id, (await server.Anonymous.Asks($"/api/negotiations/{id}{Then}").Succeeds()).Text);

        var later = raw.Select(row => new Dictionary<string, string>(row)).ToList();
        var dated = later.Where((_, n) => n % 10 == 1).ToList();
        foreach (var row in dated)
            row["Dat"] = DateOnly
                .Parse(row["Dat"], CultureInfo.InvariantCulture)
                .AddDays(1)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var retitled = later.Where((_, n) => n % 10 == 2).ToList();
        foreach (var row in retitled)
            row["Agt"] += " (revised)";
        var gone = later.Where((_, n) => n % 10 == 3).ToList();
        var added = later
            .Take(12)
            .Select(
                (row, n) =>
                    new Dictionary<string, string>(row)
                    {
                        ["AgtId"] = $"9{n:0000}",
                        ["Agt"] = $"New agreement {n}",
                        ["StageSub"] = "Proc",
                    }
            )
            .ToList();
        var file = PlainTable.Write([.. later.Except(gone), .. added]);

        var second = (await server.Monitor.Imports("pax", file, "2020-07-01", "&confirm=rows-gone")).IsDone();

        var unchanged = raw.Count - gone.Count - dated.Count - retitled.Count;
        Assert.Equal(added.Count, second.Events("recorded"));
        Assert.Equal(gone.Count + Ceasefires(gone), second.Events("retracted"));

        // A row's date is that of its ceasefire too; its title is not. Openings say no later than the first agreement
        // and move with it.
        var openings = await server.SqlAsync(
            "select count(*) from negotiations.mt_events a join negotiations.mt_events o on o.id = "
                + "(a.data ->> 'target')::uuid where a.type = 'event-corrected' and o.type = "
                + "'negotiation-opened'"
        );
        Assert.Equal(
            dated.Count + Ceasefires(dated) + retitled.Count + (int)(long)openings!,
            second.Events("corrected")
        );
        Assert.Equal(unchanged + Ceasefires(later) - Ceasefires(gone) - Ceasefires(dated), second.Events("unchanged"));
        await EachActIsOfItsRowAsync(dated, gone);

        // The older release still answers, byte for byte.
        foreach (var id in ids)
            Assert.Equal(shown[id], (await server.Anonymous.Asks($"/api/negotiations/{id}{Then}").Succeeds()).Text);

        await server
            .Monitor.StartsImport("pax", "x"u8.ToArray(), "2019-07-01")
            .IsRefused(409, "release-older", "2020-07-01");
        await BackAsync(raw, later, added, gone);
    }

    async Task EachActIsOfItsRowAsync(List<Dictionary<string, string>> dated, List<Dictionary<string, string>> gone)
    {
        Assert.Equal(
            dated.Counts(row => row["Dat"]),
            await server.CountsAsync(
                "select a.data -> 'patch' ->> 'occurred', count(*) from negotiations.mt_events a join "
                    + "negotiations.mt_events o on o.id = (a.data ->> 'target')::uuid where a.type = "
                    + "'event-corrected' and o.type = 'agreement-reached' and a.data -> 'patch' ? 'occurred' "
                    + "group by 1"
            )
        );
        Assert.Equal(
            gone.Counts(row => row["AgtId"]),
            await server.CountsAsync(
                "select o.data -> 'externalIds' -> 0 ->> 'id', count(*) from negotiations.mt_events a "
                    + "join negotiations.mt_events o on o.id = (a.data ->> 'target')::uuid where a.type = "
                    + "'event-retracted' and o.type = 'agreement-reached' group by 1"
            )
        );
    }

    // The third has the rows of the first again: what was taken back comes back, and nothing is recorded twice.
    async Task BackAsync(
        List<Dictionary<string, string>> raw,
        List<Dictionary<string, string>> later,
        List<Dictionary<string, string>> added,
        List<Dictionary<string, string>> gone
    )
    {
        var third = (
            await server.Monitor.Imports("pax", PlainTable.Write([.. later, .. added]), "2021-07-01")
        ).IsDone();

        Assert.Equal(gone.Count + Ceasefires(gone), third.Events("restored"));
        Assert.Equal((0, 0), (third.Events("recorded"), third.Events("retracted")));
        var standing = 0;
        foreach (var negotiation in await server.ReadAllAsync())
            standing += Views.EffectiveSet.Of(negotiation.Events).Count(each => each.Fact is Events.AgreementReached);
        Assert.Equal(raw.Count + added.Count, standing);
    }

    static int Ceasefires(IEnumerable<Dictionary<string, string>> rows) => rows.Count(row => row["StageSub"] == "Ceas");
}
