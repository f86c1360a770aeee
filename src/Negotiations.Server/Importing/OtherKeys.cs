using Negotiations.Import.Statements;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>Finds facts that a release has under other row keys than the record, before any of its rows is said to be
/// gone, new or corrected.</summary>
/// <param name="request">With what was confirmed.</param>
/// <param name="known">Marked by what was read.</param>
/// <param name="recorded">By the dataset.</param>
internal sealed class OtherKeys(ImportRequest request, KnownFacts known, DatasetFacts recorded)
{
    // A row or two go from any table, and others come.
    private readonly bool isGoneMeant = request.Confirmed.Contains(ReleaseQuestions.Gone);
    private readonly bool isChangeMeant = request.Confirmed.Contains(ReleaseQuestions.KeyReused);

    /// <summary>A person said that the rows have other keys.</summary>
    public bool IsAgreed => request.Confirmed.Contains(ReleaseQuestions.Rekeyed);

    /// <summary>Null where no more say the same as another row did than by chance.</summary>
    /// <param name="imports">Of the dataset.</param>
    /// <param name="facts">That the release states.</param>
    /// <param name="fresh">What those say that the record does not have.</param>
    /// <param name="stop">Finds none.</param>
    public async Task<Rekeying?> FindAsync(
        IReadOnlyCollection<Guid> imports,
        SpillBuffer facts,
        IReadOnlyCollection<long> fresh,
        CancellationToken stop
    )
    {
        if (known.Count == 0)
            return null;

        var rekeying = new Rekeying();
        var changed = await LookAsync(rekeying, imports, stop);
        foreach (var content in changed.Concat(fresh))
            rekeying.MayBe(content);

        if (!rekeying.IsLikely(IsAgreed))
            return null;

        foreach (var (proposed, statement) in facts.All())
            rekeying.Has(
                KnownFacts.IdOf(request.Dataset, statement),
                statement.Id,
                known.Knows(statement.Id),
                proposed,
                Rekeying.ContentOf(Json.EventJson.NameOf(statement.Fact), statement.Data!)
            );

        return rekeying.Found.Count > 0 ? rekeying : null;
    }

    /// <returns>What the rows say whose facts said something else.</returns>
    private async Task<List<long>> LookAsync(
        Rekeying rekeying,
        IReadOnlyCollection<Guid> imports,
        CancellationToken stop
    )
    {
        var isWhole = request is { Covers: null, IsPartial: false, Deleted: null };
        var patches = await recorded.PatchesAsync(imports, stop);
        List<long> changed = [];
        await foreach (var (id, negotiation, type, data) in recorded.DataAsync(imports, stop))
        {
            if (!known.Stands(id))
                continue;

            var content = Rekeying.ContentOf(type, data, patches[id]);
            if (known.ContentOf(id) is not { } now)
            {
                if (isWhole && !isGoneMeant)
                    rekeying.Lacks(id, negotiation, content, isChanged: false);
            }
            else if (now != content && !isChangeMeant)
            {
                rekeying.Lacks(id, negotiation, content, isChanged: true);
                changed.Add(now);
            }
        }

        return changed;
    }
}
