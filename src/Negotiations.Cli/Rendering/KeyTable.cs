using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>Keys one a line, without the keys.</summary>
internal static class KeyTable
{
    private static readonly string[] Columns =
    [
        "id",
        "begins",
        "name",
        "person",
        "role",
        "created",
        "expires",
        "last used",
        "revoked",
    ];

    public static IRenderable Of(JsonElement page)
    {
        List<string?[]> rows = [.. page.Items("items").Select(Cells)];
        return rows.Count == 0
            ? Tables.Remark("No key was handed out.")
            : new Fitting(Columns, essential: [0, 2, 4, 8], rows);
    }

    private static string?[] Cells(JsonElement key) =>
        [
            key.Text("id"),
            key.Text("prefix"),
            key.Text("name"),
            key.Text("person"),
            key.Text("role"),
            Values.Instant(key.Text("createdAt")),
            Values.Instant(key.Text("expiresAt")),
            key.Text("lastUsedOn"),
            Values.Instant(key.Text("revokedAt")),
        ];
}
