using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Where the answers of different placings and readings differ, field by field: flags and stages by the highest that
/// must and may be, counts by the classes that must and may be there, figures by the hull of all. Fields whose fold
/// decides them say so themselves (<see cref="Findings.MayBe"/>).
/// </summary>
internal sealed partial class Uncertainty
{
    // A count that may be anything between far apart ends names the ends and the values next to the one shown.
    private const int MostCounts = 64;

    private readonly List<UncertainField> fields = [];
    private readonly List<PlacedEvent> placed;
    private readonly Moment moment;
    private readonly Status status;

    private readonly InstrumentFold instruments;

    private Uncertainty(List<PlacedEvent> placed, Moment moment, Status status, InstrumentFold instruments) =>
        (this.placed, this.moment, this.status, this.instruments) = (placed, moment, status, instruments);

    /// <param name="placed">Everything known, in the order of the reference placing.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="status">In the reference placing and reading.</param>
    /// <param name="instruments">Of the view.</param>
    /// <param name="parties">Codes of those whom the reference calls a party.</param>
    /// <param name="findings">Which learns when a plan passes that may stand.</param>
    public static IReadOnlyList<UncertainField> Of(
        List<PlacedEvent> placed,
        Moment moment,
        Status status,
        InstrumentFold instruments,
        IReadOnlyCollection<string> parties,
        Findings findings
    )
    {
        var counted = placed.TrueForAll(moment.MayBe) ? placed : placed.FindAll(moment.MayBe);
        var found = new Uncertainty(counted, moment, status, instruments);
        var isPlain = found.IsPlain();
        if (!isPlain && !counted.TrueForAll(moment.IsFirm))
        {
            found.Stages();
            found.Counts();
            found.Parties();
        }
        else if (counted.Exists(each => each.Event.Fact is ParticipationChanged))
        {
            found.Parties();
        }

        if (!isPlain)
            found.fields.AddRange(RepresentativeVariants.Of(counted, moment.IsFirm, moment, status));

        var mayBeOthers = found.fields.Exists(field => field.Field == "parties");
        if (!isPlain)
        {
            found.Last();
            found.Last("rounds.last", status.Rounds.Last?.EventId, fact => fact is RoundHeld);
            found.Last("clashes.last", status.Clashes.Last?.EventId, fact => fact is ClashReported);
            found.FirstReports();
            found.LeastCount(
                "rounds.countLow",
                status.Rounds.CountLow,
                fact => fact is RoundHeld,
                fact => ((RoundHeld)fact).MeetingId
            );
            found.LeastCount(
                "clashes.countLow",
                status.Clashes.CountLow,
                fact => fact is ClashReported,
                fact => ((ClashReported)fact).ClashId
            );
            if (status.Kind == NegotiationKind.Relations)
                found.Last("latestStep", status.LatestStep?.EventId, LatestSteps.IsStep);
        }

        // Around now a plan may be over or not, however plain the record is.
        if (!isPlain || moment.PossibleDay != moment.CertainDay)
            found.fields.AddRange(MeetingVariants.Of(counted, moment.IsFirm, moment, status, findings));
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
            if (
                !moment.IsFirm(placed[i])
                || !placed[i].Event.Occurred.IsDay
                || (i > 0 && !(placed[i - 1].To < placed[i].From) && !AreOfOneDay(placed[i - 1], placed[i]))
            )
                return false;

        return true;
    }

    private void Stages()
    {
        Highest("boundaryStage", status.BoundaryStage, ConditionFold.StageOf, BoundaryStage.None);
        Highest(
            "draftingInstructed",
            status.DraftingInstructed,
            fact => fact is DraftingInstructed ? true : null,
            false
        );
        Highest(
            "finalDocumentsDrafted",
            status.FinalDocumentsDrafted,
            fact => fact is FinalDocumentsDrafted ? true : null,
            false
        );
    }

    // What only ever grows needs no order: every value that may be reached and is not below one that must be.
    private void Highest<T>(string field, T shown, Func<Fact, T?> valueOf, T none)
        where T : struct
    {
        var least = none;
        HashSet<T> reached = [];
        foreach (var each in placed)
        {
            if (valueOf(each.Event.Fact) is not { } value)
                continue;

            reached.Add(value);
            if (moment.IsFirm(each) && Comparer<T>.Default.Compare(value, least) > 0)
                least = value;
        }

        Add(field, [shown, least, .. reached.Where(value => Comparer<T>.Default.Compare(value, least) > 0).Order()]);
    }

