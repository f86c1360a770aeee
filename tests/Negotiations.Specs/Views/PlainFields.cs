using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// The fields of a status whose values the laws are asked of, by the names under which the status says that they are
/// uncertain.
/// </summary>
internal static class PlainFields
{
    public static readonly (string Field, Func<Status, object?> Read)[] Values =
    [
        ("phase", status => status.Phase?.Shown),
        ("security", status => status.Security.State),
        ("health", status => status.Health),
        ("mergedInto", status => status.MergedInto),
        ("boundaryStage", status => status.BoundaryStage),
        ("draftingInstructed", status => status.DraftingInstructed),
        ("finalDocumentsDrafted", status => status.FinalDocumentsDrafted),
        ("rounds.held", status => status.Rounds.Held),
        ("clashes.count", status => status.Clashes.Count),
        ("meetings", status => status.Meetings.Count),
        ("milestones", status => status.Milestones.Count),
        ("commitments", status => status.Commitments.Count),
        ("statements", status => status.Statements.Count),
        ("agreements", status => status.Agreements.Count),
        ("proposals", status => status.Proposals.Count),
        ("measures", status => status.Measures.Count),
        ("rulings", status => status.Rulings.Count),
        ("breaches", status => status.Breaches.Count),
        ("sections.allAgreed", status => status.Sections.AllAgreed),
        ("lastEvent", status => status.LastEvent?.EventId.ToString()),
        ("rounds.last", status => status.Rounds.Last?.EventId.ToString()),
        ("clashes.last", status => status.Clashes.Last?.EventId.ToString()),
        ("rounds.nextScheduled", status => status.Rounds.NextScheduled),
        ("nextMeeting", status => status.NextMeeting),
        ("rounds.unenumerated", status => status.Rounds.Unenumerated),
        ("clashes.unenumerated", status => status.Clashes.Unenumerated),
        ("rounds.countLow", status => status.Rounds.CountLow),
        ("clashes.countLow", status => status.Clashes.CountLow),
        ("security.lastIncident", status => status.Security.LastIncident?.EventId.ToString()),
        ("latestStep", status => status.LatestStep?.EventId.ToString()),
    ];

    /// <summary>
    /// Members of the meetings and instruments that both have: which there are is a field of its own.
    /// </summary>
    public static IEnumerable<(string Field, object? One, object? Other)> Members(Status one, Status other)
    {
        foreach (var (mine, theirs) in Shared(one.Meetings, other.Meetings, each => each.MeetingId))
        {
            yield return ($"meetings[{mine.MeetingId}].status", mine.Status, theirs.Status);
            yield return ($"meetings[{mine.MeetingId}].kind", mine.Kind, theirs.Kind);
            yield return ($"meetings[{mine.MeetingId}].plannedFor", mine.PlannedFor, theirs.PlannedFor);
            yield return ($"meetings[{mine.MeetingId}].place", mine.Place, theirs.Place);
            yield return ($"meetings[{mine.MeetingId}].movedFrom", mine.MovedFrom, theirs.MovedFrom);
        }

        foreach (var (mine, theirs) in Shared(one.Instruments, other.Instruments, each => each.Id))
        foreach (var (member, read) in OfInstrument)
            yield return ($"instruments[{mine.Id}].{member}", read(mine), read(theirs));

        foreach (var (mine, theirs) in Shared(one.Instruments, other.Instruments, each => each.Id))
        foreach (var provision in mine.Provisions.Concat(theirs.Provisions).Select(each => each.Id).Distinct())
            yield return (
                $"instruments[{mine.Id}].provisions[{provision}].status",
                mine.Provisions.FirstOrDefault(each => each.Id == provision)?.Status,
                theirs.Provisions.FirstOrDefault(each => each.Id == provision)?.Status
            );

        foreach (var (mine, theirs) in Shared(one.Measures, other.Measures, each => $"{each.EventId}"))
            yield return ($"measures[{mine.EventId}].reversedBy", mine.ReversedBy, theirs.ReversedBy);

        foreach (var (mine, theirs) in Shared(one.Parties, other.Parties, each => each.Id))
            yield return ($"parties[{mine.Id}].representative", mine.Representative, theirs.Representative);
    }

    public static readonly (string Member, Func<InstrumentView, object?> Read)[] OfInstrument =
    [
        ("status", each => each.Status),
        ("standing", each => each.Standing),
        ("title", each => each.Title),
        ("type", each => each.Type),
        ("binding", each => each.Binding),
        ("amends", each => each.Amends),
        ("terms", each => each.Terms),
        ("consents", each => Codes(each.Consents.Select(consent => consent.Party).OfType<string>())),
        ("signatories", each => Codes(each.Signatories.Select(party => party.Party))),
        ("awaiting", each => Codes(each.Awaiting)),
        ("parties", each => Codes(each.Parties.Where(party => party.Until is null).Select(party => party.Party))),
    ];

