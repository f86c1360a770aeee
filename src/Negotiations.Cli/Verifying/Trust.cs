using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Whose signatures count. It comes from the auditor: given, stored in a profile, or taken on first use where that was
/// asked for.
/// </summary>
internal static class Trust
{
    /// <param name="given">vkeys, or files with one vkey a line.</param>
    /// <param name="profile">Null or a vkey.</param>
    /// <param name="witnesses">As <paramref name="given"/>; every one of them must have cosigned.</param>
    public static LogTrust? Of(IReadOnlyList<string> given, string? profile, IReadOnlyList<string> witnesses)
    {
        var keys = given.SelectMany(Read).ToList();
        if (keys.Count == 0 && profile is not null)
            keys.AddRange(Read(profile));

        var cosigners = witnesses.SelectMany(Read).ToList();
        return keys.Count == 0 ? null : new LogTrust(keys[0].Name, keys, cosigners, cosigners.Count);
    }

    /// <summary>
    /// The key pinned at the first visit; on the first visit whatever the server says, which is shown.
    /// </summary>
    public static async Task<LogTrust> OnFirstUseAsync(
        Api api,
        string pinnedFile,
        VerifyReport report,
        CancellationToken stop
    )
    {
        var file = pinnedFile + ".vkey";
        if (!File.Exists(file))
        {
            var served = await api.GetBytesAsync("/api/ledger/key", stop)
                ?? throw CommandFailedException.CannotBeChecked("The server publishes no verifier key.");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await File.WriteAllBytesAsync(file, served, stop);
            report.Remarks.Add(
                $"The key was taken from the server on this first use and stored in {file}: a server that answered "
                    + "then is believed from now on. Compare it with what the operator publishes elsewhere."
            );
        }

        return Of([file], null, [])!;
    }

    /// <summary>vkeys, or those in files with one a line.</summary>
    public static IEnumerable<VerifierKey> KeysIn(IEnumerable<string> given) => given.SelectMany(Read);

    private static IEnumerable<VerifierKey> Read(string given)
    {
        var lines = File.Exists(given) ? File.ReadAllLines(given).Where(line => line.Trim().Length > 0) : [given];
        foreach (var line in lines)
            yield return VerifierKey.TryParse(line.Trim(), out var key, out var failure)
                ? key
                : throw CommandFailedException.Usage(
                    $"'{line}' is neither a verifier key nor a file of them. {failure.Explanation}"
                );
    }
}