    private void Counts()
    {
        Count("rounds.held", status.Rounds.Held, fact => fact is RoundHeld round ? (true, round.MeetingId) : default);
        Count("rounds.unenumerated", status.Rounds.Unenumerated, fact =>
            fact is RoundHeld { Unenumerated: true } round ? (true, round.MeetingId) : default
        );
        Count("clashes.unenumerated", status.Clashes.Unenumerated, fact =>
            fact is ClashReported { Unenumerated: true } clash ? (true, clash.ClashId) : default
        );
        Count("clashes.tolls", status.Clashes.Tolls.Count, fact => (fact is TollReported, null));
        Incidents();
        Count("clashes.count", status.Clashes.Count, fact =>
            fact is ClashReported clash ? (true, clash.ClashId) : default
        );
        Count("meetings", status.Meetings.Count, fact => (MeetingFold.IsOfMeeting(fact), MeetingFold.IdOf(fact)));
        AddCounts(
            "instruments",
            status.Instruments.Count,
            instruments.All.Count(each => each.Events.Any(moment.IsFirm)),
            instruments.All.Count(each => each.Events.Any(moment.MayBe))
        );
        Count("milestones", status.Milestones.Count, fact => (fact is MilestoneReported, null));
        Count("commitments", status.Commitments.Count, fact => (fact is CommitmentReported, null));
        Count("statements", status.Statements.Count, fact => (fact is StatementIssued, null));
        Count("agreements", status.Agreements.Count, fact => (fact is AgreementReached, null));
        Count("proposals", status.Proposals.Count, fact =>
            (fact is ProposalMade or ProposalAnswered, ProposalFold.IdOf(fact))
        );
        Count("measures", status.Measures.Count, fact => (fact is MeasureTaken, null));
        Count("rulings", status.Rulings.Count, fact => (fact is RulingIssued, null));
        Count("breaches", status.Breaches.Count, fact => (fact is BreachAlleged, null));
        Undone();
    }

    // Of several that undo one measure, each may be the first, and where none is certain it may stand.
    private void Undone()
    {
        foreach (
            var of in placed
                .Where(each => each.Event.Fact is MeasureTaken { Reverses: not null })
                .GroupBy(each => ((MeasureTaken)each.Event.Fact).Reverses!.Value)
        )
        {
            if (status.Measures.FirstOrDefault(each => each.EventId == of.Key) is not { } undone)
                continue;

            List<string?> possible = [undone.ReversedBy?.ToString(), .. of.Select(each => each.Event.Id.ToString())];
            if (!of.Any(moment.IsFirm))
                possible.Add(null);
            Add($"measures[{undone.EventId}].reversedBy", possible);
        }
    }

    // Classes by id: one is there when any report of it is.
    private void Count(string field, int shown, Func<Fact, (bool Counts, string? Id)> read)
    {
        Dictionary<string, bool> named = new(StringComparer.Ordinal);
        var (firm, all) = (0, 0);
        foreach (var each in placed)
        {
            var (counts, id) = read(each.Event.Fact);
            if (!counts)
                continue;

            if (id is not null)
            {
                named[id] = named.GetValueOrDefault(id) || moment.IsFirm(each);
                continue;
            }

            all++;
            firm += moment.IsFirm(each) ? 1 : 0;
        }

        AddCounts(field, shown, firm + named.Values.Count(isFirm => isFirm), all + named.Count);
    }

    private void LeastCount(string field, int shown, Func<Fact, bool> counts, Func<Fact, string?> idOf)
    {
        var reports = placed.FindAll(each => counts(each.Event.Fact));
        if (reports.Count > 0 && LeastCounts.Of(reports, moment.IsFirm, idOf) is var (least, most))
            AddCounts(field, shown, least, most);
    }

    private void AddCounts(string field, int shown, int least, int most)
    {
        var between = most - least < MostCounts ? Enumerable.Range(least, most - least + 1) : [least, most];
        Add(field, between.Append(shown).Order());
    }

    // Sets of parties: the least and the most there may be, beside the one that is shown.
    private void Parties()
    {
        Dictionary<string, List<Writer<bool>>> writers = new(StringComparer.Ordinal);
        foreach (var each in placed)
        {
            foreach (var actor in each.Event.Fact.Actors ?? [])
                if (each.Event.Fact is NegotiationOpened || PartyFold.IsPrincipal(actor.Role))
                    Write(actor.Id, isIn: true, each);

            if (each.Event.Fact is ParticipationChanged change)
                Write(change.Actor, change.Change != ParticipationChange.Left, each);
        }

        List<string> shown = [.. status.Parties.Select(party => party.Id).Distinct().Order(StringComparer.Ordinal)];
        List<string> least = [];
        List<string> most = [];
        foreach (var (code, all) in writers.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var outcome = LastWriter.Of(all);
            if (outcome.Last.Any(last => last.Writer.Value))
                most.Add(code);
            if (!outcome.MayBeNone && outcome.Last.All(last => last.Writer.Value))
                least.Add(code);
        }

        if (!least.SequenceEqual(most))
            fields.Add(new UncertainField("parties", null, [Text(shown), Text(least), Text(most)]));

        void Write(string code, bool isIn, PlacedEvent each)
        {
            if (!writers.TryGetValue(code, out var of))
                writers.Add(code, of = []);

            of.Add(new Writer<bool>(isIn, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each)));
        }

        static JsonArray Text(IEnumerable<string> codes) => new([.. codes.Select(code => (JsonNode?)code)]);
    }

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

    private bool AreOfOneDay(PlacedEvent one, PlacedEvent other) =>
        one.From == other.From && one.To == other.To && one.From.DayAt(moment.Offset) == one.To.DayAt(moment.Offset);

    private static DateTimeOffset EndOf(PlacedEvent each) => each.To == DateTimeOffset.MaxValue ? each.From : each.To;

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
