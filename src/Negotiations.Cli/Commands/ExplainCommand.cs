using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Why a status says what it says.</summary>
internal sealed class ExplainCommand(CommandEnvironment environment)
    : ServerCommand<ExplainCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var explanation = await api.GetAsync(Api.Negotiation(settings.Id, "/explanation"), settings.Clocks(), stop);
        if (settings.Field is { } field)
        {
            var all = explanation;
            explanation = Only(field, all);
            if (!explanation.Items("fields").Any())
                throw new CommandFailedException(
                    ExitCode.Different,
                    $"The status has no field '{field}'. It has "
                        + $"{Sanitizer.Of(string.Join(", ", all.Items("fields").Select(each => each.Text("field"))))}."
                );
        }

        Show(settings, explanation, ExplanationTable.Of);
        return ExitCode.Ok;
    }

    // "clashes" means clashes.killed too.
    private static JsonElement Only(string field, JsonElement explanation)
    {
        var shown = JsonObject.Create(explanation)!;
        shown["fields"] = new JsonArray([
            .. explanation
                .Items("fields")
                .Where(each =>
                    each.Text("field") is { } name
                    && (name == field || name.StartsWith(field + ".", StringComparison.Ordinal))
                )
                .Select(each => JsonNode.Parse(each.GetRawText())),
        ]);
        return JsonSerializer.SerializeToElement(shown);
    }

    internal sealed class Settings : ClocksSettings
    {
        [CommandArgument(1, "[FIELD]")]
        [Description("Only this field of the status and those below it, such as phase or clashes.killed")]
        public string? Field { get; init; }
    }
}
