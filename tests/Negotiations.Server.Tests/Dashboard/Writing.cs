using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>
/// From a press item to an event on the pages, without a script: nothing is recorded that was not shown, and nothing
/// typed is lost.
/// </summary>
public sealed class Writing(TestServer server) : IClassFixture<TestServer>
{
    static readonly (string, string?)[] Clash =
    [
        ("occurred", "early July 2024"),
        ("own.clashId", "july"),
        ("source1.publisher", "Kabar"),
        ("source1.url", "https://news.example/7"),
        ("source1.published", "8 July 2024"),
        ("actor1.id", "Kyrgyzstan"),
        ("actor1.role", "side-a"),
        ("place.name", "Batken"),
        ("place.country", "KGZ"),
        ("note", "First line.\nSecond line."),
    ];

    [Fact]
    public async Task A_date_in_words_is_shown_as_it_is_read_and_recorded_with_its_words()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var check = await visitor
            .Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")])
            .Is(HttpStatusCode.OK);

        Assert.Contains("<code>2024-07-0X</code>", check.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"check\"", check.Text, StringComparison.Ordinal);
        Assert.Equal("1", (await StatusOf(path))["version"]);

        var done = await visitor.Sends(path, check, ("step", "record")).Is(HttpStatusCode.Redirect);
        var entry = (await HistoryOf(path))["items.1"];
        var actual = JsonNode.Parse(entry!)!;
        Assert.StartsWith($"/negotiations/{IdOf(path)}/report?done=", done.Location, StringComparison.Ordinal);
        Assert.Equal(
            ("clash-reported", "2024-07-0X", "early July 2024", "monitor"),
            (
                actual["type"]!.GetValue<string>(),
                actual["occurred"]!.GetValue<string>(),
                actual["occurredText"]!.GetValue<string>(),
                actual["recordedBy"]!.GetValue<string>()
            )
        );
        Assert.Equal(
            """[{"id":"KGZ","role":"side-a"}] {"name":"Batken","country":"KGZ"} First line.|Second line. 2024-07-08""",
            $"{actual["data"]!["actors"]!.ToJsonString()} {actual["data"]!["place"]!.ToJsonString()} "
                + $"{actual["data"]!["note"]!.GetValue<string>().Replace('\n', '|')} "
                + $"{actual["data"]!["sources"]![0]!["published"]}"
        );
    }

    [Fact]
    public async Task A_number_in_words_sets_the_floor_of_the_published_table_and_its_words_are_stored()
    {
        var (visitor, path) = await BeginsAsync("toll-reported");
        await RecordsAsync(
            visitor,
            path,
            ("occurred", "September 2022"),
            ("own.killed", "dozens"),
            ("own.displaced", "more than 137,000"),
            ("source1.publisher", "Kabar")
        );

        var data = JsonNode.Parse((await HistoryOf(path))["items.1.data"]!)!;
        Assert.Equal(
            """{"text":"dozens","qualifier":"dozens","unit":"people"} """
                + """{"text":"more than 137,000","qualifier":"more-than","low":137000,"unit":"people"}""",
            $"{data["killed"]!.ToJsonString()} {data["displaced"]!.ToJsonString()}"
        );
        Assert.Equal("24", (await StatusOf(path))["clashes.killed.low"]);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_recorded_once()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var check = await visitor.Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")]);

        var both = await Task.WhenAll(
            visitor.Sends(path, check, ("step", "record")),
            visitor.Sends(path, check, ("step", "record"))
        );

        Assert.All(both, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        Assert.Equal("2", (await StatusOf(path))["version"]);
    }

    [Fact]
    public async Task What_was_changed_after_its_check_is_checked_again_before_it_is_recorded()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var check = await visitor.Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")]);

        var again = await visitor
            .Sends(path, check, ("occurred", "mid-July 2024"), ("step", "record"))
            .Is(HttpStatusCode.OK);

        Assert.Contains("<code>2024-07-1X</code>", again.Text, StringComparison.Ordinal);
        Assert.Equal("1", (await StatusOf(path))["version"]);
    }

    [Theory]
    [InlineData("occurred", "after the harvest", "f-occurred")]
    [InlineData("occurred", "", "f-occurred")]
    [InlineData("source1.published", "soon", "f-source1-published")]
    [InlineData("source1.url", "javascript:alert(1)", "f-source1-url")]
    [InlineData("own.clarity", "two", "f-own-clarity")]
    [InlineData("own.clarity", "7", "f-own-clarity")]
    [InlineData("actor1.id", "the neighbours", "f-actor1-id")]
    public async Task What_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(
        string field,
        string typed,
        string at
    )
    {
        var (visitor, path) = await BeginsAsync("clash-reported");

        var answer = await visitor
            .Sends(path, await visitor.Asks(path), [.. Clash, (field, typed), ("step", "record")])
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Contains($"href=\"#{at}\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"id=\"{at}-fault\"", answer.Text, StringComparison.Ordinal);
        DashboardVisitor.Keeps(answer, [.. Clash, (field, typed)]);
        Assert.Equal("1", (await StatusOf(path))["version"]);
    }

    [Fact]
    public async Task A_session_that_ended_takes_nothing_away_and_the_key_is_given_on_the_same_page()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var check = await visitor.Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")]);
        visitor.LosesSession();

        var ended = await visitor.Sends(path, check, ("step", "record"));
        Assert.Equal(HttpStatusCode.Forbidden, ended.Status);
        DashboardVisitor.Keeps(ended, Clash);

        var refused = await visitor
            .Sends(path, ended, ("key", "ngt_nothing"), ("step", "check"))
            .Is(HttpStatusCode.Forbidden);
        DashboardVisitor.Keeps(refused, Clash);
        var auditor = await visitor
            .Sends(path, refused, ("key", TestServer.KeyOf("auditor")), ("step", "check"))
            .Is(HttpStatusCode.Forbidden);
        DashboardVisitor.Keeps(auditor, Clash);
        visitor.LosesSession();
        Assert.Equal("1", (await StatusOf(path))["version"]);

        var shown = await visitor
            .Sends(
                path,
                await visitor.Sends(path, auditor, ("step", "check")),
                ("key", TestServer.KeyOf("monitor")),
                ("step", "check")
            )
            .Is(HttpStatusCode.OK);
        await visitor.Sends(path, shown, ("step", "record")).Is(HttpStatusCode.Redirect);
        Assert.Equal("2", (await StatusOf(path))["version"]);
    }

    [Fact]
    public async Task A_form_without_its_token_records_nothing_and_comes_back_as_it_was()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var check = await visitor.Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")]);

        var answer = await visitor.Sends(path, check, ("form", null), ("step", "record")).Is(HttpStatusCode.OK);

        DashboardVisitor.Keeps(answer, Clash);
        Assert.Equal("1", (await StatusOf(path))["version"]);
    }

    [Fact]
    public async Task Who_was_overtaken_sees_what_was_recorded_and_keeps_what_they_typed()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var check = await visitor.Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")]);
        await server
            .Monitor.Appends(
                IdOf(path),
                Report.Of("statement-issued", "2024-07-09", """ "summary": "Both sides spoke." """)
            )
            .Succeeds();

        var overtaken = await visitor.Sends(path, check, ("step", "record")).Is(HttpStatusCode.Conflict);
        Assert.Contains("Both sides spoke.", overtaken.Text, StringComparison.Ordinal);
        DashboardVisitor.Keeps(overtaken, Clash);

        await visitor.Sends(path, overtaken, ("step", "record")).Is(HttpStatusCode.Redirect);
        Assert.Equal("3", (await StatusOf(path))["version"]);
    }

    [Fact]
    public async Task What_may_be_recorded_already_is_shown_before_it_is_recorded_twice()
    {
        var (visitor, path) = await BeginsAsync("clash-reported");
        var known = await server
            .Monitor.Appends(IdOf(path), Report.Of("clash-reported", "2024-07-05", publisher: "Asia-Plus"))
            .Succeeds();

        var check = await visitor.Sends(path, await visitor.Asks(path), [.. Clash, ("step", "check")]);

        Assert.Contains($"#e-{known["events.0.eventId"]}", check.Text, StringComparison.Ordinal);
        Assert.Contains("Asia-Plus", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_patches_what_was_changed_and_nothing_else()
    {
        var (visitor, opened) = await BeginsAsync("clash-reported");
        var toll = await server
            .Monitor.Appends(
                IdOf(opened),
                Report.Of(
                    "toll-reported",
                    "2022-09",
                    """
                    "killed": { "text": "dozens", "qualifier": "dozens" }, "side": "KGZ",
                    "place": { "name": "Batken", "precision": 5 }, "note": "From the agency."
                    """
                )
            )
            .Succeeds();
        var path = $"/negotiations/{IdOf(opened)}/report?type=event-corrected&target={toll["events.0.eventId"]}";
        var form = await visitor.Asks(path);
        Assert.Equal("dozens", DashboardVisitor.FieldsOf(form.Text)["own.killed"]);

        var unchanged = await visitor.Sends(
            path,
            form,
            ("act.reason", "A later count."),
            ("source1.publisher", "Kabar"),
            ("step", "check")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchanged.Status);
        await RecordsAsync(
            visitor,
            path,
            ("own.killed", "at least 59"),
            ("place.name", "Batken region"),
            ("note", ""),
            ("act.kind", "update"),
            ("act.reason", "A later count."),
            ("source1.publisher", "Kabar")
        );

        var act = JsonNode.Parse((await HistoryOf(opened))["items.1.corrections.0"]!)!;
        var patch = JsonNode.Parse(
            """
            { "killed": { "text": "at least 59", "qualifier": "at-least", "low": 59, "unit": "people" },
              "place": { "name": "Batken region", "precision": null }, "note": null }
            """
        );
        Assert.True(JsonNode.DeepEquals(patch, act["patch"]), act["patch"]!.ToJsonString());
        Assert.Equal("59", (await StatusOf(opened))["clashes.killed.low"]);
    }

    [Fact]
    public async Task A_retraction_says_why_and_a_further_source_what_it_holds()
    {
        var (visitor, opened) = await BeginsAsync("clash-reported");
        var clash = (await server.Monitor.Appends(IdOf(opened), Report.Clash()).Succeeds())["events.0.eventId"];

        await RecordsAsync(
            visitor,
            $"/negotiations/{IdOf(opened)}/report?type=source-attached&target={clash}",
            ("own.stance", "disputes"),
            ("source1.publisher", "Asia-Plus")
        );
        await RecordsAsync(
            visitor,
            $"/negotiations/{IdOf(opened)}/report?type=event-retracted&target={clash}",
            ("own.reason", "false"),
            ("source1.publisher", "Kabar")
        );

        Assert.Equal(("4", "0"), ((await StatusOf(opened))["version"], (await StatusOf(opened))["clashes.count"]));
    }

    [Fact]
    public async Task Without_a_right_to_record_a_reader_is_asked_to_sign_in_and_an_auditor_is_refused()
    {
        var (_, path) = await BeginsAsync("clash-reported");
        using var anonymous = new DashboardVisitor(server.First.Address);
        using var auditor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("auditor"));

        Assert.Equal(
            (HttpStatusCode.Redirect, true),
            (
                await anonymous.Asks(path) is var asked ? asked.Status : default,
                asked.Location!.Contains("/sign-in", StringComparison.Ordinal)
            )
        );
        await anonymous.Asks("/record").Is(HttpStatusCode.Redirect);
        await auditor.Asks(path).Is(HttpStatusCode.Forbidden);
        await auditor.Asks("/record").Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_type_of_event_has_a_form_with_all_its_fields_named()
    {
        var (visitor, opened) = await BeginsAsync("clash-reported");
        foreach (var code in LanguageCodes.All)
        foreach (var type in Json.EventJson.TypesByName.Keys.Where(type => type != "negotiation-opened"))
        {
            var target = (await HistoryOf(opened))["items.0.eventId"];
            var form = await visitor
                .Asks($"/negotiations/{IdOf(opened)}/report?type={type}&target={target}&lang={code}")
                .Is(HttpStatusCode.OK);
            Assert.Contains("name=\"source1.publisher\"", form.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("written=early+July+2024", "2024-07-0X")]
    [InlineData("written=14+September&published=2022-09-18", "2022-09-14")]
    [InlineData("written=начало+июля+2024", "2024-07-0X")]
    [InlineData("written=2022-жылдын+14-сентябры", "2022-09-14")]
    [InlineData("written=14+сентябри+соли+2022", "2022-09-14")]
    [InlineData("written=dozens&as=quantity", "dozens")]
    public async Task How_a_text_is_read_is_shown_while_it_is_typed(string query, string actual) =>
        Assert.Contains(
            actual,
            (await server.Anonymous.Asks($"/reading?{query}").Succeeds()).Text,
            StringComparison.Ordinal
        );

    async Task<(DashboardVisitor Visitor, string Path)> BeginsAsync(string type)
    {
        var id = $"talks-{Guid.NewGuid():n}";
        await server.Monitor.Opens(id).Succeeds();
        return (
            await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor")),
            $"/negotiations/{id}/report?type={type}"
        );
    }

    static async Task RecordsAsync(DashboardVisitor visitor, string path, params (string, string?)[] typed)
    {
        var check = await visitor
            .Sends(path, await visitor.Asks(path), [.. typed, ("step", "check")])
            .Is(HttpStatusCode.OK);
        await visitor.Sends(path, check, ("step", "record")).Is(HttpStatusCode.Redirect);
    }

    Task<Answer> StatusOf(string path) => server.Anonymous.Asks($"/api/negotiations/{IdOf(path)}");

    Task<Answer> HistoryOf(string path) =>
        server.Auditor.Asks($"/api/negotiations/{IdOf(path)}/history?clock=recorded");

    static string IdOf(string path) => path.Split('/')[2];
}
