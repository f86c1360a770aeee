using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>How far chapters or articles of a text have come. Of several reports of one the latest holds.</summary>
public sealed record ProvisionsReported : InstrumentFact
{
    /// <summary>At least one; without any the event says nothing and is refused.</summary>
    public IReadOnlyList<Provision>? Provisions { get; init; }
}

/// <summary>A chapter, an article, a bracket.</summary>
public sealed record Provision
{
    /// <summary>Ties its reports together, within the instrument; without it the title does.</summary>
    [Member(MemberKind.Code)]
    public string? Id { get; init; }

    /// <summary>As the source calls it: "Chapter 23, judiciary".</summary>
    public string? Title { get; init; }

    /// <summary>Without it the provision is refused.</summary>
    public ProvisionStatus? Status { get; init; }
}
