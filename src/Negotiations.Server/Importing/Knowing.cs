using Negotiations.Import.Statements;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>What a dataset has stated so far, out of the store.</summary>
internal static class Knowing
{
    /// <param name="recorded">By imports.</param>
    /// <param name="dataset">Its name.</param>
    /// <param name="imports">All of its imports.</param>
    /// <param name="undone">Those among them that count no more.</param>
    /// <param name="stop">Reads no further.</param>
    public static async Task<KnownFacts> ReadAsync(
        DatasetFacts recorded,
        string dataset,
        HashSet<Guid> imports,
        IReadOnlySet<Guid> undone,
        CancellationToken stop
    )
    {
        var known = new KnownFacts(dataset) { Locators = () => recorded.Locators(imports) };
        await foreach (var fact in recorded.FactsAsync(imports, stop))
            known.Add(fact.Id, fact.Negotiation, undone.Contains(fact.Import), fact.MovedFrom);

        if (known.Count == 0)
            return known;

        // From the end backwards each retraction's own fate is known when it is reached.
        HashSet<Guid> retracted = [];
        foreach (var (retraction, target, import) in (await recorded.RetractionsAsync(stop)).Reverse())
            if (!retracted.Contains(retraction) && retracted.Add(target))
                known.Retract(target, import is { } by && imports.Contains(by), byPerson: import is null);

        foreach (var (correction, fact) in await recorded.RekeyedAsync(imports, stop))
            known.AddKey(correction, fact, retracted.Contains(correction));

        return known;
    }
}
