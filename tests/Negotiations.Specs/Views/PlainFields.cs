using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>The fields of a status whose values the laws are asked of, by the names under which the status says that they are uncertain.</summary>
internal static class PlainFields
{
    public static readonly (string Field, Func<Status, object?> Read)[] Values =
    [
        ("phase", status => status.Phase?.Shown),
        ("security", status => status.Security.State),
        ("health", status => status.Health),
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
        ("sections.allAgreed", status => status.Sections.AllAgreed),
        ("lastEvent", status => status.LastEvent?.EventId.ToString()),
    ];

    /// <summary>Figures of both, those of each clash included.</summary>
    public static IEnumerable<(string Field, Figure? One, Figure? Other)> Figures(Status one, Status other)
    {
        yield return ("sections.agreed", one.Sections.Agreed?.ToFigure(), other.Sections.Agreed?.ToFigure());
        yield return ("sections.total", one.Sections.Total?.ToFigure(), other.Sections.Total?.ToFigure());
        yield return ("sections.remaining", one.Sections.Remaining?.ToFigure(), other.Sections.Remaining?.ToFigure());
        yield return ("sections.share", one.Sections.Share?.ToFigure(), other.Sections.Share?.ToFigure());
        yield return ("clashes.killed", one.Clashes.Killed, other.Clashes.Killed);
        yield return ("clashes.injured", one.Clashes.Injured, other.Clashes.Injured);
        foreach (var clash in one.Clashes.Incidents.Concat(other.Clashes.Incidents).Select(each => each.ClashId).OfType<string>().Distinct())
        {
            var (mine, theirs) = (Of(one, clash), Of(other, clash));
            yield return ($"clashes.incidents[{clash}].total.killed", mine?.Total.Killed, theirs?.Total.Killed);
            yield return ($"clashes.incidents[{clash}].total.injured", mine?.Total.Injured, theirs?.Total.Injured);
            yield return ($"clashes.incidents[{clash}].total.displaced", mine?.Total.Displaced, theirs?.Total.Displaced);
        }

        static IncidentView? Of(Status status, string clash) => status.Clashes.Incidents.FirstOrDefault(each => each.ClashId == clash);
    }

    /// <summary>The fewest and the most that take part.</summary>
    public static (HashSet<string> Least, HashSet<string> Most) PartiesOf(Status status)
    {
        if (status.Uncertain.SingleOrDefault(each => each.Field == "parties") is not { } uncertain)
            return ([.. status.Parties.Select(party => party.Id)], [.. status.Parties.Select(party => party.Id)]);

        var sets = uncertain.Possible.Select(set => set!.AsArray().Select(code => (string)code!).ToHashSet()).ToList();
        return (sets.Aggregate((one, other) => [.. one.Intersect(other)]), sets.Aggregate((one, other) => [.. one.Union(other)]));
    }

    public static Figure FigureOf(JsonNode possible)
    {
        var figure = possible.DeepClone().AsObject();
        figure.Remove("asOf");
        return figure.Deserialize<Figure>(EventJson.Options)!;
    }

    /// <summary>The reports at the leaves and those that are set aside.</summary>
    public static IEnumerable<Guid> EventsIn(Derivation derivation) => derivation.Events()
        .Concat(derivation.SetAside.SelectMany(aside => EventsIn(aside.What)))
        .Concat(derivation.Parts.SelectMany(EventsIn));

    /// <summary>The fact states a length or a share that can be read.</summary>
    public static bool StatesLength(Fact fact) => fact switch
    {
        RoundHeld round => IsRead(round.Kilometres, Units.Kilometres),
        SectionsAgreed e => IsRead(e.Length, Units.Kilometres) || IsRead(e.Cumulative, Units.Kilometres) || IsRead(e.Total, Units.Kilometres)
            || IsRead(e.Remaining, Units.Kilometres) || IsRead(e.Share, Units.Percent),
        _ => false,
    };

    private static bool IsRead(Quantity? quantity, string unit) => quantity?.ToFigure(unit) is not null;
}
