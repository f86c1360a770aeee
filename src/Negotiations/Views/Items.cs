using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <param name="PlannedFor">The plan that stands; null when there is none, or none any more.</param>
/// <param name="Events">The reports of it.</param>
/// <param name="MovedFrom">The plan that was given up for it, or for none yet; null when it was never moved.</param>
/// <param name="Actors">Codes of those whom its reports name.</param>
/// <param name="Claim">In what voice its last report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record MeetingView(
    string? MeetingId, MeetingKind? Kind, MeetingStatus Status, Edtf? PlannedFor, Edtf? HeldOn, string? Place,
    IReadOnlyList<Guid> Events, Edtf? MovedFrom, IReadOnlyList<string> Actors, Claim? Claim, IReadOnlyList<ItemSource> Sources);

/// <param name="MilestoneId">The name that ties its reports together; null: the report stands alone.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="SettledBy">For a plan, the report that says what became of it; null while it is open.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record MilestoneView(
    string? MilestoneId, string? Title, Milestone Milestone, MilestoneStatus Status, Edtf Occurred, Edtf? PlannedFor,
    QuantityView? Amount, string? Place, string? Note, Guid EventId, Guid? SettledBy,
    IReadOnlyList<string> Actors, Claim? Claim, IReadOnlyList<ItemSource> Sources);

/// <param name="By">Code of the actor that commits.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record CommitmentView(
    string? By, QuantityView? Amount, string? Currency, CommitmentStatus? Status, string? Purpose, Edtf Occurred, Guid EventId,
    IReadOnlyList<string> Actors, Claim? Claim, IReadOnlyList<ItemSource> Sources);

/// <param name="Symbol">Of the document.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record StatementView(
    StatementForm? Form, string? Symbol, string? Summary, Edtf Occurred, Guid EventId,
    IReadOnlyList<string> Actors, Claim? Claim, IReadOnlyList<ItemSource> Sources);

/// <param name="Scope">How much was agreed on.</param>
/// <param name="Subject">On what.</param>
/// <param name="Value">What it is worth, as the source words it.</param>
/// <param name="AnnouncedBy">Code of the actor that announced it.</param>
/// <param name="PaxStage">Stage in the PA-X codebook.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record AgreementView(
    AgreementScope? Scope, string? Subject, QuantityView? Value, string? AnnouncedBy, string? PaxStage, Edtf Occurred, Guid EventId,
    IReadOnlyList<string> Actors, Claim? Claim, IReadOnlyList<ItemSource> Sources);

/// <summary>Who says so, as an item of a list names it; the event has the rest.</summary>
/// <param name="Published">When it was said; null: the source bears no date.</param>
public sealed record ItemSource(string? Publisher, string? Title, string? Url, Edtf? Published)
{
    internal static IReadOnlyList<ItemSource> Of(EffectiveEvent report) =>
        report is { Attachments.Count: 0, Fact.Sources: [var only] } ? [Of(only)] : [.. report.Sources.Select(Of).Distinct()];

    internal static IReadOnlyList<ItemSource> Of(IReadOnlyList<EffectiveEvent> reports) =>
        reports is [var only] ? Of(only) : [.. reports.SelectMany(each => each.Sources).Select(Of).Distinct()];

    internal static IReadOnlyList<string> ActorsOf(EffectiveEvent report) =>
        report.Fact.Actors is { Count: > 0 } actors ? [.. actors.Select(actor => actor.Id).Distinct(StringComparer.Ordinal)] : [];

    internal static IReadOnlyList<string> ActorsOf(IReadOnlyList<EffectiveEvent> reports) => reports is [var only]
        ? ActorsOf(only)
        : [.. reports.SelectMany(each => each.Fact.Actors ?? []).Select(actor => actor.Id).Distinct(StringComparer.Ordinal)];

    private static ItemSource Of(Source source) => new(source.Publisher, source.Title ?? source.Symbol, source.Url, source.Published);
}
