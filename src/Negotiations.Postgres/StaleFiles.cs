namespace Negotiations.Postgres;

/// <summary>
/// Removes lock files of a killed server whose process number someone else has by now. postgres does so itself when
/// the number is no one's, but gives up when a living process of the same user has it, or one that no one has reaped.
/// </summary>
internal static class StaleFiles
{
    public static void Remove(DataFolder folder, Action<string> report)
    {
        foreach (var file in Directory.EnumerateFiles(folder.Root, ".s.PGSQL.*.lock").Append(folder.PostmasterPid))
            if (
                PostmasterPid.ProcessIn(file) is { } process
                && Holders.Of(process, folder.Data) is LockOwner.SomeoneElse
            )
            {
                report($"Removing {file}, which a killed server left: process {process} is something else now.");
                File.Delete(file);
            }
    }
}
