using System.Threading.Channels;
using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Import.Tables;
using Negotiations.Json;

namespace Negotiations.Server.Importing;

/// <summary>The first half of an import: the file is read to its end, and every row is judged.</summary>
internal sealed partial class ImportRun
{
    // Pieces of the file that wait between its reader and what keeps its rows.
    private const int ReadAhead = 4;

    // One thread reads and judges, another stores what was read.
    private async Task ReadAsync(CancellationToken stop)
    {
        await pages.BeginAsync(stop);

        // What a monitor registered since the last try, on any node, is known to this one.
        var known = await directory.RefreshAsync(stop);
        await using var file = File.OpenRead(folder.FileOf(progress.Id));
        var layout = request.Mapping?.ToLayout() ?? new FileLayout();
        using var table = await TableFile.OpenAsync(
            file,
            layout,
            () => folder.Temporary(progress.Id),
            folder.MostBytes,
            stop
        );
        using var dataset = DatasetReader.Open(
            table.Text,
            request.ToFormat(),
            release,
            (request.Mapping?.ToRouting() ?? Routing.Default).Resolved(known),
            clock.LatestToday,
            known,
            table.Encoding
        );
        progress.Begin(dataset, table.Form);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var read = Channel.CreateBounded<ReadRows>(ReadAhead);
        var reading = Task.Run(() => ReadRows.AllAsync(dataset, read.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var rows in read.Reader.ReadAllAsync(stop))
                await TakeAsync(rows, stop);
        }
        finally
        {
            // The file is closed when no one reads it any more.
            await ended.CancelAsync();
            await reading;
        }

        progress.EndReading();
        await pages.FlushAsync(stop);
    }

    // Rows that have other keys now are read once more, each as the fact that it has been.
    private async Task ReadByKeysAsync(IReadOnlyCollection<Guid> imports, CancellationToken stop)
    {
        await ReadAsync(stop);
        var keys = new OtherKeys(request, known, recorded);
        rekeying = await keys.FindAsync(imports, facts, fresh, stop);
        if (rekeying is null || !(keys.IsAgreed || request.DryRun))
            return;

        isByNewKeys = true;
        known.Agree(rekeying);
        Begin();
        await ReadAsync(stop);
    }

    private void Begin()
    {
        facts.Dispose();
        facts = new SpillBuffer(() => folder.Create(folder.WaitingOf(lease.Id)));
        progress = new Progress(ImportStore.Read(lease));
        addresses = addressesOf();
        knownRows = 0;
        doubted.Clear();
        fresh.Clear();
        twins.Clear();
    }

    private async Task TakeAsync(ReadRows rows, CancellationToken stop)
    {
        foreach (var row in rows.Rows)
        {
            progress.Take(row.Report, rows.Offset);
            await pages.AddAsync(row.Report, stop);
            if (row.Destination is { } destination)
                Take(destination, row.Statements);

            if (known.Count > 0)
                twins.AddRange(row.Twins.Select(twin => twin with { Id = known.Find(twin, row.InDoubt ?? "").Id }));

            foreach (var actor in row.Actors)
                named.TryAdd(actor.Code, actor);

            if (row.InDoubt is not { } negotiation)
                continue;

            // What it may be about: where the release would have it, and where it lies.
            doubted.Add(negotiation);
            if (row.Locator is { } locator && known.Count > 0)
                doubted.UnionWith(known.NegotiationsOf(locator));
        }

        await KeepSometimesAsync(ImportStage.Reading, stop);
    }

    private void Take(Destination destination, IReadOnlyList<Statement> statements)
    {
        var group = addresses.NumberOf(destination);
        var identified = new Statement[statements.Count];
        string? lies = null;
        for (var i = 0; i < identified.Length; i++)
        {
            var (id, isKnown) = known.Find(statements[i], destination.Id);
            identified[i] = statements[i] with { Id = id };
            if (known.Count == 0)
                continue;

            var data = EventJson.WriteData(statements[i].Fact);
            identified[i] = identified[i] with { Data = data };
            var content = Rekeying.ContentOf(EventJson.NameOf(statements[i].Fact), data);
            if (!isKnown)
            {
                fresh.Add(content);
                continue;
            }

            known.Mark(id, group, content);
            lies ??= known.NegotiationOf(id);
        }

        facts.Add(group, destination, identified);
        if (lies is null)
            return;

        addresses.Vote(group, lies);
        knownRows++;
    }
}
