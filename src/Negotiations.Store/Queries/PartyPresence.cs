using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>When a party was named in a negotiation, by the codes that meant it at that time.</summary>
internal static class PartyPresence
{
    /// <summary>All that may have made the party named or not named, apart from facts, in recorded order: acts, and
    /// merges of its actor. What happens between other actors is not among them.</summary>
    /// <param name="negotiation">All of it.</param>
    /// <param name="merges">Of the party.</param>
    public static IEnumerable<PresenceTurn> Of(Negotiation negotiation, PastMerges merges)
    {
        for (var i = 0; i < merges.Eras.Count; i++)
        {
            var era = merges.Eras[i];
            if (i > 0)
            {
                var version = negotiation.UpTo(era.From).Version;
                var before = NamedActors.AreNamed(negotiation, version, merges.Eras[i - 1].Codes);
                var after = NamedActors.AreNamed(negotiation, version, era.Codes);
                yield return new PresenceTurn(version, era.At, before, after, IsMerge: true);
            }

            var until = i + 1 < merges.Eras.Count ? merges.Eras[i + 1].From : long.MaxValue;
            foreach (var each in NamedActors.AroundActs(negotiation.UpTo(until), era.Codes))
                if (each.Act.Sequence >= era.From)
                    yield return new PresenceTurn(
                        each.Act.Version - 1,
                        each.Act.RecordedAt,
                        each.Before,
                        each.After,
                        IsMerge: false
                    );
        }
    }
}

/// <param name="Version">Of the negotiation before it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Before">The party was named before it.</param>
/// <param name="After">It is named after it.</param>
/// <param name="IsMerge">Two actors became one, or two again; else an act of the negotiation.</param>
internal readonly record struct PresenceTurn(long Version, DateTimeOffset At, bool Before, bool After, bool IsMerge);
