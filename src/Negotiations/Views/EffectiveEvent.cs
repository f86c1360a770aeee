using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A fact as it counts under some clocks: corrected, with all its sources.</summary>
/// <param name="Recorded">As it was appended.</param>
/// <param name="Fact">With the corrections that stand applied.</param>
/// <param name="Corrections">Those corrections, in recorded order.</param>
/// <param name="Attachments">Sources attached later, in recorded order.</param>
/// <param name="Unapplied">Corrections that stand but no longer fit, because one they built on is gone.</param>
public sealed record EffectiveEvent(
    RecordedEvent Recorded,
    Fact Fact,
    IReadOnlyList<RecordedEvent> Corrections,
    IReadOnlyList<RecordedEvent> Attachments,
    IReadOnlyList<RecordedEvent> Unapplied
)
{
    // What follows from the event alone is made once: folds of one negotiation share their events, also between
    // threads, where either may be the one that stays.
    private PlacedEvent? placed;
    private IReadOnlyList<ItemSource>? itemSources;
    private IReadOnlyList<SearchPart>? searchParts;
    private Soundness figures;
    private Soundness days;

    // Without what was made: it need not be so of the copy.
    private EffectiveEvent(EffectiveEvent original)
    {
        (Recorded, Fact, Corrections) = (original.Recorded, original.Fact, original.Corrections);
        (Attachments, Unapplied) = (original.Attachments, original.Unapplied);
    }

    private enum Soundness
    {
        Unknown,
        Sound,
        Doubtful,
    }

    public Guid Id => Recorded.EventId;

    public Edtf Occurred => Fact.Occurred!;

    /// <summary>Own and attached sources.</summary>
    public IEnumerable<Source> Sources =>
        Attachments.Count == 0 ? Fact.Sources : Fact.Sources.Concat(Attachments.SelectMany(act => act.Event.Sources));

    /// <summary>The name under which its first source speaks.</summary>
    public string Voice => Fact.Sources.Count > 0 ? Fact.Sources[0].Voice() : "";

    /// <summary>
    /// Voices that differ in this are two; <see cref="Voice"/> without its blanks, case and Unicode form.
    /// </summary>
    public string VoiceKey => PublisherKey.Of(Voice);

    /// <summary>Own sources, and those attached that say the same.</summary>
    public IEnumerable<Source> ConfirmingSources =>
        Attachments.Count == 0
            ? Fact.Sources
            : Fact.Sources.Concat(
                Attachments
                    .Where(act => act.Event is SourceAttached { Stance: null or Stance.Confirms or Stance.Repeats })
                    .SelectMany(act => act.Event.Sources)
            );

    /// <summary>When it was recorded as it now counts.</summary>
    public DateTimeOffset RecordedLastAt => Corrections.Count == 0 ? Recorded.RecordedAt : Corrections[^1].RecordedAt;

    /// <summary>How it is claimed, sources attached later included; null where none says.</summary>
    public ClaimStatus? Held =>
        IsDenied ? ClaimStatus.Denied
        : IsDisputed ? ClaimStatus.Disputed
        : Fact.Claim?.Status;

    public bool IsDisputed => Fact.Claim?.Status == ClaimStatus.Disputed || Has(Stance.Disputes);

    public bool IsDenied => Fact.Claim?.Status == ClaimStatus.Denied || Has(Stance.Denies);

    /// <summary>Codes of those who dispute or deny it, where the sources attached that do so name them; null: none
    /// does.</summary>
    internal IReadOnlyList<string>? Deniers =>
        Attachments.Count == 0 || !(IsDenied || IsDisputed) ? null
        : Attachments
            .Where(act =>
                act.Event is SourceAttached attached && attached.Stance == (IsDenied ? Stance.Denies : Stance.Disputes)
            )
            .SelectMany(act => act.Event.Actors ?? [])
            .Select(actor => actor.Id)
            .Distinct(StringComparer.Ordinal)
            .ToList()
            is { Count: > 0 } named
            ? named
        : null;

    /// <summary>In what voice it is said, those included who dispute or deny it in sources attached later.</summary>
    internal Claim? Claim =>
        Attachments.Count == 0 || Held is not (ClaimStatus.Disputed or ClaimStatus.Denied)
            ? Fact.Claim
            : (Fact.Claim ?? new Claim()) with
            {
                Status = Held,
                DeniedBy = Fact.Claim?.DeniedBy ?? (Deniers is { } named ? string.Join(", ", named) : null),
            };

    /// <summary>Own and attached sources, as items of lists name them.</summary>
    internal IReadOnlyList<ItemSource> ItemSources => itemSources ??= ItemSource.Named(this);

    /// <summary>What it is found by: its own texts, and those of each of its sources.</summary>
    internal IReadOnlyList<SearchPart> SearchParts => searchParts ??= SearchPart.Of(this);

    /// <summary>
    /// The item of a list that shows this event alone, where it follows from the event alone; null: none was made yet.
    /// </summary>
    internal object? Item { get; set; }

    /// <summary>As a report of losses; null: it is none, or was not read yet.</summary>
    internal TollReading? TollReading { get; set; }

    /// <summary>The length that it says was agreed; null: none, or it was not read yet.</summary>
    internal Statement? Length { get; set; }

    /// <summary>Some figure of it has its bounds out of order.</summary>
    internal bool HasDoubtfulFigures => Knows(ref figures, static each => QuantityRules.AreOutOfOrder(each.Fact));

    /// <summary>Its day and those of its sources do not fit each other or its recording.</summary>
    internal bool HasDoubtfulDays => Knows(ref days, static each => SourceDays.Of(each) is not (null, false));

    /// <summary>In time, where bare days are days at this offset.</summary>
    internal PlacedEvent Placed(TimeSpan offset) =>
        placed is { } known && known.Offset == offset ? known : placed = Placing.Place(this, offset);

    /// <summary>One is itself alone: two folds may each have made the same of one event.</summary>
    public bool Equals(EffectiveEvent? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private bool Knows(ref Soundness known, Func<EffectiveEvent, bool> isDoubtful)
    {
        if (known == Soundness.Unknown)
            known = isDoubtful(this) ? Soundness.Doubtful : Soundness.Sound;

        return known == Soundness.Doubtful;
    }

    private bool Has(Stance stance)
    {
        if (Attachments.Count == 0)
            return false;

        foreach (var act in Attachments)
            if (act.Event is SourceAttached attached && attached.Stance == stance)
                return true;

        return false;
    }
}
