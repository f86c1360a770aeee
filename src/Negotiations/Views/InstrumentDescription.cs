using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>What acts on an instrument say that it is. A null member: no source says.</summary>
internal sealed record InstrumentDescription
{
    public string? Title { get; init; }

    public InstrumentType? Type { get; init; }

    public InstrumentStanding? Standing { get; init; }

    public bool? Binding { get; init; }

    public string? Amends { get; init; }

    public string? Supersedes { get; init; }

    public EntryIntoForceTerms? Terms { get; init; }

    /// <summary>
    /// Nothing but what decides whether it is the principal instrument, and how it enters into force.
    /// </summary>
    public InstrumentDescription Deciding =>
        new()
        {
            Type = Type,
            Standing = Standing,
            Amends = Amends,
            Terms = Terms,
        };

    public bool IsEmpty => this == new InstrumentDescription();

    /// <summary>With what one more act says of it: of several statements the last wins.</summary>
    public InstrumentDescription And(InstrumentFact fact) =>
        new()
        {
            Title = fact.Title ?? Title,
            Type = fact.InstrumentType ?? Type,
            Standing = fact.Standing ?? Standing,
            Binding = fact.Binding ?? Binding,
            Amends = fact.Amends ?? Amends,
            Supersedes = fact.Supersedes ?? Supersedes,
            Terms = (fact as InstrumentSigned)?.EntryIntoForceTerms ?? Terms,
        };
}
