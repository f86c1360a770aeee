using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>How a figure comes about: a tree whose leaves are the reports that state one.</summary>
/// <param name="Kind">What is done with the parts.</param>
/// <param name="Figure">What it gives.</param>
/// <param name="Of">What it is a figure of: who counted, a side, a clash; null where the field says it.</param>
/// <param name="EventId">On a leaf, the report.</param>
/// <param name="Parts">What it is made of; empty on a leaf.</param>
/// <param name="NotCounted">Parts for which no source gives a figure, so that the sum has no limit from above.</param>
/// <param name="SetAside">What is left out, by which rule.</param>
public sealed record Derivation(
    DerivationKind Kind,
    Figure Figure,
    string? Of,
    Guid? EventId,
    IReadOnlyList<Derivation> Parts,
    IReadOnlyList<string> NotCounted,
    IReadOnlyList<SetAside> SetAside
)
{
    internal static Derivation Stated(Figure figure, string? of, Guid eventId) =>
        new(DerivationKind.Stated, figure, of, eventId, [], [], []);

    internal static Derivation Sum(IReadOnlyList<Derivation> parts, string? of, params IReadOnlyList<string> notCounted)
    {
        var sum = parts is [var only] ? only.Figure : Figure.Sum([.. parts.Select(part => part.Figure)])!;
        return new Derivation(
            DerivationKind.Sum,
            notCounted.Count > 0 ? sum.AsFloor() : sum,
            of,
            null,
            parts,
            notCounted,
            []
        );
    }

    /// <summary>All parts together; one part of which nothing else is to be said is itself.</summary>
    internal static Derivation Union(IReadOnlyList<Derivation> parts, string? of, IReadOnlyList<SetAside> setAside) =>
        parts is [var only] && setAside.Count == 0 && of is null
            ? only
            : new Derivation(
                DerivationKind.Union,
                Figure.Union([.. parts.Select(part => part.Figure)])!,
                of,
                null,
                parts,
                [],
                setAside
            );

    /// <summary>Every report that it rests on: at its leaves, set aside, or the reason for that.</summary>
    internal IEnumerable<Guid> Concerned() =>
        Events()
            .Concat(Parts.SelectMany(part => part.Concerned()))
            .Concat(SetAside.SelectMany(aside => aside.What.Concerned().Concat(aside.By)))
            .Distinct();

    /// <summary>What is done on the way to it.</summary>
    internal IEnumerable<DerivationKind> Kinds() => Parts.SelectMany(part => part.Kinds()).Prepend(Kind);

    /// <summary>The reports at its leaves.</summary>
    public IEnumerable<Guid> Events() => EventId is { } id ? [id] : Parts.SelectMany(part => part.Events());
}

/// <summary>What a figure is made of.</summary>
public enum DerivationKind
{
    /// <summary>A report states it.</summary>
    Stated,

    /// <summary>The last of one counter's statements; the earlier ones are set aside.</summary>
    Latest,

    /// <summary>The parts added up.</summary>
    Sum,

    /// <summary>The parts are statements about one number, and all of them are covered.</summary>
    Union,
}

/// <summary>A statement that a rule leaves out of a figure.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="What">What is left out.</param>
/// <param name="By">The events because of which it is.</param>
public sealed record SetAside(SetAsideRule Rule, Derivation What, IReadOnlyList<Guid> By);

/// <summary>Why a statement is left out of a figure.</summary>
public enum SetAsideRule
{
    /// <summary>The same counter has since counted again.</summary>
    Replaced,

    /// <summary>It names another report as the one that it repeats.</summary>
    Repeats,

    /// <summary>It equals a figure that its counter has certainly left behind: that one again.</summary>
    Outdated,

    /// <summary>A count that is certainly later is not lower, and such losses only grow.</summary>
    Superseded,

    /// <summary>It counts some of the people whom another figure counts in full, and fits below it.</summary>
    PartOfAll,

    /// <summary>A later source states the figure as it stood then.</summary>
    LaterStated,

    /// <summary>A source says that all is agreed: then the whole is.</summary>
    AllAgreed,

    /// <summary>Its unit cannot be compared with that of the field.</summary>
    UnknownUnit,
}
