using System.Text.Json;
using Negotiations.Events;
using Negotiations.Import.Dates;
using Negotiations.Import.Reading;
using Negotiations.Json;

namespace Negotiations.Import.Formats;

/// <summary>What the columns of a table mean; docs/imports.md has its JSON schema and an example.</summary>
public sealed record TableLayout
{
    /// <summary>Where a fact has its point: longitude, then latitude.</summary>
    public const string PointPath = "place.point.coordinates";

    private const int MostEvents = 50;

    /// <summary>Of an event.</summary>
    internal const int MostMembers = 100;

    // A later release must find the same facts again; and what they say of the record is the importer's to say.
    private static readonly string[] Reserved = ["type", "eventId", "sources", "target", "movedFrom"];

    // By their wire names, for messages.
    private static IEnumerable<string> Facts =>
        EventJson
            .TypesByName.Where(each => each.Value.IsSubclassOf(typeof(Fact)) && each.Value != typeof(NegotiationOpened))
            .Select(each => each.Key)
            .Order(StringComparer.Ordinal);

    /// <summary>Of the dataset, as its source.</summary>
    public required string Title { get; init; }

    /// <summary>Of the dataset.</summary>
    public required string Publisher { get; init; }

    /// <summary>Columns that together are the id of a row in every release.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Where its rows go.</summary>
    public required NegotiationLayout Negotiation { get; init; }

    /// <summary>What a row states.</summary>
    public required IReadOnlyList<EventLayout> Events { get; init; }

    /// <summary>Of dates between slashes.</summary>
    public DayOrder DayOrder { get; init; }

    /// <summary>The first of the hundred years that its years of two digits are of: 1950 makes 49 the year 2049.
    /// Null: a date with such a year is quarantined.</summary>
    public int? TwoDigitYearsFrom { get; init; }

    /// <summary>The mark between whole and fraction in its numbers, a point or a comma; null: a number with two
    /// readings is quarantined.</summary>
    public string? Decimal { get; init; }

    /// <summary>The mark between thousands: a point, a comma, a space or an apostrophe; null: as for <see
    /// cref="Decimal"/>.</summary>
    public string? Thousands { get; init; }

    /// <summary>What the table writes where it has nothing, beside the marks that are known; null: no more.</summary>
    public IReadOnlyList<string>? Absent { get; init; }

    /// <summary>Under which the table's own actors are registered: of MYDATA, a word that names no known actor is
    /// MYDATA-word, and so is every bare number. 2 to 20 capitals and digits, beginning with a capital. Null: it has
    /// none of its own, and a row with such a word is set aside.</summary>
    public string? ActorScheme { get; init; }

    /// <summary>An event of it has a point.</summary>
    internal bool SetsPoint() => Events.Any(each => each.Set.ContainsKey(PointPath));

