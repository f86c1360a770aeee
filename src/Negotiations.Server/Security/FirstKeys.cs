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
    /// <param name="keys">In the database.</param>
    /// <param name="dataFolder">In which the folder is.</param>
    /// <param name="asked">True: wherever a role has no key that works; false: never; null: on the first start only, so
    /// that no new key appears after an operator has moved to tokens or revoked all keys.</param>
    /// <param name="stop">Leaves the roles without keys that have none yet.</param>
    public static async Task<string> EnsureAsync(
        ApiKeyStore keys,
        string dataFolder,
        bool? asked,
        CancellationToken stop
    )
    {
        var folder = Path.Combine(dataFolder, "keys");
        PrivateFolder.Make(folder);

        if (asked == false || asked is null && await keys.AnyAsync(stop))
            return folder;

        foreach (var role in RolesWithKeys)
        {
            if (await keys.AnyAsync(role, stop))
                continue;

            var key = ApiKey.Create();
            Write(Path.Combine(folder, role + ".key"), key.Text);
            await AddAsync(keys, key, role, stop);
        }

        return folder;
    }

    // A role's own name goes to its first key for good; a later one is called by its beginning as well.
    private static async Task AddAsync(ApiKeyStore keys, ApiKey key, string role, CancellationToken stop)
    {
        if (
            await keys.AddAsync(key, role, role, expiresAt: null, stop) is null
            && await keys.AddAsync(key, $"{role} {key.Prefix}", role, expiresAt: null, stop) is null
        )
            throw new InvalidDataException($"No name is left for a first key of the role {role}. Start again.");
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