    /// <summary>The days on which meetings of both were held: in a placing one day of those.</summary>
    public static IEnumerable<(string Field, Edtf? One, Edtf? Other)> HeldOn(Status one, Status other) =>
        Shared(one.Meetings, other.Meetings, each => each.MeetingId)
            .Select(pair => ($"meetings[{pair.One.MeetingId}].heldOn", pair.One.HeldOn, pair.Other.HeldOn));

    private static string[] Codes(IEnumerable<string> codes) => [.. codes.Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<(T One, T Other)> Shared<T>(
        IEnumerable<T> ones,
        IEnumerable<T> others,
        Func<T, string?> id
    ) => ones.Where(each => id(each) is not null).Join(others, id, id, (one, other) => (one, other));

    /// <summary>Figures of both, those of each clash included.</summary>
    public static IEnumerable<(string Field, Figure? One, Figure? Other)> Figures(Status one, Status other)
    {
        yield return ("sections.agreed", one.Sections.Agreed?.ToFigure(), other.Sections.Agreed?.ToFigure());
        yield return ("sections.total", one.Sections.Total?.ToFigure(), other.Sections.Total?.ToFigure());
        yield return ("sections.remaining", one.Sections.Remaining?.ToFigure(), other.Sections.Remaining?.ToFigure());
        yield return ("sections.share", one.Sections.Share?.ToFigure(), other.Sections.Share?.ToFigure());
        yield return ("clashes.killed", one.Clashes.Killed, other.Clashes.Killed);
        yield return ("clashes.injured", one.Clashes.Injured, other.Clashes.Injured);
        foreach (
            var clash in one
                .Clashes.Incidents.Concat(other.Clashes.Incidents)
                .Select(each => each.ClashId)
                .OfType<string>()
                .Distinct()
        )
        {
            var (mine, theirs) = (Of(one, clash), Of(other, clash));
            yield return ($"clashes.incidents[{clash}].total.killed", mine?.Total.Killed, theirs?.Total.Killed);
            yield return ($"clashes.incidents[{clash}].total.injured", mine?.Total.Injured, theirs?.Total.Injured);
            yield return (
                $"clashes.incidents[{clash}].total.displaced",
                mine?.Total.Displaced,
                theirs?.Total.Displaced
            );
        }

        static IncidentView? Of(Status status, string clash) =>
            status.Clashes.Incidents.FirstOrDefault(each => each.ClashId == clash);
    }

    /// <summary>The fewest and the most that take part.</summary>
    public static (HashSet<string> Least, HashSet<string> Most) PartiesOf(Status status)
    {
        if (status.Uncertain.SingleOrDefault(each => each.Field == "parties") is not { } uncertain)
            return ([.. status.Parties.Select(party => party.Id)], [.. status.Parties.Select(party => party.Id)]);

        var sets = uncertain.Possible.Select(set => set!.AsArray().Select(code => (string)code!).ToHashSet()).ToList();
        return (
            sets.Aggregate((one, other) => [.. one.Intersect(other)]),
            sets.Aggregate((one, other) => [.. one.Union(other)])
        );
    }

    public static Figure FigureOf(JsonNode possible)
    {
        var figure = possible.DeepClone().AsObject();
        figure.Remove("asOf");
        return figure.Deserialize<Figure>(EventJson.Options)!;
    }

    /// <summary>The reports at the leaves and those that are set aside.</summary>
    public static IEnumerable<Guid> EventsIn(Derivation derivation) =>
        derivation
            .Events()
            .Concat(derivation.SetAside.SelectMany(aside => EventsIn(aside.What)))
            .Concat(derivation.Parts.SelectMany(EventsIn));

    /// <summary>The fact states a length or a share that can be read.</summary>
    public static bool StatesLength(Fact fact) =>
        fact switch
        {
            RoundHeld round => IsRead(round.Kilometres, Units.Kilometres),
            SectionsAgreed e => IsRead(e.Length, Units.Kilometres)
                || IsRead(e.Cumulative, Units.Kilometres)
                || IsRead(e.Total, Units.Kilometres)
                || IsRead(e.Remaining, Units.Kilometres)
                || IsRead(e.Share, Units.Percent),
            _ => false,
        };

    private static bool IsRead(Quantity? quantity, string unit) => quantity?.ToFigure(unit) is not null;
}
