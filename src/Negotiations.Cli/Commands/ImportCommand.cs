using System.ComponentModel;
using System.Net.Http.Headers;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Sends a file of a dataset, watches it being taken in, and shows what became of its rows.</summary>
internal sealed class ImportCommand(CommandEnvironment surroundings)
    : ServerCommand<ImportCommand.Settings>(surroundings)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        using var content = Content(settings);
        var started = await api.UploadAsync("/api/imports", settings.Query(), content, stop);
        var id = started.Json.Text("id")
            ?? started.Location?.TrimEnd('/').Split('/')[^1]
            ?? throw new CommandFailedException(
                ExitCode.Refused,
                "The server took the file and did not say under which address the import is."
            );

        // On standard error, so that a pipe gets the report alone.
        var report = await CommandEnvironment
            .ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RateColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(progress => FollowAsync(api, id, progress, stop));
        if (settings.Report is { } file)
            await SaveRowsAsync(api, id, file, stop);

        Show(settings, report, ImportView.Of);
        return Verdict(report);
    }

    private async Task<JsonElement> FollowAsync(Api api, string id, ProgressContext progress, CancellationToken stop)
    {
        var reading = progress.AddTask("Reading");
        var recording = progress.AddTask("Recording", autoStart: false);
        while (true)
        {
            var report = await api.GetAsync($"/api/imports/{Uri.EscapeDataString(id)}", new QueryText(), stop);
            Advance(reading, report.Number("bytesRead"), report.Number("bytes"));
            if (report.Text("stage") == "recording" && !recording.IsStarted)
                recording.StartTask();

            Advance(recording, report.Number("negotiationsDone"), report.Number("negotiationsTotal"));
            if (report.Text("state") is "done" or "failed")
                return report;

            await CommandEnvironment.Pause(BetweenLooks, stop);
        }
    }

    private static void Advance(ProgressTask task, long? done, long? total)
    {
        task.MaxValue = Math.Max(1, total ?? 1);
        task.Value = done ?? 0;
    }

    private static HttpContent Content(Settings settings)
    {
        var file = new StreamContent(Open(settings.File));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (settings.Mapping is null)
            return file;

        var mapping = new StreamContent(Open(settings.Mapping));
        mapping.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        // In this order: the mapping has to be known when the first row is read.
        return new MultipartFormDataContent
        {
            { mapping, "mapping" },
            { file, "file", Path.GetFileName(settings.File) },
        };
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be read: {unreadable.Message}");
        }
    }

    private static async Task SaveRowsAsync(Api api, string id, string file, CancellationToken stop)
    {
        var format = Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "ndjson";
        try
        {
            await using var to = File.Create(file);
            await api.DownloadAsync($"/api/imports/{Uri.EscapeDataString(id)}/rows.{format}", to, stop);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be written: {unwritable.Message}");
        }
    }

    // A script must not take for whole what is not: rows set aside are a difference, a file that cannot be read is no
    // import.
    private static int Verdict(JsonElement report)
    {
        if (report.Text("state") != "done")
            return ExitCode.Incomplete;

        return report.Number("rows.quarantined") is 0 && report.Number("rows.refused") is 0
            ? ExitCode.Ok
            : ExitCode.Different;
    }

    /// <summary>So many a second: bytes while the file is read, negotiations while they are recorded.</summary>
    private sealed class RateColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(
            Spectre.Console.Rendering.RenderOptions options,
            ProgressTask task,
            TimeSpan deltaTime
        ) =>
            new Text(
                task.Speed is { } speed
                    ? task.Description == "Reading"
                        ? $"{speed / (1024 * 1024):0.0} MB/s"
                        : $"{speed:0} negotiations/s"
                    : ""
            );
    }

    internal sealed class Settings : ConnectionSettings
    {
        [CommandArgument(0, "<FORMAT>")]
        [Description("How the file is laid out: pax, ucdp-ged, ucdp-acd, acled, manytreaties, csv, events")]
        public string Format { get; init; } = "";

        [CommandArgument(1, "<FILE>")]
        [Description("The file")]
        public string File { get; init; } = "";

        [CommandOption("--release <DAY>")]
        [Description("The day on which this release was published: what it says counts as said on that day")]
        public string? Release { get; init; }

        [CommandOption("--dataset <NAME>")]
        [Description("The name of the dataset, the same for all its releases; else that of the format")]
        public string? Dataset { get; init; }

        [CommandOption("--mapping <FILE>")]
        [Description("Which rows belong to which negotiation, and for csv what the columns mean, as JSON")]
        public string? Mapping { get; init; }

        [CommandOption("--dry-run")]
        [Description("Record nothing and show what would be, and where the rows would go")]
        public bool DryRun { get; init; }

        [CommandOption("--report <FILE>")]
        [Description("Write what became of every row here, as CSV if the name ends so, else one JSON a line")]
        public string? Report { get; init; }

        public QueryText Query() =>
            new QueryText()
                .Add("format", Format)
                .Add("release", Release)
                .Add("dataset", Dataset)
                .Add("dryRun", DryRun ? "true" : null);
    }
}
