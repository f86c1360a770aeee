using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Every key that was handed out.</summary>
internal sealed class ListKeysCommand(CommandEnvironment environment)
    : ServerCommand<ListKeysCommand.Settings>(environment)
{
    public const string Path = "/api/keys";

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        await ShowPageAsync(api, Path, new QueryText(), settings, KeyTable.Of, stop);
        return ExitCode.Ok;
    }

    internal sealed class Settings : PagedSettings;
}

/// <summary>
/// Hands out a key. The key alone goes to standard output, so that a redirection keeps it and no screen shows it.
/// </summary>
internal sealed class CreateKeyCommand(CommandEnvironment environment)
    : ServerCommand<CreateKeyCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var body = new JsonObject { ["name"] = settings.Name, ["role"] = settings.Role };
        if (settings.Person is not null)
            body["person"] = settings.Person;

        // Valid through the day that is named.
        if (settings.Expires is { } expires)
            body["expiresAt"] = DateOnly.TryParseExact(expires, "yyyy-MM-dd", out _) ? expires + "T23:59:59Z" : expires;

        var made = (await api.StartAsync(ListKeysCommand.Path, stop, body.ToJsonString())).Json;
        if (settings.Json)
        {
            CommandEnvironment.Out.WriteLine(PrettyJson.Of(made));
            return ExitCode.Ok;
        }

        CommandEnvironment.Out.WriteLine(Sanitizer.Of(made.Text("key") ?? ""));
        var until = made.Text("expiresAt") is { } end ? $"until {Rendering.Values.Instant(end)}" : "without an end";
        await CommandEnvironment.NoticeAsync(
            Sanitizer.Of(
                $"Key {made.Text("id")} of role {made.Text("role")} for "
                    + $"{made.Text("person") ?? made.Text("name")}, {until}. "
                    + "It is shown this once: only its hash is stored."
            )
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : ConnectionSettings
    {
        [CommandOption("--name <NAME>", isRequired: true)]
        [Description("By which people recognise it: a device, a program")]
        public string Name { get; init; } = "";

        [CommandOption("--role <ROLE>", isRequired: true)]
        [OneOf("What it opens", "reader", "monitor", "auditor", "admin")]
        public string Role { get; init; } = "";

        [CommandOption("--person <NAME>")]
        [Description("Whom it stands for: what is done with it is recorded by this name; else by the name of the key")]
        public string? Person { get; init; }

        [CommandOption("--expires <WHEN>")]
        [Description("The last day it opens anything (UTC), or an instant; without it, the key has no end")]
        public string? Expires { get; init; }
    }
}

/// <summary>Takes a key back, for good.</summary>
internal sealed class RevokeKeyCommand(CommandEnvironment environment)
    : ServerCommand<RevokeKeyCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        await api.DeleteAsync($"{ListKeysCommand.Path}/{Uri.EscapeDataString(settings.Id)}", stop);
        CommandEnvironment.Out.WriteLine(
            settings.Json
                ? PrettyJson.Of(JsonSerializer.SerializeToElement(new { id = settings.Id, revoked = true }))
                : $"Key {Sanitizer.Of(settings.Id)} is revoked: it is refused within seconds, on every node, for good."
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : ConnectionSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("As 'negotiations keys list' shows it; not the key itself")]
        public string Id { get; init; } = "";
    }
}
