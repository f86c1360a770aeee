using Negotiations.Dashboard.Context;
using Negotiations.Record;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>Everything that a page shows of one negotiation, on one set of clocks.</summary>
/// <param name="Status">As the API answers it.</param>
/// <param name="Clocks">Those it was shown on.</param>
/// <param name="IsNow">No clock was asked for.</param>
/// <param name="Recorded">How many events were recorded when it was shown: with it and the clocks the answer stays
/// what it is, whatever is recorded later.</param>
/// <param name="Events">What happened, a page of it.</param>
/// <param name="Evidence">Why each figure is what it is.</param>
/// <param name="Course">How phase and agreed length came to where they are.</param>
/// <param name="Facts">All that counted, in the order of the world.</param>
/// <param name="Machine">How far the clocks can be turned.</param>
public sealed record NegotiationModel(
    Views.Status Status,
    AnsweredClocks Clocks,
    bool IsNow,
    long Recorded,
    EventPage Events,
    Evidence Evidence,
    IReadOnlyList<PhasePoint> Course,
    IReadOnlyList<EffectiveEvent> Facts,
    TimeMachine Machine
)
{
    /// <summary>What the negotiations are called that it belongs with or merged with, by id.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Where its events are shown, for links of a page that has the table of events and for one that has none.
    /// </summary>
    public EventAddresses Addresses(PageContext page, bool hasTable) =>
        new(page, Status.Id, hasTable ? Events.Entries.Select(each => each.Entry.EventId).ToHashSet() : []);

    internal static NegotiationModel Of(
        Negotiation negotiation,
        FoldResult standing,
        ClocksQuery asked,
        Clocks clocks,
        int page,
        Guid? sought,
        DateOnly today
    )
    {
        var facts = EffectiveSet
            .Of(KnownEvents.Of(negotiation.Events, clocks))
            .Where(each => each.Occurred.IsPossiblyBy(clocks.AsOf))
            .ToList();
        return new NegotiationModel(
            standing.Status,
            AnsweredClocks.Of(clocks, negotiation),
            asked.IsNow,
            clocks.Version ?? negotiation.Version,
            EventPage.Of(negotiation, clocks, asked, facts, page, sought),
            Evidence.Of(negotiation, clocks),
            PhasePoint.Of(negotiation, clocks, facts),
            facts,
            TimeMachine.Of(negotiation, clocks, asked, today)
        );
    }
}

/// <summary>Why each field of the status is what it is.</summary>
/// <param name="Fields">By dotted path.</param>
public sealed record Evidence(IReadOnlyDictionary<string, ExplainedField> Fields)
{
    internal static Evidence Of(Negotiation negotiation, Clocks clocks) =>
        new((Explanation.Of(negotiation, clocks, null)?.Fields ?? []).ToDictionary(field => field.Field));

    /// <summary>How a figure is computed; null where the field is none.</summary>
    public ExplainedFigure? ComputationOf(string field) => Fields.GetValueOrDefault(field)?.Derivation;

    /// <summary>Of several fields reported as one figure, every event that decided one, once.</summary>
    public IReadOnlyList<ExplainingEvent> EventsOf(params IEnumerable<string> fields) =>
        [
            .. fields
                .Where(Fields.ContainsKey)
                .SelectMany(field => Fields[field].Events)
                .DistinctBy(each => each.EventId),
        ];
}
