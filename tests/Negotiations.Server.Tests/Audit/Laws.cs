using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Record;
using Negotiations.Specs.Generated;
using Negotiations.Store.Connections;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Audit;

/// <summary>
/// The laws an auditor relies on, through the real endpoints and the real store, for negotiations no one made up by
/// hand.
/// </summary>
public sealed class Laws(TestServer server) : IClassFixture<TestServer>
{
    // Every stream costs a second of appends and questions on a small machine.
    const int Streams = 6;

    DateOnly Today => server.Services.GetRequiredService<DatabaseClock>().LatestToday;

    [Fact]
    public Task Replaying_everything_gives_the_live_view_and_so_does_what_is_known_by_now() =>
        ForAny(async negotiation =>
        {
            var id = await server.Monitor.AppendsAll(negotiation);
            var live = await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds();

            var replayed = await server
                .Anonymous.Asks($"/api/negotiations/{id}?version={live["version"]}&asOf={Today:yyyy-MM-dd}")
                .Succeeds();
            var known = await server
                .Anonymous.Asks($"/api/negotiations/{id}?knownBy={live["recordedAt"]}&asOf={Today:yyyy-MM-dd}")
                .Succeeds();

            // Where it may have gone on is a hint about now.
            Assert.Equal(live.Less("clocks", "mergeCandidates"), replayed.Less("clocks"));
            Assert.Equal(live.Less("clocks", "mergeCandidates"), known.Less("clocks"));
        });

    [Fact]
    public Task What_was_known_by_a_version_is_the_fold_of_the_events_up_to_it() =>
        ForAny(async negotiation =>
        {
            var id = await server.Monitor.AppendsAll(negotiation);
            var stored = (await server.ReadAllAsync()).Single(each => each.Id == id);
            foreach (var version in stored.Events.Select(each => each.Version))
            {
                var first = Negotiation.Of(id, [.. stored.Events.Take((int)version)]);
                var clocks = Clocks.On(DateOnly.FromDateTime(first.Events[^1].RecordedAt.UtcDateTime)) with
                {
                    Version = version,
                };
                var answer = await server.Auditor.Asks($"/api/negotiations/{id}?version={version}").Succeeds();
                Assert.Equal(GeneratedStreams.Fold(first, clocks), StoredRecord.WithoutNames(answer.Text));
            }
        });

    [Fact]
    public Task What_is_recorded_later_never_changes_an_answer_already_given_not_even_its_tag() =>
        ForAny(async negotiation =>
        {
            Dictionary<string, Answer> given = [];
            var id = await server.Monitor.AppendsAll(negotiation, async id =>
            {
                var live = await server.Auditor.Asks($"/api/negotiations/{id}").Succeeds();
                foreach (
                    var question in new[]
                    {
                        $"?version={live["version"]}",
                        $"?knownBy={live["recordedAt"]}",
                        $"?knownBy={live["recordedAt"]}&asOf=2023-06",
                        $"/history?knownBy={live["recordedAt"]}",
                        $"/explanation?version={live["version"]}",
                    }
                )
                    given.TryAdd(
                        $"/api/negotiations/{id}{question}",
                        await server.Auditor.Asks($"/api/negotiations/{id}{question}").Succeeds()
                    );
            });

            Assert.NotEmpty(id);
            foreach (var (question, answer) in given)
                Assert.Equal(answer, await server.Auditor.Asks(question).Succeeds());
        });

    [Fact]
    public Task A_correction_that_is_taken_back_leaves_the_view_as_it_was() =>
        ForAny(async negotiation =>
        {
            var id = await server.Monitor.AppendsAll(negotiation);
            var before = await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds();
            var opening = (await server.Anonymous.Asks($"/api/negotiations/{id}/history?clock=recorded").Succeeds())[
                "items.0.eventId"
            ]!;

            var correction = (
                await server
                    .Monitor.Appends(
                        id,
                        Report.Correction(opening, """{ "title": "Another name", "occurred": "1999" }""")
                    )
                    .Succeeds()
            )["events.0.eventId"]!;
            Assert.Equal("Another name", (await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds())["title"]);
            await server.Monitor.Appends(id, Report.Retraction(correction)).Succeeds();

            Assert.Equal(
                before.Less("version", "recordedAt"),
                (await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds()).Less("version", "recordedAt")
            );
        });

    [Fact]
    public Task Without_an_event_or_a_publisher_it_is_as_if_it_had_never_been_received() =>
        ForAny(async negotiation =>
        {
            var id = await server.Monitor.AppendsAll(negotiation);
            var before = await server.Anonymous.Asks($"/api/negotiations/{id}").Succeeds();
            var late = (
                await server
                    .Monitor.Appends(
                        id,
                        Report.Of("round-held", "2023-10-03", """ "roundNumber": 41 """, publisher: "Late Herald")
                    )
                    .Succeeds()
            )["events.0.eventId"];

            foreach (var without in new[] { late, "Late Herald" })
                Assert.Equal(
                    before.Less("clocks"),
                    (
                        await server
                            .Anonymous.Asks($"/api/negotiations/{id}?without={without}&asOf={Today:yyyy-MM-dd}")
                            .Succeeds()
                    ).Less("clocks")
                );
        });

    static Task ForAny(Func<Negotiation, Task> holds) =>
        AnyStream.WithActs.SampleAsync(holds, iter: Streams, threads: 1);
}
