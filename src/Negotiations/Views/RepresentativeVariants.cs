using System.Text.Json.Nodes;
using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>Who stands for a party, where another placing or reading has another statement as the last.</summary>
internal static class RepresentativeVariants
{
    /// <param name="placed">All that count.</param>
    /// <param name="moment">Of the view.</param>
    /// <param name="status">In the reference placing.</param>
    public static IEnumerable<UncertainField> Of(List<PlacedEvent> placed, Moment moment, Status status)
    {
        // Few records name any.
        if (!placed.Exists(each => Said(each.Event.Fact).Any(said => said.Representative is not null)))
            yield break;

        var writers = placed
            .SelectMany(each => Said(each.Event.Fact).Select(said => (Placed: each, said.Code, said.Representative)))
            .ToLookup(
                said => said.Code,
                said => new Writer<string>(
                    said.Representative ?? "",
                    said.Placed.Event,
                    said.Placed.From,
                    moment.Clamp(said.Placed.To),
                    moment.IsFirm(said.Placed)
                ),
                StringComparer.Ordinal
            );
        foreach (var party in status.Parties.DistinctBy(party => party.Id))
        {
            var outcome = LastWriter.Of([.. writers[party.Id]]);
            List<string> possible = [party.Representative ?? "", .. outcome.Last.Select(each => each.Writer.Value)];
            if (outcome.MayBeNone)
                possible.Add("");

            List<string> distinct = [.. possible.Distinct()];
            if (distinct.Count > 1)
                yield return new UncertainField(
                    $"parties[{party.Id}].representative",
                    null,
                    [.. distinct.Select(name => name.Length == 0 ? null : (JsonNode?)name)]
                );
        }
    }

    // Null: from then on no one stands for it.
    private static IEnumerable<(string Code, string? Representative)> Said(Fact fact) =>
        fact switch
        {
            NegotiationOpened opened => (opened.Actors ?? [])
                .Where(actor => actor.Representative is not null)
                .Select(actor => (actor.Id, actor.Representative)),
            ParticipationChanged { Representative: { } named, Change: not ParticipationChange.Left } change =>
            [
                (change.Actor, named),
            ],
            ParticipationChanged { Change: ParticipationChange.Left } left => [(left.Actor, null)],
            _ => [],
        };
}
