using System.Globalization;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>What lists, filters and parties go by stands in columns of its own beside a stored view.</summary>
internal static class RowColumns
{
    /// <summary>The first column that says something else than the events give; null: none does.</summary>
    public static Finding? Difference(Standing standing, IReadOnlyDictionary<string, string?>? row)
    {
        foreach (var (name, expected) in Expected(standing))
            if (row?.GetValueOrDefault(name) is { } found && Text(found) != expected)
                return new Finding("view-differs", $"The events give {expected}; the row says {found}.")
                {
                    Field = name,
                };

        return null;
    }

    private static IEnumerable<(string Name, string Value)> Expected(Standing standing)
    {
        var status = standing.Status;
        yield return ("version", status.Version.ToString(CultureInfo.InvariantCulture));
        yield return ("phase", status.Phase is { } phase ? WireName.Of(phase.Shown) : "");
        yield return ("kind", WireName.Of(status.Kind));
        yield return ("subject", WireName.Of(status.Subject));
        yield return ("security", WireName.Of(status.Security.State));
        yield return ("health", status.Health is { } health ? WireName.Of(health) : "");
        yield return ("title", status.Title);
        yield return ("actors", string.Join(',', standing.Actors.Select(actor => actor.Id)));
        yield return ("related", string.Join(',', status.Related));
        yield return ("named", string.Join(',', standing.Named));
        yield return ("involvements", JsonSerializer.Serialize(standing.Actors, EventJson.Options));
    }

    // A list as PostgreSQL writes it, {KGZ,TJK}, without its braces and quotes; ids hold none of them.
    private static string Text(string found) =>
        found is ['{', .., '}'] && !found.Contains(':', StringComparison.Ordinal)
            ? found[1..^1].Replace("\"", "", StringComparison.Ordinal)
            : found;
}
