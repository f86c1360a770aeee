using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Where a negotiation stands under some clocks. Single values are folded from all that possibly held by then; where
/// that differs from what certainly held, <see cref="Uncertain"/> names both.
/// </summary>
public sealed record Status
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required NegotiationKind Kind { get; init; }

    public required Subject Subject { get; init; }

    /// <summary>What matters most, in one sentence.</summary>
    public required Headline Headline { get; init; }

    /// <summary>Who takes part, by code and role.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>Null for relations, which have no ladder.</summary>
    public PhaseView? Phase { get; init; }

    /// <summary>Of relations; null for every other kind, and while nothing has happened.</summary>
    public LatestStep? LatestStep { get; init; }

    /// <summary>Null where no boundary is negotiated and no source says that one is drawn.</summary>
    public BoundaryStage? BoundaryStage { get; init; }

    public required SecurityView Security { get; init; }

    /// <summary>Null once the negotiation is closed.</summary>
    public Health? Health { get; init; }

    /// <summary>When anything was last heard of it; null before its first fact.</summary>
    public LastHeard? LastHeard { get; init; }

    /// <summary>Someone was asked to draft.</summary>
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

    public required IReadOnlyList<AgreementView> Agreements { get; init; }

    public required IReadOnlyList<ProposalView> Proposals { get; init; }

    /// <summary>What was done beyond the table.</summary>
    public required IReadOnlyList<MeasureView> Measures { get; init; }

    /// <summary>What courts, tribunals and councils decided.</summary>
    public required IReadOnlyList<RulingView> Rulings { get; init; }

    /// <summary>What sources say was breached.</summary>
    public required IReadOnlyList<BreachView> Breaches { get; init; }

    /// <summary>Ids of negotiations it belongs with: those its opening names and, in answers, those that name
    /// it.</summary>
    public required IReadOnlyList<string> Related { get; init; }

    /// <summary>Id of the negotiation it went on in; null: it did not, or no source says in which.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Ids of negotiations that went on in this one, in answers; null: none did, and always as the fold has
    /// it.</summary>
    public IReadOnlyList<string>? MergedFrom { get; init; }

    /// <summary>Ids of negotiations of the same kind, subject and parties in which it may have gone on, in answers
    /// about now and of one that merged where no source says into which; null: none, on other clocks, and always as the
    /// fold has it.</summary>
    public IReadOnlyList<string>? MergeCandidates { get; init; }

    /// <summary>The next meeting of any kind that is still planned; null when none is.</summary>
    public NextMeeting? NextMeeting { get; init; }

    /// <summary>The last in the order of the world.</summary>
    public LastEvent? LastEvent { get; init; }

    public required IReadOnlyList<Anomaly> Anomalies { get; init; }

    /// <summary>
    /// Fields in which what certainly held differs from what possibly did. Empty when every date is settled.
    /// </summary>
    public required IReadOnlyList<UncertainField> Uncertain { get; init; }

    /// <summary>The version of the last event that was known.</summary>
    public required long Version { get; init; }

    /// <summary>When that event was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The clocks that were asked for; null on the view of now.</summary>
    public AnsweredClocks? Clocks { get; init; }

    /// <summary>With the days that have passed since anything was heard, which no stored view can know.</summary>
    public Status On(DateOnly day) =>
        this with
        {
            LastHeard = LastHeard?.AgedBy(day),
            Uncertain = [.. Uncertain.Select(each => Heard(each, day)).Where(each => each.Possible.Count > 1)],
        };

    // Of what may have been on a later day, too, it is enough that it was by this one.
    private static UncertainField Heard(UncertainField field, DateOnly day) =>
        field.Field != "lastHeard"
            ? field
            : field with
            {
                Possible =
                [
                    .. field
                        .Possible.Select(each => each is null ? null : JsonSerializer.Deserialize<DateOnly?>(each))
                        .Select(each => each > day ? day : each)
                        .Distinct()
                        .Select(each => each is null ? null : JsonSerializer.SerializeToNode(each, EventJson.Options)),
                ],
            };
}

/// <summary>When anything was last heard.</summary>
/// <param name="On">The last possible day of the latest fact, or the first where it sets no last one.</param>
/// <param name="Days">From then to the day of the answer; null in a stored view.</param>
public sealed record LastHeard(DateOnly On, int? Days)
{
    // What goes on, or may have been on a later day, was heard of by the day.
    internal LastHeard AgedBy(DateOnly day) => new(On > day ? day : On, Math.Max(0, day.DayNumber - On.DayNumber));
}

/// <summary>The clocks an answer was given on; asking with them again gives the same answer for ever.</summary>
/// <param name="AsOf">The occurred clock.</param>
/// <param name="KnownBy">The limit of knowledge; null: everything recorded.</param>
/// <param name="Basis">Whose knowledge.</param>
/// <param name="Version">The limit by version; null: none.</param>
/// <param name="Without">Event ids and publishers taken as never heard.</param>
/// <param name="Undated">On the published clock: how many facts are not counted because no source of theirs bears a
/// date.</param>
/// <param name="At">The instant of the occurred clock, where one was asked for.</param>
public sealed record AnsweredClocks(
    DateOnly AsOf,
    DateTimeOffset? KnownBy,
    Basis Basis,
    long? Version,
    IReadOnlyList<string> Without,
    int? Undated = null,
    DateTimeOffset? At = null
)
{
    public static AnsweredClocks Of(Clocks clocks, Record.Negotiation? negotiation = null) =>
        new(
            clocks.AsOf,
            clocks.KnownBy,
            clocks.Basis,
            clocks.Version,
            [.. clocks.WithoutEvents.Select(id => id.ToString()), .. clocks.WithoutPublishers],
            negotiation is null ? null : KnownEvents.Undated(negotiation.Events, clocks),
            clocks.At
        );
}

/// <summary>An actor in a negotiation.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Role">Null where no source says in which role.</param>
public sealed record Party(string Id, ActorRole? Role)
{
    /// <summary>Who stands for it, as its opening or its last change of representative says; null: no source
    /// says.</summary>
    public string? Representative { get; init; }

    /// <summary>In the reader's language, in answers; null where the registry does not know the code, and always as
    /// the fold has it.</summary>
    public string? Name { get; init; }
}

public sealed record LastEvent(string Type, Edtf Occurred, Guid EventId)
{
    /// <summary>The last day it may have happened on, as text that sorts; empty where there is none.</summary>
    public static string SortKey(LastEvent? last) =>
        last is null ? "" : (last.Occurred.Latest ?? DateOnly.MaxValue).ToString("O", CultureInfo.InvariantCulture);
}

/// <param name="Field">Dotted path in the status.</param>
/// <param name="Certain">The value it has in every placing and reading; absent: there is none, as of most fields
/// here.</param>
/// <param name="Possible">The values it has in some; null among them: it may have none.</param>
public sealed record UncertainField(string Field, JsonNode? Certain, IReadOnlyList<JsonNode?> Possible);
