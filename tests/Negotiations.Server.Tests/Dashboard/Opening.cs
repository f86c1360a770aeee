using System.Net;
using Negotiations.Dashboard.Forms;
using Negotiations.Values;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>
/// A monitor opens a negotiation on a page: nothing is recorded that was not shown, and nothing typed is lost.
/// </summary>
public sealed class Opening(TestServer server) : IClassFixture<TestServer>
{
    const string Path = "/open";

    static readonly (string, string?)[] Canal =
    [
        ("own.title", "Sharing of the Canal"),
        ("own.kind", "negotiation"),
        ("own.subject", "water"),
        ("occurred", "early July 2024"),
        ("actor1.id", "Kyrgyzstan"),
        ("actor2.id", "TJK"),
        ("source1.publisher", "Kabar"),
        ("source1.published", "8 July 2024"),
        ("note", "First line.\nSecond line."),
    ];

    [Fact]
    public async Task What_would_be_opened_is_shown_and_then_opened_with_the_parties_and_the_words_of_the_source()
    {
        using var visitor = await MonitorAsync();
        var id = NewId();
        var check = await visitor
            .Sends(Path, await visitor.Asks(Path), [.. Canal, ("own.id", id), ("step", "check")])
            .Is(HttpStatusCode.OK);

        Assert.Contains($"<code>/negotiations/{id}</code>", check.Text, StringComparison.Ordinal);
        Assert.Contains("<code>2024-07-0X</code>", check.Text, StringComparison.Ordinal);
        await server.Anonymous.Asks($"/api/negotiations/{id}").Is(HttpStatusCode.NotFound);

        var done = await visitor.Sends(Path, check, ("step", "record")).Is(HttpStatusCode.Redirect);
        Assert.StartsWith($"/negotiations/{id}/report?done=", done.Location, StringComparison.Ordinal);
        Assert.Contains(
            "role=\"status\"",
            (await visitor.Asks(done.Location!).Succeeds()).Text,
            StringComparison.Ordinal
        );
        var status = await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds();
        Assert.Equal(
            ("Sharing of the Canal", "negotiation", "water", "registered", "KGZ", "party", "TJK", "1"),
            (
                status["title"],
                status["kind"],
                status["subject"],
                status["phase.possible.0"],
                status["parties.0.id"],
                status["parties.0.role"],
                status["parties.1.id"],
                status["version"]
            )
        );
        Assert.Equal(
            "early July 2024",
            (await server.Anonymous.Asks($"/api/negotiations/{id}/history"))["items.0.occurredText"]
        );
    }

    [Theory]
    [InlineData("own.title", "", "f-own-title")]
    [InlineData("own.kind", "", "f-own-kind")]
    [InlineData("own.subject", "", "f-own-subject")]
    [InlineData("own.id", "My Canal", "f-own-id")]
    [InlineData("own.cadence", "yearly", "f-own-cadence")]
    [InlineData("occurred", "after the harvest", "f-occurred")]
    [InlineData("actor1.id", "the neighbours", "f-actor1-id")]
    public async Task What_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(
        string field,
        string typed,
        string at
    )
    {
        using var visitor = await MonitorAsync();
        (string, string?)[] sent = [.. Canal, ("own.id", NewId()), (field, typed)];

        var answer = await visitor
            .Sends(Path, await visitor.Asks(Path), [.. sent, ("step", "record")])
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Contains($"id=\"{at}-fault\"", answer.Text, StringComparison.Ordinal);
        DashboardVisitor.Keeps(answer, sent);
    }

