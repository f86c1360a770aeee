using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Sorts what is known into instruments and has each decided under the law of treaties.</summary>
internal sealed class InstrumentFold
{
    private readonly List<TrackedInstrument> instruments = [];
    private readonly OrderedDictionary<TrackedInstrument, InstrumentView> views = [];
    private readonly Dictionary<string, List<PlacedEvent>> acts = new(StringComparer.Ordinal);
    private readonly Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place;
    private readonly Moment moment;

    /// <summary>Decides them, also as what else they may be in another placing or reading.</summary>
    /// <param name="known">Everything known, whatever day is asked about, in the order of the world.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="place">Instants of a date that is no event's own.</param>
    public InstrumentFold(
        IReadOnlyList<PlacedEvent> known,
        Moment moment,
        Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place
    )
        : this(known, moment, place, null)
    {
        var choices = DescriptionChoices.Of(acts.Select(each => (each.Key, Naming(each.Key, each.Value))));
        IsWhole = choices is not null;
        Otherwise = choices is { Count: > 1 }
            ? [.. choices.Select(choice => new InstrumentFold(Without(known, choice), moment, place, choice))]
            : [];
    }

    private InstrumentFold(
        IReadOnlyList<PlacedEvent> known,
        Moment moment,
        Func<Edtf, (DateTimeOffset From, DateTimeOffset To)> place,
        IReadOnlyDictionary<string, InstrumentDescription?>? descriptions
    )
    {
        this.place = place;
        this.moment = moment;
        Sort(known, descriptions ?? new Dictionary<string, InstrumentDescription?>());
        if (instruments.Count > 0)
            Decide(known);
        foreach (var each in instruments)
            if (IsBegun(each))
                views.Add(each, InstrumentProjection.Of(each, moment));
        Views = [.. views.Values];
    }

    /// <summary>In the order in which they first come up.</summary>
    public IReadOnlyList<TrackedInstrument> All => instruments;

    public IReadOnlyList<InstrumentView> Views { get; }

    /// <returns>Null: no act on it has begun, or it is one of another reading.</returns>
    public InstrumentView? ViewOf(TrackedInstrument instrument) => views.GetValueOrDefault(instrument);

    /// <summary>
    /// The same acts on what the instruments may be where statements about them differ; empty where they don't.
    /// </summary>
    public IReadOnlyList<InstrumentFold> Otherwise { get; } = [];

    /// <summary>False: they may be more than <see cref="Otherwise"/> can hold.</summary>
    public bool IsWhole { get; } = true;

    /// <summary>Days on which something has effect that is no event of that day.</summary>
    public IEnumerable<Edtf> Effects =>
        instruments
            .SelectMany(each => each.Events)
            .Select(each =>
                each.Event.Fact switch
                {
                    ConsentExpressed e => e.Effective,
                    InstrumentEnded e => e.Effective,
                    _ => null,
                }
            )
            .OfType<Edtf>();

    // What names none is about the only one there is, and in another reading that is another one.
    private IReadOnlyList<PlacedEvent> Naming(string key, List<PlacedEvent> on) =>
        acts.Count == 1 ? on : on.FindAll(each => KeyOf(each.Event) == key);

    private static IReadOnlyList<PlacedEvent> Without(
        IReadOnlyList<PlacedEvent> known,
        IReadOnlyDictionary<string, InstrumentDescription?> choice
    ) =>
        choice.Values.All(each => each is not null)
            ? known
            :
            [
                .. known.Where(each =>
                    each.Event.Fact is not InstrumentFact
                    || KeyOf(each.Event) is not { } key
                    || !choice.TryGetValue(key, out var what)
                    || what is not null
                ),
            ];

    private bool IsBegun(TrackedInstrument instrument) =>
        instrument.Events.Any(each => moment.MayBe(each) && !each.IsDenied);

    private void Decide(IReadOnlyList<PlacedEvent> known)
    {
        Bear(known);
        var principals = Principals(known);
        foreach (var instrument in instruments)
            instrument.FindSuccessors(instruments);

        // What takes the place of another is decided before it; those that are said to follow each other in a circle,
        // in any order.
        List<TrackedInstrument> open = [.. instruments];
        while (open.Count > 0)
        {
            var next = open.FindAll(each => !each.Successors.Any(open.Contains));
            foreach (var instrument in next.Count > 0 ? next : [.. open])
            {
                instrument.TakeSuccessions();
                instrument.Decide(principals, moment);
                open.Remove(instrument);
            }
        }
    }

    // A fact that names no instrument is about the only one there is; a signature that names none is that of another.
    // Among several, a draft or a text without a name is that of the principal instrument, and the rest is about none
    // in particular.
    private void Sort(
        IReadOnlyList<PlacedEvent> known,
        IReadOnlyDictionary<string, InstrumentDescription?> descriptions
    )
    {
        List<PlacedEvent>? facts = null;
        for (var i = 0; i < known.Count; i++)
            if (known[i].Event.Fact is InstrumentFact)
                (facts ??= []).Add(known[i]);
        if (facts is null)
            return;

        var all = Named(facts, descriptions);
        var only = OnlyOf(all.Values, each => each.IsNamed);
        var principal = only
            ?? (PrincipalInstrument.Of([.. all.Values]) is { IsUnclear: false, Instruments: [var one] } ? one : null);
        var rest = new TrackedInstrument(null, place) { IsOfNoneInParticular = true };
        foreach (var each in facts)
        {
            var own = KeyOf(each.Event) is { } key ? all[key] : only;
            var instrument = own
                ?? (
                    each.Event.Fact
                        is DraftingInstructed
                            or FinalDocumentsDrafted
                            or TextAuthenticated
                            or ProvisionsReported
                        ? principal
                        : null
                )
                ?? rest;
            if (instrument.Events.Count == 0)
                instruments.Add(instrument);
            if (own is null)
                instrument.Describe(each.Event);
            instrument.Take(each);
        }
    }

