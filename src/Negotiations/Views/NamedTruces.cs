using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The truces that breaches name. What was over before the truce took effect, or began after its time was over, broke
/// nothing; of a truce that is not on record the source has the word.
/// </summary>
internal sealed class NamedTruces
{
    private readonly Moment moment;
    private readonly Dictionary<string, List<Effect>> effects = new(StringComparer.Ordinal);

    /// <param name="placed">All that count, also truces that are not in effect yet.</param>
    /// <param name="moment">What is asked about: fighting that goes on breaks no truce that is still to come.</param>
    public NamedTruces(List<PlacedEvent> placed, Moment moment)
    {
        this.moment = moment;
        foreach (var each in placed)
        {
            if (each.Event.Fact is not CeasefireAgreed { CeasefireId: { } id } truce)
                continue;

            if (!effects.TryGetValue(id, out var of))
                effects.Add(id, of = []);

            of.Add(EffectOf(each, truce));
        }
    }

    /// <summary>The truce that the fact says was broken; null: it names none.</summary>
    public static string? BrokenBy(Fact fact) =>
        fact switch
        {
            ClashReported e => e.Breaches,
            BreachAlleged e => e.CeasefireId,
            _ => null,
        };

    /// <summary>It is an agreement of this truce that took effect before the breach, in every placing and
    /// reading.</summary>
    public static bool CertainlyPrecedes(PlacedEvent agreed, string ceasefire, PlacedEvent breach) =>
        !agreed.Optional
        && agreed.Event.Fact is CeasefireAgreed truce
        && truce.CeasefireId == ceasefire
        && (SecurityFold.EffectOf(truce, agreed.Event)?.Ends(agreed.Offset) ?? agreed.To) < breach.From;

    /// <param name="ceasefire">That it names.</param>
    /// <param name="breach">The clash, or what a source alleges.</param>
    public Breaks Of(string ceasefire, PlacedEvent breach)
    {
        if (!effects.TryGetValue(ceasefire, out var of))
            return new Breaks(May: true, Must: true, InReference: true, []);

        var isAnyFirm = of.Exists(each => !each.IsOptional);
        return new Breaks(
            May: !isAnyFirm || of.Exists(each => MayBreak(each, breach)),
            Must: isAnyFirm
                ? of.Exists(each => !each.IsOptional && MustBreak(each, breach))
                : of.TrueForAll(each => MustBreak(each, breach)),
            InReference: of.TrueForAll(each => each.IsDenied)
                || of.Exists(each => !each.IsDenied && MayBreak(each, breach)),
            Follows: of.Exists(each => !each.IsOptional && each.HasBegunBy < breach.From)
                ? []
                : [.. of.Where(each => MustFollow(each, breach)).Select(each => each.Truce)]
        );
    }

    /// <summary>All that are on record under the name are of another time, in every placing.</summary>
    public bool AreElsewhere(string ceasefire, PlacedEvent breach) =>
        effects.TryGetValue(ceasefire, out var of)
        && of.TrueForAll(truce => truce.From > breach.To || breach.From > truce.LastUntil);

    private TimeSpan Offset => moment.Offset;

    private bool MayBreak(Effect truce, PlacedEvent breach) =>
        truce.From <= breach.To && truce.From <= moment.Possible && breach.From <= truce.LastUntil;

    // Of one day the breach comes after what it breaks, unless an hour cuts it.
    private bool MustBreak(Effect truce, PlacedEvent breach) =>
        MayBreak(truce, breach)
        && MustFollow(truce, breach)
        && breach.To <= truce.FirstUntil
        && (breach.To <= moment.Certain || truce.HasBegunBy <= moment.Certain);

    private bool MustFollow(Effect truce, PlacedEvent breach) =>
        truce.From <= breach.To && truce.LastFrom <= (truce.IsHour ? breach.From : FirstEnd(breach));

    private DateTimeOffset FirstEnd(PlacedEvent breach) =>
        breach.Event.Occurred.Form == EdtfForm.Interval ? breach.To
        : breach.Event.Occurred.IsExact || breach.From == DateTimeOffset.MinValue ? breach.From
        : breach.From.DayAt(Offset).Ends(Offset);

    private Effect EffectOf(PlacedEvent each, CeasefireAgreed truce)
    {
        var until = truce.EffectiveUntil;
        var lastUntil = until?.Ends(Offset) ?? DateTimeOffset.MaxValue;
        var firstUntil =
            until is null ? DateTimeOffset.MaxValue
            : until.IsExact ? lastUntil
            : until.Earliest?.Ends(Offset) ?? DateTimeOffset.MinValue;

        // The id orders the truce before what breaks it; when it took effect may be another day.
        if (SecurityFold.EffectOf(truce, each.Event) is not { } effective)
            return new Effect(
                truce,
                each.From,
                DateTimeOffset.MinValue,
                each.To,
                firstUntil,
                lastUntil,
                each.Optional,
                each.IsDenied,
                false
            );

        var begins = effective.Begins(Offset) ?? DateTimeOffset.MinValue;
        var ends = effective.Ends(Offset) ?? DateTimeOffset.MaxValue;
        var lastFrom = begins.DayAt(Offset) == ends.DayAt(Offset) ? begins : ends.DayAt(Offset).Begins(Offset);
        return new Effect(
            truce,
            begins,
            lastFrom,
            ends,
            firstUntil,
            lastUntil,
            each.Optional,
            each.IsDenied,
            effective.IsExact
        );
    }

    /// <param name="Truce">The fact.</param>
    /// <param name="From">The earliest instant from which it holds.</param>
    /// <param name="LastFrom">The latest that a breach may come before.</param>
    /// <param name="HasBegunBy">The latest instant from which it holds.</param>
    /// <param name="FirstUntil">The earliest instant until which it holds.</param>
    /// <param name="LastUntil">The latest.</param>
    /// <param name="IsOptional">Disputed or denied.</param>
    /// <param name="IsDenied">Left out of the reference.</param>
    /// <param name="IsHour">It takes effect at an hour.</param>
    private sealed record Effect(
        CeasefireAgreed Truce,
        DateTimeOffset From,
        DateTimeOffset LastFrom,
        DateTimeOffset HasBegunBy,
        DateTimeOffset FirstUntil,
        DateTimeOffset LastUntil,
        bool IsOptional,
        bool IsDenied,
        bool IsHour
    );
}

/// <summary>Whether something broke the truce that it names.</summary>
/// <param name="May">In some placing and reading.</param>
/// <param name="Must">In every one that has it.</param>
/// <param name="InReference">In the reference.</param>
/// <param name="Follows">Those that took effect before it in every placing that keeps to the ids; none where one that
/// certainly did is enough: the truce may have been renewed since.</param>
internal readonly record struct Breaks(bool May, bool Must, bool InReference, IReadOnlyList<CeasefireAgreed> Follows);
