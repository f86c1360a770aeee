using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Where the talks and the one instrument they are about stand, and since when they do.</summary>
/// <param name="Talks">Of the ladder.</param>
/// <param name="Text">Of the instrument.</param>
/// <param name="Shown">What both come to.</param>
/// <param name="Began">Null while nothing has moved it.</param>
internal readonly record struct PhaseCourse(LadderState Talks, InstrumentState Text, Phase Shown, Edtf? Began)
{
    /// <param name="ladder">What moves it beside the instrument.</param>
    /// <param name="principals">The instrument, or none.</param>
    /// <param name="phase">That it certainly is.</param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>Days on which it began in some placing or reading; null: there are several instruments, or more is open
    /// at one time than can be followed.</returns>
    public static IEnumerable<Edtf?>? Since(
        IReadOnlyList<LadderStep> ladder,
        IReadOnlyList<TrackedInstrument> principals,
        Phase phase,
        Moment moment
    )
    {
        if (principals.Count > 1 || (principals is [var only] && only.Readings is null))
            return null;

        var instrument = principals is [var one] ? one : null;
        List<PhaseMove> talks = [.. ladder.Select(step => new PhaseMove(step, null))];
        if (instrument is null)
            return Follow(default, talks);

        HashSet<Edtf?> all = [];
        foreach (var (start, steps) in instrument.Readings!)
        {
            List<PhaseMove> moves = [.. talks, .. steps.Select(step => new PhaseMove(null, step))];
            moves.Sort((a, b) => a.Own.From.CompareTo(b.Own.From));
            if (Follow(start, moves) is not { } days)
                return null;

            all.UnionWith(days);
        }

        return all;

        IEnumerable<Edtf?>? Follow(InstrumentState start, List<PhaseMove> moves) =>
            new Sweep<PhaseCourse, PhaseMove>((course, move) => course.Take(move, instrument?.Law))
                .Run(new PhaseCourse(default, start, Phase.Registered, null), moves, moment)
                ?.Where(course => course.Shown == phase)
                .Select(course => course.Began);
    }

    private PhaseCourse Take(PhaseMove move, InstrumentLaw? law)
    {
        var after = move.Rung is { } rung
            ? this with
            {
                Talks = Talks.Take(rung),
            }
            : this with
            {
                Text = law!.Apply(Text, move.Step!),
            };
        var reached = PhaseFold.Reached(after.Talks, law is null ? null : InstrumentOutcome.Of(law, after.Text).Phase);
        return reached == Shown
            ? after
            : after with
            {
                Shown = reached,
                Began = move.Rung?.Placed.Event.Occurred ?? move.Step!.On,
            };
    }
}

/// <summary>A step of the ladder, or one of the instrument: here each has a place in their order.</summary>
internal sealed record PhaseMove(LadderStep? Rung, InstrumentStep? Step) : ISweepStep
{
    public ISweepStep Own => (ISweepStep?)Rung ?? Step!;

    public DateTimeOffset From => Own.From;

    public DateTimeOffset To => Own.To;

    public bool IsOptional => Own.IsOptional;

    public bool IsFree => false;

    public bool MayBe(Moment moment) => Own.MayBe(moment);

    public bool Was(Moment moment) => Own.Was(moment);
}