    // The one there is; one that only denied acts name is another only in the reading that has these.
    private static T? OnlyOf<T>(IReadOnlyCollection<T> all, Func<T, bool> isNamed)
        where T : class
    {
        if (all.Count == 1)
            return all.Single();

        List<T> named = [.. all.Where(isNamed)];
        return named.Count == 1 ? named[0] : null;
    }

    // Each with what the acts that are certainly on it say that it is.
    private Dictionary<string, TrackedInstrument> Named(
        List<PlacedEvent> facts,
        IReadOnlyDictionary<string, InstrumentDescription?> descriptions
    )
    {
        foreach (var each in facts)
            if (KeyOf(each.Event) is { } key)
                acts.TryAdd(key, []);
        if (acts.Count == 0)
            acts.Add("", []);

        HashSet<string?> named = [.. descriptions.Keys];
        foreach (var each in facts)
            if (!each.IsDenied)
                named.Add(KeyOf(each.Event));

        var only = OnlyOf(acts.Keys, named.Contains);
        foreach (var each in facts)
            if ((KeyOf(each.Event) ?? only) is { } key)
                acts[key].Add(each);

        Dictionary<string, TrackedInstrument> all = new(StringComparer.Ordinal);
        foreach (var (key, on) in acts)
        {
            var instrument = new TrackedInstrument(
                on.Select(each => ((InstrumentFact)each.Event.Fact).InstrumentId).FirstOrDefault(id => id is not null),
                place
            );
            on.ForEach(each => instrument.Describe(each.Event));
            if (descriptions.GetValueOrDefault(key) is { } description)
                instrument.Redescribe(description);
            all.Add(key, instrument);
        }

        return all;
    }

    // No slug has the sign in front of a signature's id.
    private static string? KeyOf(EffectiveEvent each) =>
        ((InstrumentFact)each.Fact).InstrumentId ?? (each.Fact is InstrumentSigned ? $"#{each.Id}" : null);

    private void Bear(IReadOnlyList<PlacedEvent> known)
    {
        Dictionary<Guid, TrackedInstrument> of = instruments
            .SelectMany(each => each.Events.Select(placed => (placed.Event.Id, each)))
            .ToDictionary(pair => pair.Id, pair => pair.each);
        foreach (var (order, each) in known.Index())
        {
            switch (each.Event.Fact)
            {
                case InstrumentFact:
                    of[each.Event.Id]
                        .Steps.Add(
                            each,
                            order,
                            of[each.Event.Id].IsApproval(each),
                            of[each.Event.Id].IsNoticeAlone(each)
                        );
                    break;
                case ParticipationChanged change when Participation(change) is { } kind:
                    foreach (var instrument in instruments)
                        instrument.Steps.AddLeaving(each, order, kind, change.Actor);
                    break;
                case MilestoneReported
                {
                    Status: MilestoneStatus.Achieved,
                    Milestone: not (Milestone.Requested or Milestone.Considered)
                }:
                    foreach (var instrument in instruments)
                        instrument.Steps.AddWorks(each, order);
                    break;
                case MeasureTaken { InstrumentId: { } under } measure when CarriesOut(measure.Measure):
                    foreach (var instrument in instruments.Where(one => one.Id == under))
                        instrument.Steps.AddWorks(each, order);
                    break;
                default:
                    break;
            }
        }
    }

    // What is done against a state or a person carries no instrument out, whatever it appeals to.
    private static bool CarriesOut(Measure measure) =>
        measure
            is not (
                Measure.SanctionImposed
                or Measure.CrossingClosed
                or Measure.ControlChanged
                or Measure.InstitutionSuspended
            );

    private static InstrumentStepKind? Participation(ParticipationChanged change) =>
        change.Change switch
        {
            ParticipationChange.Left => InstrumentStepKind.Leave,
            ParticipationChange.Joined or ParticipationChange.RoleChanged when IsPrincipal(change.Role) =>
                InstrumentStepKind.Join,
            ParticipationChange.RoleChanged when change.Role is not null => InstrumentStepKind.Leave,
            ParticipationChange.Joined when change.Role is null => InstrumentStepKind.Return,
            _ => null,
        };

    // Whatever day is asked about: only who joins and leaves by an event of its own does so on a day.
    private static List<string> Principals(IReadOnlyList<PlacedEvent> known) =>
        [
            .. known
                .Where(each => !each.IsDenied)
                .SelectMany(each => each.Event.Fact.Actors ?? [])
                .Where(actor => IsPrincipal(actor.Role))
                .Select(actor => actor.Id)
                .Distinct(),
        ];

    private static bool IsPrincipal(ActorRole? role) => role is ActorRole.Party or ActorRole.SideA or ActorRole.SideB;
}