    /// <summary>The table has nothing here, and writes so.</summary>
    internal bool IsAbsent(string text) =>
        CellText.IsAbsent(text) || Absent?.Contains(text, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault()
    {
        if (
            Decimal is not (null or "." or ",")
            || Thousands is not (null or "." or "," or " " or "'")
            || (Decimal is not null && Decimal == Thousands)
        )
            return "'decimal' is '.' or ',', 'thousands' is '.', ',', a space or an apostrophe, and they differ.";

        if (TwoDigitYearsFrom is < 1000 or > 2100)
            return "'twoDigitYearsFrom' is a year from 1000 to 2100.";

        if (ActorScheme is { } scheme && !OwnActors.IsScheme(scheme))
            return $"'{Record.Slug.Clip(scheme)}' cannot be a scheme of actors. Use {OwnActors.SchemeForm}.";

        if (string.IsNullOrWhiteSpace(Negotiation.Id) || string.IsNullOrWhiteSpace(Negotiation.Title))
            return "The negotiation of a table needs an id and a title.";

        if (string.IsNullOrWhiteSpace(Title) || string.IsNullOrWhiteSpace(Publisher))
            return "A table needs a title and a publisher: they are the source of everything it states.";

        if (Key.Count is 0 or > 10)
            return "A table needs 1 to 10 key columns: without an id a later release could not say what became "
                + "of a row.";

        if (Events.Count is 0 or > MostEvents)
            return $"A table states 1 to {MostEvents} events a row.";

        if (
            Events.Any(each => string.IsNullOrWhiteSpace(each.Part))
            || Events.Select(each => each.Part).Distinct().Count() < Events.Count
        )
            return "Every event of a table has a part of its own.";

        foreach (var each in Events)
        {
            if (
                !EventJson.TypesByName.TryGetValue(each.Type, out var type)
                || !type.IsSubclassOf(typeof(Fact))
                || type == typeof(NegotiationOpened)
            )
                return $"'{Record.Slug.Clip(each.Type)}' is no fact a table can state. It states one of "
                    + $"{string.Join(", ", Facts)}.";

            if (each.Set.Count > MostMembers)
                return $"An event sets at most {MostMembers} members.";

            if (each.Set.Keys.FirstOrDefault(path => Reserved.Contains(path.Split('.')[0])) is { } reserved)
                return $"'{Record.Slug.Clip(reserved)}' is not set by a table.";

            if (each.Set.Keys.FirstOrDefault(path => FactMembers.Find(type, path) is null) is { } unknown)
                return $"'{Record.Slug.Clip(unknown)}' is no member of '{each.Type}'. It has "
                    + $"{FactMembers.Names(type)}.";

            if (
                each.Source?.Keys.FirstOrDefault(name => FactMembers.Find(typeof(Values.Source), name) is null) is
                { } uncited
            )
                return $"'{Record.Slug.Clip(uncited)}' is no member of a source. It has "
                    + $"{FactMembers.Names(typeof(Values.Source))}.";

            foreach (var (path, value) in each.Set.Concat(each.Source ?? new Dictionary<string, ValueLayout>()))
                if (value.Fault() is { } fault)
                    return $"'{Record.Slug.Clip(path)}' {fault}";
        }

        return null;
    }

    /// <summary>Every column it names, those in braces included.</summary>
    public IEnumerable<string> Columns() =>
        Key.Concat(
                new[] { Negotiation.Id, Negotiation.Title }
                    .Concat(Negotiation.Actors ?? [])
                    .SelectMany(Template.Columns)
            )
            .Concat(Events.SelectMany(each => each.When is { } when ? [when.Column] : Array.Empty<string>()))
            .Concat(
                Events
                    .SelectMany(each => each.Set.Values.Concat(each.Source?.Values ?? []))
                    .SelectMany(value => value.Column is { } column ? [column] : Template.Columns(value.Text ?? ""))
            )
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of them that say which row it is, and where it goes.</summary>
    internal IEnumerable<string> Places() =>
        Key.Concat(Template.Columns(Negotiation.Id)).Concat(Template.Columns(Negotiation.Title));

    /// <summary>The negotiation of a row.</summary>
    public sealed record NegotiationLayout
    {
        /// <summary>With column names in braces: <c>border-{case}</c>. What no id can hold becomes a hyphen.</summary>
        public required string Id { get; init; }

        /// <summary>Likewise with column names in braces.</summary>
        public required string Title { get; init; }

        /// <summary>For the opening, if there is none yet.</summary>
        public required NegotiationKind Kind { get; init; }

        /// <summary>For the opening, if there is none yet.</summary>
        public required Subject Subject { get; init; }

        /// <summary>Actors by any known code or name, or columns of them in braces; null: none.</summary>
        public IReadOnlyList<string>? Actors { get; init; }
    }

    /// <summary>An event that a row states.</summary>
    public sealed record EventLayout
    {
        /// <summary>The wire name of a fact.</summary>
        public required string Type { get; init; }

        /// <summary>Distinguishes the events of a row; the same in every release.</summary>
        public required string Part { get; init; }

        /// <summary>By member, with dots for members of members: <c>place.name</c>.</summary>
        public required IReadOnlyDictionary<string, ValueLayout> Set { get; init; }

        /// <summary>Only rows for which this holds state it; null: all.</summary>
        public Condition? When { get; init; }

        /// <summary>Members of a second source, the one the table itself cites; null: it cites none.</summary>
        public IReadOnlyDictionary<string, ValueLayout>? Source { get; init; }
    }

    /// <summary>A condition on a row.</summary>
    public sealed record Condition
    {
        /// <summary>In this column.</summary>
        public required string Column { get; init; }

        /// <summary>One of these; null: anything.</summary>
        public IReadOnlyList<string>? In { get; init; }
    }

    /// <summary>Where a value comes from: one of column, text and value.</summary>
    /// <param name="Column">A column.</param>
    /// <param name="Text">A text with column names in braces.</param>
    /// <param name="Value">Always this.</param>
    /// <param name="As">As what the column, or the text with its columns filled in, is read.</param>
    /// <param name="Values">What the values of the column mean; one that is not listed puts the row in
    /// quarantine.</param>
    public sealed record ValueLayout(
        string? Column = null,
        string? Text = null,
        JsonElement? Value = null,
        ValueKind As = ValueKind.Text,
        IReadOnlyDictionary<string, string>? Values = null
    )
    {
        /// <summary>Read in its place where the column is empty; null: the member is left out.</summary>
        public string? Default { get; init; }

        /// <summary>What every value means that <see cref="Values"/> does not list; null: the row is quarantined.
        /// </summary>
        public string? Otherwise { get; init; }

        /// <summary>What is wrong with it; null when nothing is.</summary>
        internal string? Fault() =>
            new object?[] { Column, Text, Value }.Count(given => given is not null) != 1
                ? "is set by one of column, text and value."
            : Value is not null && (Default is not null || Values is not null || As != ValueKind.Text)
                ? "is set by a value, which is taken unchanged: leave out as, values and default."
            : Otherwise is not null && Values is null ? "has otherwise and no values. Leave it out, or add values."
            : null;
    }

    /// <summary>As what a column is read.</summary>
    public enum ValueKind
    {
        Text,
        Date,
        Integer,
        Number,

        /// <summary>Several texts between semicolons.</summary>
        List,

        /// <summary>Actors by any known code or name, between semicolons.</summary>
        Actors,
    }
}
