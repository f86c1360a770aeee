using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;
using Negotiations.Store.Seals;

namespace Negotiations.Store.Ledger;

/// <summary>
/// The key that signs checkpoints. It lies outside the database, so that who can rewrite rows cannot sign for them:
/// in a file that its owner alone can read, or wherever a configured command takes it from.
/// </summary>
/// <remarks>
/// The text is that of Go's note keys: <c>PRIVATE+KEY+name+id+base64(kind || seed)</c>. The name is the log's origin.
/// </remarks>
public sealed class LedgerKey : IDisposable
{
    private LedgerKey(NoteSigner signer, NoteSigner? previous) => (Signer, Previous) = (signer, previous);

    public NoteSigner Signer { get; }

    /// <summary>The key before this one, until it has handed over; null when there is none.</summary>
    public NoteSigner? Previous { get; }

    public string Origin => Signer.VerifierKey.Name;

    /// <summary>Reads the key, making one on the first start.</summary>
    /// <param name="configuration">ledger:keyCommand, ledger:origin.</param>
    /// <param name="dataFolder">Where the key file lies: ledger/ledger.key.</param>
    /// <param name="mayMake">False on a node that only reads: without a key it has one that signed nothing, and that
    /// no one keeps.</param>
    /// <exception cref="InvalidDataException">There is a key and it cannot be used; a new one is never made over
    /// it.</exception>
    public static LedgerKey Load(IConfiguration configuration, string dataFolder, bool mayMake = true)
    {
        var key = Read(configuration, dataFolder, mayMake);
        return configuration["ledger:origin"] is { Length: > 0 } origin && origin != key.Origin
            ? throw new InvalidDataException(
                $"ledger:origin is '{origin}', and the log's key is named '{key.Origin}'. A log keeps the name that it "
                    + $"began with: write ledger:origin={key.Origin}, or take the setting away."
            )
            : key;
    }

    private static LedgerKey Read(IConfiguration configuration, string dataFolder, bool mayMake)
    {
        if (configuration["ledger:keyCommand"] is { Length: > 0 } command)
            return new LedgerKey(
                Parse(Run(command), "the configured command"),
                configuration["ledger:previousKeyCommand"] is { Length: > 0 } earlier
                    ? Parse(Run(earlier), "ledger:previousKeyCommand")
                    : null
            );

        var file = Path.Combine(dataFolder, "ledger", "ledger.key");
        if (!File.Exists(file))
        {
            var origin = configuration["ledger:origin"]
                ?? $"negotiations-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.local";
            if (!mayMake)
                return new LedgerKey(Parse(Draw(origin), "nothing"), null);

            PrivateFile.Write(file, Draw(origin));
        }

        var previous = Path.ChangeExtension(file, ".previous.key");
        return new LedgerKey(
            Parse(ReadPrivate(file), file),
            File.Exists(previous) ? Parse(ReadPrivate(previous), previous) : null
        );
    }

    /// <summary>By which rows are known as recorded by a node that has this key.</summary>
    public SealKey ToSealKey() => new(Signer.Derive(SealKey.Purpose), Previous?.Derive(SealKey.Purpose));

    /// <summary>
    /// Null when the log was written with this key or the one before it, or not at all; otherwise what is wrong. A
    /// restore without its key must not begin another log in silence.
    /// </summary>
    public string? Mismatch(LedgerHead? head)
    {
        IReadOnlyList<VerifierKey> keys = Previous is null
            ? [Signer.VerifierKey]
            : [Signer.VerifierKey, Previous.VerifierKey];
        return
            head is null
            || SignedCheckpoint.TryOpen(
                Encoding.UTF8.GetBytes(head.Note),
                new LogTrust(Origin, keys, [], 0),
                out _,
                out _
            )
            ? null
            : $"The last checkpoint ({head.Note[..head.Note.IndexOf('\n', StringComparison.Ordinal)]}, "
                + $"{head.Size} entries) is not signed by the key at hand ({Signer.VerifierKey.Text}). Put the "
                + "log's own key back to ledger/ledger.key in the data folder, give every node the same one, or "
                + "name it with ledger:keyCommand.";
    }

    public void Dispose()
    {
        Signer.Dispose();
        Previous?.Dispose();
    }

    private static NoteSigner Parse(string text, string where) =>
        NoteKeyText.TryRead(text, SignatureKind.Note, out var signer)
            ? signer
            : throw new InvalidDataException(
                $"What {where} gives is not an Ed25519 signing key (PRIVATE+KEY+name+id+base64). Put the "
                    + "key back: a new one would be another log's."
            );

    private static string ReadPrivate(string file) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0
            ? throw new InvalidDataException(
                $"{file} signs the log and is open to other users of this machine. Close it with 'chmod 600 {file}'. "
                    + "If someone else may have read it, put a new key in its place: negotiations rotate-ledger-key."
            )
            : File.ReadAllText(file);

    private static string Draw(string origin)
    {
        var seed = RandomNumberGenerator.GetBytes(NoteSigner.SeedLength);
        var text = NoteKeyText.Of(origin, SignatureKind.Note, seed);
        CryptographicOperations.ZeroMemory(seed);
        return text;
    }

    private static string Run(string command)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd", ["/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? text
            : throw new InvalidDataException($"ledger:keyCommand ended with {process.ExitCode} and gave no key.");
    }
}
