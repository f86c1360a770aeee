using System.ComponentModel;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Sends a file of a dataset, watches it being taken in, and shows what became of its rows.</summary>
internal sealed class ImportCommand(CommandEnvironment environment) : ServerCommand<ImportCommand.Settings>(environment)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        using var content = Content(settings);
        if (settings.Template is { } template)
            return await SaveTemplateAsync(api, content, template, stop);

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
            await SaveAsync(api, $"/api/imports/{Uri.EscapeDataString(id)}/rows.{FormOf(file)}", file, stop);

        if (settings.Changes is { } changes)
            await SaveAsync(api, $"/api/imports/{Uri.EscapeDataString(id)}/changes.csv", changes, stop);

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
            if (report.Text("state") is "done" or "failed" or "refused" or "cancelled")
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
        if (settings.Mapping is null && settings.Deleted is null)
            return file;

        // The mapping and the deleted ids have to be known when the first row is read.
        var parts = new MultipartFormDataContent();
        if (settings.Mapping is { } named)
        {
            var mapping = new StreamContent(Open(named));
            mapping.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            parts.Add(mapping, "mapping");
        }

        if (settings.Deleted is { } list)
            parts.Add(new StreamContent(Open(list)), "deleted");

        parts.Add(file, "file", Path.GetFileName(settings.File));
        return parts;
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

    private static async Task<int> SaveTemplateAsync(Api api, HttpContent content, string file, CancellationToken stop)
    {
        var answer = await api.UploadAsync("/api/imports/template", new QueryText(), content, stop);
        try
        {
            await File.WriteAllTextAsync(file, answer.Json.GetRawText() + "\n", stop);
            return ExitCode.Ok;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be written: {unwritable.Message}");
        }
    }

    private static string FormOf(string file) =>
        Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "ndjson";

    private static async Task SaveAsync(Api api, string path, string file, CancellationToken stop)
    {
        try
        {
            using var response = await api.OpenAsync(path, "*/*", stop);
            await using var to = File.Create(file);
            await response.Content.CopyToAsync(to, stop);
        }
        catch (HttpRequestException cut)
        {
            throw new CommandFailedException(
                ExitCode.Unreached,
                $"{api.Server} was cut off: {cut.Message}. {file} is not whole."
            );
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be written: {unwritable.Message}");
        }
    }

    // A script must not take for whole what is not: rows set aside are a difference, and so is a record that is not
    // what its log signed; a file that cannot be read is no import.
    private static int Verdict(JsonElement report)
    {
        if (report.Text("state") != "done")
            return report.Text("altered.kind") switch
            {
                "altered" or "cut" => ExitCode.Different,
                "unknown-key" => ExitCode.Key,
                _ => ExitCode.Incomplete,
            };

        return
            report.Number("rows.quarantined") is 0
            && report.Number("rows.refused") is 0
            && !report.Items("questions").Any()
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
        [OneOf("How the file is laid out", "pax", "ucdp-ged", "ucdp-acd", "acled", "manytreaties", "csv", "events")]
        public string Format { get; init; } = "";

        [CommandArgument(1, "<FILE>")]
        [Description("The file")]
        [Names(Named.Files)]
        public string File { get; init; } = "";

        [CommandOption("--release <DAY>")]
        [Description("The day on which this release was published: what it says counts as said on that day")]
        public string? Release { get; init; }

        [CommandOption("--dataset <NAME>")]
        [Description("The name of the dataset, the same for all its releases; else that of the format")]
        public string? Dataset { get; init; }

        [CommandOption("--mapping <FILE>")]
        [Description("Which rows belong to which negotiation, and for csv what the columns mean, as JSON")]
        [Names(Named.Files)]
        public string? Mapping { get; init; }

        [CommandOption("--covers <DAYS>")]
        [Description("Of which days the file would have everything, as in 2024-02; of others it says nothing")]
        public string? Covers { get; init; }

        [CommandOption("--partial")]
        [Description("The file has new and changed rows only: what it has not is not gone")]
        public bool Partial { get; init; }

        [CommandOption("--deleted <FILE>")]
        [Description("Ids of rows that are deleted, one a line; with it the file has new and changed rows only")]
        [Names(Named.Files)]
        public string? Deleted { get; init; }

        [CommandOption("--confirm <CODES>")]
        [Description("What a refused import asked about and you have looked at, as in rows-gone,mapping-changed")]
        public string? Confirm { get; init; }

        [CommandOption("--least <ROWS>")]
        [Description("Fewer rows are no whole release of this dataset; remembered for the next")]
        public long? Least { get; init; }

        [CommandOption("--most <ROWS>")]
        [Description("More rows are no release of this dataset; remembered for the next")]
        public long? Most { get; init; }

        [CommandOption("--vkey <KEY>")]
        [Description(
            "Of events: the verifier key of the log they are from, or a file with one a line; else the one in the "
                + "file. May be repeated"
        )]
        public string[] Vkeys { get; init; } = [];

        [CommandOption("--unproven")]
        [Description("Of events: take them as they are, without a proof. The log says so in public, for good")]
        public bool Unproven { get; init; }

        [CommandOption("--template <FILE>")]
        [Description("Record nothing and write a mapping to begin with here, made of the columns of the file")]
        [Names(Named.Files)]
        public string? Template { get; init; }

        [CommandOption("--dry-run")]
        [Description("Record nothing and show what would be, and where the rows would go")]
        public bool DryRun { get; init; }

        [CommandOption("--changes <FILE>")]
        [Description("Write what the release changed here, value by value, as CSV")]
        [Names(Named.Files)]
        public string? Changes { get; init; }

        [CommandOption("--report <FILE>")]
        [Description("Write what became of every row here, as CSV if the name ends so, else one JSON a line")]
        [Names(Named.Files)]
        public string? Report { get; init; }

        public QueryText Query() =>
            new QueryText()
                .Add("format", Format)
                .Add("release", Release)
                .Add("dataset", Dataset)
                .Add("covers", Covers)
                .Add("partial", Partial ? "true" : null)
                .Add("confirm", Confirm)
                .Add("least", Least?.ToString(CultureInfo.InvariantCulture))
                .Add("most", Most?.ToString(CultureInfo.InvariantCulture))
                .Add("vkey", Trust.KeysIn(Vkeys).Select(key => key.Text))
                .AddFlag("unproven", Unproven)
                .Add("dryRun", DryRun ? "true" : null);
    }
}
