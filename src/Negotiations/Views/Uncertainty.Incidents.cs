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

    // A clash has the day of its first report; where no report is certain, it may have that of a toll.
    private void FirstReports()
    {
        foreach (var clash in status.Clashes.Incidents)
            if (clash.ClashId is { } id)
                FirstReport(id);
    }

    private void FirstReport(string id)
    {
        if (status.Clashes.Incidents.FirstOrDefault(each => each.ClashId == id) is not { } shown)
            return;

        var reports = placed.FindAll(each => each.Event.Fact is ClashReported clash && clash.ClashId == id);
        if (!reports.Exists(moment.IsFirm))
            reports.AddRange(placed.Where(each => each.Event.Fact is TollReported toll && toll.ClashId == id));
        if (reports.TrueForAll(each => moment.IsFirm(each) && each.Event.Occurred.IsDay))
            return;

        Add(
            $"clashes.incidents[{id}].occurred",
            [shown.Occurred, .. PlacedOrder.MayBeFirst(reports, moment).Select(each => each.Event.Occurred)]
        );
    }
}
