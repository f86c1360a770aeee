using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using static Negotiations.Views.AnomalyValueKind;

namespace Negotiations.Views;

/// <summary>Every anomaly a view can show: what it means, and the sentences that say it.</summary>
public static partial class AnomalyCatalogue
{
    private static readonly AnomalyKind[] All =
    [
        .. OfSections,
        .. OfTreaties,
        new(
            "agreed-decreased",
            "A source says that less is agreed than it said before. What is agreed only becomes more.",
            Said("First {0} km were agreed and later {1} km.", ("earlier", Figure), ("later", Figure))
        ),
        new(
            "agreed-exceeds-total",
            "More of the boundary is agreed than there is.",
            Said("{0} km are agreed of {1} km.", ("agreed", Figure), ("total", Figure))
        ),
        new(
            "breach-outside-truce",
            "What is said to have broken a ceasefire was over before it took effect, or began after its time.",
            Said(
                "The ceasefire {0} was not in effect on {1}, and a source says that this {2} broke it.",
                ("ceasefire", Text),
                ("on", Date),
                ("type", EventType)
            )
        ),
        new(
            "consent-before-signature",
            "A party consented to be bound by a text that no source says was signed before.",
            Said(
                "{0} consented on {1} to {2}, and no signature is on record before that.",
                ("party", Actor),
                ("on", Date),
                ("instrument", Instrument)
            )
        ),
        new(
            "correction-not-applicable",
            "A correction rests on an earlier one that no longer counts.",
            Said("A correction rests on an earlier one that no longer counts, and is left out.")
        ),
        new(
            "date-passed-no-outcome",
            "A planned or expected day has passed, and no source says what came of it.",
            PassedPlans
        ),
        new(
            "dates-disagree",
            "Two sources put one meeting, one act on an instrument, or the effect of one ceasefire on two days. Of an "
                + "instrument the earlier one counts.",
            [
                new(
                    "said",
                    "{0} was held on {1} by one source and on {2} by another.",
                    V("meeting", Meeting),
                    V("on", Date),
                    V("other", Date)
                ),
                new(
                    "truce",
                    "The ceasefire {0} takes effect on {1} by one source and on {2} by another.",
                    V("ceasefire", Text),
                    V("on", Date),
                    V("other", Date)
                ),
                .. DatesOfInstruments,
            ]
        ),
        new("denied", "A source denies what another reports.", Said("A source denies this {0}.", ("type", EventType))),
        new(
            "disputed",
            "A source disputes what another reports.",
            Said("A source disputes this {0}.", ("type", EventType))
        ),
        new(
            "event-erased",
            "The text of an event is gone. Its kind, dates and figures still count.",
            Said(
                "The text of event {0} was erased on {1}: what rests on it is shown by its kind, dates and "
                    + "figures alone.",
                ("version", Number),
                ("on", Date)
            )
        ),
        new(
            "event-unreadable",
            "This program cannot read a stored event, and the view is made without it.",
            Said(
                "Event {0} is stored as '{1}' and cannot be read: this view is made without it.",
                ("version", Number),
                ("type", Text)
            )
        ),
        new(
            "held-after-cancelled",
            "A meeting was cancelled by one source and held by another.",
            Said("{0} was cancelled, and another source says it was held on {1}.", ("meeting", Meeting), ("on", Date))
        ),
        new(
            "improbable-year",
            "A day lies centuries before every source that reports it: perhaps it is one of another calendar.",
            Said("{0} lies centuries before every source that reports it: perhaps another calendar.", ("on", Date))
        ),
        new(
            "low-best-high-out-of-order",
            "The figures of one quantity are not in order.",
            Said("'{0}' has {1}.", ("member", Member), ("figures", Limits))
        ),
        new(
            "possible-duplicate",
            "Two reports may be of one happening. Until that is settled, counts say the least and the most.",
            Said(
                "Two {0} of {1} may be the same. If so, retract one as duplicate or tie them by one id.",
                ("type", EventType),
                ("on", Date)
            )
        ),
        new(
            "published-before-it-happened",
            "A source is dated before what it reports as done. Nothing counts as known earlier because of it.",
            Said(
                "This {0} of {1} was published on {2}, before it happened.",
                ("type", EventType),
                ("on", Date),
                ("published", Date)
            )
        ),
        new(
            "published-in-the-future",
            "A source is dated after it was recorded.",
            Said("A source is dated {0}, after it was recorded here.", ("published", Date))
        ),
        new(
            InstrumentResumption.Late,
            "A source says that an instrument applies again after it had ended, or for a party after its withdrawal "
                + "had effect. Nothing follows from it: only a new consent or a further entry into force brings a "
                + "party back.",
            [.. LateResumptions]
        ),
        new(
            "round-number-gap",
            "Numbers of rounds are missing between those on record.",
            new(
                "one",
                "Rounds {0} and {1} are on record, and round {2} is not.",
                V("before", Number),
                V("after", Number),
                V("missing", Number)
            ),
            new(
                "several",
                "Rounds {0} and {1} are on record, and rounds {2} to {3} are not.",
                V("before", Number),
                V("after", Number),
                V("first", Number),
                V("last", Number)
            )
        ),
        new(
            "share-decreased",
            "A source says that a smaller share is agreed than it said before.",
            Said("First {0} percent were agreed and later {1} percent.", ("earlier", Figure), ("later", Figure))
        ),
        new(
            "share-does-not-fit",
            "The share that is agreed does not fit the lengths.",
            Said(
                "{0} percent agreed and {1} of {2} km agreed cannot both be so.",
                ("share", Figure),
                ("agreed", Figure),
                ("total", Figure)
            )
        ),
        new(
            "toll-decreased",
            "One counter counted fewer dead or injured than before.",
            Said(
                "{0} first counted {1} {2} and later {3}.",
                ("counter", Text),
                ("earlier", Number),
                ("loss", KindOfLoss),
                ("later", Number)
            )
        ),
        new(
            "too-many-open-dates",
            "More dates are open at one time than can be followed one by one: what is possible is a superset.",
            Said(
                "More dates are open at one time than can be followed one by one: more may be named as "
                    + "possible for the phase than is."
            )
        ),
        new(
            "totals-disagree",
            "One source, or several on one day, put one length at figures that cannot both be so.",
            new(
                "part",
                "What was agreed on {0} is put at {1} km and at {2} km.",
                V("on", Date),
                V("one", Figure),
                V("other", Figure)
            ),
            new("whole", "The whole boundary is put at {0} km and at {1} km.", V("one", Figure), V("other", Figure))
        ),
        new(
            InstrumentValidity.Passed,
            "The time that an instrument was to cover is over, and no source says what came after it. It is not said "
                + "to have ended.",
            Said(
                "The validity stated for {0} ended on {1}, and no source says that it ended, was extended or replaced.",
                ("instrument", Instrument),
                ("until", Date)
            )
        ),
    ];

