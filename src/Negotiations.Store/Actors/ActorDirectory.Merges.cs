using Negotiations.Actors;
using Negotiations.Events;

namespace Negotiations.Store.Actors;

// Under which codes an actor was known when.
public sealed partial class ActorDirectory
{
    /// <summary>The actors that were ever one with that of a question, as this node knows them; none where it is about
    /// anyone.</summary>
    public PastMerges MergesOf(AskedParty? party)
    {
        if (party is null)
            return PastMerges.None;

        lock (records)
        {
            HashSet<string> all = new(party.Codes, StringComparer.Ordinal);
            var merges = records
                .Values.SelectMany(
                    each => each.Record.Events.OfType<ActorMerged>(),
                    (each, merge) => (each.Record.Code, merge.Into)
                )
                .ToList();
            while (merges.FindAll(each => Joins(each.Code, each.Into)) is { Count: > 0 } joining)
                foreach (var (code, into) in joining)
                    all.UnionWith([code, into]);

            return new PastMerges(
                [.. all.Order(StringComparer.Ordinal)],
                [.. Eras(party.Entry, all.ToDictionary(code => code, records.GetValueOrDefault))]
            );

            bool Joins(string one, string other) => all.Contains(one) != all.Contains(other);
        }
    }

    // What leaves the codes of the actor as they are begins no era: it changes nothing that is asked about it.
    private static IEnumerable<MergeEra> Eras(string code, Dictionary<string, RecordedActor?> actors)
    {
        var into = actors.Keys.ToDictionary(each => each, each => ActorRecord.Of(each).Actor()?.MergedInto);
        var last = new MergeEra(0, DateTimeOffset.MinValue, Codes());
        yield return last;
        foreach (
            var (actor, change) in actors
                .Values.OfType<RecordedActor>()
                .SelectMany(actor => actor.Events, (actor, change) => (actor, change))
                .Where(each => each.change.Event is ActorMerged or ActorUnmerged)
                .OrderBy(each => each.change.Sequence)
        )
        {
            into[actor.Record.Code] = actor.UpTo(change.Sequence)?.MergedInto;
            if (Codes() is var codes && !codes.SequenceEqual(last.Codes))
                yield return last = new MergeEra(change.Sequence, change.RecordedAt, codes);
        }

        string Standing(string one)
        {
            // A registry made from damaged events may have a circle.
            for (var steps = 0; steps < actors.Count && into.GetValueOrDefault(one) is { } next; steps++)
                one = next;

            return one;
        }

        List<string> Codes() =>
            [.. actors.Keys.Where(each => Standing(each) == Standing(code)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The codes that mean one actor with a code, or meant it at some time between two places of the feed:
    /// a merge that was undone held until then.</summary>
    public IReadOnlySet<string> CodesBetween(string code, long since, long until)
    {
        HashSet<string> codes = new(Current.CodesOf(code), StringComparer.Ordinal) { code };
        var held = merges.Where(each => each.From < until && each.Until > since).ToList();
        while (held.FindAll(each => codes.Contains(each.Code) != codes.Contains(each.Into)) is { Count: > 0 } joining)
            foreach (var each in joining)
            {
                codes.UnionWith(Current.CodesOf(each.Code));
                codes.UnionWith(Current.CodesOf(each.Into));
                codes.UnionWith([each.Code, each.Into]);
            }

        return codes;
    }
}
