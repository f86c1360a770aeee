using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>A monitor opens a negotiation.</summary>
/// <param name="Id">The address it is to have: lower-case letters, digits and hyphens.</param>
/// <param name="Opened">With its event id.</param>
public sealed record OpenNegotiation(string Id, NegotiationOpened Opened)
{
    public static Decision Decide(OpenNegotiation request, Negotiation negotiation, DateOnly today)
    {
        if (!Slug.IsNegotiationId(request.Id))
            return Refusal.Invalid(
                "bad-id",
                $"'{Slug.Clip(request.Id)}' cannot be an id. Use {Slug.NegotiationIdForm}.",
                "/id"
            );

        var refusal = EventRules.Check(request.Opened, today)
            ?? ElsewhereRules.Check(request.Opened, request.Id, Elsewhere.Nothing);
        if (refusal is not null)
            return refusal;

        if (!negotiation.IsUnopened && negotiation.Events[0] is var first && first.EventId == request.Opened.EventId)
            return first.Says(request.Opened) ? new Decision.Accepted([new(request.Opened, first)]) : first.Taken();

        if (!negotiation.IsUnopened)
            return new Refusal(
                RefusalKind.Conflict,
                "id-taken",
                $"'{request.Id}' was opened on "
                    + $"{Edtf.Day(DateOnly.FromDateTime(negotiation.Events[0].RecordedAt.UtcDateTime))}. Choose "
                    + "another id, or append to that negotiation.",
                "/id"
            );

        return new Decision.Accepted([new(request.Opened, null)]);
    }
}
