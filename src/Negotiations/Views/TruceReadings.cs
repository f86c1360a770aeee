using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// A breach is one of the truces that it names, and which of these are in differs by reading: each choice of the
/// disputed ones is a record of its own.
/// </summary>
internal static class TruceReadings
{
    // Each doubles the readings; with more it may be of any of them.
    private const int Most = 4;

    /// <param name="placed">All that count.</param>
    /// <returns>The same where no disputed truce is named.</returns>
    public static IEnumerable<List<PlacedEvent>> Of(List<PlacedEvent> placed)
    {
        var disputed = Disputed(placed);
        return disputed is null or { Count: > Most }
            ? [placed]
            : Enumerable.Range(0, 1 << disputed.Count).Select(choice => Read(placed, disputed, choice));
    }

    // Most often there are none.
    private static List<PlacedEvent>? Disputed(List<PlacedEvent> placed)
    {
        List<PlacedEvent>? disputed = null;
        foreach (var each in placed)
            if (
                each.Optional
                && each.Event.Fact is CeasefireAgreed { CeasefireId: { } id }
                && placed.Exists(other => NamedTruces.BrokenBy(other.Event.Fact) == id)
            )
                (disputed ??= []).Add(each);

        return disputed;
    }

    private static List<PlacedEvent> Read(List<PlacedEvent> placed, List<PlacedEvent> disputed, int choice)
    {
        List<PlacedEvent> read = new(placed.Count);
        foreach (var each in placed)
        {
            var place = disputed.IndexOf(each);
            if (place < 0)
                read.Add(each);
            else if ((choice & (1 << place)) != 0)
                read.Add(each with { Optional = false });
        }

        return read;
    }
}
