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
    string? MeetingId,
    MeetingKind? Kind,
    MeetingStatus Status,
    Edtf? PlannedFor,
    Edtf? HeldOn,
    string? Place,
    IReadOnlyList<Guid> Events,
    Edtf? MovedFrom,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <param name="MilestoneId">The name that ties its reports together; null: the report stands alone.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="SettledBy">For a plan, the report that says what became of it; null while it is open.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record MilestoneView(
    string? MilestoneId,
    string? Title,
    Milestone Milestone,
    MilestoneStatus Status,
    Edtf Occurred,
    Edtf? PlannedFor,
    QuantityView? Amount,
    string? Place,
    string? Note,
    Guid EventId,
    Guid? SettledBy,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <param name="By">Code of the actor that commits.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record CommitmentView(
    string? By,
    QuantityView? Amount,
    string? Currency,
    CommitmentStatus? Status,
    string? Purpose,
    Edtf Occurred,
    Guid EventId,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <param name="Symbol">Of the document.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
/// <param name="Endorses">The instrument that it endorses.</param>
public sealed record StatementView(
    StatementForm? Form,
    string? Symbol,
    string? Summary,
    Edtf Occurred,
    Guid EventId,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources,
    string? Endorses = null
);

/// <param name="Scope">How much was agreed on.</param>
/// <param name="Subject">On what.</param>
/// <param name="Value">What it is worth, as the source words it.</param>
/// <param name="AnnouncedBy">Code of the actor that announced it.</param>
/// <param name="PaxStage">Stage in the PA-X codebook.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record AgreementView(
    AgreementScope? Scope,
    string? Subject,
    QuantityView? Value,
    string? AnnouncedBy,
    string? PaxStage,
    Edtf Occurred,
    Guid EventId,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <summary>Who says so, as an item of a list names it; the event has the rest.</summary>
/// <param name="Published">When it was said; null: the source bears no date.</param>
/// <param name="Quote">The very words.</param>
public sealed record ItemSource(string? Publisher, string? Title, string? Url, Edtf? Published, string? Quote = null)
{
    internal static IReadOnlyList<ItemSource> Of(EffectiveEvent report) => report.ItemSources;

    /// <summary>Made whenever it is asked for: <see cref="EffectiveEvent.ItemSources"/> has it made once.</summary>
    internal static IReadOnlyList<ItemSource> Named(EffectiveEvent report) =>
        report is { Attachments.Count: 0, Fact.Sources: [var only] } ? [Of(only)] : Of([report]);

    internal static IReadOnlyList<ItemSource> Of(params ReadOnlySpan<EffectiveEvent> reports)
    {
        var once = new Once<ItemSource>();
        foreach (var report in reports)
        {
            var own = report.Fact.Sources;
            for (var i = 0; i < own.Count; i++)
                once.Add(Of(own[i]));

            foreach (var act in report.Attachments)
            foreach (var source in act.Event.Sources)
                once.Add(Of(source));
        }

        return once.All;
    }

    internal static IReadOnlyList<string> ActorsOf(params ReadOnlySpan<EffectiveEvent> reports)
    {
        var once = new Once<string>();
        foreach (var report in reports)
            if (report.Fact.Actors is { Count: > 0 } actors)
                foreach (var actor in actors)
                    once.Add(actor.Id);

        return once.All;
    }

    private static ItemSource Of(Source source) =>
        new(source.Publisher, source.Title ?? source.Symbol, source.Url, source.Published, source.Quote);
}
