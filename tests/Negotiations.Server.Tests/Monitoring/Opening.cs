using System.Net;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>POST of a negotiation: its address, its first event, and the same once more.</summary>
public sealed class Opening(TestServer server) : IClassFixture<TestServer>
{
    const string OpeningId = "0198f000-0000-7000-8000-000000000001";
    const string OtherId = "0198f000-0000-7000-8000-000000000002";

    [Fact]
    public async Task Opening_a_negotiation_answers_with_its_address_and_its_first_version()
    {
        var answer = await server.Monitor.Opens(Report.Opening("kg-tj-border", OpeningId)).Is(HttpStatusCode.Created);

        Assert.Equal("/api/negotiations/kg-tj-border", answer.Location);
        Assert.Equal("\"1\"", answer.Tag);
        Assert.Equal(
            ("kg-tj-border", "1", OpeningId),
            (answer["negotiation"], answer["version"], answer["events.0.eventId"])
        );

        var status = await server.Anonymous.Asks(answer.Location!).Succeeds();
        Assert.Equal(("registered", "1"), (status["phase.possible.0"], status["version"]));
        Assert.Equal(["KGZ", "TJK"], status.Each("parties", "id"));
    }

    [Fact]
    public async Task Opening_it_again_with_the_same_event_id_records_nothing_new()
    {
        var first = await server
            .Monitor.Opens(Report.Opening("retried", "0198f000-0000-7000-8000-000000000011"))
            .Is(HttpStatusCode.Created);
        var second = await server
            .Monitor.Opens(Report.Opening("retried", "0198f000-0000-7000-8000-000000000011"))
            .Is(HttpStatusCode.OK);

        Assert.Equal((first.Text, first.Location, first.Tag), (second.Text, second.Location, second.Tag));
        Assert.Equal(1, await server.CountAsync("retried"));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_refused_and_the_remedy_named()
    {
        await server.Monitor.Opens("taken").Succeeds();

        await server.Monitor.Opens("taken").IsRefused(409, "id-taken", "'taken'", "Choose another id");
        Assert.Equal(1, await server.CountAsync("taken"));
    }

    [Fact]
    public async Task An_event_id_of_another_negotiation_does_not_open_a_second_one()
    {
        await server.Monitor.Opens(Report.Opening("one", OtherId)).Succeeds();

        await server
            .Monitor.Opens(Report.Opening("two", OtherId))
            .IsRefused(409, "event-id-taken", OtherId, "Use another eventId");
        await server.Anonymous.Asks("/api/negotiations/two").IsRefused(404, "negotiation-not-found", "'two'");
    }

    [Theory]
    [InlineData("KG-TJ", "bad-id", "'KG-TJ'")]
    [InlineData("-border", "bad-id", "'-border'")]
    [InlineData("", "bad-id", "kg-tj-border")]
    [InlineData("граница", "bad-id", "'граница'")]
    public async Task An_id_is_lower_case_letters_digits_and_hyphens(string id, string type, string says) =>
        await server.Monitor.Opens(id).IsRefused(422, type, says, "lower-case letters");

    [Fact]
    public async Task An_opening_without_id_title_kind_or_subject_says_nothing()
    {
        foreach (var member in new[] { "id", "title", "kind", "subject" })
        {
            var opening = Report.Opening("incomplete");
            opening.Remove(member);
            await server.Monitor.Opens(opening).IsRefused(400, "missing-member", $"'{member}'");
        }

        await server.Anonymous.Asks("/api/negotiations/incomplete").IsRefused(404, "negotiation-not-found");
    }

    [Fact]
    public async Task A_series_names_its_cadence_and_a_cadence_that_is_no_duration_is_refused()
    {
        await server
            .Monitor.Opens(
                Report.Opening(
                    "c5-plus-1",
                    kind: "dialogue-series",
                    subject: "partnership",
                    more: """ "cadence": "P1Y" """
                )
            )
            .Succeeds();

        await server
            .Monitor.Opens(Report.Opening("yearly", kind: "dialogue-series", more: """ "cadence": "yearly" """))
            .IsRefused(422, "bad-cadence", "'yearly'", "P1Y");
    }
}
