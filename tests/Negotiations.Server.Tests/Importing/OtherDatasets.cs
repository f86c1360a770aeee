using System.Globalization;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Importing;

/// <summary>
/// Every dataset is counted twice: by the record after its import, and by a plain reading of the file.
/// </summary>
public sealed class OtherDatasets(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_dead_of_UCDP_GED_are_those_of_the_file_by_year_country_dyad_and_side_low_best_and_high()
    {
        var raw = PlainTable.Read(FieldData.Ged);
        var report = (await server.Monitor.Imports("ucdp-ged", FieldData.Ged, "2023-05-31")).IsDone();

        Assert.Equal(raw.Count, report.Rows("read"));
        Assert.Equal(0, report.Rows("quarantined") + report.Rows("refused") + report.Rows("leftOut"));
        const string Clash =
            "from negotiations.mt_events where stream_id like 'ucdp-dyad-%' and type = 'clash-reported' "
            + "and data -> 'externalIds' -> 0 ->> 'scheme' = 'ucdp-ged'";
        Assert.Equal(
            raw.Counts(row => "ucdp-dyad-" + row["dyad_new_id"]),
            await server.CountsAsync($"select stream_id, count(*) {Clash} group by 1")
        );
        Assert.Equal(
            raw.Counts(row => row["where_prec"]),
            await server.CountsAsync($"select data -> 'place' ->> 'precision', count(*) {Clash} group by 1")
        );
        Assert.Equal(
            raw.Counts(row => row["event_clarity"]),
            await server.CountsAsync($"select data ->> 'clarity', count(*) {Clash} group by 1")
        );

        const string Headline =
            "from negotiations.mt_events where stream_id like 'ucdp-dyad-%' and type = 'toll-reported' "
            + "and not data ? 'side' and data -> 'externalIds' -> 0 ->> 'scheme' = 'ucdp-ged'";
        foreach (var bound in new[] { "low", "best", "high" })
        {
            Assert.Equal(
                Sums(raw, row => row["date_start"][..4], bound),
                await server.CountsAsync(
                    "select substring(data ->> 'occurred' from '[0-9]{4}'), sum((data -> 'killed' ->> "
                        + $"'{bound}')::numeric)::bigint {Headline} group by 1"
                )
            );
            Assert.Equal(
                Sums(raw, row => row["country_id"], bound).Select(pair => pair.Value).Order(),
                (
                    await server.CountsAsync(
                        "select c.data -> 'place' ->> 'country', sum((t.data -> 'killed' ->> "
                            + $"'{bound}')::numeric)::bigint from negotiations.mt_events t join "
                            + "negotiations.mt_events c on c.stream_id = t.stream_id and c.type = "
                            + "'clash-reported' and c.data ->> 'clashId' = t.data ->> 'clashId' where "
                            + "t.stream_id like 'ucdp-dyad-%' and t.type = 'toll-reported' and not t.data ? "
                            + "'side' group by 1"
                    )
                ).Values.Order()
            );
        }

        Assert.Equal(
            new[] { "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown" }.Sum(column =>
                raw.Sum(row => Number(row[column]))
            ),
            (long)
                (
                    await server.SqlAsync(
                        "select sum((data -> 'killed' ->> 'best')::numeric)::bigint from "
                            + "negotiations.mt_events where stream_id like 'ucdp-dyad-%' and type = "
                            + "'toll-reported' and data ? 'side'"
                    )
                )!
        );
        await EachDyadAddsUpAsync(raw, report);
        await server.IsSoundAsync();
    }

    async Task EachDyadAddsUpAsync(List<Dictionary<string, string>> raw, JsonNode report)
    {
        Assert.Equal(
            raw.Count(row =>
                !(Number(row["low"]) <= Number(row["best"]) && Number(row["best"]) <= Number(row["high"]))
            ),
            (int?)report["notes"]!["bounds-out-of-order"] ?? 0
        );

        // The view of a dyad adds up what its rows say, and says which rows have their bounds out of order.
        foreach (var dyad in raw.GroupBy(row => row["dyad_new_id"]).Take(40))
        {
            var status = await server.Anonymous.Asks($"/api/negotiations/ucdp-dyad-{dyad.Key}").Succeeds();
            Assert.Equal(
                dyad.Sum(row => Number(row["best"])).ToString(CultureInfo.InvariantCulture),
                status["clashes.killed.best"]
            );
            Assert.Equal(dyad.Count().ToString(CultureInfo.InvariantCulture), status["clashes.count"]);
            Assert.DoesNotContain("possible-duplicate", status.Each("anomalies", "code"));
        }
    }

    [Fact]
    public async Task Treaties_are_those_of_the_file_by_state_signature_ratification_force_and_end()
    {
        var raw = PlainTable.Read(FieldData.ManyTreaties);
        var report = (await server.Monitor.Imports("manytreaties", FieldData.ManyTreaties, "2021-03-01")).IsDone();

        Assert.Equal(raw.Count, report.Rows("read"));
        Assert.Equal(0, report.Rows("quarantined") + report.Rows("refused") + report.Rows("leftOut"));
        const string Ours = "from negotiations.mt_events where stream_id like 'treaty-%'";
        Assert.Equal(
            raw.Select(row => row["treatyID"]).Distinct().Count(),
            (int)(long)(await server.SqlAsync($"select count(distinct stream_id) {Ours}"))!
        );
        foreach (
            var (column, type, party) in new[]
            {
                ("StateSignature", "instrument-signed", "data -> 'signatories' ->> 0"),
                ("StateRatification", "consent-expressed", "data ->> 'party'"),
                ("StateForce", "entered-into-force", "data ->> 'forParty'"),
                ("StateEnd", "instrument-ended", "data ->> 'party'"),
            }
        )
            Assert.Equal(
                raw.Where(row => row[column] != "" && !row[column].StartsWith("9999", StringComparison.Ordinal))
                    .Counts(row => row["stateID"]),
                await server.CountsAsync(
                    $"select {party}, count(*) {Ours} and type = '{type}' and {party} is not null group by 1"
                )
            );

        // By state: every treaty that names it.
        Assert.Equal(
            raw.GroupBy(row => row["stateID"])
                .ToDictionary(
                    state => state.Key,
                    state => (long)state.Select(row => row["treatyID"]).Distinct().Count()
                )
                .OrderBy(pair => pair.Key, StringComparer.Ordinal),
            (
                await server.CountsAsync(
                    "select actor ->> 'id', count(distinct stream_id) from negotiations.mt_events, "
                        + "jsonb_array_elements(data -> 'actors') actor where stream_id like 'treaty-%' and "
                        + "type = 'negotiation-opened' group by 1"
                )
            ).AsEnumerable()
        );

        // 9999-12-31 is no end, and a bare span is one day out of it: both are said.
        Assert.Equal(
            raw.Sum(row =>
                new[]
                {
                    "StateSignature",
                    "StateRatification",
                    "StateForce",
                    "StateEnd",
                    "Signature",
                    "Force",
                    "End",
                }.Count(column => row[column].StartsWith("9999", StringComparison.Ordinal))
            ),
            (int)report["notes"]!["date-open"]!
        );
        await server.IsSoundAsync();
    }

    [Fact]
    public async Task Conflict_years_are_clashes_that_stand_for_all_of_a_year_with_the_toll_their_intensity_supports()
    {
        const string File =
            "conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,"
            + "intensity_level,gwno_a,gwno_loc\n"
            + "395,Tajikistan,Government of Tajikistan,137,UTO,312,2,,1992,2,702,702\n"
            + "395,Tajikistan,Government of Tajikistan,137,UTO,312,2,,1993,1,702,702\n"
            + "395,Tajikistan,Government of Tajikistan,137,UTO,312,2,,1994,7,702,702\n";
        var report = (await server.Monitor.Imports("ucdp-acd", File, "2023-05-31")).IsDone();

        Assert.Equal((2, 1, 4), (report.Rows("accepted"), report.Rows("quarantined"), report.Events("recorded")));
        var status = await server.Anonymous.Asks("/api/negotiations/ucdp-conflict-395").Succeeds();
        Assert.Equal(
            ("2", "2", "1025"),
            (status["clashes.count"], status["clashes.unenumerated"], status["clashes.killed.low"])
        );
        Assert.Contains("TJK", status.Each("parties", "id"));
    }

    [Fact]
    public async Task ACLED_rows_are_clashes_with_their_dead_agreements_or_left_out_with_the_reason()
    {
        const string Columns =
            "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
            + "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
            + "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
            + "notes,fatalities,tags,timestamp\n";
        string Row(string id, string date, string precision, string type, string sub, string dead) =>
            $"{id},{date},2022,{precision},Political violence,{type},{sub},Military Forces A,,1,Military "
            + "Forces B,,8,18,,417,Caucasus and Central "
            + "Asia,Kyrgyzstan,Batken,Batken,,Kok-Tash,39.9,70.6,1,\"Kabar; 24.kg\",National,\"Shots, they "
            + $"say.\",{dead},,1663632000\n";

        var report = (
            await server.Monitor.Imports(
                "acled",
                Columns
                    + Row("KGZ1", "16 September 2022", "1", "Battles", "Armed clash", "24")
                    + Row(
                        "KGZ2",
                        "2022-09-17",
                        "2",
                        "Explosions/Remote violence",
                        "Shelling/artillery/missile attack",
                        "0"
                    )
                    + Row("KGZ3", "2022-09-19", "1", "Strategic developments", "Agreement", "0")
                    + Row("KGZ4", "2022-09-20", "1", "Protests", "Peaceful protest", "0")
                    + Row("KGZ5", "2022-09-21", "1", "Battles", "Armed clash", "many"),
                "2022-10-01"
            )
        ).IsDone();

        Assert.Equal(
            (2, 1, 1, 1),
            (report.Rows("accepted"), report.Rows("normalised"), report.Rows("leftOut"), report.Rows("quarantined"))
        );
        var status = await server.Anonymous.Asks("/api/negotiations/acled-kgz").Succeeds();
        Assert.Equal(("2", "24"), (status["clashes.count"], status["clashes.killed.best"]));
        Assert.Equal(
            "[2022-09-14..2022-09-20]",
            await server.SqlAsync(
                "select data ->> 'occurred' from negotiations.mt_events where data ->> 'clashId' = 'acled-KGZ2'"
            )
        );
        Assert.Equal(
            1L,
            await server.SqlAsync(
                "select count(*) from negotiations.mt_events where stream_id = 'acled-kgz' and type = "
                    + "'agreement-reached'"
            )
        );
    }

    [Fact]
    public async Task Several_datasets_feed_one_negotiation_by_a_mapping_and_their_overlaps_are_possible_duplicates()
    {
        await server.Monitor.Opens("our-border").Succeeds();
        const string Ged =
            "id,dyad_name,dyad_new_id,date_start,date_end,best,high,low,country_id,gwnoa,gwnob,latitude,"
            + "longitude,where_coordinates\n"
            + "1,Kyrgyzstan - Tajikistan,15000,2022-09-16,2022-09-16,24,24,24,703,703,702,39.8,70.5,Kok-Tash village\n"
            + "2,Somewhere else,15001,2022-09-16,2022-09-16,3,3,3,700,700,,34.5,69.1,Kabul\n";
        const string Acled =
            "event_id_cnty,event_date,event_type,country,iso,latitude,longitude,location,fatalities\n"
            + "KGZ9,2022-09-16,Battles,Kyrgyzstan,417,39.9,70.6,Kok-Tash,24\n"
            + "KGZ10,2022-09-16,Battles,Kyrgyzstan,417,42.8,74.6,Bishkek,1\n";
        const string Pair = """
            { "rules": [ { "countries": ["KGZ", "TJK"], "negotiation": "our-border" } ], "otherwise": "leave-out" }
            """;
        const string Batken = """
            { "rules": [ { "polygon": [[69.2, 39.4], [72.0, 39.4], [72.0, 40.3], [69.2, 40.3]],
              "negotiation": "our-border" } ], "otherwise": "leave-out" }
            """;

        var preview = (
            await server.Monitor.ImportsMapped("ucdp-ged", Ged, "2023-05-31", Pair, "&dataset=ged-border&dryRun=true")
        ).IsDone();
        Assert.Equal(
            ("our-border", true, 2),
            (
                (string)preview["negotiations"]![0]!["id"]!,
                (bool)preview["negotiations"]![0]!["exists"]!,
                (int)preview["negotiations"]![0]!["facts"]!
            )
        );
        Assert.Equal(1, preview.Rows("leftOut"));
        Assert.DoesNotContain(
            "ged-1",
            (await server.Anonymous.Asks("/api/negotiations/our-border").Succeeds()).Text,
            StringComparison.Ordinal
        );

        (await server.Monitor.ImportsMapped("ucdp-ged", Ged, "2023-05-31", Pair, "&dataset=ged-border")).IsDone();
        (await server.Monitor.ImportsMapped("acled", Acled, "2022-10-01", Batken, "&dataset=acled-border")).IsDone();

        var status = await server.Anonymous.Asks("/api/negotiations/our-border").Succeeds();
        Assert.Equal("2", status["clashes.count"]);
        Assert.Single(status.Each("anomalies", "code"), "possible-duplicate");
        var bad = """{ "rules": [ { "negotiation": "our-border" } ] }""";
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(bad), "mapping" },
            { new StringContent(Ged), "file", "x.csv" },
        };
        await server
            .Monitor.SendAsync(HttpMethod.Post, "/api/imports?format=ucdp-ged&release=2023-05-31", parts)
            .IsRefused(422, "bad-mapping", "condition");
    }

    [Fact]
    public async Task Any_table_is_taken_in_by_a_small_file_that_says_what_its_columns_mean()
    {
        var mapping = Documented.Block("json");
        var table = Documented.Block("csv");
        var report = (
            await server.Monitor.ImportsMapped("csv", table, "2024-01-31", mapping, "&dataset=our-rounds")
        ).IsDone();

        Assert.Equal((1, 1, 1), (report.Rows("accepted"), report.Rows("normalised"), report.Rows("quarantined")));
        var status = await server.Anonymous.Asks("/api/negotiations/example-line").Succeeds();
        Assert.Equal(
            ("Delimitation of the example line", "2", "11.9"),
            (
                status["title"],
                status["rounds.held"],
                await server.SqlAsync(
                    "select data -> 'kilometres' ->> 'best' from negotiations.mt_events where stream_id = "
                        + "'example-line' and data ->> 'roundNumber' = '2'"
                )
            )
        );

        var later = (
            await server.Monitor.ImportsMapped(
                "csv",
                table.Replace("11.9", "12.4", StringComparison.Ordinal),
                "2024-02-29",
                mapping,
                "&dataset=our-rounds"
            )
        ).IsDone();
        Assert.Equal((0, 1, 0), (later.Events("recorded"), later.Events("corrected"), later.Events("retracted")));
    }

    static SortedDictionary<string, long> Sums(
        IEnumerable<Dictionary<string, string>> rows,
        Func<Dictionary<string, string>, string> key,
        string column
    ) =>
        new(
            rows.GroupBy(key).ToDictionary(group => group.Key, group => group.Sum(row => Number(row[column]))),
            StringComparer.Ordinal
        );

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
