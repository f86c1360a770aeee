using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// One act on an instrument that two sources put on two days: the earlier is the one that the view holds, and that they
/// disagree is said. Where something may lie between them that lets it happen again they are two acts.
/// </summary>
internal static class InstrumentDates
{
    public const string Disagree = "dates-disagree";

    public static void Find(TrackedInstrument instrument, Moment moment, FoldTrace trace)
    {
        List<Dated> acts = [.. instrument.Events.Where(each => !each.Optional).Select(Of).OfType<Dated>()];
        for (var i = 1; i < acts.Count; i++)
        for (var j = 0; j < i; j++)
        {
            var (first, second) = IsEarlier(acts[i].Day, acts[j].Day) ? (acts[i], acts[j]) : (acts[j], acts[i]);
            if (
                !AreOfOne(first, second)
                || !(first.Day.Latest < second.Day.Earliest)
                || !(moment.IsFirm(first.Placed) || moment.IsFirm(second.Placed))
                || IsTurnBetween(instrument, first, second)
            )
                continue;

            trace.Anomaly(
                Disagree,
                [first.Placed.Event.Id, second.Placed.Event.Id],
                [
                    ("instrument", instrument.Id ?? ""),
                    (first.Member, first.Day),
                    ("other", second.Day),
                    .. first.Party is { } party ? [("party", party)] : Array.Empty<(string, object)>(),
                ]
            );
            break;
        }
    }

    /// <summary>The view holds the day that another source gives for this act.</summary>
    public static bool IsShutOut(EffectiveEvent each, IReadOnlyList<Anomaly> anomalies) =>
        each.Fact is InstrumentFact
        && DayOf(each.Fact) is { } day
        && anomalies.Any(anomaly =>
            anomaly.Code == Disagree
            && anomaly.Events.Contains(each.Id)
            && anomaly.Values.ContainsKey("instrument")
            && (string?)anomaly.Values["other"] == day.Text
        );

    private static Edtf? DayOf(Fact fact) =>
        fact switch
        {
            InstrumentEnded e => e.Effective ?? e.Occurred,
            _ => fact.Occurred,
        };

    private static Dated? Of(PlacedEvent each) =>
        each.Event.Fact switch
        {
            EnteredIntoForce { Provisional: true } e => new(each, "provisional", null, [e.ForParty ?? ""], e.Occurred!),
            EnteredIntoForce e => new(each, "on", e.ForParty, [e.ForParty ?? ""], e.Occurred!),
            InstrumentSigned { Signatories: { Count: > 0 } by } e => new(each, "signed", null, by, e.Occurred!),
            InstrumentEnded { Mode: not (EndMode.Suspended or EndMode.ProvisionalApplicationEnded) } e => new(
                each,
                "effective",
                e.Party,
                [e.Party ?? ""],
                e.Effective ?? e.Occurred!
            ),
            _ => null,
        };

    // A report of the notice alone and one of its effect are no two days of one thing.
    private static bool AreOfOne(Dated one, Dated other) =>
        one.Member == other.Member
        && one.By.Intersect(other.By, StringComparer.Ordinal).Any()
        && (
            one.Placed.Event.Fact is not InstrumentEnded first
            || other.Placed.Event.Fact is not InstrumentEnded second
            || (first.Effective is null) == (second.Effective is null)
        );

    // It may have ended, been suspended or resumed, or one that left may be back.
    private static bool IsTurnBetween(TrackedInstrument instrument, Dated first, Dated second) =>
        instrument.Events.Any(each =>
            each != first.Placed
            && each != second.Placed
            && IsTurn(each.Event.Fact, first)
            && !(IsBefore(each.Event.Occurred, first) && IsBefore(EffectOf(each.Event.Fact), first))
            && !(each.Event.Occurred.Earliest > second.Day.Latest)
        );

    private static Edtf? EffectOf(Fact fact) =>
        fact switch
        {
            InstrumentEnded e => e.Effective,
            ConsentExpressed e => e.Effective,
            _ => null,
        };

    private static bool IsBefore(Edtf? day, Dated act) =>
        day is null || (day.Latest < act.Placed.Event.Occurred.Earliest && day.Latest < act.Day.Earliest);

    private static bool IsTurn(Fact fact, Dated act) =>
        act.Placed.Event.Fact is InstrumentEnded
            ? fact is InstrumentResumed or EnteredIntoForce or ConsentExpressed or InstrumentSigned
            : fact is InstrumentEnded;

    private static bool IsEarlier(Edtf one, Edtf other) =>
        (one.Earliest ?? DateOnly.MinValue) < (other.Earliest ?? DateOnly.MinValue);

    /// <param name="Member">Of the anomaly, that bears the day.</param>
    /// <param name="Party">That the anomaly names; null: none.</param>
    /// <param name="By">Whose act it is.</param>
    private sealed record Dated(PlacedEvent Placed, string Member, string? Party, IReadOnlyList<string> By, Edtf Day);
}
