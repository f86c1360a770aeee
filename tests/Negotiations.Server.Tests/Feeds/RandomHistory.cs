using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Actors;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using Negotiations.Store.Connections;
using Negotiations.Store.Notices;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>
/// Two negotiations with corrections, retractions of anything, further sources and a merge of one into the other, while
/// days pass and two actors of the registry become one and are parted again.
/// </summary>
sealed class RandomHistory(WebhookServer server, int seed)
{
    const int Steps = 48;

    static readonly string[] Stances = ["confirms", "repeats", "disputes", "denies"];

    readonly Random random = new(seed);
    readonly Dictionary<string, List<(string Id, bool IsFact)>> known = [];
    readonly TurnNotices notices = ActivatorUtilities.CreateInstance<TurnNotices>(server.Services);
    int passed;
    string? merge;

    public string[] Ids { get; } = [$"law-{seed}-a", $"law-{seed}-b"];

    /// <summary>Both, as a filter names them.</summary>
    public string Scope => string.Concat(Ids.Select(id => $"&negotiation={id}"));

    /// <summary>The actors that become one, and those that are states.</summary>
    public string[] Actors => [$"LAW{seed}-A", $"LAW{seed}-B", "KGZ", "TJK", "UZB", "KAZ"];

    /// <summary>Whether texts of events, facts and acts, are erased along the way.</summary>
    public bool Erases { get; init; }

    /// <summary>Whether one that may have gone on in the other is opened again.</summary>
    public bool Reopens { get; init; }

    /// <summary>Called after each step, on the day that it is by then.</summary>
    public Func<Task>? Watch { get; set; }

    DatabaseClock Clock => server.Services.GetRequiredService<DatabaseClock>();

    public async Task OpenAsync()
    {
        foreach (var code in Actors[..2])
            await server.Monitor.Registers(code);

        await server.Monitor.Opens(Ids[0]).Succeeds();
        await server
            .Monitor.Opens(Report.Opening(Ids[1], kind: "dialogue-series", more: """ "cadence": "P4D" """))
            .Succeeds();
        foreach (var id in Ids)
            known[id] = [];

        // The first look of a store says where looking begins; another history may have let days pass.
        await PassAsync(0);
        var looked = (DateOnly)(await server.SqlAsync("select day from negotiations.turn_place"))!;
        passed = Math.Max(0, looked.DayNumber - Clock.EarliestToday.DayNumber);
    }

    public async Task RecordAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(7) == 0)
                await PassAsync(1 + random.Next(4));
            else if (random.Next(14) == 0)
                await MergeOrPartAsync();
            else if (Erases && random.Next(8) == 0)
                await EraseAsync();
            else
                await AppendAsync(step);

            await WatchAsync();
        }

        await PassAsync(9);
        await WatchAsync();
    }

    async Task WatchAsync()
    {
        if (Watch is null)
            return;

        Clock.Set(DateTimeOffset.UtcNow.AddDays(passed));
        await Watch();
        Clock.Set(DateTimeOffset.UtcNow);
    }

    /// <summary>An answer of the day that it is by then: asked again where a commit, as that of the probe every ten
    /// seconds, has put the clock right meanwhile.</summary>
    public async Task<T> OnTheDayAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            Clock.Set(DateTimeOffset.UtcNow.AddDays(passed));
            var day = Clock.Today;
            var answer = await ask();
            if (Clock.Today == day)
                return answer;
        }
    }

    // The database's clock runs ahead while the server looks which days have passed, and every commit puts it right.
    async Task PassAsync(int days)
    {
        passed += days;
        Clock.Set(DateTimeOffset.UtcNow.AddDays(passed));
        await notices.RunAsync(Scratch.Stop);
        Clock.Set(DateTimeOffset.UtcNow);
    }

    async Task MergeOrPartAsync()
    {
        var change = merge is null
            ? Entry.Change("actor-merged", $""" "into": "{Actors[0]}" """)
            : Entry.Change("actor-unmerged", $""" "merge": "{merge}" """);
        var answer = await server.Monitor.SendsEntry($"/api/actors/{Actors[1]}/events", change).Succeeds();
        merge = merge is null ? answer["eventId"] : null;
    }

    async Task AppendAsync(int step)
    {
        var id = Ids[random.Next(Ids.Length)];
        var isFact = known[id].Count < 3 || random.Next(2) == 0;
        var answer = await server.Monitor.Appends(
            id,
            step == 36 ? Merged(id)
                : step == 42 && Reopens ? Reopened()
                : isFact ? Fact(step)
                : Act(known[id])
        );
        Assert.True((int)answer.Status < 500, answer.Text);

        // What changes nothing is refused, and so is an act on what is gone.
        if (answer["events.0.eventId"] is { } recorded)
            known[id].Add((recorded, isFact));
    }

    // Half of them acts: what a correction said is in the fact.
    async Task EraseAsync()
    {
        var id = Ids[random.Next(Ids.Length)];
        var isFact = random.Next(2) == 0;
        if (known[id].FindAll(each => each.IsFact == isFact) is { Count: > 0 } some)
            await server.EraseAsync(id, some[random.Next(some.Count)].Id);
    }

    JsonObject Merged(string id) =>
        Report.Of(
            "negotiation-closed",
            "2022-11",
            $$""" "outcome": "merged", "mergedInto": "{{Ids.First(each => each != id)}}" """
        );

    static JsonObject Reopened() => Report.Of("negotiation-closed", "2022-12", """ "reopened": true """);

    JsonObject Fact(int step)
    {
        var (month, coming) = ($"2022-{1 + step % 9:00}", DayIn(passed + random.Next(12)));
        var report = random.Next(9) switch
        {
            0 => Report.Of("round-held", month),
            1 => Report.Of("clash-reported", month),
            2 => Report.Of("instrument-signed", month),
            3 or 7 => Report.Of(
                "meeting-scheduled",
                "2022-01",
                $""" "meetingId": "m{step}", "kind": "summit", "plannedFor": "{coming}" """
            ),
            4 or 8 => Report.Of(
                "ceasefire-agreed",
                DayIn(-random.Next(5)),
                $""" "ceasefireId": "c{step}", "form": "verbal", "effectiveUntil": "{coming}" """
            ),
            5 => Report.Of("meeting-held", DayIn(-random.Next(3))),
            _ => Report.Of("toll-reported", month, $$""" "killed": { "best": {{random.Next(90)}} } """),
        };
        if (random.Next(3) > 0)
            report["actors"] = Someone();

        return report;
    }

    JsonObject Act(List<(string Id, bool IsFact)> recorded)
    {
        var facts = recorded.Where(each => each.IsFact).ToList();
        var fact = facts[random.Next(facts.Count)].Id;
        return random.Next(5) switch
        {
            0 => Report.Retraction(recorded[random.Next(recorded.Count)].Id),
            1 => Report.Of(
                "source-attached",
                null,
                $""" "target": "{fact}", "stance": "{Stances[random.Next(Stances.Length)]}" """,
                publisher: $"Agency {random.Next(9)}"
            ),
            2 => Report.Correction(fact, """{ "actors": null }"""),
            3 => Report.Correction(fact, $$"""{ "note": "note {{random.Next(99)}}" }"""),
            _ => Report.Correction(fact, $$"""{ "actors": {{Someone().ToJsonString()}} }"""),
        };
    }

    JsonArray Someone() => [new JsonObject { ["id"] = Actors[random.Next(Actors.Length)], ["role"] = "party" }];

    string DayIn(int days) => $"{Clock.Today.AddDays(days):yyyy-MM-dd}";
}
