namespace Negotiations.Server.Security;

/// <summary>A folder that no one but the owner of the process can look into.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it, or takes the rights of others from one that an older program made.</summary>
    public static DirectoryInfo Make(string path)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(path);

        var folder = Directory.CreateDirectory(path, OwnerOnly);
        if (File.GetUnixFileMode(path) is var mode && (mode & ~OwnerOnly) != 0)
            File.SetUnixFileMode(path, OwnerOnly);

        return folder;
    }
}
