using System.Text.Json.Nodes;
using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>Sets of parties: the least and the most there may be, beside the one that is shown.</summary>
internal static class PartyVariants
{
    /// <param name="placed">All that count.</param>
    /// <param name="moment">Of the view.</param>
    /// <param name="status">In the reference placing.</param>
    /// <returns>None where there is one set.</returns>
    public static IEnumerable<UncertainField> Of(List<PlacedEvent> placed, Moment moment, Status status)
    {
        Dictionary<string, List<Writer<bool>>> writers = new(StringComparer.Ordinal);
        foreach (var each in placed)
        {
            foreach (var actor in each.Event.Fact.Actors ?? [])
                if (each.Event.Fact is NegotiationOpened || PartyFold.IsPrincipal(actor.Role))
                    Write(actor.Id, isIn: true, each);

            if (each.Event.Fact is ParticipationChanged change)
                Write(change.Actor, change.Change != ParticipationChange.Left, each);
        }

        List<string> shown = [.. status.Parties.Select(party => party.Id).Distinct().Order(StringComparer.Ordinal)];
        List<string> least = [];
        List<string> most = [];
        foreach (var (code, all) in writers.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var outcome = LastWriter.Of(all);
            if (outcome.Last.Any(last => last.Writer.Value))
                most.Add(code);
            if (!outcome.MayBeNone && outcome.Last.All(last => last.Writer.Value))
                least.Add(code);
        }

        return least.SequenceEqual(most)
            ? []
            :
            [
                new UncertainField(
                    "parties",
                    null,
                    [.. new[] { shown, least, most }.DistinctBy(codes => string.Join(' ', codes)).Select(Text)]
                ),
            ];

        void Write(string code, bool isIn, PlacedEvent each)
        {
            if (!writers.TryGetValue(code, out var of))
                writers.Add(code, of = []);

            of.Add(new Writer<bool>(isIn, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each)));
        }

        static JsonArray Text(IEnumerable<string> codes) => new([.. codes.Select(code => (JsonNode?)code)]);
    }
}
