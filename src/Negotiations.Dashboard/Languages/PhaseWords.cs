using Negotiations.Views;

namespace Negotiations.Dashboard.Languages;

/// <summary>The phase of a negotiation in a word, with the other phases that are possible.</summary>
public static class PhaseWords
{
    /// <summary>The phase; for relations, which have none, the latest step.</summary>
    public static string PhaseName(this Words words, PhaseView? phase, LatestStep? latest = null) =>
        phase is not null ? words.Of(phase.Shown)
        : latest is not null ? words.Type(latest.Type)
        : words["value.none"];

    /// <summary>The other phases that are possible; null when there is none.</summary>
    public static string? Otherwise(this Words words, PhaseView? phase) =>
        phase is { Possible.Count: > 1 }
            ? words["phase.orPossibly", string.Join(", ", phase.Possible.Skip(1).Select(other => words.Of(other)))]
            : null;
}
