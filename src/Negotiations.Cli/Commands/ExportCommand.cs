using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Views;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Writes a part of the record to a file, whole or not at all.</summary>
internal sealed class ExportCommand(CommandEnvironment environment) : ServerCommand<ExportCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var (export, format) = settings.Chosen();
        var file = settings.To ?? $"{(export.IsOfOne ? settings.Negotiations![0] + "-" : "")}{export.What}.{format}";
        var download = new Download(
            api,
            CommandEnvironment,
            export.Address(format, settings.Negotiations?[0]),
            settings.Query(export),
            file,
            export.What == "events" && format == Export.Lines
        );
        try
        {
            await FetchAsync(download, file, settings.Force, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && download.CanGoOn())
        {
            await CommandEnvironment.NoticeAsync(
                $"{file} was not written. The same command goes on with what is there."
            );
            throw;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{file} cannot be written: {unwritable.Message}");
        }

        var report = new
        {
            file,
            bytes = download.Bytes,
            wentOn = download.WentOn,
        };
        Show(settings, JsonSerializer.SerializeToElement(report), _ => new Text(
            Sanitizer.Of($"{file}: {download.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes.")
        ));
        return ExitCode.Ok;
    }

    // On standard error, so that a pipe gets the report alone.
    private Task FetchAsync(Download download, string file, bool isForced, CancellationToken stop) =>
        CommandEnvironment
            .ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn()
            )
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(file));
                bar.IsIndeterminate = true;
                await download.RunAsync(
                    isForced,
                    () =>
                    {
                        bar.IsIndeterminate = download.Total is null;
                        bar.MaxValue = Math.Max(1, download.Total ?? download.Bytes);
                        bar.Value = download.Bytes;
                    },
                    stop
                );
            });

    internal sealed class Settings : FeedSettings
    {
        [CommandArgument(0, "<WHAT>")]
        [OneOf(
            "What is wanted",
            "events",
            "record",
            "history",
            "negotiations",
            "tolls",
            "instruments",
            "calendar",
            "map",
            "provenance"
        )]
        public string What { get; init; } = "";

        [CommandArgument(1, "[ID]")]
        [Description("Only of this negotiation; several are parted by blanks, history and provenance are of one")]
        [Names(Named.Negotiations)]
        public string[]? Negotiations { get; init; }

        [CommandOption("--to <FILE>")]
        [Description("The file; its name ends with the format. Else WHAT.FORMAT in this folder")]
        [Names(Named.Files)]
        public string? To { get; init; }

        [CommandOption("--format <FORMAT>")]
        [OneOf(
            "In which form, if the name of the file does not say so",
            "ndjson",
            "csv",
            "xlsx",
            "ics",
            "geojson",
            "jsonld"
        )]
        public string? Format { get; init; }

        [CommandOption("--force")]
        [Description("Replace a file that is there")]
        public bool Force { get; init; }

        [CommandOption("--after <PLACE>")]
        [Description("Of events: only those behind this place of the feed")]
        public string? After { get; init; }

        [CommandOption("--as-of <DATE>")]
        [Description("How things stood at the end of this day, month or year (UTC)")]
        public string? AsOf { get; init; }

        [CommandOption("--known-by <WHEN>")]
        [Description("Only what was known by this instant, or by the end of this date")]
        public string? KnownBy { get; init; }

        [CommandOption("--basis <BASIS>")]
        [OneOf("Whose knowledge", typeof(Basis))]
        public string? Basis { get; init; }

        [CommandOption("--bom")]
        [Description("Of CSV: with the mark by which Excel knows UTF-8")]
        public bool Bom { get; init; }

        private static IEnumerable<string> Names => Export.All.Select(each => each.What);

        public (Export Export, string Format) Chosen()
        {
            var export = Export.All.FirstOrDefault(each => each.What == What)
                ?? throw CommandFailedException.Usage(
                    $"'{What}' is nothing to export.{Search.NearestName.Ask(What, Names)} "
                        + $"It is one of {string.Join(", ", Names)}."
                );
            if (export.IsOfOne && Negotiations is not [_])
                throw CommandFailedException.Usage($"{What} is of one negotiation: export {What} ID.");

            var ending = To is null ? "" : Path.GetExtension(To).TrimStart('.').ToLowerInvariant();
            var format = Format ?? (ending.Length > 0 ? ending : export.Formats[0]);
            return export.Formats.Contains(format)
                ? (export, format)
                : throw CommandFailedException.Usage(
                    $"{What} is not there as '{format}'. It is as {string.Join(", ", export.Formats)}: name it with "
                        + "--format, or by the end of the file's name."
                );
        }

        /// <summary>What the server does not take of this, it says.</summary>
        public QueryText Query(Export export) =>
            Filters(export.IsOfOne ? null : Negotiations)
                .Add("asOf", AsOf)
                .Add("knownBy", KnownBy)
                .Add("basis", Basis)
                .AddFlag("bom", Bom)
                .AddFlag("proof", export.IsProven)
                .From(After);
    }
}
