using System.Security.Cryptography;

namespace Negotiations.Postgres;

/// <summary>
/// The superuser's password: made here, known to no person, and read from its file by every program that shares the
/// server.
/// </summary>
internal static class Password
{
    const int Digits = 48;

    /// <exception cref="PostgresUnavailableException">There is a cluster, but no longer its password.</exception>
    public static string Read(DataFolder folder)
    {
        var text = File.Exists(folder.Password) ? File.ReadAllText(folder.Password).Trim() : "";
        return text.Length > 0
            ? text
            : throw new PostgresUnavailableException(
                $"The password of the database is missing: {folder.Password} is not there or empty. "
                    + $"Put it back from a backup; without it no one can open the database in {folder.Data}."
            );
    }

    public static Task MakeAsync(DataFolder folder, ServerUser user, CancellationToken stop) =>
        user.WriteAsync(folder.Password, RandomNumberGenerator.GetHexString(Digits, lowercase: true) + "\n", stop);
}
