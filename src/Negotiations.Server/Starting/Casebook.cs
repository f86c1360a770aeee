using System.Text.Json;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Server.Monitoring;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Setup;
using Negotiations.Store.Workers;
using Spectre.Console;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Starting;

/// <summary>
/// The first real input: files of events that go in through the same endpoint as anyone's. Loaded twice, they are
/// recorded once.
/// </summary>
internal sealed class Casebook(Recorder recorder, RecordedIds recorded, CasebookChoice choice)
{
    private const string RecordedBy = "casebook";

    private const int MostTries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Ids of events that only editions before this one have.
    private const string EarlierEditions = "earlier-editions.txt";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Casebook");

    /// <summary>
    /// Loads what is not recorded yet, showing progress when there is any. A store with an earlier edition is left as
    /// it is: what is recorded is corrected by people who say why, and by no new version of this program. A store
    /// that was begun without the casebook stays without it, unless it is asked for.
    /// </summary>
    /// <param name="console">Shows progress and what is left out.</param>
    /// <param name="asked">The setting of this start; null: it has none, and that of an earlier one counts.</param>
    /// <param name="stop">Loads no further file.</param>
    public async Task LoadAsync(IAnsiConsole console, bool? asked, CancellationToken stop)
    {
        if (asked is { } said)
            await choice.WriteAsync(said, stop);

        if (asked is false)
            return;

        var paths = Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToList();
        Guid[] ids = [.. paths.SelectMany(IdsIn)];
        if (await recorded.HasAllAsync(ids, stop))
            return;

        if (await recorded.HasAnyAsync(await RetiredAsync(stop), stop))
        {
            console.WriteLine(
                "The casebook here is of an earlier edition and stays as it is; docs/casebook.md says more."
            );
            return;
        }

        if (asked is not true && await choice.ReadAsync(stop) is false)
        {
            console.WriteLine("No casebook: an earlier start said so. casebook=true loads it.");
            return;
        }

        if (asked is not true && await recorded.IsOfOthersAsync(ids, stop))
            return;

        var files = paths.ConvertAll(ReadFile);
        await console
            .Progress()
            .StartAsync(async progress =>
            {
                var task = progress.AddTask("Casebook", maxValue: files.Count);
                foreach (var file in files)
                {
                    await LoadAsync(file, stop);
                    task.Increment(1);
                }
            });
    }

    private static async Task<Guid[]> RetiredAsync(CancellationToken stop) =>
        [
            .. (await File.ReadAllLinesAsync(Path.Combine(Folder, EarlierEditions), stop))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(Guid.Parse),
        ];

    private async Task LoadAsync(CasebookFile file, CancellationToken stop)
    {
        var opening = new AppendRequest(
            file.Opening.Id,
            (negotiation, today) => OpenNegotiation.Decide(file.Opening, negotiation, today),
            [file.Opening.Opened.EventId!.Value],
            RecordedBy
        );
        await RecordAsync(file.Name, opening, stop);
        if (file.Events.Count == 0)
            return;

        var append = new AppendEvents(file.Events, IsArray: true);
        var ids = file.Events.Select(each => each.EventId!.Value).ToList();
        await RecordAsync(file.Name, ElsewhereReader.Submit(append, file.Opening.Id, ids, RecordedBy), stop);
    }

    private async Task RecordAsync(string name, AppendRequest submission, CancellationToken stop)
    {
        var outcome = await InsistAsync(name, submission, stop);
        if (outcome.Refusal is { } refusal)
            throw new InvalidDataException($"The casebook file {name} was refused at '{refusal.At}': {refusal.Detail}");
    }

    // On a busy machine a first commit may take longer than its lock is left to it, and another node may record
    // meanwhile. What was recorded after all is not recorded again.
    private async Task<Outcome> InsistAsync(string name, AppendRequest submission, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await recorder.RecordAsync(submission, stop);
            }
            catch (Exception fault) when (IsForNow(fault))
            {
                if (tries == MostTries)
                    throw new InvalidDataException(
                        $"The casebook file {name} could not be recorded in {MostTries} tries: {fault.Message} Start "
                            + "again when the database has less to do, or with --no-casebook. What is recorded stays.",
                        fault
                    );

                await Task.Delay(Pause, stop);
            }
    }

    private static bool IsForNow(Exception fault) =>
        fault is UnknownOutcomeException or TimeoutException or Npgsql.NpgsqlException { IsTransient: true }
        || Faults.IsDatabaseAway(fault);

    // Reading the events themselves takes a good part of a start, and mostly they are recorded already.
    private static List<Guid> IdsIn(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document
                .RootElement.GetProperty("events")
                .EnumerateArray()
                .Prepend(document.RootElement.GetProperty("opening"))
                .Select(each => each.GetProperty("eventId").GetGuid()),
        ];
    }

    private static CasebookFile ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var (opening, fault) = MonitoringEndpoints.ReadOpening(document.RootElement.GetProperty("opening"));
        if (fault is not null)
            throw new InvalidDataException(
                $"The opening in {Path.GetFileName(path)} cannot be read at '{fault.At}': {fault.Detail}"
            );

        List<Events.Event> events = [];
        foreach (var element in document.RootElement.GetProperty("events").EnumerateArray())
        {
            var reading = EventJson.Read(element);
            events.Add(
                reading.Value
                    ?? throw new InvalidDataException(
                        $"Event {events.Count + 1} in {Path.GetFileName(path)} cannot be read at "
                            + $"'{reading.Fault!.At}': {reading.Fault.Detail}"
                    )
            );
        }

        return new CasebookFile(Path.GetFileName(path), opening!, events);
    }

    private sealed record CasebookFile(string Name, OpenNegotiation Opening, IReadOnlyList<Events.Event> Events);
}
