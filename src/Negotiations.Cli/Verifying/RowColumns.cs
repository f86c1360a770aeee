using System.Globalization;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>What lists, filters and parties go by stands in columns of its own beside a stored view.</summary>
internal static class RowColumns
{
    private static readonly TimeSpan aDay = TimeSpan.FromDays(1);

    /// <summary>The first column that says something else than the events give; null: none does.</summary>
    /// <param name="standing">By the events.</param>
    /// <param name="row">Of the table of views; null: there is none to compare.</param>
    /// <param name="asOf">Of the dump.</param>
    public static Finding? Difference(
        FoldResult standing,
        IReadOnlyDictionary<string, string?>? row,
        DateTimeOffset asOf
    ) =>
        row is null ? null
        : First(Expected(standing), row) is { } different ? different
        : row.GetValueOrDefault("recorded_at") is { } at && Instant(at) != standing.Status.RecordedAt
            ? Differs("recorded_at", InstantConverter.Print(standing.Status.RecordedAt), at)
        : row.GetValueOrDefault("turned_on") is { } day
        && (Day(day) > asOf.UtcDateTime + aDay || Day(day) < standing.Status.RecordedAt.UtcDateTime - aDay - aDay)
            ? Differs("turned_on", "no day", day)
        : null;

    /// <summary>The same of a whole status that is stored beside.</summary>
    /// <param name="standing">By the events up to its version, on the day it says.</param>
    /// <param name="row">Of the table of whole statuses; null: there is none to compare.</param>
    /// <param name="version">Of the negotiation.</param>
    /// <param name="asOf">Of the dump.</param>
    public static Finding? OfSnapshot(
        FoldResult standing,
        IReadOnlyDictionary<string, string?>? row,
        long version,
        DateTimeOffset asOf
    ) =>
        row is null ? null
        : First([Erasures(standing), NextTurn(standing)], row) is { } different ? different
        : long.Parse(row["version"]!, CultureInfo.InvariantCulture) > version
            ? Differs("version", $"{version}", row["version"]!)
        : Day(row["folded_on"]!) > asOf.UtcDateTime + aDay ? Differs("folded_on", "no day", row["folded_on"]!)
        : null;

    /// <summary>The same of the words by which it is found.</summary>
    /// <param name="standing">By the events.</param>
    /// <param name="rows">Words and what they are found by, by the part; null: there are none to compare.</param>
    public static Finding? OfWords(FoldResult standing, IReadOnlyDictionary<Guid, (string Words, string Search)>? rows)
    {
        if (rows is null)
            return null;

        foreach (var part in standing.Search.Parts)
        {
            var words = SearchVector.Write(part.Lines);
            if (!rows.TryGetValue(part.Key, out var row))
                return Differs("words", words, "nothing");

            if (row.Words != words)
                return Differs("words", words, row.Words);

            if (SearchVector.Normal(row.Search) != SearchVector.Normal(SearchVector.Of(part.Lines, part.ExternalIds)))
                return Differs("search", words, row.Search);
        }

        return rows
            .Keys.Except(standing.Search.Keys)
            .Select(key => Differs("part", "nothing", $"{key}"))
            .FirstOrDefault();
    }

    private static Finding? First(
        IEnumerable<(string Name, string? Value)> expected,
        IReadOnlyDictionary<string, string?> row
    )
    {
        // An older program had not every column.
        foreach (var (name, value) in expected)
            if (row.TryGetValue(name, out var found) && Text(found) != value)
                return Differs(name, value ?? "nothing", found ?? "nothing");

        return null;
    }

    private static Finding Differs(string field, string expected, string found) =>
        new("view-differs", $"The events give {expected}; the row says {found}.") { Field = field };

    private static IEnumerable<(string Name, string? Value)> Expected(FoldResult standing)
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
        yield return ("fold", StatusFold.Version.ToString(CultureInfo.InvariantCulture));
        yield return ("last_day", LastEvent.SortKey(status.LastEvent));
        yield return ("merged_into", standing.Merge is { } merge ? merge.Into ?? "" : null);
        yield return Erasures(standing);
        yield return NextTurn(standing);
    }

    private static (string Name, string? Value) Erasures(FoldResult standing) =>
        ("erasures", standing.Erasures.ToString(CultureInfo.InvariantCulture));

    private static (string Name, string? Value) NextTurn(FoldResult standing) =>
        ("next_turn", standing.NextTurn?.ToString("O", CultureInfo.InvariantCulture));

    private static DateTime Day(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // A list as PostgreSQL writes it, {KGZ,TJK}, without its braces and quotes; ids hold none of them.
    private static string? Text(string? found) =>
        found is ['{', .., '}'] && !found.Contains(':', StringComparison.Ordinal)
            ? found[1..^1].Replace("\"", "", StringComparison.Ordinal)
            : found;
}
