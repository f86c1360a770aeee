using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A sentence of an anomaly: its values have names and kinds, so that any language can write them.</summary>
/// <param name="Name">Which sentence, where a code has several.</param>
/// <param name="English">With the values as {0}, {1}...</param>
/// <param name="Values">What stands in those places.</param>
public sealed record AnomalyForm(string Name, string English, params IReadOnlyList<AnomalyValue> Values)
{
    /// <summary>The sentence has a place for each of these values and for no other.</summary>
    public bool Fits(IReadOnlyDictionary<string, JsonNode?> values) =>
        values.Count == Values.Count && Values.All(value => values.ContainsKey(value.Name));

    /// <summary>The sentence, each value written by the reader's language.</summary>
    /// <param name="sentence">In that language, with the same places.</param>
    /// <param name="values">By name.</param>
    /// <param name="write">A value in that language.</param>
    public string Write(
        string sentence,
        IReadOnlyDictionary<string, JsonNode?> values,
        Func<AnomalyValueKind, JsonNode?, string> write
    ) =>
        string.Format(
            CultureInfo.InvariantCulture,
            sentence,
            [.. Values.Select(value => (object)write(value.Kind, values[value.Name]))]
        );

    internal string InEnglish(IReadOnlyDictionary<string, JsonNode?> values)
    {
        var text = Write(English, values, EnglishOf);
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string EnglishOf(AnomalyValueKind kind, JsonNode? value) =>
        kind switch
        {
            AnomalyValueKind.Figure => value.Deserialize<Figure>(EventJson.Options) is { } figure
                ? Tolerance.Show(figure)
                : "an unknown number of",
            AnomalyValueKind.Limits => string.Join(
                ", ",
                value!.AsObject().Select(limit => $"{limit.Key} {limit.Value}")
            ),
            AnomalyValueKind.Meeting => value?.ToString() is { } id && MeetingKinds.Contains(id)
                ? $"a {id}"
                : $"meeting '{value}'",
            AnomalyValueKind.Actor => value?.ToString() is { Length: > 0 } code ? code : "a party",
            AnomalyValueKind.Instrument => value?.ToString() is { Length: > 0 } name ? $"'{name}'" : "the instrument",
            AnomalyValueKind.Title => $"'{value}'",
            _ => value?.ToString() ?? "",
        };

    /// <summary>By which a meeting without a name is called.</summary>
    public static IReadOnlyList<string> MeetingKinds { get; } =
    [.. WireName.All(typeof(Events.MeetingKind)), "meeting"];
}

/// <param name="Name">Of the member of <see cref="Anomaly.Values"/>.</param>
/// <param name="Kind">How it is written in a sentence.</param>
public sealed record AnomalyValue(string Name, AnomalyValueKind Kind);

/// <summary>What a value of an anomaly is.</summary>
public enum AnomalyValueKind
{
    /// <summary>As it stands.</summary>
    Text,

    /// <summary>A code of a state or body; empty: one that the source does not name.</summary>
    Actor,

    /// <summary>EDTF.</summary>
    Date,

    Number,

    /// <summary>As <see cref="Values.Figure"/>.</summary>
    Figure,

    /// <summary>The wire name of a type of event.</summary>
    EventType,

    /// <summary>The name of a member of an event.</summary>
    Member,

    /// <summary>The wire name of a milestone.</summary>
    Milestone,

    /// <summary>What a source calls something.</summary>
    Title,

    /// <summary>The name that ties reports of a meeting together, or the kind of one without a name.</summary>
    Meeting,

    /// <summary>The title or name of an instrument; empty: it has none.</summary>
    Instrument,

    /// <summary>The low, best and high of one quantity as they were given, in whatever order.</summary>
    Limits,

    /// <summary>killed, injured, displaced, evacuated.</summary>
    KindOfLoss,
}
