using System.ComponentModel;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Cli.Writing;
using Negotiations.Events;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Opens a negotiation.</summary>
internal sealed class OpenCommand(CommandEnvironment environment) : ServerCommand<OpenCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var body = WithId(await settings.ReadBodyAsync(CommandEnvironment, stop), settings.Id);
        var answer = await Recording.SendAsync(
            api,
            "/api/negotiations",
            new QueryText().AddFlag("dryRun", settings.DryRun),
            body,
            settings,
            ifMatch: null,
            stop
        );
        Show(settings, answer.Json, json =>
            settings.DryRun ? ReceiptView.OfDryRun(json) : ReceiptView.Of(json, isNew: answer.Status == 201)
        );
        return ExitCode.Ok;
    }

    // Put in as text, so that the rest of the body stays as it was written.
    private static string WithId(string body, string id)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 512 });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw CommandFailedException.Usage(
                "One negotiation is opened at a time: the input has to be one JSON object."
            );

        if (document.RootElement.Text("id") is { } named)
            return named == id
                ? body
                : throw CommandFailedException.Usage($"The input opens '{named}', and the command says '{id}'.");

        var members = body.TrimStart()[1..];
        var comma = document.RootElement.EnumerateObject().Any() ? "," : "";
        return $"{{\"id\":{JsonSerializer.Serialize(id)}{comma}{members}";
    }

    internal sealed class Settings : WritingSettings
    {
        [CommandOption("--title <TITLE>")]
        [Description("What it is called")]
        public string? Title { get; init; }

        [CommandOption("--kind <KIND>")]
        [OneOf("What it is", typeof(NegotiationKind))]
        public string? Kind { get; init; }

        [CommandOption("--subject <SUBJECT>")]
        [OneOf("What it is about", typeof(Subject))]
        public string? Subject { get; init; }

        protected override IEnumerable<(string Field, string? Value)> OwnFields() =>
            [("title", Title), ("kind", Kind), ("subject", Subject)];
    }
}
