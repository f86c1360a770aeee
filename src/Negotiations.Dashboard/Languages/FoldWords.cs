using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Languages;

// What the folds find, in the reader's language: anomalies from code and values, rules from their code.
public sealed partial class Words
{
    private const string Anomalies = "said.anomaly.";
    private const string Rules = "said.rule.";

    /// <summary>
    /// The rule of this code; null: it has no text in this language, and is written as the fold has it.
    /// </summary>
    public string? Rule(string code) => language.Texts.GetValueOrDefault(Rules + code);

    /// <summary>What an anomaly says; null as above.</summary>
    public string? Anomaly(Anomaly anomaly) =>
        AnomalyCatalogue.FormOf(anomaly.Code, anomaly.Values) is { } form ? Anomaly(anomaly, form) : null;

    /// <summary>The sentence of an anomaly in this form; null as above.</summary>
    internal string? Anomaly(Anomaly anomaly, AnomalyForm form) =>
        language.Texts.GetValueOrDefault(KeyOf(anomaly.Code, form)) is { } sentence
            ? Capital(form.Write(sentence, anomaly.Values, Value))
            : null;

    /// <summary>Under which text a sentence of the catalogue stands.</summary>
    public static string KeyOf(string code, AnomalyForm form) => $"{Anomalies}{code}.{form.Name}";

    private string Value(AnomalyValueKind kind, JsonNode? value) =>
        (kind, value?.ToString() ?? "") switch
        {
            (AnomalyValueKind.Figure, _) => Range(value.Deserialize<Figure>(EventJson.Options))
                ?? this["value.unknown"],
            (AnomalyValueKind.Limits, _) => string.Join(
                ", ",
                value!
                    .AsObject()
                    .Select(limit => this[$"said.value.{limit.Key}", Number(limit.Value!.GetValue<decimal>())])
            ),
            (AnomalyValueKind.Actor, "") => this["said.value.party"],
            (AnomalyValueKind.Actor, var code) => Actor(code),
            (AnomalyValueKind.Instrument, "") => this["said.value.instrument"],
            (AnomalyValueKind.Instrument, var name) => this["said.value.quoted", name],
            (AnomalyValueKind.Meeting, "meeting") => this["said.value.meeting"],
            (AnomalyValueKind.Meeting, var name) when AnomalyForm.MeetingKinds.Contains(name) => Known(
                "meetingKind",
                name
            ),
            (AnomalyValueKind.Meeting, var name) => this["said.value.meetingNamed", name],
            (AnomalyValueKind.Date, var text) => Edtf.TryParse(text, out var date) ? WithinSentence(Date(date!)) : text,
            (AnomalyValueKind.Number, var text) => decimal.TryParse(
                text,
                NumberStyles.Number,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? Number(number)
                : text,
            (AnomalyValueKind.EventType, var type) => this["said.value.quoted", Type(type)],
            (AnomalyValueKind.Member, var member) => Known("form", member),
            (AnomalyValueKind.Milestone, var milestone) => this["said.value.quoted", Known("milestone", milestone)],
            (AnomalyValueKind.Title, var title) => this["said.value.quoted", title],
            (AnomalyValueKind.KindOfLoss, var loss) => Known("said.measure", loss),
            (_, var text) => text,
        };

    // Only English writes months with a capital wherever they stand.
    private string WithinSentence(string date) =>
        language == Language.English ? date : char.ToLowerInvariant(date[0]) + date[1..];

    private static string Capital(string sentence) =>
        sentence.Length == 0 ? sentence : char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
