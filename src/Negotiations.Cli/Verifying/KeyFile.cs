using System.Security.Cryptography;
using Negotiations.Cli.Running;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>Private keys in files that their owner alone can read.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a key and never writes over one.</summary>
    /// <returns>Its verifier key.</returns>
    public static string Make(string file, string name, SignatureKind kind)
    {
        var seed = RandomNumberGenerator.GetBytes(NoteSigner.SeedLength);
        using var signer = new NoteSigner(name, kind, seed);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(NoteKeyText.Of(name, kind, seed));
        CryptographicOperations.ZeroMemory(seed);
        return signer.VerifierKey.Text;
    }

    public static NoteSigner Read(string file, SignatureKind kind)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly) != 0)
            throw CommandFailedException.Usage(
                $"{file} holds a key and is open to other users. Close it with: chmod 600 {file}"
            );

        return NoteKeyText.TryRead(File.ReadAllText(file), kind, out var signer)
            ? signer
            : throw CommandFailedException.Usage(
                $"{file} holds no {(kind is SignatureKind.Note ? "log's" : "witness's")} key."
            );
    }
}
