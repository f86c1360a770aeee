using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// How far it has come. A negotiation is read off its principal instrument from the first draft on, and off the talks
/// before; a project and a council product have ladders of their own.
/// </summary>
internal sealed class PhaseFold
{
    private readonly NegotiationKind kind;
    private readonly Moment moment;
    private readonly List<LadderStep> ladder;
    private readonly InstrumentFold instruments;
    private readonly IReadOnlyList<TrackedInstrument> principals;

    /// <param name="kind">Which ladder.</param>
    /// <param name="known">Everything known, in the order of the world.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="instruments">Decided; null where the ladder rests on none.</param>
    public PhaseFold(NegotiationKind kind, List<PlacedEvent> known, Moment moment, InstrumentFold instruments)
    {
        this.kind = kind;
        this.moment = moment;
        this.instruments = instruments;
        ladder = StepsOf(kind, known);
        Principal = HasInstruments ? PrincipalInstrument.Of(instruments.All) : new PrincipalInstrument([], []);
        principals = Principal.Instruments;
        View = Read();
    }

    public PrincipalInstrument Principal { get; }

    public PhaseView View { get; }

    /// <summary>Days on which a phase that is certain may have begun.</summary>
    public IReadOnlyCollection<Edtf?> Since =>
        View.Certain is null
            ? []
            : PhaseSince.Of(
                View,
                ladder,
                [
                    principals,
                    .. HasInstruments
                        ? instruments.Otherwise.Select(each => PrincipalInstrument.Of(each.All).Instruments)
                        : [],
                ],
                moment
            );

    /// <summary>Why <see cref="View"/> shows what it shows; null while nothing has moved it.</summary>
    public PhaseRule? Rule { get; private set; }

    public EffectiveEvent? DecidedBy { get; private set; }

    /// <summary>False: what is possible is a superset.</summary>
    public bool IsExact { get; private set; } = true;

    private bool HasInstruments => kind is NegotiationKind.Negotiation or NegotiationKind.Instrument;

    private static List<LadderStep> StepsOf(NegotiationKind kind, List<PlacedEvent> known)
    {
        List<LadderStep> steps = [];
        for (var order = 0; order < known.Count; order++)
            if (Ladder.StepOf(kind, known[order], order) is { } step)
                steps.Add(step);

        var turns = steps.Exists(step => step.Kind == LadderStepKind.Stop);
        foreach (var step in steps)
            step.IsFree = step.Kind == LadderStepKind.Rung && (!turns || !step.Moves);
        return steps;
    }

    private PhaseView Read()
    {
        var (shown, since) = Follow();
        var possible = Possible();
        IReadOnlyList<Phase> all = [shown, .. possible.Where(phase => phase != shown).Order()];
        return new PhaseView(
            all.Count == 1 ? shown : null,
            all,
            since,
            DecidedBy is null ? [] : [DecidedBy.Id],
            DecidedBy?.Held
        );
    }

    // The reference placing: every first possible day, in the order of the history, what is disputed in and what is
    // denied out.
    private (Phase Shown, Edtf? Since) Follow()
    {
        var state = default(LadderState);
        var outcomes = principals.ToDictionary(instrument => instrument, _ => default(InstrumentOutcome));
        var shown = Phase.Registered;
        TrackedInstrument? deciding = null;
        Edtf? since = null;
        foreach (var move in Moves())
        {
            if (move.Step is { } step)
                state = state.Take(step);
            else
                outcomes[move.On!] = move.Outcome;

            var (byInstrument, by) = Decided(outcomes);
            var reached = Reached(state, byInstrument);
            var isAnother = by is not null && by == move.On && deciding is not null && by != deciding;
            deciding = by;
            if (reached == shown && (!isAnother || reached != byInstrument))
                continue;

            since = reached == shown ? since : move.Day;
            (shown, DecidedBy) = (reached, move.By);
            Rule = move.Step is { } rung ? RuleOf(rung, reached) : InstrumentRules.Of(reached, move.By.Fact);
        }

        return (shown, since);
    }

    // What takes the place of another decides from its first rung on, also where that is the rung of the other.
    private (Phase? Phase, TrackedInstrument? By) Decided(Dictionary<TrackedInstrument, InstrumentOutcome> outcomes)
    {
        Phase? phase = null;
        TrackedInstrument? by = null;
        foreach (var instrument in principals)
        {
            var next = Next(phase, outcomes[instrument]);
            if (next != phase || IsTaken(phase, outcomes[instrument]))
                by = instrument;
            phase = next;
        }

        return (phase, by);
    }

