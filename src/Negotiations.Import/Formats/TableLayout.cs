using System.Text.Json;
using Negotiations.Events;
using Negotiations.Import.Dates;
using Negotiations.Json;

namespace Negotiations.Import.Formats;

/// <summary>What the columns of a table mean; docs/imports.md has its JSON schema and an example.</summary>
/// <param name="Title">Of the dataset, as its source.</param>
/// <param name="Publisher">Of the dataset.</param>
/// <param name="Key">Columns that together are the id of a row in every release.</param>
/// <param name="Negotiation">Where its rows go.</param>
/// <param name="Events">What a row states.</param>
/// <param name="DayOrder">Of dates between slashes.</param>
public sealed record TableLayout(string Title, string Publisher, IReadOnlyList<string> Key, TableLayout.NegotiationLayout Negotiation, IReadOnlyList<TableLayout.EventLayout> Events, DayOrder DayOrder = DayOrder.Unsaid)
{
    private const int MostEvents = 50;
    private const int MostMembers = 100;

    // A later release must find the same facts again; and what they say of the record is the importer's to say.
    private static readonly string[] Reserved = ["type", "eventId", "sources", "target"];

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault()
    {
        if (string.IsNullOrWhiteSpace(Title) || string.IsNullOrWhiteSpace(Publisher))
            return "A table needs a title and a publisher: they are the source of everything it states.";

        if (Key.Count is 0 or > 10)
            return "A table needs 1 to 10 key columns: without an id a later release could not say what became of a row.";

        if (Events.Count is 0 or > MostEvents)
            return $"A table states 1 to {MostEvents} events a row.";

        if (Events.Select(each => each.Part).Distinct().Count() < Events.Count)
            return "Every event of a table has a part of its own.";

        foreach (var each in Events)
        {
            if (!EventJson.TypesByName.TryGetValue(each.Type, out var type) || !type.IsSubclassOf(typeof(Fact)) || type == typeof(NegotiationOpened))
                return $"'{Record.Slug.Clip(each.Type)}' is no fact a table can state.";

            if (each.Set.Count > MostMembers)
                return $"An event sets at most {MostMembers} members.";

            if (each.Set.Keys.FirstOrDefault(path => Reserved.Contains(path.Split('.')[0])) is { } reserved)
                return $"'{Record.Slug.Clip(reserved)}' is not set by a table.";

            if (each.Set.FirstOrDefault(pair => new object?[] { pair.Value.Column, pair.Value.Text, pair.Value.Value }.Count(given => given is not null) != 1).Key is { } unclear)
                return $"'{Record.Slug.Clip(unclear)}' is set by one of column, text and value.";
        }

        return null;
    }

    /// <summary>Every column it names, those in braces included.</summary>
    public IEnumerable<string> Columns() =>
        Key.Concat(new[] { Negotiation.Id, Negotiation.Title }.Concat(Negotiation.Actors ?? []).SelectMany(Template.Columns))
            .Concat(Events.SelectMany(each => each.When is { } when ? [when.Column] : Array.Empty<string>()))
            .Concat(Events.SelectMany(each => each.Set.Values.Concat(each.Source?.Values ?? [])).SelectMany(value => value.Column is { } column ? [column] : Template.Columns(value.Text ?? "")))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <param name="Id">With column names in braces: <c>border-{case}</c>. What no id can hold becomes a hyphen.</param>
    /// <param name="Title">Likewise.</param>
    /// <param name="Kind">If nobody has opened it.</param>
    /// <param name="Subject">Likewise.</param>
    /// <param name="Actors">Codes, or columns of codes in braces.</param>
    public sealed record NegotiationLayout(string Id, string Title, NegotiationKind Kind, Subject Subject, IReadOnlyList<string>? Actors = null);

    /// <param name="Type">The wire name of a fact.</param>
    /// <param name="Part">Tells the events of a row apart; the same in every release.</param>
    /// <param name="Set">By member, with dots for members of members: <c>place.name</c>.</param>
    /// <param name="When">Only rows for which this holds state it; null: all.</param>
    /// <param name="Source">Members of a second source, the one the table itself cites; null: it cites none.</param>
    public sealed record EventLayout(string Type, string Part, IReadOnlyDictionary<string, ValueLayout> Set, Condition? When = null, IReadOnlyDictionary<string, ValueLayout>? Source = null);

    /// <param name="Column">Which.</param>
    /// <param name="In">One of these stands in it; null: anything does.</param>
    public sealed record Condition(string Column, IReadOnlyList<string>? In = null);

    /// <summary>Where a value comes from: one of column, text and value.</summary>
    /// <param name="Column">A column.</param>
    /// <param name="Text">A text with column names in braces.</param>
    /// <param name="Value">Always this.</param>
    /// <param name="As">As what the column is read.</param>
    /// <param name="Values">What the values of the column mean; one that is not listed puts the row in quarantine.</param>
    public sealed record ValueLayout(string? Column = null, string? Text = null, JsonElement? Value = null, ValueKind As = ValueKind.Text, IReadOnlyDictionary<string, string>? Values = null);

    /// <summary>As what a column is read.</summary>
    public enum ValueKind
    {
        Text,
        Date,
        Integer,
        Number,

        /// <summary>Several texts between semicolons.</summary>
        List,

        /// <summary>Codes of actors between semicolons.</summary>
        Actors,
    }
}
