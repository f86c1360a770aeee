using Negotiations.Cli.Connecting;

namespace Negotiations.Cli.Writing;

/// <summary>Sends what is to be recorded, once, however often it has to be sent.</summary>
internal static class Recording
{
    /// <param name="givenKey">The idempotency key the monitor chose; null: one is made.</param>
    public static async Task<Answer> SendAsync(Api api, string path, QueryText query, string body, string? givenKey, string? ifMatch, CancellationToken stop)
    {
        var key = givenKey ?? Guid.CreateVersion7().ToString();
        try
        {
            return await api.WriteAsync(path, query, body, key, ifMatch, stop);
        }
        catch (StoppedException unreached) when (unreached.ExitCode == ExitCode.Unreached)
        {
            // The last attempt may have been carried out with its answer lost; only the same key makes trying again safe.
            throw new StoppedException(unreached.ExitCode, $"{unreached.Message}{Environment.NewLine}It may or may not have been recorded. Repeat the command with --idempotency-key {key} to have it once.", unreached.Problem);
        }
    }
}