    [Fact]
    public async Task A_source_is_needed_here_as_everywhere()
    {
        using var visitor = await MonitorAsync();

        var answer = await visitor
            .Sends(
                Path,
                await visitor.Asks(Path),
                [
                    .. Canal,
                    ("own.id", NewId()),
                    ("source1.publisher", ""),
                    ("source1.published", ""),
                    ("step", "record"),
                ]
            )
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("id=\"f-source1-publisher-fault\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_said_beside_it_and_nothing_typed_is_lost()
    {
        using var visitor = await MonitorAsync();
        var id = NewId();
        (string, string?)[] typed = [.. Canal, ("own.id", id)];
        var check = await visitor
            .Sends(Path, await visitor.Asks(Path), [.. typed, ("step", "check")])
            .Is(HttpStatusCode.OK);
        await server.Monitor.Opens(id).Succeeds();

        var taken = await visitor.Sends(Path, check, ("step", "record")).Is(HttpStatusCode.Conflict);

        Assert.Contains("id=\"f-own-id-fault\"", taken.Text, StringComparison.Ordinal);
        DashboardVisitor.Keeps(taken, typed);
        Assert.Equal("1", (await server.Anonymous.Asks($"/api/negotiations/{id}"))["version"]);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_negotiation()
    {
        using var visitor = await MonitorAsync();
        var id = NewId();
        var check = await visitor.Sends(Path, await visitor.Asks(Path), [.. Canal, ("own.id", id), ("step", "check")]);

        var both = await Task.WhenAll(
            visitor.Sends(Path, check, ("step", "record")),
            visitor.Sends(Path, check, ("step", "record"))
        );

        Assert.All(both, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        Assert.Equal("1", (await server.Anonymous.Asks($"/api/negotiations/{id}"))["version"]);
    }

    [Fact]
    public async Task What_was_changed_after_its_check_is_checked_again_before_it_is_opened()
    {
        using var visitor = await MonitorAsync();
        var (id, other) = (NewId(), NewId());
        var check = await visitor.Sends(Path, await visitor.Asks(Path), [.. Canal, ("own.id", id), ("step", "check")]);

        await visitor.Sends(Path, check, ("own.id", other), ("step", "record")).Is(HttpStatusCode.OK);

        await server.Anonymous.Asks($"/api/negotiations/{other}").Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_that_ended_and_a_form_without_its_token_take_nothing_away()
    {
        using var visitor = await MonitorAsync();
        (string, string?)[] typed = [.. Canal, ("own.id", NewId())];
        var check = await visitor.Sends(Path, await visitor.Asks(Path), [.. typed, ("step", "check")]);

        var withoutToken = await visitor.Sends(Path, check, ("form", null), ("step", "record")).Is(HttpStatusCode.OK);
        DashboardVisitor.Keeps(withoutToken, typed);
        visitor.LosesSession();
        var ended = await visitor.Sends(Path, check, ("step", "record")).Is(HttpStatusCode.Forbidden);
        DashboardVisitor.Keeps(ended, typed);
        await server.Anonymous.Asks($"/api/negotiations/{typed[^1].Item2}").Is(HttpStatusCode.NotFound);

        var shown = await visitor
            .Sends(
                Path,
                await visitor.Sends(Path, ended, ("step", "check")),
                ("key", TestServer.KeyOf("monitor")),
                ("step", "check")
            )
            .Is(HttpStatusCode.OK);
        await visitor.Sends(Path, shown, ("step", "record")).Is(HttpStatusCode.Redirect);
        Assert.Equal("1", (await server.Anonymous.Asks($"/api/negotiations/{typed[^1].Item2}"))["version"]);
    }

    [Fact]
    public async Task What_may_be_open_already_is_shown_before_it_is_opened_twice()
    {
        using var visitor = await MonitorAsync();
        var known = NewId();
        await server.Monitor.Opens(Report.Opening(known, title: "The other canal", subject: "water")).Succeeds();

        var check = await visitor.Sends(
            Path,
            await visitor.Asks(Path),
            [.. Canal, ("own.id", NewId()), ("step", "check")]
        );

        Assert.Contains($"href=\"/negotiations/{known}\"", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitor_comes_to_the_form_from_the_board_and_no_one_else_does()
    {
        using var monitor = await MonitorAsync();
        using var auditor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("auditor"));
        using var anonymous = new DashboardVisitor(server.First.Address);

        Assert.Contains("href=\"/open\"", (await monitor.Asks("/")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/open\"", (await auditor.Asks("/")).Text, StringComparison.Ordinal);
        await auditor.Asks(Path).Is(HttpStatusCode.Forbidden);
        Assert.Contains(
            "/sign-in",
            (await anonymous.Asks(Path).Is(HttpStatusCode.Redirect)).Location,
            StringComparison.Ordinal
        );
        foreach (var code in LanguageCodes.All)
            await monitor.Asks($"{Path}?lang={code}").Succeeds();
    }

    [Theory]
    [InlineData("Sharing of the Canal", "sharing-of-the-canal")]
    [InlineData("  C5+1: the (new) dialogue!", "c5-1-the-new-dialogue")]
    [InlineData("Делимитация границы", "delimitatsiya-granitsy")]
    [InlineData("Чек ара боюнча сүйлөшүүлөр", "chek-ara-boyuncha-suyloshuulor")]
    [InlineData("Ҷумҳурии Тоҷикистон", "jumhurii-tojikiston")]
    [InlineData("Délimitation à Ilı", "delimitation-a-ili")]
    [InlineData("边界", "")]
    [InlineData(
        "An agreement on the use of the waters of the rivers that rise in the mountains",
        "an-agreement-on-the-use-of-the-waters-of-the-rivers-that"
    )]
    public void An_address_is_made_of_the_title_for_anyone_who_chooses_none(string title, string address) =>
        Assert.Equal(address, TitleAddress.Of(title));

    Task<DashboardVisitor> MonitorAsync() =>
        new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));

    static string NewId() => $"canal-{Guid.NewGuid():n}";
}
