using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>
/// What an instrument is said to be, where another placing or reading has another statement as the last.
/// </summary>
internal static class DescriptionVariants
{
    private static readonly (string Member, Func<InstrumentDescription, object?> Read)[] Members =
    [
        ("title", says => says.Title),
        ("type", says => says.Type),
        ("standing", says => says.Standing),
        ("binding", says => says.Binding),
        ("amends", says => says.Amends),
        ("supersedes", says => says.Supersedes),
        ("terms", says => says.Terms),
    ];

    /// <param name="instrument">In the reference.</param>
    /// <param name="others">The same where statements about the instruments differ: other acts may be on it.</param>
    /// <returns>
    /// By member of the view every value it may have, the one it shows first; those that have one only are left out.
    /// </returns>
    public static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Of(
        TrackedInstrument instrument,
        IReadOnlyList<TrackedInstrument> others
    )
    {
        var said = others.Prepend(instrument).Select(Said).ToList();
        foreach (var (member, read) in Members)
        {
            List<object?> possible = [read(instrument.Description)];
            foreach (var each in said)
                possible.AddRange(Possible(each, read));

            possible = [.. possible.Distinct()];
            if (possible.Count > 1)
                yield return (
                    member,
                    [
                        .. possible.Select(value =>
                            value is null
                                ? null
                                : JsonSerializer.SerializeToNode(value, value.GetType(), EventJson.Options)
                        ),
                    ]
                );
        }
    }

    private static List<(PlacedEvent Placed, InstrumentDescription Says)> Said(TrackedInstrument instrument) =>
        [.. instrument.Events.Select(each => (each, new InstrumentDescription().And((InstrumentFact)each.Event.Fact)))];

    private static IEnumerable<object?> Possible(
        List<(PlacedEvent Placed, InstrumentDescription Says)> said,
        Func<InstrumentDescription, object?> read
    )
    {
        List<Writer<object>> writers = [];
        foreach (var (placed, says) in said)
            if (read(says) is { } value)
                writers.Add(new Writer<object>(value, placed.Event, placed.From, placed.To, !placed.Optional));

        var outcome = LastWriter.Of(writers);
        var values = outcome.Last.Select(each => (object?)each.Writer.Value);
        return outcome.MayBeNone ? values.Append(null) : values;
    }
}
