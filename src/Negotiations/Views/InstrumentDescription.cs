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

    /// <summary>The instrument that took its place when it ended.</summary>
    public string? Successor { get; init; }

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
            Supersedes = Supersedes,
            Successor = Successor,
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
            Successor = (fact as InstrumentEnded)?.Successor ?? Successor,
            Terms = TermsOf(fact) ?? Terms,
        };

    private static EntryIntoForceTerms? TermsOf(InstrumentFact fact) =>
        fact switch
        {
            InstrumentSigned e => e.EntryIntoForceTerms,
            TextAuthenticated e => e.EntryIntoForceTerms,
            _ => null,
        };
}
