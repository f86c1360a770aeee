using System.Net;
using Negotiations.Server.Tests.Dashboard;

namespace Negotiations.Server.Tests.Actors;

/// <summary>A monitor registers an actor on a page, in one step, and a report says which actor may be meant.</summary>
public sealed class Forms(TestServer server) : IClassFixture<TestServer>
{
    static readonly (string, string?)[] Filled =
    [
        ("code", "form-body"),
        ("kind", "organisation"),
        ("name.en", "Body of the Form"),
        ("name.ru", "Орган формы"),
        ("other", "BOF\nForm Body"),
        ("reason", "Named in a communiqué"),
        ("source1.publisher", "Gazette"),
        ("source1.published", "2 May 2024"),
    ];

    [Fact]
    public async Task An_actor_is_registered_in_one_step()
    {
        using var monitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));
        var page = await monitor.Asks("/actors");
        var sent = await monitor.Sends("/actors", page, Filled);
        Assert.Equal((HttpStatusCode.Redirect, "/actors?done=FORM-BODY"), (sent.Status, sent.Location));
        var done = await monitor.Asks("/actors?done=FORM-BODY");
        Assert.Contains("Body of the Form", done.Text, StringComparison.Ordinal);

        foreach (var name in new[] { "FORM-BODY", "Орган формы", "bof" })
            Assert.Equal("FORM-BODY", (await server.Anonymous.Asks($"/api/actors/{name}").Succeeds())["actor.code"]);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        using var monitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));
        var page = await monitor.Asks("/actors");
        (string, string?)[] taken = [.. Filled, ("code", "TAKEN-NAME"), ("name.en", "Turkey"), ("name.ru", "")];
        var sent = await monitor.Sends("/actors", page, taken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.Contains("TUR", sent.Text, StringComparison.Ordinal);
        DashboardVisitor.Keeps(sent, taken);
        await server.Anonymous.Asks("/api/actors/TAKEN-NAME").IsRefused(404, "unknown-actor");
    }

    [Fact]
    public async Task A_report_offers_the_registry_and_says_which_actor_may_be_meant()
    {
        await server.Monitor.Opens("form-talks").Succeeds();
        using var monitor = await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor"));
        const string Path = "/negotiations/form-talks/report?type=round-held";
        var page = await monitor.Asks(Path);
        Assert.Contains("<option value=\"UNRCCA\">", page.Text, StringComparison.Ordinal);

        (string, string?)[] typed =
        [
            ("occurred", "July 2024"),
            ("actor1.id", "Tajikstan"),
            ("source1.publisher", "Gazette"),
            ("step", "check"),
        ];
        var checkedOnce = await monitor.Sends(Path, page, typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, checkedOnce.Status);
        Assert.Contains("TJK (Tajikistan)", checkedOnce.Text, StringComparison.Ordinal);
        Assert.Contains("#f-actor1-id", checkedOnce.Text, StringComparison.Ordinal);
    }
}
