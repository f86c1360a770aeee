using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>What a release changed, value by value: written while it is recorded, some thousand at a time.</summary>
internal sealed class ChangePages(ImportPages pages, JobLease lease)
{
    private const int ChangesAPage = 5000;

    private readonly List<ReleaseChange> waiting = [];
    private int page;

    public async Task AddAsync(IEnumerable<ReleaseChange> changes, CancellationToken stop)
    {
        foreach (var change in changes)
        {
            waiting.Add(change);
            if (waiting.Count == ChangesAPage)
                await FlushAsync(stop);
        }
    }

    public async Task FlushAsync(CancellationToken stop)
    {
        if (waiting.Count == 0)
            return;

        await pages.AddAsync(lease, NumberOf(page++), PackedLines.Pack(waiting), stop);
        waiting.Clear();
    }

    /// <summary>Every change, in the order in which they were recorded.</summary>
    public static async IAsyncEnumerable<ReleaseChange> ReadAsync(
        ImportPages pages,
        Guid import,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        for (var next = 0; await pages.FindAsync(import, NumberOf(next), stop) is { } packed; next++)
            await foreach (var line in PackedLines.ReadAsync(packed, stop))
                yield return JsonSerializer.Deserialize<ReleaseChange>(line, EventJson.Options)!;
    }

    // Beside the pages of rows, which count from 0 upwards; -1 has the ids of facts whose withdrawal waits.
    private static int NumberOf(int page) => -2 - page;
}
