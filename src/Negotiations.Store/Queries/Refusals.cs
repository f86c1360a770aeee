using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Why a question cannot be answered: what was asked, and what to ask instead.</summary>
public static class Refusals
{
    /// <summary>The status of HTTP (RFC 9110) that says the same.</summary>
    public static int StatusOf(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Unreadable => 400,
            RefusalKind.Missing => 404,
            RefusalKind.Conflict => 409,
            RefusalKind.Gone => 410,
            RefusalKind.Stale => 412,
            RefusalKind.Invalid => 422,
            _ => 500,
        };

    /// <summary>A parameter whose value cannot be used.</summary>
    public static Refusal BadParameter(string name, string detail, string type = "bad-parameter") =>
        new(RefusalKind.Unreadable, type, detail, name);

    /// <summary>What is asked about is not there.</summary>
    public static Refusal Missing(string type, string detail) => new(RefusalKind.Missing, type, detail);

    /// <summary>No negotiation has this id.</summary>
    public static Refusal NotFound(string id) =>
        Missing(
            "negotiation-not-found",
            $"No negotiation '{Slug.Clip(id)}' has been opened. GET /api/negotiations lists those that have."
        );

    /// <summary>There is such a negotiation, of which these clocks know nothing.</summary>
    /// <exception cref="InvalidDataException">No clock knows anything of it: its opening cannot be read.</exception>
    public static Refusal NotKnown(Negotiation negotiation, Clocks clocks)
    {
        if (!negotiation.Events.Any(each => each.Event is NegotiationOpened))
            throw new InvalidDataException($"No event that can be read opens '{negotiation.Id}'.");

        var known = clocks.KnownBy is { } by
            ? $" (knownBy {InstantConverter.Print(by)}, {WireName.Of(clocks.Basis)})"
            : "";
        return Missing(
            "not-known-by-then",
            $"Nothing was known of '{Slug.Clip(negotiation.Id)}' on these clocks{known}."
        );
    }
}
