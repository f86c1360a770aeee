namespace Negotiations.Views;

// What it is in each placing and reading of its steps.
internal sealed partial class TrackedInstrument
{
    // An act that is disputed is in with all that it brings about, or out with it.
    private static IReadOnlyList<(InstrumentState Start, IReadOnlyList<InstrumentStep> Steps)>? Coupled(
        List<InstrumentStep> moving,
        Moment moment
    )
    {
        var acts = moving
            .Where(step => step.IsOptional && !step.IsShadow && step.MayBe(moment))
            .GroupBy(step => step.By.Id)
            .Where(act => act.Count() > 1)
            .Select(act => act.Key)
            .ToList();
        if (acts.Count is 0 or > MostCoupled)
            return OwnDays.Readings(moving);

        List<(InstrumentState, IReadOnlyList<InstrumentStep>)> all = [];
        for (var choice = 0; choice < 1 << acts.Count; choice++)
        {
            List<InstrumentStep> read = [];
            foreach (var step in moving)
            {
                var place = acts.IndexOf(step.By.Id);
                if (place < 0)
                    read.Add(step);
                else if ((choice & (1 << place)) != 0)
                    read.Add(step with { IsOptional = false });
            }

            if (OwnDays.Readings(read) is not { } readings)
                return null;

            all.AddRange(readings);
        }

        return all;
    }

    private IReadOnlySet<InstrumentState>? Possible(Moment moment)
    {
        if (Readings is not { } readings)
            return null;

        HashSet<InstrumentState>? all = null;
        foreach (var (start, steps) in readings)
        {
            if (new Sweep<InstrumentState, InstrumentStep>(Law.Apply).Run(start, steps, moment) is not { } states)
                return null;

            if (readings.Count == 1)
                return states;

            (all ??= []).UnionWith(states);
        }

        return all;
    }

    /// <summary>
    /// Every state with what its steps made of something beside it, in each placing and reading; null where more is
    /// open at one time than can be decided.
    /// </summary>
    /// <param name="start">Of what is beside it.</param>
    /// <param name="isFree">Steps that come to the same in any order also for what is beside it.</param>
    /// <param name="next">What a step makes of it, from one state to the next.</param>
    /// <param name="moment">What is asked about.</param>
    public IReadOnlySet<(InstrumentState State, T Beside)>? Follow<T>(
        T start,
        Func<InstrumentStep, bool> isFree,
        Func<T, InstrumentState, InstrumentState, InstrumentStep, T> next,
        Moment moment
    )
        where T : IEquatable<T>
    {
        if (Readings is not { } readings)
            return null;

        HashSet<(InstrumentState, T)> all = [];
        foreach (var (from, steps) in readings)
        {
            var sweep = new Sweep<(InstrumentState State, T Beside), InstrumentStep>(
                (before, step) =>
                {
                    var after = Law.Apply(before.State, step);
                    return (after, next(before.Beside, before.State, after, step));
                }
            );
            List<InstrumentStep> own = [.. steps.Select(step => isFree(step) ? step : step with { IsFree = false })];
            if (sweep.Run((from, start), own, moment) is not { } states)
                return null;

            all.UnionWith(states);
        }

        return all;
    }

    /// <summary>
    /// More than what is possible, and never less: each outcome for which there is a step that leads to it.
    /// </summary>
    public IReadOnlySet<InstrumentOutcome> Conceivable(Moment moment)
    {
        var kinds = Steps.All.Where(step => step.MayBe(moment)).Select(step => step.Kind).ToHashSet();
        HashSet<InstrumentOutcome> outcomes = [default];
        Add([InstrumentStepKind.Draft, InstrumentStepKind.Authenticate], Phase.Drafting);
        Add([InstrumentStepKind.Authenticate], Phase.TextAuthenticated);
        Add([InstrumentStepKind.Sign], Phase.Signed);
        Add(
            [InstrumentStepKind.Sign, InstrumentStepKind.Consent, InstrumentStepKind.Provisional],
            Phase.ConsentPending
        );
        Add([InstrumentStepKind.Consent], Phase.Consented);
        Add([InstrumentStepKind.Force, InstrumentStepKind.Sign, InstrumentStepKind.Consent], Phase.InForce);
        Add([InstrumentStepKind.Works], Phase.Implementing);
        if (kinds.Overlaps([InstrumentStepKind.End, InstrumentStepKind.NoticeEffect, InstrumentStepKind.Supersede]))
            outcomes.UnionWith([new(null, HasEnded: true), new(Phase.Ended, HasEnded: true)]);
        return outcomes;

        void Add(InstrumentStepKind[] by, Phase phase)
        {
            if (kinds.Overlaps(by))
                outcomes.Add(new(phase, HasEnded: false));
        }
    }
}
