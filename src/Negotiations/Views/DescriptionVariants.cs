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

    /// <returns>By member of the view every value it may have, the one it shows first; those that have one only are
    /// left out.</returns>
    public static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Of(TrackedInstrument instrument)
    {
        var said = instrument
            .Events.Select(each =>
                (Placed: each, Says: new InstrumentDescription().And((InstrumentFact)each.Event.Fact))
            )
            .ToList();
        foreach (var (member, read) in Members)
        {
            List<Writer<object>> writers =
            [
                .. from each in said
                let value = read(each.Says)
                where value is not null
                select new Writer<object>(
                    value,
                    each.Placed.Event,
                    each.Placed.From,
                    each.Placed.To,
                    !each.Placed.Optional
                ),
            ];
            if (
                writers.Count == 0
                || (
                    writers.TrueForAll(each => each.IsMandatory)
                    && writers.TrueForAll(each => each.Value.Equals(writers[0].Value))
                )
            )
                continue;

            var outcome = LastWriter.Of(writers);
            List<object?> values = [read(instrument.Description), .. outcome.Last.Select(each => each.Writer.Value)];
            if (outcome.MayBeNone)
                values.Add(null);

            List<object?> possible = [.. values.Distinct()];
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
}