    private static PhaseRule RuleOf(LadderStep step, Phase reached) =>
        step.Kind == LadderStepKind.Rung && step.To != reached ? PhaseRule.Resumed : step.Rule;

    // Rungs are in the order of the history; the steps of an instrument come in between.
    private IEnumerable<Move> Moves()
    {
        var rungs = ladder
            .Where(step => step.MayBe(moment) && !step.Placed.IsDenied)
            .Select(step => new Move(
                step.From,
                step.Order,
                step.Placed.Event,
                step.Placed.Event.Occurred,
                step,
                null,
                default,
                false
            ));
        if (principals.Count == 0)
            return rungs;

        var steps = principals.SelectMany(instrument =>
            instrument.Trail.Select(each => new Move(
                each.Step.From,
                each.Step.Order,
                each.Step.By,
                each.Step.On,
                null,
                instrument,
                each.Outcome,
                each.Step.Kind == InstrumentStepKind.Supersede
            ))
        );
        return rungs
            .Concat(steps)
            .OrderBy(move => move.From)
            .ThenBy(move => move.Order)
            .ThenBy(move => move.IsSuccession);
    }

    private HashSet<Phase> Possible()
    {
        var states = new Sweep<LadderState, LadderStep>((state, step) => state.Take(step)).Run(default, ladder, moment);
        IsExact =
            states is not null
            && (
                !HasInstruments || (instruments.IsWhole && principals.All(instrument => instrument.States is not null))
            );
        states ??= Conceivable();

        // The same without the sets below: what that saves is said at Sweep.TryFollow.
        if (states.Count == 1 && principals.Count == 0 && !MayBeByOthers)
            return [.. states.Select(state => Reached(state, null))];

        HashSet<Phase?> read =
            HasInstruments && !instruments.IsWhole
                ? ReadAnyhow()
                : [.. PrincipalOrders.Of(principals).SelectMany(Read)];
        if (HasInstruments)
            foreach (var other in instruments.Otherwise)
                read.UnionWith(PrincipalOrders.Of(PrincipalInstrument.Of(other.All).Instruments).SelectMany(Read));
        return [.. states.SelectMany(state => read.Select(phase => Reached(state, phase)))];
    }

    private bool MayBeByOthers => HasInstruments && (!instruments.IsWhole || instruments.Otherwise.Count > 0);

    // Any of them may be the principal one, or none.
    private HashSet<Phase?> ReadAnyhow() =>
        [
            null,
            .. instruments
                .All.SelectMany(instrument => instrument.Conceivable(moment))
                .Select(outcome => outcome.Phase),
        ];

    private static HashSet<Phase?> Read(IReadOnlyList<TrackedInstrument> inOrder)
    {
        HashSet<Phase?> read = [null];
        foreach (var instrument in inOrder)
            read = [.. instrument.Outcomes.SelectMany(outcome => read.Select(before => Next(before, outcome)))];
        return read;
    }

    // More than what is possible, and never less.
    private HashSet<LadderState> Conceivable()
    {
        var begun = ladder.Where(step => step.MayBe(moment)).ToList();
        var rungs = begun
            .Where(step => step.Kind == LadderStepKind.Rung)
            .Select(step => step.To)
            .Append(Phase.Registered)
            .ToHashSet();
        var stops = begun
            .Where(step => step.Kind == LadderStepKind.Stop)
            .Select(step => (Phase?)step.To)
            .Append(null)
            .ToHashSet();
        var closings = begun
            .Where(step => step.Kind == LadderStepKind.Close)
            .Select(step => (Phase?)step.To)
            .Append(null)
            .ToHashSet();
        return
        [
            .. from rung in rungs
            from stop in stops
            from closing in closings
            select new LadderState(rung, stop, closing),
        ];
    }

    // Of several principal instruments the latest that has not ended decides; one that was in force and ended leaves
    // word that it ended.
    private static Phase? Next(Phase? before, InstrumentOutcome outcome) =>
        IsTaken(before, outcome) ? outcome.Phase : before;

    // A draft takes nothing from what is in force.
    private static bool IsTaken(Phase? before, InstrumentOutcome outcome) =>
        outcome.Phase is { } phase
        && (
            before is null
            || (!outcome.HasEnded && (phase >= Phase.Signed || before is not (Phase.InForce or Phase.Implementing)))
        );

    internal static Phase Reached(LadderState state, Phase? byInstrument) =>
        state.Closed ?? state.Stopped ?? byInstrument ?? state.Rung;

    private readonly record struct Move(
        DateTimeOffset From,
        int Order,
        EffectiveEvent By,
        Edtf Day,
        LadderStep? Step,
        TrackedInstrument? On,
        InstrumentOutcome Outcome,
        bool IsSuccession
    );
}
