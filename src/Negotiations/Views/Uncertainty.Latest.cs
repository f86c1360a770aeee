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
            if (latest < 0 || i >= latest || (each.To > placed[latest].From && !AreOfOneDay(each, placed[latest])))
                last.Add(each.Event.Id.ToString());
        }

        Add("lastEvent", last);
        Add("lastHeard", ends.Where(end => end is not null || heard is null));
    }

    private void Last(string field, Guid? shown, Func<Fact, bool> counts)
    {
        var reports = placed.Where(each => counts(each.Event.Fact)).ToList();
        var latest = reports.FindLastIndex(moment.IsFirm);
        List<string?> last = latest < 0 ? [shown?.ToString(), null] : [shown?.ToString()];
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

        var reports = placed.ToLookup(each => ClashIdOf(each.Event.Fact), StringComparer.Ordinal);
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

    private static string? ClashIdOf(Fact fact) =>
        fact switch
        {
            ClashReported clash => clash.ClashId,
            TollReported toll => toll.ClashId,
            _ => null,
        };
}
