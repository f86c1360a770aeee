using Negotiations.Events;

namespace Negotiations.Views;

internal enum SecurityKind
{
    Clash,

    /// <summary>A clash that names a truce which may have been in effect.</summary>
    Breach,

    /// <summary>It is said that a truce was broken, and no clash is reported.</summary>
    Allegation,
    Truce,
}

/// <summary>What moves the security situation.</summary>
/// <param name="Kind">What it does to the field.</param>
/// <param name="Ceasefire">The id of the truce it is, or of the one it breaks.</param>
/// <param name="Truce">The fact of a truce.</param>
/// <param name="LastDay">Of fighting that lasted, where its last day begins.</param>
/// <param name="IsAside">No part of the reference: a toll of a clash that it has a report of, what is alleged of a
/// truce not in effect there, or what the source has someone say.</param>
/// <param name="IsOpen">Fighting of which no source says that it is over.</param>
/// <param name="IsEither">A report of it or its losses: that one of the two was is certain, and no act of its
/// own.</param>
internal sealed record SecurityAct(
    SecurityKind Kind,
    string? Ceasefire,
    CeasefireAgreed? Truce,
    DateTimeOffset? LastDay = null,
    bool IsAside = false,
    bool IsOpen = false,
    bool IsEither = false
)
{
    /// <summary>Of what names no truce, nothing.</summary>
    public Breaks Breaks { get; init; }

    public bool IsBreach => Kind is SecurityKind.Breach or SecurityKind.Allegation;

    /// <summary>Something happened, or people were lost: no allegation alone.</summary>
    public bool IsIncident => Kind is SecurityKind.Clash or SecurityKind.Breach;
}
