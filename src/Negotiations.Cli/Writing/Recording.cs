using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Writing;

/// <summary>Sends what is to be recorded, once, however often it has to be sent.</summary>
internal static class Recording
{
    /// <param name="settings">For the idempotency key the monitor chose, without which one is made.</param>
    public static async Task<Answer> SendAsync(
        Api api,
        string path,
        QueryText query,
        string body,
        WritingSettings settings,
        string? ifMatch,
        CancellationToken stop
    )
    {
        var key = settings.IdempotencyKey ?? Guid.CreateVersion7().ToString();
        try
        {
            return await api.WriteAsync(path, query, body, key, ifMatch, stop);
        }
        catch (CommandFailedException unreached) when (unreached.ExitCode == ExitCode.Unreached)
        {
            // The last attempt may have been carried out with its answer lost; only the same key makes trying again
            // safe.
            throw Adding(
                unreached,
                "It may or may not have been recorded. Repeat the command with "
                    + $"--idempotency-key {key} to have it once."
            );
        }
        catch (CommandFailedException refused)
            when (settings.Set is { Length: > 0 }
                && refused.Problem.Text("type") is "/problems/wrong-type" or "/problems/not-edtf"
            )
        {
            throw Adding(refused, "  A value that looks like a number and is text is given with --set-text.");
        }
    }

    private static CommandFailedException Adding(CommandFailedException failed, string remark) =>
        new(failed.ExitCode, $"{failed.Message}{Environment.NewLine}{remark}", failed.Problem)
        {
            Remark = failed.Problem.IsThere() ? remark.Trim() : null,
        };
}
