using System.Numerics;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What can happen to an instrument, or to works under it.</summary>
internal enum InstrumentStepKind
{
    Draft,
    Authenticate,
    Sign,
    Approve,
    Consent,

    /// <summary>The effect of a consent, on a day of its own.</summary>
    ConsentEffect,
    Force,
    Provisional,
    ProvisionalEnd,

    /// <summary>A party left the talks.</summary>
    Leave,
    Join,

    /// <summary>A party that had left the talks is there again.</summary>
    Return,

    /// <summary>Of an end whose effect has a day of its own.</summary>
    Notice,
    NoticeEffect,
    End,

    /// <summary>What takes the place of it entered into force (VCLT art. 59).</summary>
    Supersede,
    Suspend,
    Resume,
    Register,
    Works,
}

/// <summary>
/// One step of one instrument, placed in time. An event whose act and effect have days of their own makes two.
/// </summary>
/// <param name="Parties">Whom it is about, as bits of the instrument's codes; zero: all.</param>
/// <param name="On">As the source dates it.</param>
/// <param name="Order">Of the event in the history.</param>
internal sealed record InstrumentStep(
    InstrumentStepKind Kind,
    PlacedEvent Placed,
    Edtf On,
    BigInteger Parties,
    int Order
) : ISweepStep
{
    public DateTimeOffset From { get; init; } = Placed.From;

    public DateTimeOffset To { get; init; } = Placed.To;

    public bool IsOptional { get; init; } = Placed.Optional;

    public bool IsFree { get; init; }

    public bool MayBe(Moment moment) => From <= moment.Possible || (From == Placed.From && moment.MayBe(Placed));

    public bool Was(Moment moment) => To <= moment.Certain || (To == Placed.To && moment.Was(Placed));

    public EffectiveEvent By => Placed.Event;

    /// <summary>A reading takes it in only where another act is out: it is no step of the reference.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Those whose place a consent takes; zero: none.</summary>
    public BigInteger InPlaceOf { get; init; }

    /// <summary>
    /// Those for whom, after this end, it is in force again not before the day that a source gives for them alone.
    /// </summary>
    public BigInteger Holds { get; init; }

    /// <summary>Of a notice and its effect the bit of the notice, of a resumption those of all it may revoke.</summary>
    public BigInteger Notices { get; init; }

    /// <summary>Its effect is a step of its own.</summary>
    public bool HasOwnEffect { get; init; }
}
