namespace Negotiations.Server.Importing;

/// <summary>
/// Where files lie while they are taken in: with the data of this node, readable by no one else, and gone when the
/// import is done.
/// </summary>
/// <param name="path">Made when it is needed.</param>
/// <param name="mostBytes">Of one file.</param>
internal sealed class ImportFolder(string path, long mostBytes)
{
    public long MostBytes => mostBytes;

    public string FileOf(Guid import) => Path.Combine(path, $"{import}.import");

    /// <summary>Where facts wait to be recorded that are too many for memory.</summary>
    public string WaitingOf(Guid import) => Path.Combine(path, $"{import}.waiting");

    public FileStream Create(string file)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return new FileStream(file, options);
    }

    /// <summary>A file for what is unpacked; it is gone when it is closed.</summary>
    public FileStream Temporary(Guid import)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return new FileStream(Path.Combine(path, $"{import}.{Guid.NewGuid():N}.table"), options);
    }

    public void Delete(Guid import)
    {
        if (!Directory.Exists(path))
            return;

        File.Delete(FileOf(import));
        File.Delete(WaitingOf(import));

        // Left by a start that was killed.
        foreach (var table in Directory.EnumerateFiles(path, $"{import}.*.table"))
            File.Delete(table);
    }
}
