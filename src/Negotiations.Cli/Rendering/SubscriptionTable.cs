using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Subscriptions one a line, and what became of a delivery.</summary>
internal static class SubscriptionTable
{
    private static readonly string[] Columns =
    [
        "id",
        "state",
        "url",
        "takes",
        "waiting",
        "parked",
        "failures",
        "delivered",
        "owner",
    ];

    public static IRenderable Of(JsonElement page)
    {
        List<string?[]> rows = [.. page.Items("items").Select(Cells)];
        return rows.Count == 0
            ? Tables.Remark("You have no subscription.")
            : new Fitting(Columns, essential: [0, 1, 2], rows);
    }

    public static IRenderable One(JsonElement subscription) =>
        Tables.Fields(Columns.Zip(Cells(subscription), (name, value) => (name, value)));

    public static IRenderable Delivery(JsonElement delivery) =>
        Tables.Fields([
            ("delivery", delivery.Text("id")),
            ("state", delivery.Text("state")),
            ("attempts", delivery.Text("attempts")),
            ("answered", delivery.Text("status")),
            ("error", delivery.Text("error")),
        ]);

    private static string?[] Cells(JsonElement each) =>
        [
            each.Text("id"),
            each.Text("state") + (each.Text("pauseReason") is { } reason ? $" ({reason})" : ""),
            each.Text("url"),
            Takes(each),
            each.Text("waiting"),
            each.Text("parked"),
            each.Text("failures"),
            Values.Instant(each.Text("deliveredAt")),
            each.Text("owner"),
        ];

    private static string Takes(JsonElement each)
    {
        List<string?> filters =
        [
            .. each.Items("negotiation").Select(id => id.Text()),
            .. each.Items("type").Select(type => type.Text()),
            each.Text("party"),
            each.Text("phaseChange") == "yes" ? "changes of phase" : null,
        ];
        return string.Join(", ", filters.OfType<string>()) is { Length: > 0 } some ? some : "every event";
    }
}
