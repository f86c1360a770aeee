using System.Globalization;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Dashboard.Languages;

/// <summary>What an event says, part by part: what is absent adds none.</summary>
internal sealed class EventSentence(Words words)
{
    public List<string> Parts { get; } = [];

    public Words Words => words;

    public void Add(string text) => Parts.Add(text);

    public string? Actors(IReadOnlyList<string>? codes) =>
        codes is null ? null : string.Join(", ", codes.Select(words.Actor));

    public string Provision(Provision provision) =>
        $"{provision.Title ?? provision.Id}: {(provision.Status is { } status ? words.Of(status) : "")}";

    public string? Actor(string? code) => code is null ? null : string.Join(", ", code.Split(", ").Select(words.Actor));

    /// <summary>A value in words; null where it is one that takes a table.</summary>
    public string? Value(EventMember member, object value) =>
        value switch
        {
            string text when member.Kind is MemberKind.Actor or MemberKind.Side or MemberKind.ActorName => Actor(text),
            string text => text,
            bool or int => Convert.ToString(value, CultureInfo.InvariantCulture),
            Enum choice => words.Known(
                Words.KeyOf(choice.GetType()),
                JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString())
            ),
            Edtf date => words.Date(date),
            Quantity quantity => words.Quantity(quantity),
            IReadOnlyList<string> codes when member.Kind == MemberKind.Actor => Actors(codes),
            IReadOnlyList<string> texts => string.Join(", ", texts),
            _ => null,
        };

    public EventSentence Text(string? text)
    {
        if (!string.IsNullOrEmpty(text))
            Parts.Add(text);

        return this;
    }

    public EventSentence Name<T>(T? value)
        where T : struct, Enum => Text(value is { } known ? words.Of(known) : null);

    public EventSentence Labelled(string key, string? text) => Text(text is null ? null : words[key, text]);

    public EventSentence Labelled(string key, Edtf? date) => Text(date is null ? null : words[key, words.Date(date)]);

    public EventSentence Labelled(string key, Quantity? quantity, string? unit = null) =>
        Text(quantity is null ? null : words[key, words.Quantity(quantity, unit)]);
}
