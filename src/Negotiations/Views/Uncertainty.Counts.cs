using Negotiations.Events;

namespace Negotiations.Views;

// How many there must and may be.
internal sealed partial class Uncertainty
{
    // A count that may be anything between far apart ends names the ends and the values next to the one shown.
    private const int MostCounts = 64;

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
            fact is ClashReported or TollReported { ClashId: not null } ? (true, ClashFold.IdOf(fact)) : default
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

    private void LeastRounds()
    {
        var reports = placed.FindAll(each => each.Event.Fact is RoundHeld);
        if (
            reports.Count > 0
            && LeastCounts.Of(reports, moment.IsFirm, fact => ((RoundHeld)fact).MeetingId) is var (least, most)
        )
            AddCounts("rounds.countLow", status.Rounds.CountLow, least, most);
    }

    // A clash known by its losses alone may be one that has no name: beside one that certainly was it adds nothing.
    private void LeastClashes(List<PlacedEvent> reports)
    {
        var (isAnyUnnamed, floor) = (reports.Exists(IsUnnamed), reports.Exists(moment.IsFirm) ? 1 : 0);
        if (reports.Exists(each => IsUnnamed(each) && moment.IsFirm(each)))
            reports = reports.FindAll(each => each.Event.Fact is ClashReported);
        if (
            reports.Count > 0
            && LeastCounts.Of(
                reports,
                each => moment.IsFirm(each) && !(isAnyUnnamed && each.Event.Fact is TollReported),
                ClashFold.IdOf
            )
                is var (least, most)
        )
            AddCounts("clashes.countLow", status.Clashes.CountLow, Math.Max(least, floor), most);

        static bool IsUnnamed(PlacedEvent each) => ClashFold.IdOf(each.Event.Fact) is null;
    }

    private void AddCounts(string field, int shown, int least, int most)
    {
        var between = most - least < MostCounts ? Enumerable.Range(least, most - least + 1) : [least, most];
        Add(field, between.Append(shown).Order());
    }
}
