using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Codes of anomalies that others look for.</summary>
public static class AnomalyCodes
{
    /// <summary>The text of an event is gone.</summary>
    public const string EventErased = "event-erased";
}

/// <summary>What does not fit in single facts or between two of them, whatever they are about.</summary>
internal static class FactAnomalies
{
    public static void Find(IReadOnlyList<EffectiveEvent> events, FoldTrace trace)
    {
        foreach (var each in events)
        {
            if (each.HasDoubtfulFigures)
                FindOutOfOrder(each, trace);

            if (each.IsDisputed)
                trace.Anomaly(
                    "disputed",
                    each.Attachments.Select(act => act.EventId).Prepend(each.Id),
                    ("type", EventJson.NameOf(each.Fact))
                );

            foreach (var correction in each.Unapplied)
                trace.Anomaly("correction-not-applicable", [correction.EventId, each.Id]);
        }

        FindDuplicates(events, trace);
    }

    /// <param name="denied">What is left out of the view for that, and may have been by now.</param>
    public static void FindDenied(IReadOnlyList<EffectiveEvent> denied, FoldTrace trace)
    {
        foreach (var each in denied)
            trace.Anomaly(
                "denied",
                each.Attachments.Select(act => act.EventId).Prepend(each.Id),
                ("type", EventJson.NameOf(each.Fact))
            );
    }

    private static void FindOutOfOrder(EffectiveEvent each, FoldTrace trace)
    {
        foreach (var (member, quantity) in QuantityRules.Of(each.Fact))
            if (quantity?.IsOutOfOrder() == true)
                trace.Anomaly(
                    "low-best-high-out-of-order",
                    [each.Id],
                    ("member", member),
                    ("figures", Figures(quantity))
                );
    }

    private static Dictionary<string, decimal> Figures(Quantity quantity) =>
        new[] { ("low", quantity.Low), ("best", quantity.Best), ("high", quantity.High) }
            .Where(each => each.Item2 is not null)
            .ToDictionary(each => each.Item1, each => each.Item2!.Value);

    /// <summary>Stored events that count for nothing because this program cannot read them.</summary>
    public static void FindUnreadable(IReadOnlyList<RecordedEvent> known, FoldTrace trace)
    {
        foreach (var each in known)
            if (each.Event is Unreadable unreadable)
                trace.Anomaly(
                    "event-unreadable",
                    [each.EventId],
                    ("version", each.Version),
                    ("type", unreadable.StoredType)
                );
    }

    /// <summary>Events whose text is gone: whatever rests on them is shown without it.</summary>
    public static void FindErased(IReadOnlyList<RecordedEvent> known, FoldTrace trace)
    {
        foreach (var each in known)
            if (each.Erased is { } erased)
                trace.Anomaly(
                    AnomalyCodes.EventErased,
                    [each.EventId],
                    ("version", each.Version),
                    ("on", InstantConverter.Print(erased.At)[..10])
                );
    }

    // Two reports of one kind about the same days, with nothing that separates them and no slug that ties them
    // together.
    private static void FindDuplicates(IReadOnlyList<EffectiveEvent> events, FoldTrace trace)
    {
        Dictionary<Type, HappeningWindow> windows = [];
        foreach (var each in events)
        {
            if (!IsHappening(each.Fact))
                continue;

            if (!windows.TryGetValue(each.Fact.GetType(), out var window))
                windows.Add(each.Fact.GetType(), window = new HappeningWindow());

            if (window.FirstAlike(each) is { } twin)
                trace.Anomaly(
                    "possible-duplicate",
                    [twin.Id, each.Id],
                    ("type", EventJson.NameOf(twin.Fact)),
                    ("on", twin.Occurred)
                );

            window.Add(each);
        }
    }

    private static bool IsHappening(Fact fact) =>
        fact
            is RoundHeld
                or MeetingHeld
                or ClashReported
                or CeasefireAgreed
                or SectionsAgreed
                or AgreementReached
                or InstrumentSigned
                or StatementIssued
                or DraftingInstructed
                or FinalDocumentsDrafted;
}
