using System.Net;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>Idempotency-Key: a request that is sent again records nothing twice and gets the first answer.</summary>
public sealed class IdempotencyKeys(TestServer server) : IClassFixture<TestServer>
{
    const int Impatience = 50;

    [Fact]
    public async Task The_same_key_sent_fifty_times_at_once_records_once_and_answers_alike()
    {
        await server.Monitor.Opens("fifty").Succeeds();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Impatience).Select(_ => server.Monitor.Appends("fifty", Report.Clash(), key: "once"))
        );

        Assert.Single(answers.Distinct());
        Assert.Equal((HttpStatusCode.Created, "\"2\""), (answers[0].Status, answers[0].Tag));
        Assert.Equal(2, await server.CountAsync("fifty"));
    }

    [Fact]
    public async Task It_is_answered_alike_after_others_have_recorded_and_by_another_node()
    {
        await server.Monitor.Opens("later").Succeeds();
        var first = await server.Monitor.Appends("later", Report.Clash(), key: "first").Succeeds();
        await server.Monitor.Appends("later", Report.Round("2022-10", 1)).Succeeds();
        var node = await server.StartAnotherAsync();

        Assert.Equal(first, await server.Monitor.Appends("later", Report.Clash(), key: "first"));
        Assert.Equal(
            first,
            await node.Client(TestServer.KeyOf("monitor")).Appends("later", Report.Clash(), key: "first")
        );
        Assert.Equal(3, await server.CountAsync("later"));
    }

    [Fact]
    public async Task An_answer_that_recorded_nothing_new_is_repeated_alike_too()
    {
        await server.Monitor.Opens("known").Succeeds();
        var clash = Report.Clash("2022-09", "0198f003-0000-7000-8000-000000000001");
        await server.Monitor.Appends("known", clash).Is(HttpStatusCode.Created);

        var first = await server.Monitor.Appends("known", clash, key: "late").Is(HttpStatusCode.OK);

        Assert.Equal(first, await server.Monitor.Appends("known", clash, key: "late"));
    }

    [Fact]
    public async Task Opening_with_a_key_is_done_once_too()
    {
        var first = await server.Monitor.Opens(Report.Opening("opened-once"), key: "open").Is(HttpStatusCode.Created);

        Assert.Equal(first, await server.Monitor.Opens(Report.Opening("opened-once"), key: "open"));
    }

    [Fact]
    public async Task Another_request_under_a_used_key_is_refused()
    {
        await server.Monitor.Opens("other-request").Succeeds();
        await server.Monitor.Opens("other-place").Succeeds();
        await server.Monitor.Appends("other-request", Report.Clash(), key: "used").Succeeds();

        await server
            .Monitor.Appends("other-request", Report.Clash("2022-08"), key: "used")
            .IsRefused(422, "idempotency-key-reused", "'used'", "Use a new key");
        await server
            .Monitor.Appends("other-place", Report.Clash(), key: "used")
            .IsRefused(422, "idempotency-key-reused");
        await server
            .Monitor.Appends("other-request", Report.Clash(), ifMatch: "\"2\"", key: "used")
            .IsRefused(422, "idempotency-key-reused");
        Assert.Equal((2, 1), (await server.CountAsync("other-request"), await server.CountAsync("other-place")));
    }

    [Fact]
    public async Task The_key_of_someone_else_is_another_key()
    {
        await server.Monitor.Opens("two-people").Succeeds();

        await server.Monitor.Appends("two-people", Report.Clash(), key: "mine").Is(HttpStatusCode.Created);
        await server.Admin.Appends("two-people", Report.Round("2022-10", 1), key: "mine").Is(HttpStatusCode.Created);

        Assert.Equal(
            ["monitor", "monitor", "admin"],
            (await server.Auditor.Asks("/api/negotiations/two-people/history?clock=recorded")).Each(
                "items",
                "recordedBy"
            )
        );
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        await server.Monitor.Opens("refused-first").Succeeds();

        await server
            .Monitor.Appends("refused-first", Report.Retraction("0198f003-0000-7000-8000-00000000000f"), key: "again")
            .IsRefused(404, "target-not-found");
        await server.Monitor.Appends("refused-first", Report.Clash(), key: "again").Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_has_1_to_200_characters()
    {
        await server.Monitor.Opens("key-length").Succeeds();

        foreach (var key in new[] { "\"\"", new string('x', 201) })
            await server
                .Monitor.Appends("key-length", Report.Clash(), key: key)
                .IsRefused(400, "bad-parameter", "1 to 200 characters", "a UUID");

        await server
            .Monitor.Appends("key-length", Report.Clash(), key: new string('x', 200))
            .Is(HttpStatusCode.Created);
    }
}
