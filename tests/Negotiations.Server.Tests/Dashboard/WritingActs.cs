using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Proposals, provisions, measures and allegations by the forms, and where the pages show them.</summary>
public sealed class WritingActs(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(
        "proposal-made",
        """{"proposalId":"plan","title":"Bridging proposal","by":["UNRCCA"],"summary":"Plots of equal size."}""",
        "own.proposalId=plan",
        "own.title=Bridging proposal",
        "own.by=UNRCCA",
        "own.summary=Plots of equal size."
    )]
    [InlineData(
        "proposal-answered",
        """{"proposalId":"plan","by":["KGZ"],"answer":"with-conditions","conditions":"The road stays open."}""",
        "own.proposalId=plan",
        "own.by=Kyrgyzstan",
        "own.answer=with-conditions",
        "own.conditions=The road stays open."
    )]
    [InlineData(
        "provisions-reported",
        """{"provisions":[{"title":"Article 3, enclaves","status":"bracketed"},"""
            + """{"id":"a-4","title":"Article 4","status":"agreed"}]}""",
        "own.provisions=Article 3, enclaves: bracketed\na-4 | Article 4: agreed"
    )]
    [InlineData(
        "measure-taken",
        """{"measure":"deliveries","by":["KGZ"],"against":["TJK"],"amount":"""
            + """{"text":"dozens of lorries","qualifier":"dozens"}}""",
        "own.measure=deliveries",
        "own.by=KGZ",
        "own.against=Tajikistan",
        "own.amount=dozens of lorries"
    )]
    [InlineData(
        "breach-alleged",
        """{"ceasefireId":"september","by":["KGZ"],"against":["TJK"],"provision":"Paragraph 2"}""",
        "own.ceasefireId=september",
        "own.by=KGZ",
        "own.against=TJK",
        "own.provision=Paragraph 2"
    )]
    [InlineData(
        "ruling-issued",
        """{"body":"ICJ","matter":"The river","ruling":"advisory-opinion","binding":false}""",
        "own.body=International Court of Justice",
        "own.matter=The river",
        "own.ruling=advisory-opinion",
        "own.binding=false"
    )]
    [InlineData(
        "reservation-made",
        """{"instrumentId":"treaty","party":"KGZ","form":"declaration","text":"As we read it."}""",
        "own.instrumentId=treaty",
        "own.party=KGZ",
        "own.form=declaration",
        "own.text=As we read it."
    )]
    [InlineData(
        "participation-changed",
        """{"actor":"UNRCCA","change":"representative-changed","representative":"The third envoy"}""",
        "own.actor=UNRCCA",
        "own.change=representative-changed",
        "own.representative=The third envoy"
    )]
    [InlineData(
        "clash-reported",
        """{"unenumerated":true,"count":{"text":"several bouts","qualifier":"several"},"clashId":"bouts"}""",
        "own.clashId=bouts",
        "count=several bouts"
    )]
    public async Task What_is_typed_is_recorded_as_the_event_it_means(string type, string own, params string[] typed)
    {
        var (visitor, path) = await BeginsAsync(type);
        var check = await visitor
            .Sends(
                path,
                await visitor.Asks(path),
                [
                    .. typed.Select(each => (each[..each.IndexOf('=')], (string?)each[(each.IndexOf('=') + 1)..])),
                    ("occurred", "2024-05-02"),
                    ("source1.publisher", "Kabar"),
                    ("step", "check"),
                ]
            )
            .Is(HttpStatusCode.OK);
        await visitor.Sends(path, check, ("step", "record")).Is(HttpStatusCode.Redirect);

        var history = await server.Anonymous.Asks($"/api/negotiations/{IdOf(path)}/history?clock=recorded").Succeeds();
        var recorded = JsonNode.Parse(history["items.1.data"]!)!.AsObject();
        foreach (var common in new[] { "type", "eventId", "occurred", "sources", "named" })
            recorded.Remove(common);
        Assert.Equal(
            own,
            recorded.ToJsonString(
                new System.Text.Json.JsonSerializerOptions
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        );

        await visitor.Asks($"/negotiations/{IdOf(path)}").Is(HttpStatusCode.OK);
        await visitor.Asks($"/negotiations/{IdOf(path)}?lang=tg").Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_provision_without_a_status_is_pointed_at_in_its_field()
    {
        var (visitor, path) = await BeginsAsync("provisions-reported");
        var answer = await visitor.Sends(
            path,
            await visitor.Asks(path),
            ("occurred", "2024-05-02"),
            ("own.provisions", "Article 3"),
            ("source1.publisher", "Kabar"),
            ("step", "check")
        );

        Assert.Contains("id=\"f-own-provisions-fault\"", answer.Text, StringComparison.Ordinal);
    }

    async Task<(DashboardVisitor Visitor, string Path)> BeginsAsync(string type)
    {
        var id = $"acts-{Guid.NewGuid():N}";
        await server.Monitor.Opens(id).Succeeds();
        return (
            await new DashboardVisitor(server.First.Address).SignsInAsync(TestServer.KeyOf("monitor")),
            $"/negotiations/{id}/report?type={type}"
        );
    }

    static string IdOf(string path) => path.Split('/')[2];
}
