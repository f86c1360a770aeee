using Negotiations.Store.Append;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Monitoring;

/// <summary>The log's promise beside the answer to an append, for a caller who prefers one (RFC 7240).</summary>
internal static class LogPromise
{
    private const string Preference = "receipt";

    /// <summary>The same answer, with the promise where it was asked for and can be given.</summary>
    public static async Task<Receipt> AddAsync(HttpContext context, Receipt receipt)
    {
        if (!IsPreferred(context.Request))
            return receipt;

        var promise = await context
            .RequestServices.GetRequiredService<LedgerReceipts>()
            .OfAsync([.. receipt.Events.Select(each => each.EventId)], context.RequestAborted);
        if (promise is null)
            return receipt;

        context.Response.Headers["Preference-Applied"] = Preference;
        return receipt with { LogReceipt = promise };
    }

    private static bool IsPreferred(HttpRequest request) =>
        request
            .Headers["Prefer"]
            .SelectMany(line => (line ?? "").Split(','))
            .Any(each => each.Split(';')[0].Trim().Equals(Preference, StringComparison.OrdinalIgnoreCase));
}
