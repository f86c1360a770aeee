using Negotiations.Events;

namespace Negotiations.Views;

internal sealed partial class Uncertainty
{
    // Tolls that name no clash are of one incident where they count over the same ones: at least none, at most each.
    private void Incidents()
    {
        Dictionary<string, bool> named = new(StringComparer.Ordinal);
        var (least, most) = (0, 0);
        foreach (var each in placed)
        {
            var isFirm = moment.IsFirm(each);
            switch (each.Event.Fact)
            {
                case ClashReported { ClashId: { } id }:
                    named[id] = isFirm || named.GetValueOrDefault(id);
                    break;
                case TollReported { ClashId: { } id }:
                    named[id] = isFirm || named.GetValueOrDefault(id);
                    break;
                case ClashReported:
                    least += isFirm ? 1 : 0;
                    most++;
                    break;
                case TollReported when !isFirm:
                    most++;
                    break;
                default:
                    break;
            }
        }

        if (most == least && named.Values.All(isFirm => isFirm))
            return;

        var shown = status.Clashes.Incidents.Count;
        var over = status.Clashes.Incidents.Count(each => each.Over is not null);
        AddCounts(
            "clashes.incidents",
            shown,
            Math.Min(shown, least + named.Values.Count(isFirm => isFirm)),
            Math.Max(shown, most + named.Count + over)
        );
    }

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
