using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>
/// The report row by row: written while the file is read, some thousand rows at a time, and read back as it was
/// written.
/// </summary>
internal sealed class RowPages(ImportPages pages, JobLease lease)
{
    private const int RowsAPage = 5000;

    // Beside the pages of rows, which count from 0.
    private const int Waiting = -1;
    private const int IdBytes = 16;

    private readonly List<RowReport> waiting = [];
    private int page;

    /// <summary>Takes away what an interrupted run wrote, or a first reading.</summary>
    public Task BeginAsync(CancellationToken stop)
    {
        page = 0;
        waiting.Clear();
        return pages.ClearAsync(lease, stop);
    }

    /// <summary>Keeps the ids of facts whose withdrawal waits for a person.</summary>
    public Task KeepAsync(IReadOnlyCollection<Guid> facts, CancellationToken stop) =>
        pages.AddAsync(lease, Waiting, [.. facts.SelectMany(fact => fact.ToByteArray())], stop);

    /// <summary>Those that wait since an import.</summary>
    public async Task<IEnumerable<Guid>> WaitingAsync(Guid import, CancellationToken stop) =>
        (await pages.FindAsync(import, Waiting, stop) ?? []).Chunk(IdBytes).Select(bytes => new Guid(bytes));

    public async Task AddAsync(RowReport row, CancellationToken stop)
    {
        waiting.Add(row);
        if (waiting.Count == RowsAPage)
            await FlushAsync(stop);
    }

    public async Task FlushAsync(CancellationToken stop)
    {
        if (waiting.Count == 0)
            return;

        await pages.AddAsync(lease, page++, PackedLines.Pack(waiting), stop);
        waiting.Clear();
    }

    /// <summary>
    /// Every row, one JSON text each, in the order of the file; refusals of the record come last, with their row's
    /// number.
    /// </summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        ImportPages pages,
        ImportReport report,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        var import = report.Id;
        for (var next = 0; await pages.FindAsync(import, next, stop) is { } packed; next++)
        {
            await foreach (var line in PackedLines.ReadAsync(packed, stop))
                yield return System.Text.Encoding.UTF8.GetBytes(At(line, report.Renumbered));
        }
    }

    // Written while the file was read, when it was not known yet which process is which.
    private static string At(string line, IReadOnlyDictionary<string, string> renumbered)
    {
        if (renumbered.Count == 0)
            return line;

        var row = JsonSerializer.Deserialize<RowReport>(line, EventJson.Options)!;
        return row.Line > 0 && row.Negotiation is { } proposed && renumbered.TryGetValue(proposed, out var address)
            ? JsonSerializer.Serialize(row with { Negotiation = address }, EventJson.Options)
            : line;
    }
}
