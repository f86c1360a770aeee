using System.Numerics;

namespace Negotiations.Views;

/// <summary>
/// A source dates the entry into force for one party: until that day it is not in force for this one, whatever it
/// deposited before and whatever day is said of all. The day belongs to the spell that it begins: it takes nothing
/// from a spell that a withdrawal, an end or a suspension came after.
/// </summary>
internal static class OwnDays
{
    // Past this many ways to read them the answer is a superset that the caller knows how to make.
    private const int Most = 16;

    // Each doubles them; more would pass Most at once.
    private const int MostDisputed = 4;

    /// <param name="ordered">All steps of the reference, whatever day is asked about, in their order.</param>
    /// <returns>The state to begin with, and the same steps, those that begin a wait marked.</returns>
    public static (InstrumentState Start, IReadOnlyList<InstrumentStep> Steps) Reference(
        IReadOnlyList<InstrumentStep> ordered
    )
    {
        var held = BigInteger.Zero;
        if (!ordered.Any(IsOwnDay))
            return (default, ordered);

        var steps = ordered.ToArray();
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var step = steps[i];
            if (IsOwnDay(step))
                held |= step.Parties;
            else if (IsTurn(step) && !IsRevoked(steps, i))
            {
                var ended = step.Parties.IsZero ? held : held & step.Parties;
                if (step.Kind != InstrumentStepKind.Suspend)
                    steps[i] = step with { Holds = ended };
                held &= ~ended;
            }
        }

        return (new InstrumentState { Held = held }, steps);
    }

    /// <param name="steps">In any order.</param>
    /// <returns>
    /// A start with its steps for each way in which the days, those of them that are disputed and the ends between them
    /// may lie; null: more than can be distinguished.
    /// </returns>
    public static IReadOnlyList<(InstrumentState Start, IReadOnlyList<InstrumentStep> Steps)>? Readings(
        IReadOnlyList<InstrumentStep> steps
    )
    {
        if (!steps.Any(IsOwnDay))
            return [(default, steps)];

        var disputed = steps.Where(step => IsOwnDay(step) && step.IsOptional).ToList();
        if (disputed.Count > MostDisputed)
            return null;

        List<(InstrumentState, IReadOnlyList<InstrumentStep>)> all = [];
        for (var choice = 0; choice < 1 << disputed.Count; choice++)
        {
            List<InstrumentStep> read = [];
            foreach (var step in steps)
            {
                var place = disputed.FindIndex(each => ReferenceEquals(each, step));
                if (place < 0)
                    read.Add(step);
                else if ((choice & (1 << place)) != 0)
                    read.Add(step with { IsOptional = false });
            }

            all.AddRange(Orders(read));
            if (all.Count > Most)
                return null;
        }

        return all;
    }

    // Each place at which a wait may begin, the start of the record among them, where it may or may not, both ways.
    // More than Most: not all of them.
    private static IEnumerable<(InstrumentState Start, IReadOnlyList<InstrumentStep> Steps)> Orders(
        List<InstrumentStep> steps
    )
    {
        List<(BigInteger Start, InstrumentStep[] Steps)> all = [(0, [.. steps])];
        var parties = steps.Where(IsOwnDay).Select(step => step.Parties).Distinct().ToList();
        foreach (var party in parties)
        {
            // Each further party could double them again.
            if (all.Count > Most)
                break;

            var days = steps.FindAll(step => IsOwnDay(step) && step.Parties == party);
            var turns = steps.FindAll(step => IsTurn(step) && (step.Parties.IsZero || !(step.Parties & party).IsZero));
            foreach (var begin in turns.Where(turn => turn.Kind != InstrumentStepKind.Suspend).Prepend(null))
            {
                if (!days.Exists(day => MayBeNext(begin, day, turns)))
                    continue;

                var must = days.Exists(day => IsNext(begin, day, turns));
                var place = begin is null ? -1 : steps.FindIndex(step => ReferenceEquals(step, begin));
                List<(BigInteger, InstrumentStep[])> held = [.. all.Select(each => Hold(each, place, party))];
                all = must ? held : [.. all, .. held];
                if (all.Count > Most)
                    break;
            }
        }

        return all.Select(each =>
            (new InstrumentState { Held = each.Start }, (IReadOnlyList<InstrumentStep>)each.Steps)
        );
    }

    private static (BigInteger, InstrumentStep[]) Hold(
        (BigInteger Start, InstrumentStep[] Steps) each,
        int place,
        BigInteger party
    )
    {
        if (place < 0)
            return (each.Start | party, each.Steps);

        InstrumentStep[] steps = [.. each.Steps];
        steps[place] = steps[place] with { Holds = steps[place].Holds | party };
        return (each.Start, steps);
    }

    // No other turn is certainly between them.
    private static bool MayBeNext(InstrumentStep? begin, InstrumentStep day, List<InstrumentStep> turns) =>
        (begin is null || begin.From <= day.To)
        && !turns.Exists(turn =>
            !ReferenceEquals(turn, begin)
            && !MayFail(turn)
            && turn.To < day.From
            && (begin is null || begin.To < turn.From)
        );

    private static bool IsNext(InstrumentStep? begin, InstrumentStep day, List<InstrumentStep> turns) =>
        (begin is null || begin.To < day.From)
        && !turns.Exists(turn =>
            !ReferenceEquals(turn, begin) && turn.From <= day.To && (begin is null || begin.From <= turn.To)
        );

    // A notice may have been revoked before its effect: then nothing ended.
    private static bool MayFail(InstrumentStep turn) => turn.IsOptional || turn.Kind == InstrumentStepKind.NoticeEffect;

    private static bool IsOwnDay(InstrumentStep step) => step.Kind == InstrumentStepKind.Force && !step.Parties.IsZero;

    private static bool IsTurn(InstrumentStep step) =>
        step.Kind is InstrumentStepKind.End or InstrumentStepKind.NoticeEffect or InstrumentStepKind.Suspend;

    private static bool IsRevoked(InstrumentStep[] steps, int place)
    {
        if (steps[place] is not { Kind: InstrumentStepKind.NoticeEffect } effect)
            return false;

        var noticed = false;
        for (var i = 0; i < place; i++)
        {
            if (steps[i].Kind == InstrumentStepKind.Notice && steps[i].By.Id == effect.By.Id)
                noticed = true;
            else if (
                noticed
                && steps[i].Kind == InstrumentStepKind.Resume
                && (steps[i].Parties.IsZero || steps[i].Parties == effect.Parties)
            )
                return true;
        }

        return false;
    }
}
