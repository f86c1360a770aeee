using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

// What a clause takes from a fact.
internal sealed partial class HeadlineClauses
{
    private static HeadlineClause Sections(SectionsAgreed e) =>
        e switch
        {
            { AllRemaining: true } => Say("sections.all"),
            { Length: { } length } => Say("sections.length") with { Amount = Kilometres(length) },
            { Share: { } share } => Say("sections.share") with { Amount = QuantityView.Of(share, Units.Percent) },
            { Remaining: { } open } => Say("sections.remaining") with { Amount = Kilometres(open) },
            _ => Say("sections.some"),
        };

    private HeadlineClause Milestone(MilestoneReported e)
    {
        var name = WireName.Of(e.Milestone);
        var clause = e.Status switch
        {
            MilestoneStatus.Achieved
                when e.Milestone == Events.Milestone.CredentialsAccepted
                    && Of(e, ActorRole.Host) is { Count: > 0 } hosts => Say("credentials.by") with
            {
                Who = hosts,
                To = [.. (Participants(e) ?? []).Except(hosts)],
            },
            MilestoneStatus.Achieved => Say($"done.{name}") with { Who = Participants(e) },
            _ => Say(Code<MilestoneStatus>("milestone", e.Status)) with { For = e.PlannedFor },
        };
        return clause with
        {
            What = e.Title ?? TitleOf(e.MilestoneId),
            Kind = name,
            Amount = QuantityView.Of(e.Amount),
            Place = PlaceOf(e),
            Country = CountryOf(e),
        };
    }

    // What another report of the same milestone calls it.
    private string? TitleOf(string? milestone)
    {
        if (milestone is not null)
            foreach (var each in events)
                if (each.Fact is MilestoneReported { Title: { } title } other && other.MilestoneId == milestone)
                    return title;

        return null;
    }

    // Observers, mediators, depositaries and supporters did not do it.
    private static IReadOnlyList<string>? Participants(Fact fact, ActorRole? but = null)
    {
        if (fact.Actors is not { Count: > 0 } actors)
            return null;

        List<string> codes = [];
        foreach (var actor in actors)
            if (
                actor.Role
                    is not (ActorRole.Observer or ActorRole.Supporter or ActorRole.Depositary or ActorRole.Mediator)
                && (but is null || actor.Role != but)
                && !codes.Contains(actor.Id)
            )
                codes.Add(actor.Id);

        return codes.Count > 0 ? codes : null;
    }

    private static string? PlaceOf(Fact fact) => IsCountry(fact) ? null : fact.Place?.Name;

    private static string? CountryOf(Fact fact) => IsCountry(fact) ? fact.Place!.Country : null;

    private static bool IsCountry(Fact fact) => fact.Place is { Country: not null, Precision: 6 };

    private static QuantityView? Kilometres(Quantity? quantity) => QuantityView.Of(quantity, Units.Kilometres);

    private static QuantityView? Money(CommitmentReported e) =>
        QuantityView.Of(e.Amount) is { } amount ? amount with { Unit = e.Currency ?? amount.Unit } : null;
}
