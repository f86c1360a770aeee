using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>
/// What meetings may have come to over all placings and readings: one that must have been held is held; else its status
/// and its plan are those of whatever can be the last to speak of them. That is never less than what is possible.
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
    /// <param name="findings">Which learns when a plan passes that may stand.</param>
    public static IEnumerable<UncertainField> Of(
        IReadOnlyList<PlacedEvent> placed,
        Moment moment,
        Status shown,
        Findings findings
    )
    {
        var reports = placed.Where(each => MeetingFold.IsOfMeeting(each.Event.Fact)).ToList();
        var isNow = moment.PossibleDay != moment.CertainDay;
        return !isNow && reports.TrueForAll(each => moment.IsFirm(each) && each.Event.Occurred.IsDay)
            ? []
            : new MeetingVariants(moment, shown).Read(reports, findings);
    }

    private List<UncertainField> Read(List<PlacedEvent> reports, Findings findings)
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
            foreach (var plan in prospect.PlansAhead)
                findings.TurnsAfter(plan.Latest);

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

        Add("nextMeeting", [shown.NextMeeting, .. Next(all)]);
        Add(
            "rounds.nextScheduled",
            [
                shown.Rounds.NextScheduled,
                .. Next([.. all.Where(each => each.Kinds.Contains(MeetingKind.Round))], each =>
                        each.Kinds is [MeetingKind.Round]
                    )
                    .Select(each => each?.PlannedFor),
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

    // The earliest plan is next: none comes before one that must stand, and none stands where none must.
    private static IEnumerable<NextMeeting?> Next(
        IReadOnlyList<MeetingProspect> all,
        Func<MeetingProspect, bool>? counts = null
    )
    {
        var bound = all.Where(each => each.MustBeAhead && counts?.Invoke(each) != false)
            .Select(each => each.Plans.Max())
            .Min();
        foreach (var each in all)
        foreach (var plan in each.PlansAhead)
            if (bound is null || plan.CompareTo(bound) <= 0)
                foreach (var kind in each.Kinds)
                    yield return new NextMeeting(each.Id, kind, plan);

        if (bound is null)
            yield return null;
    }

    private MeetingView? View(MeetingProspect prospect) =>
        prospect.Id is { } id ? byId.GetValueOrDefault(id) : alone.GetValueOrDefault(prospect.Alone);
}
