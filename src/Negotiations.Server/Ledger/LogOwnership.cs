using Negotiations.Store.Ledger;

namespace Negotiations.Server.Ledger;

/// <summary>A node that could not sign on top of the log that is there does not start, unless that is meant.</summary>
internal static class LogOwnership
{
    /// <exception cref="InvalidDataException">The key at hand did not sign the log.</exception>
    public static async Task CheckAsync(IServiceProvider services, CancellationToken stop)
    {
        var isMeant = services.GetRequiredService<IConfiguration>().GetValue<bool?>("ledger:acceptNewKey") is true;
        var head = await services.GetRequiredService<LedgerReader>().HeadAsync(stop);
        if (!isMeant && services.GetRequiredService<LedgerKey>().Mismatch(head) is { } mismatch)
            throw new InvalidDataException(
                $"{mismatch} To start all the same, and sign nothing, say --accept-new-key."
            );
    }
}
