using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// The checkpoint that an auditor pinned at the last visit. Only the comparison with it reveals a restored backup or a
/// second history.
/// </summary>
internal static class PinnedCheckpointFile
{
    /// <summary>
    /// Next to the profile, one file a log, by its origin and the key the auditor trusts: another address of the same
    /// log is no first visit.
    /// </summary>
    public static string FileOf(string settingsFolder, LogTrust trust, string server)
    {
        var file = Named(settingsFolder, $"{trust.Origin}\n{trust.LogKeys[0].Text}");

        // Earlier versions went by the address.
        var earlier = OfAddress(settingsFolder, server);
        if (!File.Exists(file) && File.Exists(earlier))
            File.Move(earlier, file);

        return file;
    }

    /// <summary>Where the key of a server is stored that is believed on first use: that is what an address
    /// gives.</summary>
    public static string OfAddress(string settingsFolder, string server) => Named(settingsFolder, server);

    /// <summary>The file that was named on the command line.</summary>
    /// <exception cref="CommandFailedException">It names nothing, and that is not the first visit.</exception>
    public static string Named(string file, bool isFirst, string remedy) =>
        isFirst || File.Exists(file)
            ? file
            : throw CommandFailedException.Usage(
                $"There is no {file}: without the checkpoint of an earlier visit a restored backup or a second history "
                    + $"would not show. {remedy}"
            );

    private static string Named(string settingsFolder, string what) =>
        Path.Combine(
            settingsFolder,
            "ledgers",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..16] + ".checkpoint"
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
        : throw CommandFailedException.CannotBeChecked(
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
        WholeFile.Write(file, note.ToBytes());
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
