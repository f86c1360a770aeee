namespace Negotiations.Server.Tests.Formats;

// When an entry changed.
public sealed partial class Subscribing
{
    const string OfMinute = "/api/calendar.ics?negotiation=by-minute";

    [Fact]
    public async Task When_a_meeting_changed_moves_with_its_own_reports_and_with_acts_on_them_alone()
    {
        await server.Monitor.Opens("modified").Succeeds();
        var report = await server.Monitor.Appends("modified", Scheduled("summit", "2040-05-10")).Succeeds();
        var before = await ModifiedAsync("modified");
        await server.Monitor.Appends("modified", Report.Clash()).Succeeds();
        var aside = await ModifiedAsync("modified");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        await server
            .Monitor.Appends(
                "modified",
                Report.Correction(report["events.0.eventId"]!, """{ "plannedFor": "2040-05-11" }""")
            )
            .Succeeds();
        var after = await ModifiedAsync("modified");

        Assert.Equal(before, aside);
        Assert.True(after > before, $"{after} is not later than {before}.");
    }

    [Fact]
    public async Task When_a_meeting_changed_moves_with_the_title_of_its_negotiation_and_no_other_word_of_the_opening()
    {
        await server.Monitor.Opens("retitled").Succeeds();
        var opening = (await server.Anonymous.Asks("/api/negotiations/retitled/history").Succeeds())[
            "items.0.eventId"
        ]!;
        await server.Monitor.Appends("retitled", Scheduled("summit", "2040-05-10")).Succeeds();
        var (first, firstAt) = await ShownAsync("retitled");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        await server
            .Monitor.Appends("retitled", Report.Correction(opening, """{ "note": "A word more." }"""))
            .Succeeds();
        var (noted, notedAt) = await ShownAsync("retitled");
        var correction = await server
            .Monitor.Appends("retitled", Report.Correction(opening, """{ "title": "Talks on the border" }"""))
            .Succeeds();
        var (retitled, retitledAt) = await ShownAsync("retitled");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        await server.Monitor.Appends("retitled", Report.Retraction(correction["events.0.eventId"]!)).Succeeds();
        var (back, backAt) = await ShownAsync("retitled");

        Assert.Equal((first, firstAt), (noted, notedAt));
        Assert.Equal("Summit: Talks on the border", retitled);
        Assert.True(retitledAt > notedAt);
        Assert.Equal(first, back);
        Assert.True(backAt > retitledAt);

        async Task<(string? Summary, DateTime At)> ShownAsync(string id) =>
            (Assert.Single(await MeetingsAsync(id)).Summary, await ModifiedAsync(id));
    }

    [Fact]
    public async Task Whose_calendar_has_minutes_goes_by_the_sequence_of_an_entry_and_by_the_tag()
    {
        await server.Monitor.Opens("by-minute").Succeeds();
        var report = await server.Monitor.Appends("by-minute", Scheduled("summit", "2040-05-10")).Succeeds();
        var before = Assert.Single(await MeetingsAsync("by-minute"));
        using var first = await server.Anonymous.GetAsync(OfMinute, Postgres.Scratch.Stop);
        await server
            .Monitor.Appends(
                "by-minute",
                Report.Correction(report["events.0.eventId"]!, """{ "plannedFor": "2040-05-11" }""")
            )
            .Succeeds();
        var after = Assert.Single(await MeetingsAsync("by-minute"));

        Assert.Equal(
            ("2040-05-10", "2040-05-11"),
            (before.Start!.ToString("yyyy-MM-dd", null), after.Start!.ToString("yyyy-MM-dd", null))
        );
        Assert.True(after.Sequence > before.Sequence, $"{after.Sequence} is not above {before.Sequence}.");
        Assert.True(after.LastModified!.AsUtc >= before.LastModified!.AsUtc);
        foreach (var each in new[] { before, after })
            Assert.Equal((0, 0), (each.LastModified!.AsUtc.Second, each.DtStamp!.AsUtc.Second));
        await server.Anonymous.Asks(OfMinute, first.Headers.ETag!.ToString()).Is(System.Net.HttpStatusCode.OK);
        Assert.Equal(
            await ModifiedAsync("by-minute"),
            Assert.Single(await MeetingsAsync("by-minute", server.Auditor)).DtStamp!.AsUtc
        );
    }

    // As auditors are shown it: to the second.
    async Task<DateTime> ModifiedAsync(string id) =>
        Assert.Single(await MeetingsAsync(id, server.Auditor)).LastModified!.AsUtc;
}
