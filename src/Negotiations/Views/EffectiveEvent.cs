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
