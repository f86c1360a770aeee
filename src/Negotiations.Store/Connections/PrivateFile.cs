namespace Negotiations.Store.Connections;

/// <summary>A file for its owner alone.</summary>
public static class PrivateFile
{
    /// <summary>Makes the file, and its folder where there is none; what is there is never written over.</summary>
    public static void Write(string file, string text)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(text);
    }
}
