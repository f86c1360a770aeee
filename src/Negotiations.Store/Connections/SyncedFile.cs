using System.Runtime.InteropServices;

namespace Negotiations.Store.Connections;

/// <summary>A small file for its owner alone that is whole and on the disk when it has been written, or as it was
/// before.</summary>
public static class SyncedFile
{
    private const int NotForFolders = 22;

    /// <summary>Written beside, synced, put in the place of what is there, and the folder synced.</summary>
    /// <exception cref="IOException">It may not have reached the disk.</exception>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );

        // Two nodes may share a folder: each has a file of its own beside.
        var beside = $"{file}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        try
        {
            using (var stream = new FileStream(beside, options))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, file, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        SyncFolder(folder);
    }

    /// <summary>One process at a time has it, until it is disposed of.</summary>
    /// <exception cref="IOException">Another one has had it for seconds.</exception>
    public static IDisposable Lock(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        for (var left = 200; ; left--)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(10);
            }
        }
    }

    /// <summary>Makes what was renamed or removed in a folder last.</summary>
    public static void SyncFolder(string folder)
    {
        // The runtime opens no folders, and Windows syncs none.
        if (OperatingSystem.IsWindows())
            return;

        var handle = Open(folder, flags: 0);
        if (handle < 0)
            throw Failure(folder);

        try
        {
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() != NotForFolders)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure(string folder) =>
        new($"The folder {folder} could not be synced: {Marshal.GetLastPInvokeErrorMessage()}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
