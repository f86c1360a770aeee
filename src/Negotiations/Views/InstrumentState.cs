using System.Numerics;

namespace Negotiations.Views;

/// <summary>
/// Where one instrument stands after some of its steps. Sets of parties are bits of the instrument's codes.
/// </summary>
internal readonly record struct InstrumentState
{
    public bool Drafted { get; init; }

    /// <summary>By all who negotiated.</summary>
    public bool Authenticated { get; init; }

    public BigInteger AuthenticatedBy { get; init; }

    /// <summary>The text was adopted, by whom it was for to adopt it.</summary>
    public bool Adopted { get; init; }

    public bool Signed { get; init; }

    public BigInteger Signatories { get; init; }

    public bool NeedsConsent { get; init; }

    public BigInteger Consented { get; init; }

    /// <summary>When it entered into force the record had too few consents to say for whom alone it is.</summary>
    public bool IsForAll { get; init; }

    /// <summary>By an exchange that names no party.</summary>
    public bool ConsentedByAll { get; init; }

    /// <summary>A source names no party, and it was no exchange.</summary>
    public bool ConsentedBySomeone { get; init; }

    /// <summary>Consents whose effect is to come.</summary>
    public BigInteger ConsentPending { get; init; }

    /// <summary>Others took their place: they are no parties any longer.</summary>
    public BigInteger Replaced { get; init; }

    /// <summary>Those who took it, and are bound as they were.</summary>
    public BigInteger Successors { get; init; }

    /// <summary>Left the talks, and not the instrument.</summary>
    public BigInteger Gone { get; init; }

    /// <summary>In force, for all or at least two.</summary>
    public bool Force { get; init; }

    public BigInteger ForceFor { get; init; }

    /// <summary>For whom a source gives a day of their own that is to come: it is not in force for them.</summary>
    public BigInteger Held { get; init; }

    public bool Provisional { get; init; }

    public BigInteger ProvisionalFor { get; init; }

    /// <summary>Ended their provisional application, and have not consented.</summary>
    public BigInteger Declined { get; init; }

    public bool Suspended { get; init; }

    public BigInteger SuspendedFor { get; init; }

    /// <summary>Joined the talks as parties.</summary>
    public BigInteger Joined { get; init; }

    /// <summary>Effects that came before the consent they are of.</summary>
    public BigInteger EarlyEffect { get; init; }

    /// <summary>Notices whose effect is to come, each a bit of its own: two outlets may report one.</summary>
    public BigInteger Noticed { get; init; }

    /// <summary>Notices revoked before their effect: they have none.</summary>
    public BigInteger Revoked { get; init; }

    public BigInteger Withdrawn { get; init; }

    public bool EndedForAll { get; init; }

    /// <summary>In force, it ended since fewer than two remained: a consent brings nothing back.</summary>
    public bool EndedForFew { get; init; }

    /// <summary>A milestone or measure was achieved while it was in force.</summary>
    public bool Works { get; init; }
}
