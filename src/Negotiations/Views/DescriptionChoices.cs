using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// What each instrument may be said to be: where statements about one differ, the placing and the reading decide
/// which is the last. It does not depend on the day that is asked about.
/// </summary>
internal static class DescriptionChoices
{
    // Past this many the answer is a superset that the caller knows how to make.
    private const int Most = 16;

    /// <param name="acts">By instrument, the acts on it.</param>
    /// <returns>
    /// By instrument, what it may be: null, none at all. Only those that may be several things. Null: more than can
    /// be distinguished.
    /// </returns>
    public static IReadOnlyList<IReadOnlyDictionary<string, InstrumentDescription?>>? Of(
        IEnumerable<(string Key, IReadOnlyList<PlacedEvent> Acts)> acts
    )
    {
        List<Dictionary<string, InstrumentDescription?>> choices =
        [
            [],
        ];
        foreach (var (key, on) in acts)
        {
            List<Step> steps = [.. on.Select(Step.Of)];
            if (Possible(steps.FindAll(step => !step.Says.IsEmpty)) is not { } possible)
                return null;

            // All that names it is disputed: there may be no such instrument. Where it is there, one of these acts is.
            var mayBeNone = steps.Count > 0 && steps.TrueForAll(step => step.IsOptional);
            if (mayBeNone && steps.TrueForAll(step => !step.Says.IsEmpty))
                possible = possible.FindAll(one => !one.IsEmpty);
            else if (mayBeNone && possible.Count == 0)
                possible = [new InstrumentDescription()];

            List<Dictionary<string, InstrumentDescription?>> next =
                possible.Count < (mayBeNone ? 1 : 2)
                    ? [.. choices]
                    : [.. from choice in choices from one in possible select With(choice, key, one)];
            if (mayBeNone)
                next.AddRange(choices.Select(choice => With(choice, key, null)));
            choices = next;
            if (choices.Count > Most)
                return null;
        }

        return choices;
    }

    private static Dictionary<string, InstrumentDescription?> With(
        Dictionary<string, InstrumentDescription?> choice,
        string key,
        InstrumentDescription? one
    ) => new(choice, StringComparer.Ordinal) { [key] = one };

    private static List<InstrumentDescription>? Possible(List<Step> steps)
    {
        // Most often all say the same, or nothing.
        if (!steps.Exists(step => step.IsOptional) && steps.TrueForAll(step => step.Says == steps[0].Says))
            return [];

        var sweep = new Sweep<InstrumentDescription, Step>((before, step) => before.And(step.Fact).Deciding);
        return sweep
            .Run(new InstrumentDescription(), steps, default)
            ?.DistinctBy(each =>
                (
                    each.IsEmpty,
                    PrincipalInstrument.IsPrincipalType(each.Type),
                    each.Type == InstrumentType.ExchangeOfNotes,
                    each.Standing,
                    each.Amends is null,
                    each.Supersedes,
                    each.Successor,
                    each.Terms
                )
            )
            .ToList();
    }

    private sealed record Step(PlacedEvent Placed, InstrumentFact Fact, InstrumentDescription Says) : ISweepStep
    {
        public static Step Of(PlacedEvent placed)
        {
            var fact = (InstrumentFact)placed.Event.Fact;
            return new Step(placed, fact, new InstrumentDescription().And(fact).Deciding);
        }

        public DateTimeOffset From => Placed.From;

        public DateTimeOffset To => Placed.To;

        public bool IsOptional => Placed.Optional;

        public bool IsFree => false;

        public bool MayBe(Moment moment) => true;

        public bool Was(Moment moment) => true;
    }
}
