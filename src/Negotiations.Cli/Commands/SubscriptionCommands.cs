using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>The subscriptions of the caller.</summary>
internal sealed class ListSubscriptionsCommand(CommandEnvironment environment)
    : ServerCommand<ListSubscriptionsCommand.Settings>(environment)
{
    public const string Path = "/api/subscriptions";

    public static string Of(string id, string below = "") => $"{Path}/{Uri.EscapeDataString(id)}{below}";

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        await ShowPageAsync(api, Path, new QueryText(), settings, SubscriptionTable.Of, stop);
        return ExitCode.Ok;
    }

    internal sealed class Settings : PagedSettings;
}

/// <summary>Subscribes an address. The secret alone goes to standard output, so that a redirection stores it.</summary>
internal sealed class CreateSubscriptionCommand(CommandEnvironment environment)
    : ServerCommand<CreateSubscriptionCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var body = new JsonObject { ["url"] = settings.Url };
        if (settings.Negotiations is { Length: > 0 } negotiations)
            body["negotiation"] = new JsonArray([.. negotiations.Select(each => JsonValue.Create(each))]);

        if (settings.Types is { Length: > 0 } types)
            body["type"] = new JsonArray([.. types.Select(each => JsonValue.Create(each))]);

        if (settings.Party is { } party)
            body["party"] = party;

        if (settings.PhaseChange)
            body["phaseChange"] = true;

        if (settings.After is { } after)
            body["after"] = after;

        var made = (await api.StartAsync(ListSubscriptionsCommand.Path, stop, body.ToJsonString())).Json;
        if (settings.Json)
        {
            await CommandEnvironment.Out.WriteLineAsync(PrettyJson.Of(made));
            return ExitCode.Ok;
        }

        await CommandEnvironment.Out.WriteLineAsync(Sanitizer.Of(made.Text("secret") ?? ""));
        await CommandEnvironment.NoticeAsync(
            Sanitizer.Of(
                $"Subscription {made.Text("id")} to {settings.Url}. The secret is shown this once; 'negotiations "
                    + $"subscriptions test {made.Text("id")}' sends a first event."
            )
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : FeedSettings
    {
        [CommandArgument(0, "<URL>")]
        [Description("Where events are sent: HTTPS, to a public host")]
        public string Url { get; init; } = "";

        [CommandArgument(1, "[ID]")]
        [Description("Only events of this negotiation; several are parted by blanks")]
        [Names(Named.Negotiations)]
        public string[]? Negotiations { get; init; }

        [CommandOption("--after <SEQUENCE>")]
        [Description("Begin behind this place of the feed; 0 for the whole record; else with what comes")]
        public long? After { get; init; }
    }
}

/// <summary>What one subscription takes.</summary>
internal sealed class SubscriptionSettings : ConnectionSettings
{
    [CommandArgument(0, "<ID>")]
    [Description("As 'negotiations subscriptions list' shows it")]
    [Names(Named.Subscriptions)]
    public string Id { get; init; } = "";
}

/// <summary>Holds a subscription.</summary>
internal sealed class PauseSubscriptionCommand(CommandEnvironment environment)
    : ServerCommand<SubscriptionSettings>(environment)
{
    protected override async Task<int> RunAsync(Api api, SubscriptionSettings settings, CancellationToken stop)
    {
        var path = ListSubscriptionsCommand.Of(settings.Id, "/pause");
        Show(settings, (await api.StartAsync(path, stop)).Json, SubscriptionTable.One);
        return ExitCode.Ok;
    }
}

/// <summary>Goes on with a subscription.</summary>
internal sealed class ResumeSubscriptionCommand(CommandEnvironment environment)
    : ServerCommand<SubscriptionSettings>(environment)
{
    protected override async Task<int> RunAsync(Api api, SubscriptionSettings settings, CancellationToken stop)
    {
        var path = ListSubscriptionsCommand.Of(settings.Id, "/resume");
        Show(settings, (await api.StartAsync(path, stop)).Json, SubscriptionTable.One);
        return ExitCode.Ok;
    }
}

/// <summary>Sends a test event and waits for what the receiver answers.</summary>
internal sealed class TestSubscriptionCommand(CommandEnvironment environment)
    : ServerCommand<SubscriptionSettings>(environment)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    // A receiver has 15 seconds to answer; a little more for its turn to come.
    private const int MostLooks = 50;

    protected override async Task<int> RunAsync(Api api, SubscriptionSettings settings, CancellationToken stop)
    {
        var delivery = (await api.StartAsync(ListSubscriptionsCommand.Of(settings.Id, "/test"), stop)).Json;
        var path = ListSubscriptionsCommand.Of(
            settings.Id,
            $"/deliveries/{Uri.EscapeDataString(delivery.Text("id") ?? "")}"
        );
        for (var looks = 0; looks < MostLooks && IsUnderWay(delivery); looks++)
        {
            await CommandEnvironment.Pause(BetweenLooks, stop);
            delivery = await api.GetAsync(path, new QueryText(), stop);
        }

        Show(settings, delivery, SubscriptionTable.Delivery);
        return delivery.Text("state") == "delivered" ? ExitCode.Ok : ExitCode.Different;
    }

    // An attempt that came back is the answer to a test, whether another follows or not.
    private static bool IsUnderWay(JsonElement delivery) =>
        delivery.Text("state") == "pending" && delivery.Text("status") is null && delivery.Text("error") is null;
}

/// <summary>Ends a subscription.</summary>
internal sealed class DeleteSubscriptionCommand(CommandEnvironment environment)
    : ServerCommand<SubscriptionSettings>(environment)
{
    protected override async Task<int> RunAsync(Api api, SubscriptionSettings settings, CancellationToken stop)
    {
        await api.DeleteAsync(ListSubscriptionsCommand.Of(settings.Id), stop);
        var answer = JsonSerializer.SerializeToElement(new { id = settings.Id, deleted = true });
        Show(settings, answer, _ => Tables.Cell($"Subscription {settings.Id} has ended."));
        return ExitCode.Ok;
    }
}
