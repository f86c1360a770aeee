using Negotiations.Actors;
using Negotiations.Search;

namespace Negotiations.Views;

/// <summary>
/// What a negotiation was last found by, for the fold that goes on from there: an append adds a part or two, and to
/// read off all the facts of a long stream for it took as long as to fold them.
/// </summary>
internal sealed class CarriedSearch
{
    // Negotiations that grow from one share this, and threads too: whichever is here is only used by folds of all its
    // facts.
    private volatile Found? last;

    /// <param name="id">Of the negotiation.</param>
    /// <param name="facts">That count.</param>
    /// <param name="carried">Where to go on from, and where to leave what is found; null: from nothing.</param>
    public static Found Read(string id, IReadOnlyList<EffectiveEvent> facts, CarriedSearch? carried)
    {
        var found = (carried?.last is { } before ? GoOn(id, facts, before) : null) ?? Read(id, facts);
        if (carried is not null)
            carried.last = found;

        return found;
    }

    private static Found Read(string id, IReadOnlyList<EffectiveEvent> facts)
    {
        // Sets have their size from the start, and few parts name an actor.
        var most = 1 + (facts.Count * 2);
        List<SearchPart> all = new(most) { null! };
        HashSet<Guid> keys = new(most);
        HashSet<string> codes = new(StringComparer.Ordinal);
        for (var i = 0; i < facts.Count; i++)
            Add(facts[i], all, keys, codes);

        all[0] = NamesOf(id, codes);
        var areNew = keys.Add(all[0].Key);
        if (!areNew)
            all.RemoveAt(0);

        return new Found(facts, all, keys, codes, areNew);
    }

    /// <returns>Null: it does not go on from there.</returns>
    private static Found? GoOn(string id, IReadOnlyList<EffectiveEvent> facts, Found before)
    {
        if (!before.HasNames || !before.IsWithin(facts))
            return null;

        List<SearchPart> all = new(before.Parts.Count + 8);
        all.AddRange(before.Parts);
        HashSet<Guid> keys = new(before.Keys);
        HashSet<string> codes = new(before.Codes, StringComparer.Ordinal);
        for (int i = 0, known = 0; i < facts.Count; i++)
            if (known < before.Facts.Count && ReferenceEquals(facts[i], before.Facts[known]))
                known++;
            else
                Add(facts[i], all, keys, codes);

        if (codes.Count > before.Codes.Count)
        {
            keys.Remove(all[0].Key);
            all[0] = NamesOf(id, codes);

            // A fact that says the names and nothing else is one part with them, and has to be one by itself.
            if (!keys.Add(all[0].Key) || facts.Any(each => each.SearchParts.Any(part => !keys.Contains(part.Key))))
                return null;
        }

        return new Found(facts, all, keys, codes, HasNames: true);
    }

    private static void Add(EffectiveEvent fact, List<SearchPart> all, HashSet<Guid> keys, HashSet<string> codes)
    {
        var parts = fact.SearchParts;
        for (var i = 0; i < parts.Count; i++)
        {
            if (!keys.Add(parts[i].Key))
                continue;

            all.Add(parts[i]);
            if (parts[i].Codes.Count > 0)
                codes.UnionWith(parts[i].Codes);
        }
    }

    private static SearchPart NamesOf(string id, HashSet<string> codes)
    {
        string[] ordered = [.. codes.Order(StringComparer.Ordinal)];
        return new SearchPart(() => new(Names(id, ordered), []));
    }

    private static List<SearchLine> Names(string id, IReadOnlyCollection<string> codes)
    {
        List<SearchLine> names = [new(SearchWeight.Title, id)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var code in codes)
        foreach (var name in (ActorRegistry.BuiltIn.At(code)?.NamesInUse() ?? []).Prepend(code))
            if (seen.Add(name))
                names.Add(new SearchLine(SearchWeight.Actor, name));

        return names;
    }

    /// <summary>Nothing in it is changed once it is made.</summary>
    /// <param name="Facts">It was read off.</param>
    /// <param name="Parts">Each once, names first.</param>
    /// <param name="Keys">Of the parts.</param>
    /// <param name="Codes">Of the actors that the facts name.</param>
    /// <param name="HasNames">Whether the names are a part by themselves.</param>
    internal sealed record Found(
        IReadOnlyList<EffectiveEvent> Facts,
        List<SearchPart> Parts,
        HashSet<Guid> Keys,
        HashSet<string> Codes,
        bool HasNames
    )
    {
        /// <summary>Whether these have all its facts, as they were and in their order.</summary>
        public bool IsWithin(IReadOnlyList<EffectiveEvent> facts)
        {
            var known = 0;
            for (var i = 0; i < facts.Count && known < Facts.Count; i++)
                if (ReferenceEquals(facts[i], Facts[known]))
                    known++;

            return known == Facts.Count;
        }
    }
}
