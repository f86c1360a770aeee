using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>
/// On the first start, one key for each role that can do more than read, written where only the owner of the process
/// can read it.
/// </summary>
internal static class FirstKeys
{
    private static readonly string[] RolesWithKeys = [Roles.Monitor, Roles.Auditor, Roles.Admin];

    /// <summary>The folder of the keys.</summary>
    public static async Task<string> EnsureAsync(ApiKeyStore keys, string dataFolder, CancellationToken stop)
    {
        var folder = Path.Combine(dataFolder, "keys");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );

        foreach (var role in RolesWithKeys)
        {
            if (await keys.AnyAsync(role, stop))
                continue;

            var key = ApiKey.Create();
            Write(Path.Combine(folder, role + ".key"), key.Text);
            await keys.AddAsync(key, role, role, expiresAt: null, stop);
        }

        return folder;
    }

    private static void Write(string file, string text)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(text);
    }
}
