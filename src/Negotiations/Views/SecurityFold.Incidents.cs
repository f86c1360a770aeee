using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

// What makes an incident known, and which was the last.
internal sealed partial class SecurityFold
{
    // Of several that begin at one time the last in the history, as everywhere.
    private Writer<SecurityAct>? LastIncident()
    {
        var incidents = writers.FindAll(each => each.Value.IsIncident);
        Writer<SecurityAct>? shown = null;
        foreach (var each in incidents)
            if (!each.By.IsDenied && !each.Value.IsAside && !(each.From < shown?.From))
                shown = each;

        // Each certainly was, on a day of its own or in the order of the history.
        if (shown is not null && incidents.TrueForAll(each => each.IsMandatory && DayOf(each, moment) is not null))
            return shown;

        var outcome = LastWriter.Of(incidents);
        List<Guid?> possible = [shown?.By.Id];
        foreach (var (each, _) in outcome.Last)
            if (!each.Value.IsEither && (shown is null || !AreSettled(each, shown)))
                possible.Add(each.By.Id);
        if (outcome.MayBeNone)
            possible.Add(null);

        trace.MayBe("security.lastIncident", possible.Distinct().ToList());
        return shown;
    }

    // Both were on one day: the order of the history is as good as any.
    private bool AreSettled(Writer<SecurityAct> one, Writer<SecurityAct> other) =>
        one.IsMandatory && other.IsMandatory && DayOf(one, moment) is { } day && day == DayOf(other, moment);

    /// <summary>On which it certainly was; null: that is not known.</summary>
    internal static DateOnly? DayOf(Writer<SecurityAct> each, Moment moment) =>
        each.From.DayAt(moment.Offset) is var day && day == each.To.DayAt(moment.Offset) ? day : null;

    // It makes an incident known that no report does; the days it counts over are no days of fighting. One that counts
    // a clash again says nothing of its day: that is the day of the first.
    private void Toll(PlacedEvent each, TollReported toll)
    {
        var isReported = reported.TryGetValue(toll.ClashId ?? "", out var report);
        if (report.IsFirm)
            return;

        IReadOnlyList<PlacedEvent> first = toll.ClashId is { } id ? firstTolls.Of(id) : [each];
        if (!first.Contains(each))
            return;

        var was = moment.IsFirm(each);
        var isOnly = first.Count == 1;
        var isAside = report.IsReported || first.FirstOrDefault(other => !other.IsDenied) is var shown && shown != each;
        var act = new SecurityAct(SecurityKind.Clash, null, null, IsAside: isAside);
        Add(act, each, each.From, each.To, was && !isReported && isOnly);
        if (!was || (isOnly && !isReported) || (isReported && !report.HaveBeen))
            return;

        // Where all reports may be out, or another count may be the first, it is known by the one or by the other.
        isAnyKnown = true;
        var (from, to) = (first.Min(other => other.From), each.To);
        Add(
            act with
            {
                IsAside = true,
                IsEither = true,
            },
            each,
            isReported && report.From < from ? report.From : from,
            isReported && report.To > to ? report.To : to,
            true
        );
    }

    /// <summary>Of one clash.</summary>
    /// <param name="IsFirm">One is in every reading.</param>
    /// <param name="IsReported">One is in the reference.</param>
    /// <param name="HaveBeen">In every placing all were by the moment.</param>
    /// <param name="From">The earliest instant of any.</param>
    /// <param name="To">The latest.</param>
    private readonly record struct Reports(
        bool IsFirm,
        bool IsReported,
        bool HaveBeen,
        DateTimeOffset From,
        DateTimeOffset To
    );
}
