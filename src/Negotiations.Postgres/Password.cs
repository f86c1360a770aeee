using System.Security.Cryptography;

namespace Negotiations.Postgres;

/// <summary>The superuser's password: made here, known to no person, and read from its file by every program that shares the server.</summary>
internal static class Password
{
    const int Bytes = 24;

    /// <exception cref="PostgresUnavailableException">There is a cluster, but no longer its password.</exception>
    public static string Read(DataFolder folder)
    {
        var text = File.Exists(folder.Password) ? File.ReadAllText(folder.Password).Trim() : "";
        return text.Length > 0
            ? text
            : throw new PostgresUnavailableException($"The password of the database is missing: {folder.Password} is not there or empty. Put it back from a backup; without it nobody can open the database in {folder.Data}.");
    }

    /// <summary>Written beside and renamed, so that a killed program leaves a whole file or none.</summary>
    public static async Task MakeAsync(DataFolder folder, ServerUser user, CancellationToken stop)
    {
        var draft = folder.Password + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true) + "\n"));
            file.Flush(flushToDisk: true);
        }

        await user.OwnAsync(draft, stop);
        File.Move(draft, folder.Password, overwrite: true);
    }
}
