using System.ComponentModel;
using System.Text.Json.Nodes;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Writing;

/// <summary>The ways to say what a source reports: in flags, in a file, on standard input.</summary>
internal abstract class WritingSettings : ConnectionSettings
{
    [CommandArgument(0, "<ID>")]
    [Description("The address of the negotiation, such as kg-tj-border")]
    [Names(Named.Negotiations)]
    public required string Id { get; init; }

    [CommandArgument(1, "[FILE]")]
    [Description("As --file; '-' is standard input")]
    [Names(Named.Input)]
    public string? Input { get; init; }

    [CommandOption("--file <FILE>")]
    [Description("JSON from a file: an object, an array, or one object a line; '-' is standard input")]
    [Names(Named.Input)]
    public string? File { get; init; }

    [CommandOption("--occurred <EDTF>")]
    [Description("When it happened, as precisely as the source says: 2022-09, 2024-07-0X, [[2024-07-23..2024-12-04]]")]
    public string? Occurred { get; init; }

    [CommandOption("--occurred-text <WORDS>")]
    [Description("The words of the source for it: \"in early July 2024\"")]
    public string? OccurredText { get; init; }

    [CommandOption("--source-publisher <NAME>")]
    [Description("Who says so")]
    public string? SourcePublisher { get; init; }

    [CommandOption("--source-url <URL>")]
    [Description("Where it can be read")]
    public string? SourceUrl { get; init; }

    [CommandOption("--source-published <EDTF>")]
    [Description("When the source said so")]
    public string? SourcePublished { get; init; }

    [CommandOption("--source-title <TITLE>")]
    [Description("Its title")]
    public string? SourceTitle { get; init; }

    [CommandOption("--actor <CODE[:ROLE]>")]
    [Description("Who takes part, such as KGZ:party; may be repeated")]
    public string[]? Actors { get; init; }

    [CommandOption("--note <TEXT>")]
    [Description("A remark of the monitor")]
    public string? Note { get; init; }

    [CommandOption("--set <PATH=VALUE>")]
    [Description(
        "Any other field, such as clashId=september-2022, killed.low=24 or sources.0.language=ky; may be repeated"
    )]
    public string[]? Set { get; init; }

    [CommandOption("--set-text <PATH=VALUE>")]
    [Description("The same for a value that looks like a number and is text: plannedFor=2025")]
    public string[]? SetText { get; init; }

    [CommandOption("--dry-run")]
    [Description("Record nothing and show what would be")]
    public bool DryRun { get; init; }

    [CommandOption("--idempotency-key <KEY>")]
    [Description("The same request with the same key is recorded once; generated when not given")]
    public string? IdempotencyKey { get; init; }

    /// <summary>The flags that only this command has, by the name of their field.</summary>
    protected abstract IEnumerable<(string Field, string? Value)> OwnFields();

    /// <summary>The body as JSON text.</summary>
    public Task<string> ReadBodyAsync(CommandEnvironment environment, CancellationToken stop)
    {
        var body = FromFlags();
        if (Input is not null && File is not null)
            throw CommandFailedException.Usage(
                $"{InputText.Name(Input)} and --file {InputText.Name(File)} both name an input. Name one."
            );

        if ((Input ?? File) is not { } file)
            return body.Count > 0
                ? Task.FromResult(body.ToJsonString())
                : throw CommandFailedException.Usage(
                    "There is nothing to record. Describe the event with --type, --occurred, "
                        + "--source-publisher and --set, or name a file with --file, or - for standard input."
                );

        return body.Count == 0
            ? InputText.ReadAsync(file, environment, stop)
            : throw CommandFailedException.Usage(
                $"The event is described both by flags and by {InputText.Name(file)}. Use one of the two."
            );
    }

    private JsonObject FromFlags()
    {
        var body = new JsonObject();
        foreach (var (field, value) in OwnFields())
            Put(body, field, value);

        Put(body, "occurred", Occurred);
        Put(body, "occurredText", OccurredText);
        var source = new JsonObject();
        Put(source, "title", SourceTitle);
        Put(source, "publisher", SourcePublisher);
        Put(source, "url", SourceUrl);
        Put(source, "published", SourcePublished);
        if (source.Count > 0)
            body["sources"] = new JsonArray(source);

        if (Actors is { Length: > 0 } actors)
            body["actors"] = new JsonArray([.. actors.Select(Actor)]);

        Put(body, "note", Note);
        foreach (
            var assignment in (Set ?? [])
                .Select(each => Assignment.Parse(each, isText: false))
                .Concat((SetText ?? []).Select(each => Assignment.Parse(each, isText: true)))
        )
            assignment.ApplyTo(body);

        return body;
    }

    private static JsonObject Actor(string text)
    {
        var parts = text.Split(':', 2);
        var actor = new JsonObject { ["id"] = parts[0] };
        if (parts.Length == 2)
            actor["role"] = parts[1];

        return actor;
    }

    private static void Put(JsonObject body, string field, string? value)
    {
        if (value is not null)
            body[field] = value;
    }
}
