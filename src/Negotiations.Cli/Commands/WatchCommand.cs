using System.ComponentModel;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Shows each event as it is recorded, and goes on where it was after a cut.</summary>
internal sealed class WatchCommand(CommandEnvironment environment) : ServerCommand<WatchCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        if (settings.Count is <= 0)
            throw CommandFailedException.Usage("--count takes a number from 1.");

        var query = settings.Query();
        var stored = StoredPlace.Of(settings.PlaceFile, api.Server + Follower.Path + query);
        var before = stored?.Read();
        if (before is not null && settings.After is not null)
            throw CommandFailedException.Usage(
                $"{settings.PlaceFile} says to go on behind {before}, and --after behind {settings.After}. Give one."
            );

        var follower = new Follower(api, CommandEnvironment);
        var shown = 0;
        try
        {
            await foreach (var (place, data) in follower.ReadAsync(query, settings.After ?? before, stop))
            {
                if (data is not null)
                    await ShowAsync(settings, data);

                // Noted after it was shown: ended in between, it is shown again and never left out. The server also
                // says a place where nothing happened: what comes behind it is for the next watch.
                if (place is not null)
                    stored?.Write(place);

                if (data is not null && ++shown == settings.Count)
                    return ExitCode.Ok;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (follower.Place is { } place && stored is null)
                await CommandEnvironment.NoticeAsync($"Go on with --after {place}");

            // Ctrl-C is how a watch ends.
            throw;
        }

        return ExitCode.Ok;
    }

    private async Task ShowAsync(Settings settings, string data)
    {
        await CommandEnvironment.Out.WriteLineAsync(
            settings.Json ? data : Line(JsonSerializer.Deserialize<JsonElement>(data))
        );
        await CommandEnvironment.Out.FlushAsync();
    }

    private static string Line(JsonElement entry) =>
        Sanitizer.Of(
            $"{Rendering.Values.Instant(entry.Text("recordedAt"))}  {entry.Text("negotiation") ?? entry.Text("actor")} "
                + $"{entry.Text("version")}  {HistoryTable.Type(entry)}: "
                + $"{entry.Text("headline.text") ?? Rendering.Values.Date(entry)}"
        );

    internal sealed class Settings : FeedSettings
    {
        [CommandArgument(0, "[ID]")]
        [Description("Only events of this negotiation; several are parted by blanks")]
        [Names(Named.Negotiations)]
        public string[]? Ids { get; init; }

        [CommandOption("--after <PLACE>")]
        [Description(
            "Begin behind this place: a cursor as 113@5f0c2a91, a sequence, or 0 for all; else with what comes"
        )]
        public string? After { get; init; }

        [CommandOption("--place <FILE>")]
        [Description("Note the place here after each event, and begin behind it when the file is there")]
        [Names(Named.Files)]
        public string? PlaceFile { get; init; }

        [CommandOption("--count <N>")]
        [Description("End after so many events")]
        public int? Count { get; init; }

        public QueryText Query() => Filters(Ids);
    }
}
