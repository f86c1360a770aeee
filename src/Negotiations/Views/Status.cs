using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Where a negotiation stands under some clocks. Single values are told from all that possibly held by then; where that differs from what
/// certainly held, <see cref="Uncertain"/> names both.
/// </summary>
public sealed record Status
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required NegotiationKind Kind { get; init; }

    public required Subject Subject { get; init; }

    /// <summary>Who takes part, by code and role.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    public required PhaseView Phase { get; init; }

    public required BoundaryStage BoundaryStage { get; init; }

    public required Security Security { get; init; }

    public required Health Health { get; init; }

    /// <summary>Somebody was told to draft.</summary>
    public required bool DraftingInstructed { get; init; }

    /// <summary>The final documents exist.</summary>
    public required bool FinalDocumentsDrafted { get; init; }

    public required RoundsView Rounds { get; init; }

    public required SectionsView Sections { get; init; }

    public required ClashesView Clashes { get; init; }

    public required IReadOnlyList<InstrumentView> Instruments { get; init; }

    public required IReadOnlyList<MeetingView> Meetings { get; init; }

    public required IReadOnlyList<MilestoneView> Milestones { get; init; }

    public required IReadOnlyList<CommitmentView> Commitments { get; init; }

    public required IReadOnlyList<StatementView> Statements { get; init; }

    /// <summary>The last in the order of the world.</summary>
    public LastEvent? LastEvent { get; init; }

    public required IReadOnlyList<Anomaly> Anomalies { get; init; }

    /// <summary>Fields in which what certainly held differs from what possibly did. Empty when every date is settled.</summary>
    public required IReadOnlyList<UncertainField> Uncertain { get; init; }

    /// <summary>The version of the last event that was known.</summary>
    public required long Version { get; init; }

    /// <summary>When that event was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The clocks that were asked for; null on the view of now.</summary>
    public AnsweredClocks? Clocks { get; init; }
}

/// <summary>The clocks an answer was given on; asking with them again gives the same answer for ever.</summary>
/// <param name="AsOf">The occurred clock.</param>
/// <param name="KnownBy">The limit of knowledge; null: everything recorded.</param>
/// <param name="Basis">Whose knowledge.</param>
/// <param name="Version">The limit by version; null: none.</param>
/// <param name="Without">Event ids and publishers taken as never heard.</param>
public sealed record AnsweredClocks(DateOnly AsOf, DateTimeOffset? KnownBy, Basis Basis, long? Version, IReadOnlyList<string> Without)
{
    public static AnsweredClocks Of(Clocks clocks) =>
        new(clocks.AsOf, clocks.KnownBy, clocks.Basis, clocks.Version, [.. clocks.WithoutEvents.Select(id => id.ToString()), .. clocks.WithoutPublishers]);
}

/// <summary>An actor in a negotiation.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Role">Null where no source says in which role.</param>
public sealed record Party(string Id, ActorRole? Role)
{
    /// <summary>In the reader's language, in answers; null where the registry does not know the code, and always as
    /// the fold has it.</summary>
    public string? Name { get; init; }
}

/// <param name="Certain">What certainly was reached.</param>
/// <param name="Possible">What may have been reached.</param>
/// <param name="Since">When the possible phase was reached; null while nothing has moved it.</param>
/// <param name="DecidedBy">The events that put it there.</param>
public sealed record PhaseView(Phase Certain, Phase Possible, Edtf? Since, IReadOnlyList<Guid> DecidedBy);

/// <param name="Held">Rounds held; several reports of one round count once.</param>
/// <param name="Unenumerated">Of these, reports that stand for several rounds nobody counted: with any, the number held is a floor.</param>
/// <param name="Last">The last one.</param>
/// <param name="NextScheduled">When the next one is planned for.</param>
public sealed record RoundsView(int Held, int Unenumerated, RoundView? Last, Edtf? NextScheduled);

public sealed record RoundView(Guid EventId, Edtf Occurred, string? MeetingId, int? RoundNumber, RoundLevel? Level, RoundOutcome? Outcome, string? Place);

/// <summary>How much of the boundary is agreed, km; share in percent. Null: no source says.</summary>
public sealed record SectionsView(Bounds? Agreed, Bounds? Total, Bounds? Remaining, Bounds? Share, bool AllAgreed);

