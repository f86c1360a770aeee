using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What meetings may have come to over all placings and readings, each by itself: which of its reports come first says
/// nothing about those of another.
/// </summary>
internal sealed class MeetingVariants
{
    private readonly Moment moment;
    private readonly Status shown;
    private readonly Dictionary<string, MeetingView> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, MeetingView> alone = [];

    private MeetingVariants(Moment moment, Status shown)
    {
        (this.moment, this.shown) = (moment, shown);
        foreach (var view in shown.Meetings)
            if (view.MeetingId is { } id)
                byId.Add(id, view);
            else
                alone.Add(view.Events[0], view);
    }

    /// <param name="placed">All that may have been, in the order of the reference placing.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="shown">In the reference.</param>
    /// <param name="trace">Learns when a plan passes that may stand.</param>
    public static IEnumerable<UncertainField> Of(
        IReadOnlyList<PlacedEvent> placed,
        Moment moment,
        Status shown,
        FoldTrace trace
    )
    {
        var reports = placed.Where(each => MeetingFold.IsOfMeeting(each.Event.Fact)).ToList();
        var isNow = moment.PossibleDay != moment.CertainDay;
        return !isNow && reports.TrueForAll(moment.IsFirm) && AreApart(reports)
            ? []
            : new MeetingVariants(moment, shown).Read(reports, trace);
    }

    /// <summary>No two of one meeting are of one time: then each has its place.</summary>
    /// <param name="reports">In the order of the reference placing.</param>
    private static bool AreApart(List<PlacedEvent> reports)
    {
        Dictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);
        foreach (var each in reports)
        {
            if (MeetingFold.IdOf(each.Event.Fact) is not { } id)
                continue;

            if (last.TryGetValue(id, out var before) && each.From <= before)
                return false;

            last[id] = each.To;
        }

        return true;
    }

    private List<UncertainField> Read(List<PlacedEvent> reports, FoldTrace trace)
    {
        List<UncertainField> fields = [];
        HashSet<string> named = new(StringComparer.Ordinal);
        List<MeetingProspect> all = [];
        foreach (var group in reports.GroupBy(each => MeetingFold.IdOf(each.Event.Fact) ?? each.Event.Id.ToString()))
        {
            List<PlacedEvent> of = [.. group];
            if (of is [var only] && IsSettled(only))
                continue;

            var prospect = MeetingProspect.Of(of, moment);
            all.Add(prospect);
            foreach (var (plan, _) in prospect.PlansAhead)
                trace.TurnsAfter(plan.Latest);

            if (View(prospect) is not { } view)
                continue;

            var name = view.MeetingId ?? (view.Kind is { } kind ? WireName.Of(kind) : "meeting");
            Of(name, "status", view.Status, prospect.Statuses);
            Of(name, "kind", view.Kind, prospect.Kinds);
            Of(name, "plannedFor", view.PlannedFor, prospect.Plans);
            Of(name, "heldOn", view.HeldOn, prospect.Days);
            Of(name, "place", view.Place, prospect.Places);
            Of(name, "movedFrom", view.MovedFrom, prospect.MovedFrom);
        }

        Add("nextMeeting", [shown.NextMeeting, .. Next(all, _ => true)]);
        Add(
            "rounds.nextScheduled",
            [
                shown.Rounds.NextScheduled,
                .. Next(all, kind => kind == MeetingKind.Round).Select(each => each?.PlannedFor),
            ]
        );
        return fields;

        void Of<T>(string meeting, string member, T shown, IReadOnlyList<T> values)
        {
            // Most often it is what is shown.
            for (var i = 0; i < values.Count; i++)
                if (!EqualityComparer<T>.Default.Equals(values[i], shown))
                {
                    Add($"meetings[{meeting}].{member}", values.Prepend(shown));
                    return;
                }
        }

        void Add<T>(string field, IEnumerable<T> values)
        {
            List<T> possible = [.. values.Distinct()];
            if (possible.Count > 1 && named.Add(field))
                fields.Add(new UncertainField(field, null, [.. possible.Select(Print)]));
        }

        static JsonNode? Print<T>(T value) => JsonSerializer.SerializeToNode(value, EventJson.Options);
    }

    // One report, that it was held, which certainly was: it shows that, and is not to come.
    private bool IsSettled(PlacedEvent only) => only.Event.Fact is RoundHeld or MeetingHeld && moment.IsFirm(only);

    // The earliest plan is next: each other meeting may then be planned for no earlier day, or for none. Of two on one
    // day the one that was first spoken of is next, and either may have been.
    private static IEnumerable<NextMeeting?> Next(IReadOnlyList<MeetingProspect> all, Func<MeetingKind?, bool> counts)
    {
        foreach (var each in all)
        foreach (var (plan, kind) in each.PlansAhead)
            if (counts(kind) && all.All(other => other == each || MayWait(other, plan)))
                yield return new NextMeeting(each.Id, kind, plan);

        if (all.All(each => MayWait(each, null)))
            yield return null;

        bool MayWait(MeetingProspect other, Edtf? plan) =>
            !other.MustBeAhead
            || other.PlansAhead.Any(ahead =>
                !counts(ahead.Kind) || (plan is not null && ahead.Plan.CompareTo(plan) >= 0)
            );
    }

    private MeetingView? View(MeetingProspect prospect) =>
        prospect.Id is { } id ? byId.GetValueOrDefault(id) : alone.GetValueOrDefault(prospect.Alone);
}
