using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// The checkpoint an auditor pinned at the last visit. A restored backup and a second history show against it and
/// nowhere else.
/// </summary>
internal static class PinnedCheckpointFile
{
    /// <summary>Next to the profile, one file a server.</summary>
    public static string FileOf(string settingsFolder, string server) =>
        Path.Combine(
            settingsFolder,
            "ledgers",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server)))[..16] + ".checkpoint"
        );

    /// <summary>Null on the first visit.</summary>
    public static SignedCheckpoint? Read(string file, LogTrust trust) =>
        !File.Exists(file) ? null
        : SignedCheckpoint.TryOpen(
            File.ReadAllBytes(file),
            trust with
            {
                WitnessesNeeded = 0,
            },
            out var pinned,
            out var failure
        )
            ? pinned
        : throw new CommandFailedException(
            VerifyExit.Unchecked,
            $"{file} holds no checkpoint that the trusted key signed, so nothing can be compared with it: "
                + $"{failure.Explanation}"
        );

    /// <summary>Compares by the proof the server gives.</summary>
    public static async Task<Verification> CompareAsync(
        Api api,
        SignedCheckpoint pinned,
        SignedCheckpoint found,
        CancellationToken stop
    )
    {
        var (from, to) = (pinned.Checkpoint.Size, found.Checkpoint.Size);
        var proof =
            from == 0 || from >= to
                ? []
                : Hashes(await api.GetBytesAsync($"/api/ledger/consistency?from={from}&to={to}", stop));
        return PinnedCheckpoint.Compare(pinned, found, proof);
    }

    /// <summary>Replaces the file in one step: a checkpoint half written would be the end of what was stored.</summary>
    public static void Write(string file, SignedNote note)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllBytes(file + ".new", note.ToBytes());
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>The finding that a failed comparison is.</summary>
    public static string KindOf(Verification compared) =>
        compared switch
        {
            RolledBack => "rolled-back",
            Forked => "forked",
            _ => "checkpoint-differs",
        };

    private static List<Digest> Hashes(byte[]? answer)
    {
        var hashes = answer is null
            ? []
            : JsonSerializer.Deserialize<JsonElement>(answer).Items("hashes").Select(each => each.GetString());
        return [.. hashes.Select(text => Digest.TryParse(text, out var hash) ? hash : default)];
    }
}
