using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

// What may be the last of its kind, and the first.
internal sealed partial class Uncertainty
{
    // Two reports of one day come in the order of the history: neither says that it is the later one.
    private void Last()
    {
        var latest = -1;
        DateTimeOffset? heard = null;
        for (var i = 0; i < placed.Count; i++)
        {
            if (!moment.IsFirm(placed[i]))
                continue;

            latest = i;
            heard = heard > EndOf(placed[i]) ? heard : EndOf(placed[i]);
        }

        List<string?> last = [status.LastEvent?.EventId.ToString()];
        if (latest < 0)
            last.Add(null);
        List<DateOnly?> ends = [status.LastHeard?.On, heard?.DayAt(moment.Offset)];
        for (var i = placed.Count - 1; i >= 0; i--)
        {
            var each = placed[i];
            if (!moment.IsFirm(each) && !(EndOf(each) <= heard))
                ends.Add(EndOf(each).DayAt(moment.Offset));
            if (
                (latest < 0 || i >= latest || (each.To > placed[latest].From && !AreOfOneDay(each, placed[latest])))
                && !IsBroken(each)
            )
                last.Add(each.Event.Id.ToString());
        }

        Add("lastEvent", last);
        Add("lastHeard", ends.Where(end => end is not null || heard is null));

        // A breach comes after the truce that it names, unless the dates forbid it.
        bool IsBroken(PlacedEvent truce) =>
            truce.Event.Fact is CeasefireAgreed { CeasefireId: { } id }
            && placed.Exists(each =>
                NamedTruces.BrokenBy(each.Event.Fact) == id
                && moment.IsFirm(each)
                && truce.From <= each.To
                && !AreOfOneDay(truce, each)
                && !placed.Exists(before => NamedTruces.CertainlyPrecedes(before, id, each))
            );
    }

    // All that may make a clash known: reports, and the first losses where each report of the clash may be out.
    private List<PlacedEvent> Clashes()
    {
        var reported = placed
            .Where(each => each.Event.Fact is ClashReported { ClashId: not null } && moment.IsFirm(each))
            .Select(each => ClashFold.IdOf(each.Event.Fact))
            .ToHashSet(StringComparer.Ordinal);
        Dictionary<string, PlacedEvent> first = new(StringComparer.Ordinal);
        return placed.FindAll(each =>
            each.Event.Fact switch
            {
                ClashReported => true,
                TollReported { ClashId: { } id } => !reported.Contains(id) && MayBeFirst(each, id),
                _ => false,
            }
        );

        bool MayBeFirst(PlacedEvent each, string id)
        {
            if (first.TryGetValue(id, out var before) && (before.To < each.From || AreOfOneDay(before, each)))
                return false;

            if (moment.IsFirm(each) && !(before?.To <= each.To))
                first[id] = each;
            return true;
        }
    }

    // Losses are certainly the last word only where no report of the clash may be in, nor other losses before them.
    private void LastClash(List<PlacedEvent> reports)
    {
        var byId = reports.ToLookup(each => ClashFold.IdOf(each.Event.Fact), StringComparer.Ordinal);

        // Where some count of the losses of a clash must be in, one of them is there no earlier than the first may be.
        var floor = byId.Where(each => each.Key is not null && each.Any(moment.IsFirm))
            .Max(each => (DateTimeOffset?)each.Min(one => one.From));
        Last(
            "clashes.last",
            status.Clashes.Last?.EventId,
            reports.FindAll(each => !(each.To < floor)),
            each =>
                moment.IsFirm(each)
                && (each.Event.Fact is ClashReported || byId[ClashFold.IdOf(each.Event.Fact)].Count() == 1),
            reports.Exists(moment.IsFirm)
        );
    }

    private void Last(
        string field,
        Guid? shown,
        List<PlacedEvent> reports,
        Predicate<PlacedEvent> isFirm,
        bool isAny = false
    )
    {
        var latest = reports.FindLastIndex(isFirm);
        List<string?> last = latest < 0 && !isAny ? [shown?.ToString(), null] : [shown?.ToString()];
        for (var i = 0; i < reports.Count; i++)
            if (
                latest < 0
                || i >= latest
                || (reports[i].To > reports[latest].From && !AreOfOneDay(reports[i], reports[latest]))
            )
                last.Add(reports[i].Event.Id.ToString());

        Add(field, last);
    }

    private static DateTimeOffset EndOf(PlacedEvent each) => each.To == DateTimeOffset.MaxValue ? each.From : each.To;

    private void FirstReports()
    {
        if (!status.Clashes.Incidents.Any(each => each.ClashId is not null))
            return;

        var reports = placed.ToLookup(each => ClashFold.IdOf(each.Event.Fact), StringComparer.Ordinal);
        foreach (var incident in status.Clashes.Incidents)
            if (incident.ClashId is { } id)
                FirstReport(incident, reports[id]);
    }

    // A clash has the day of its first report; where no report is certain, it may have that of a toll.
    private void FirstReport(IncidentView shown, IEnumerable<PlacedEvent> all)
    {
        var reports = all.Where(each => each.Event.Fact is ClashReported).ToList();
        if (!reports.Exists(moment.IsFirm))
            reports.AddRange(all.Where(each => each.Event.Fact is TollReported));
        if (reports.TrueForAll(each => moment.IsFirm(each) && each.Event.Occurred.IsDay))
            return;

        Add(
            $"clashes.incidents[{shown.ClashId}].occurred",
            [shown.Occurred, .. PlacedOrder.MayBeFirst(reports, moment).Select(each => each.Event.Occurred)]
        );
    }
}
