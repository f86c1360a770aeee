using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Benchmarks;

/// <summary>
/// The fold alone, without a server: milliseconds of processor time for one fold of streams that grow, where every
/// date is a day and where dates overlap. Processor time, because a machine that also does other things makes the
/// clock on the wall say little.
/// </summary>
internal static class FoldBenchmark
{
    // On a shared machine the compiler comes late: what it has not reached takes several times as long.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(0.5);
    private const int Rounds = 5;

    /// <param name="sizes">Numbers of events.</param>
    public static void Run(params int[] sizes)
    {
        foreach (var size in sizes)
        {
            Measure("days", size, Days(size));
            Measure("overlapping", size, Overlapping(size));
        }
    }

    private static void Measure(string name, int size, Negotiation negotiation)
    {
        var clocks = Clocks.On(new DateOnly(2026, 1, 1));
        FoldFor(negotiation, clocks, WarmUp);
        var figures = Enumerable.Range(0, Rounds).Select(_ => FoldFor(negotiation, clocks, Round)).Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"fold, {size, 6} events, {name, -12} {figures[Rounds / 2], 9:f3} ms ({figures[0]:f3} to "
                    + $"{figures[^1]:f3}), {figures[Rounds / 2] * 1000 / size, 7:f2} us an event"
            )
        );
    }

    private static double FoldFor(Negotiation negotiation, Clocks clocks, TimeSpan least)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var (spent, folds) = (TimeSpan.Zero, 0);
        while (spent < least)
        {
            // Asking for the time costs more than a small fold.
            for (var i = 0; i < Math.Max(1, 1000 / negotiation.Version); i++, folds++)
                _ = StatusFold.Of(negotiation, clocks)
                    ?? throw new InvalidOperationException("Nothing is known of it.");
            process.Refresh();
            spent = process.TotalProcessorTime - before;
        }

        return spent.TotalMilliseconds / folds;
    }

    /// <summary>The workload of the other parts: every event on one day.</summary>
    private static Negotiation Days(int events) =>
        Of(Workload.Opening(1), events, n => JsonNode.Parse(Workload.Event(1, n))!.AsObject());

    /// <summary>
    /// The same with what makes a fold decide: dates of weeks and months that overlap, one event in ten disputed, and
    /// acts on six instruments, whose steps the sweep has to place.
    /// </summary>
    private static Negotiation Overlapping(int events) => Of(Workload.Opening(1), events, n =>
        {
            var @event = n % 10 == 9 ? Act(n) : JsonNode.Parse(Workload.Event(1, n))!.AsObject();
            var day = new DateOnly(2014, 2, 1).AddDays(n * 7 % 4000);
            @event["occurred"] = (n % 7) switch
            {
                0 => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                1 => Text(day) + "~",
                2 => $"[{Text(day)}..{Text(day.AddDays(20))}]",
                3 => $"{Text(day)}/{Text(day.AddDays(5))}",
                _ => Text(day),
            };
            if (n % 10 == 4)
                @event["claim"] = new JsonObject { ["status"] = "disputed" };
            return @event;
        });

    private static JsonObject Act(int n)
    {
        var act = JsonNode.Parse(Workload.Event(1, 3))!.AsObject();
        act.Remove("form");
        act.Remove("summary");
        act["type"] = (n / 10 % 5) switch
        {
            0 => "instrument-signed",
            1 => "consent-expressed",
            2 => "entered-into-force",
            3 => "instrument-ended",
            _ => "instrument-registered",
        };
        act["instrumentId"] = $"treaty-{n / 10 % 6}";
        switch (n / 10 % 5)
        {
            case 0:
                act["signatories"] = new JsonArray("KGZ", "TJK");
                break;
            case 1:
                act["party"] = n % 20 == 9 ? "KGZ" : "TJK";
                act["mode"] = "ratification";
                break;
            case 3:
                act["mode"] = "withdrawn";
                act["party"] = "KGZ";
                break;
            case 4:
                act["registry"] = "UNTS";
                break;
            default:
                break;
        }

        return act;
    }

    private static Negotiation Of(byte[] opening, int events, Func<int, JsonObject> write)
    {
        var first = JsonNode.Parse(opening)!.AsObject();
        first.Remove("id");
        var recordedAt = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
        return Negotiation.Of(
            "fold",
            Enumerable
                .Range(0, events)
                .Select(i =>
                {
                    var written = i == 0 ? first : write(i - 1);
                    var type = i == 0 ? "negotiation-opened" : (string)written["type"]!;
                    written.Remove("type");
                    var id = new Guid(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
                    return new RecordedEvent(
                        id,
                        i + 1,
                        i + 1,
                        recordedAt.AddSeconds(i),
                        "bench",
                        EventJson.ReadData(type, id, JsonSerializer.SerializeToUtf8Bytes(written))
                    );
                })
        );
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
