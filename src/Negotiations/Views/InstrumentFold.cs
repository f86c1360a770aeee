using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Sorts what is known into instruments and has each decided under the law of treaties.</summary>
internal sealed class InstrumentFold
{
    private readonly List<TrackedInstrument> instruments = [];
    private readonly Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place;
    private readonly Moment moment;

    /// <param name="known">Everything known, whatever day is asked about, in the order of the world.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="place">Instants of a date that is no event's own.</param>
    public InstrumentFold(IReadOnlyList<PlacedEvent> known, Moment moment, Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place)
    {
        this.place = place;
        this.moment = moment;
        Sort(known);
        if (instruments.Count > 0)
            Decide(known);
        Views = [.. instruments.Where(IsBegun).Select(each => InstrumentTelling.Of(each, moment))];
    }

    /// <summary>In the order in which they first come up.</summary>
    public IReadOnlyList<TrackedInstrument> All => instruments;

    public IReadOnlyList<InstrumentView> Views { get; }

    /// <summary>Days on which something has effect that is no event of that day.</summary>
    public IEnumerable<Edtf> Effects => instruments.SelectMany(each => each.Events).Select(each => each.Event.Fact switch
    {
        ConsentExpressed e => e.Effective,
        InstrumentEnded e => e.Effective,
        _ => null,
    }).OfType<Edtf>();

    private bool IsBegun(TrackedInstrument instrument) => instrument.Events.Any(each => moment.MayBe(each) && !each.IsDenied);

    private void Decide(IReadOnlyList<PlacedEvent> known)
    {
        Bear(known);
        var principals = Principals(known);
        foreach (var instrument in instruments)
            instrument.Decide(principals, moment);
    }

    // A fact that names no instrument is about the only one there is; a signature that names none is that of another. Among several, a draft or a
    // text without a name is that of the principal instrument, and the rest is about none in particular.
    private void Sort(IReadOnlyList<PlacedEvent> known)
    {
        var facts = known.Where(each => each.Event.Fact is InstrumentFact).ToList();
        if (facts.Count == 0)
            return;

        Dictionary<string, TrackedInstrument> named = new(StringComparer.Ordinal);
        List<TrackedInstrument> unnamed = [];
        Dictionary<Guid, TrackedInstrument> bySignature = [];
        foreach (var each in facts.Select(placed => placed.Event))
        {
            if (((InstrumentFact)each.Fact).InstrumentId is { } id)
            {
                if (!named.TryGetValue(id, out var instrument))
                    named.Add(id, instrument = new TrackedInstrument(id, place));
                instrument.Describe(each);
            }
            else if (each.Fact is InstrumentSigned)
            {
                var instrument = new TrackedInstrument(null, place);
                instrument.Describe(each);
                bySignature.Add(each.Id, instrument);
                unnamed.Add(instrument);
            }
        }

        List<TrackedInstrument> all = [.. named.Values, .. unnamed];
        var only = all.Count == 1 ? all[0] : null;
        var principal = only ?? (PrincipalInstrument.Of(all) is { IsUnclear: false, Instruments: [var one] } ? one : null);
        var rest = new TrackedInstrument(null, place) { IsOfNoneInParticular = all.Count > 0 };
        foreach (var each in facts)
        {
            var fact = (InstrumentFact)each.Event.Fact;
            var instrument = fact.InstrumentId is { } id ? named[id]
                : bySignature.GetValueOrDefault(each.Event.Id) is { } signed ? signed
                : only ?? (fact is DraftingInstructed or FinalDocumentsDrafted or TextAuthenticated ? principal : null) ?? rest;
            if (instrument.Events.Count == 0)
                instruments.Add(instrument);
            if (fact.InstrumentId is null && fact is not InstrumentSigned)
                instrument.Describe(each.Event);
            instrument.Take(each);
        }
    }

    private void Bear(IReadOnlyList<PlacedEvent> known)
    {
        Dictionary<Guid, TrackedInstrument> of = instruments.SelectMany(each => each.Events.Select(placed => (placed.Event.Id, each))).ToDictionary(pair => pair.Id, pair => pair.each);
        foreach (var (order, each) in known.Index())
        {
            switch (each.Event.Fact)
            {
                case InstrumentFact:
                    of[each.Event.Id].Steps.Add(each, order, of[each.Event.Id].IsApproval(each));
                    break;
                case ParticipationChanged change when Participation(change) is { } kind:
                    foreach (var instrument in instruments)
                        instrument.Steps.AddLeaving(each, order, kind, change.Actor);
                    break;
                case MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: not (Milestone.Requested or Milestone.Considered) }:
                    foreach (var instrument in instruments)
                        instrument.Steps.AddWorks(each, order);
                    break;
                default:
                    break;
            }
        }
    }

    private static InstrumentStepKind? Participation(ParticipationChanged change) => change.Change switch
    {
        ParticipationChange.Left => InstrumentStepKind.Leave,
        ParticipationChange.Joined or ParticipationChange.RoleChanged when IsPrincipal(change.Role) => InstrumentStepKind.Join,
        ParticipationChange.RoleChanged when change.Role is not null => InstrumentStepKind.Leave,
        ParticipationChange.Joined when change.Role is null => InstrumentStepKind.Return,
        _ => null,
    };

    // Whatever day is asked about: only who joins and leaves by an event of its own does so on a day.
    private static List<string> Principals(IReadOnlyList<PlacedEvent> known) =>
    [
        .. known.Where(each => !each.IsDenied)
            .SelectMany(each => each.Event.Fact.Actors ?? [])
            .Where(actor => IsPrincipal(actor.Role))
            .Select(actor => actor.Id)
            .Distinct(),
    ];

    private static bool IsPrincipal(ActorRole? role) => role is ActorRole.Party or ActorRole.SideA or ActorRole.SideB;
}
