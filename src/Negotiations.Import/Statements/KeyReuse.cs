using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>A key that a publisher used again: the row now speaks of another thing than the release before.</summary>
internal static class KeyReuse
{
    /// <summary>Of the note on the row.</summary>
    public const string Note = "key-reused";

    // A date may be corrected by some months; years apart it is another day.
    private const int MostDaysCorrected = 366;

    // Of the words of two titles: fewer in common than this is another title.
    private const double LeastInCommon = 0.34;

    private static readonly string[] Titles = ["subject", "title", "name", "summary", "text"];

    /// <summary>Why it is another thing; null: it is the same, corrected or not.</summary>
    public static string? Find(Fact before, Fact now)
    {
        if (now is NegotiationOpened || !AreApart(before.Occurred, now.Occurred, days: 0))
            return null;

        var (one, other) = (ToObject(before), ToObject(now));
        var title = TitleOf(one) is { } was && TitleOf(other) is { } @is ? HaveLittleInCommon(was, @is) : (bool?)null;
        var actors = AreOthers(Codes(before), Codes(now));
        var place = AreOthers(PlaceOf(before), PlaceOf(now));
        if (title == false || actors == false)
            return title == true && AreApart(before.Occurred, now.Occurred, MostDaysCorrected) ? Describe() : null;

        var others = (title == true ? 1 : 0) + (actors == true ? 1 : 0) + (place == true ? 1 : 0);
        return others >= 2 || (others == 1 && AreApart(before.Occurred, now.Occurred, MostDaysCorrected))
            ? Describe()
            : null;

        string Describe() =>
            $"The row was about {before.Occurred}{Quoted(TitleOf(one))} and is now about "
            + $"{now.Occurred}{Quoted(TitleOf(other))}: the publisher seems to use its id for another thing. "
            + "Nothing was changed; import the release again with confirm=key-reused to take it for a correction.";
    }

    private static string Quoted(string? title) => title is null ? "" : $", '{Slug.Clip(title)}',";

    private static bool AreApart(Edtf? one, Edtf? other, int days) =>
        one?.Latest is { } last && other?.Earliest is { } first && first.DayNumber - last.DayNumber > days
        || other?.Latest is { } end && one?.Earliest is { } start && start.DayNumber - end.DayNumber > days;

    private static string? TitleOf(JsonObject fact) =>
        Titles
            .Select(name => fact[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)
            .FirstOrDefault(text => text is not null);

    private static bool HaveLittleInCommon(string one, string other)
    {
        var (first, second) = (Words(one), Words(other));
        var common = first.Intersect(second, StringComparer.OrdinalIgnoreCase).Count();
        var all = first.Union(second, StringComparer.OrdinalIgnoreCase).Count();
        return all > 0 && (double)common / all < LeastInCommon;
    }

    private static string[] Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim(',', '.', ';', ':', '(', ')', '"', '\''))
            .Where(word => word.Length > 0)
            .ToArray();

    private static IReadOnlyList<string> Codes(Fact fact) =>
        [.. fact.Actors?.Select(actor => actor.Id).OfType<string>() ?? []];

    private static IReadOnlyList<string> PlaceOf(Fact fact) =>
        fact.Place is { Name: { } name } ? [name]
        : fact.Place is { Country: { } country } ? [country]
        : [];

    // Null where one of them names none.
    private static bool? AreOthers(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 || other.Count == 0 ? null : !one.Intersect(other, StringComparer.OrdinalIgnoreCase).Any();

    private static JsonObject ToObject(Fact fact) =>
        JsonSerializer.SerializeToNode<Event>(fact with { EventId = null }, EventJson.Options)!.AsObject();
}