    /// <summary>By code.</summary>
    public static FrozenDictionary<string, AnomalyKind> Kinds { get; } =
        All.ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>The sentence that says these values; null: this program has none.</summary>
    public static AnomalyForm? FormOf(string code, IReadOnlyDictionary<string, JsonNode?> values) =>
        Kinds.GetValueOrDefault(code)?.Forms.FirstOrDefault(form => form.Fits(values));

    internal static Anomaly Find(
        string code,
        IReadOnlyList<Guid> events,
        IEnumerable<(string Name, object Value)> values
    )
    {
        var byName = values.ToDictionary(value => value.Name, value => NodeOf(value.Value), StringComparer.Ordinal);
        var form = FormOf(code, byName)
            ?? throw new InvalidOperationException(
                $"The catalogue has no sentence for {code} with {string.Join(", ", byName.Keys)}."
            );
        return new Anomaly(code, byName, events, form.InEnglish(byName));
    }

    // Most values are names and dates, which need no serializer.
    private static JsonNode? NodeOf(object value) =>
        value switch
        {
            string text => JsonValue.Create(text),
            Values.Edtf date => JsonValue.Create(date.Text),
            _ => JsonSerializer.SerializeToNode(value, EventJson.Options),
        };

    private static AnomalyForm Said(string english, params (string Name, AnomalyValueKind Kind)[] values) =>
        new("said", english, [.. values.Select(value => V(value.Name, value.Kind))]);

    private static AnomalyValue V(string name, AnomalyValueKind kind) => new(name, kind);
}

/// <param name="Code">The stable name.</param>
/// <param name="Meaning">What it means, for people.</param>
/// <param name="Forms">The sentences that say it.</param>
public sealed record AnomalyKind(string Code, string Meaning, params IReadOnlyList<AnomalyForm> Forms);