/// <param name="Count">Clashes reported; several reports of one clash count once.</param>
/// <param name="Unenumerated">Of these, reports that stand for several clashes nobody counted: with any, the count is a floor.</param>
/// <param name="Last">The last in the order of the world.</param>
/// <param name="Tolls">Every toll as its source gave it, side by side.</param>
/// <param name="Killed">Envelope of the latest figure of each source, summed over sides and clashes.</param>
/// <param name="Injured">Likewise.</param>
/// <param name="Displaced">Likewise.</param>
/// <param name="Evacuated">Likewise.</param>
public sealed record ClashesView(int Count, int Unenumerated, ClashView? Last, IReadOnlyList<TollView> Tolls, Bounds Killed, Bounds Injured, Bounds Displaced, Bounds Evacuated);

public sealed record ClashView(Guid EventId, Edtf Occurred, string? ClashId, string? Place);

/// <summary>One source's count at one time.</summary>
/// <param name="EventId">The report.</param>
/// <param name="Source">The voice: the publisher, else the symbol, title or address.</param>
/// <param name="Latest">False when the same source has since counted again everything this report counts.</param>
public sealed record TollView(
    Guid EventId, string? ClashId, string? Side, string Source, TollOf? Of, Edtf Occurred, Edtf? AsOf, Edtf? Published,
    QuantityView? Killed, QuantityView? Injured, QuantityView? Displaced, QuantityView? Evacuated, bool Latest);

/// <summary>A quantity with the bounds its words support under the published convention.</summary>
public sealed record QuantityView(string? Text, Qualifier? Qualifier, decimal? Low, decimal? Best, decimal? High, string? Unit)
{
    public static QuantityView? Of(Quantity? quantity)
    {
        if (quantity is null)
            return null;

        var bounds = quantity.ToBounds();
        return new QuantityView(quantity.Text, quantity.Qualifier, bounds.Low, bounds.Best, bounds.High, quantity.Unit);
    }
}

/// <param name="Signed">When it was signed; null while it is not.</param>
/// <param name="Consents">Which parties have consented to be bound.</param>
/// <param name="Awaiting">Codes of the parties whose consent is still needed.</param>
/// <param name="InForce">Since when; null while it is not.</param>
/// <param name="Ended">How it ended; null while it has not.</param>
public sealed record InstrumentView(
    string? Id, string? Title, InstrumentType? Type, Edtf? Signed, IReadOnlyList<string> Signatories,
    IReadOnlyList<ConsentView> Consents, IReadOnlyList<string> Awaiting, Edtf? InForce, RegistrationView? Registered, EndView? Ended);

public sealed record ConsentView(string? Party, ConsentMode Mode, Edtf Occurred, Guid EventId);

public sealed record RegistrationView(string? Registry, string? Number, Edtf Occurred);

public sealed record EndView(EndMode Mode, string? Party, Edtf Occurred);

/// <param name="PlannedFor">The plan that stands; null when there is none, or none any more.</param>
/// <param name="MovedFrom">The plan that was given up for it, or for none yet; null when it was never moved.</param>
public sealed record MeetingView(string? MeetingId, MeetingKind? Kind, MeetingStatus Status, Edtf? PlannedFor, Edtf? HeldOn, string? Place, IReadOnlyList<Guid> Events, Edtf? MovedFrom = null);

public sealed record MilestoneView(Milestone Milestone, MilestoneStatus Status, Edtf Occurred, Edtf? PlannedFor, string? Note, Guid EventId);

public sealed record CommitmentView(string? By, QuantityView? Amount, string? Currency, CommitmentStatus? Status, string? Purpose, Edtf Occurred, Guid EventId);

public sealed record StatementView(StatementForm? Form, string? Symbol, string? Summary, Edtf Occurred, Guid EventId);

public sealed record LastEvent(string Type, Edtf Occurred, Guid EventId);

/// <summary>Something in the sources that does not fit together. Never a reason to refuse them.</summary>
/// <param name="Code">A stable name: round-number-gap.</param>
/// <param name="Text">A sentence for people.</param>
/// <param name="Events">Those it is about.</param>
public sealed record Anomaly(string Code, string Text, IReadOnlyList<Guid> Events);

/// <param name="Field">Dotted path in the status.</param>
/// <param name="Certain">Its value from what certainly held.</param>
/// <param name="Possible">Its value from what possibly held.</param>
public sealed record UncertainField(string Field, JsonNode? Certain, JsonNode? Possible);
