using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Where the answers of different placings and readings differ, field by field: flags and stages by the highest that
/// must and may be, counts by the classes that must and may be there, figures by the hull of all. Fields whose fold
/// decides them say so themselves (<see cref="FoldTrace.MayBe"/>).
/// </summary>
internal sealed partial class Uncertainty
{
    private readonly List<UncertainField> fields = [];
    private readonly List<PlacedEvent> placed;
    private readonly Moment moment;
    private readonly Status status;
    private readonly InstrumentFold instruments;
    private bool sharesDays;

    private Uncertainty(List<PlacedEvent> placed, Moment moment, Status status, InstrumentFold instruments) =>
        (this.placed, this.moment, this.status, this.instruments) = (placed, moment, status, instruments);

    /// <param name="placed">Everything known, in the order of the reference placing.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="status">In the reference placing and reading.</param>
    /// <param name="instruments">Of the view.</param>
    /// <param name="parties">Codes of those whom the reference calls a party.</param>
    /// <param name="trace">Learns when a plan passes that may stand.</param>
    public static IReadOnlyList<UncertainField> Of(
        List<PlacedEvent> placed,
        Moment moment,
        Status status,
        InstrumentFold instruments,
        IReadOnlyCollection<string> parties,
        FoldTrace trace
    )
    {
        var counted = placed.TrueForAll(moment.MayBe) ? placed : placed.FindAll(moment.MayBe);
        var found = new Uncertainty(counted, moment, status, instruments);
        var isPlain = found.IsPlain();
        var mayBeLess = !isPlain && !counted.TrueForAll(moment.IsFirm);
        if (mayBeLess)
        {
            found.Stages();
            found.Counts();
        }

        if (mayBeLess || counted.Exists(each => each.Event.Fact is ParticipationChanged))
            found.fields.AddRange(PartyVariants.Of(counted, moment, status));
        if (!isPlain)
        {
            found.fields.AddRange(RoleVariants.Of(counted, moment, status));
            found.fields.AddRange(RepresentativeVariants.Of(counted, moment, status));
        }

        var mayBeOthers = found.fields.Exists(field => field.Field == "parties");
        if (!isPlain)
        {
            found.Last();
            found.Last(
                "rounds.last",
                status.Rounds.Last?.EventId,
                counted.FindAll(each => each.Event.Fact is RoundHeld),
                moment.IsFirm
            );
            var clashes = found.Clashes();
            found.LastClash(clashes);
            found.FirstReports();
            found.LeastRounds();
            found.LeastClashes(clashes);
            if (status.Kind == NegotiationKind.Relations)
                found.Last(
                    "latestStep",
                    status.LatestStep?.EventId,
                    counted.FindAll(each => LatestSteps.IsStep(each.Event.Fact)),
                    moment.IsFirm
                );
        }

        // Around now a plan may be over or not, however plain the record is. Two reports of one meeting that are of one
        // day come in either order.
        if (!isPlain || found.sharesDays || moment.PossibleDay != moment.CertainDay)
            found.fields.AddRange(MeetingVariants.Of(counted, moment, status, trace));
        if (!isPlain)
            found.fields.AddRange(SectionHull.Of(counted, moment.IsFirm, status.Sections));
        if (!isPlain || mayBeOthers)
            found.fields.AddRange(TollHull.Of(counted, moment.IsFirm, status.Clashes, mayBeOthers ? null : parties));
        return found.fields;
    }

    // Each is certain and of one day, and of no two days it is open which came first: there is one placing and one
    // reading.
    private bool IsPlain()
    {
        for (var i = 0; i < placed.Count; i++)
        {
            if (
                !moment.IsFirm(placed[i])
                || !placed[i].Event.Occurred.IsDay
                || (i > 0 && !(placed[i - 1].To < placed[i].From) && !AreOfOneDay(placed[i - 1], placed[i]))
            )
                return false;

            sharesDays = sharesDays || (i > 0 && placed[i - 1].From == placed[i].From);
        }

        return true;
    }

    private void Stages()
    {
        Highest<BoundaryStage>(
            "boundaryStage",
            status.BoundaryStage,
            ConditionFold.StageOf,
            ConditionFold.LeastOf(status.Subject)
        );
        Highest<bool>(
            "draftingInstructed",
            status.DraftingInstructed,
            fact => fact is DraftingInstructed ? true : null,
            false
        );
        Highest<bool>(
            "finalDocumentsDrafted",
            status.FinalDocumentsDrafted,
            fact => fact is FinalDocumentsDrafted ? true : null,
            false
        );
    }

    // What only ever grows needs no order: every value that may be reached and is not below one that must be.
    private void Highest<T>(string field, T? shown, Func<Fact, T?> valueOf, T? none)
        where T : struct
    {
        var least = none;
        HashSet<T?> reached = [];
        foreach (var each in placed)
        {
            if (valueOf(each.Event.Fact) is not { } value)
                continue;

            reached.Add(value);
            if (moment.IsFirm(each) && Comparer<T?>.Default.Compare(value, least) > 0)
                least = value;
        }

        Add(field, [shown, least, .. reached.Where(value => Comparer<T?>.Default.Compare(value, least) > 0).Order()]);
    }

    private bool AreOfOneDay(PlacedEvent one, PlacedEvent other) =>
        one.From == other.From && one.To == other.To && one.From.DayAt(moment.Offset) == one.To.DayAt(moment.Offset);

    // The value that is shown comes first.
    private void Add<T>(string field, IEnumerable<T> values)
    {
        List<T> distinct = [.. values.Distinct()];
        if (distinct.Count > 1)
            fields.Add(
                new UncertainField(
                    field,
                    null,
                    [.. distinct.Select(value => JsonSerializer.SerializeToNode(value, EventJson.Options))]
                )
            );
    }
}
