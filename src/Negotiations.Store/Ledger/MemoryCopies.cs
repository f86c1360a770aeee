using System.Text;
using Negotiations.Ledger;
using Negotiations.Store.Connections;

namespace Negotiations.Store.Ledger;

/// <summary>
/// Where the last signed checkpoint is remembered: in the folder of the key, and in folders on other disks. A majority
/// of them is asked before anything is signed and has it before anyone sees it, so that an old copy of one of them is
/// found out by the others.
/// </summary>
/// <param name="own">The folder of the key.</param>
/// <param name="copies">Others; none: the memory goes back with the data folder.</param>
public sealed class MemoryCopies(string own, IReadOnlyList<string> copies)
{
    /// <summary>By folder, one by one: ledger:copies:0, ledger:copies:1.</summary>
    public const string Setting = "ledger:copies";

    private IReadOnlyList<string> All => [own, .. copies];

    private int Majority => (All.Count / 2) + 1;

    // Which of the others have ever had it: one that has nothing any more is another disk, or none.
    private string KnownFile => Path.Combine(own, "signed.copies");

    /// <summary>What each of them remembers.</summary>
    /// <exception cref="IOException">Too few of them can be asked.</exception>
    public IReadOnlyList<byte[]> Read()
    {
        List<byte[]> found = [];
        List<string> silent = [];
        var known = Known();
        foreach (var folder in All)
            try
            {
                if (File.Exists(FileIn(folder)))
                    found.Add(File.ReadAllBytes(FileIn(folder)));
                else if (known.Contains(folder) || (folder != own && !Directory.Exists(folder)))
                    silent.Add(folder);
            }
            catch (Exception away) when (away is IOException or UnauthorizedAccessException)
            {
                silent.Add(folder);
            }

        return All.Count - silent.Count >= Majority ? found : throw TooFew(silent);
    }

    /// <summary>Whether one that can be asked has nothing, or a smaller head.</summary>
    public bool LackSome(long size) =>
        All.Any(folder =>
            (folder == own || Directory.Exists(folder))
            && (!File.Exists(FileIn(folder)) || SizeOf(File.ReadAllBytes(FileIn(folder))) < size)
        );

    /// <summary>Is on a majority of the disks when this returns; a smaller head takes the place of no larger one.
    /// </summary>
    /// <exception cref="IOException">It is on too few of them.</exception>
    public void Write(byte[] note, long size)
    {
        List<string> silent = [];
        var known = Known();
        foreach (var folder in All)
            try
            {
                if (
                    folder != own
                    && (!Directory.Exists(folder) || (known.Contains(folder) && !File.Exists(FileIn(folder))))
                )
                    throw new IOException("It is not there.");

                using (SyncedFile.Lock(FileIn(folder) + ".lock"))
                    if (!File.Exists(FileIn(folder)) || SizeOf(File.ReadAllBytes(FileIn(folder))) <= size)
                        SyncedFile.Write(FileIn(folder), note);

                if (folder != own && known.Add(folder))
                    SyncedFile.Write(KnownFile, Encoding.UTF8.GetBytes(string.Join('\n', known) + "\n"));
            }
            catch (Exception away) when (away is IOException or UnauthorizedAccessException)
            {
                silent.Add(folder);
            }

        if (All.Count - silent.Count < Majority)
            throw TooFew(silent);
    }

    /// <summary>Puts a head aside wherever it is remembered, under another name.</summary>
    public void Forget(Checkpoint lost)
    {
        foreach (var folder in All)
            if (File.Exists(FileIn(folder)) && IsOf(File.ReadAllBytes(FileIn(folder)), lost))
            {
                var put = Path.Combine(folder, $"lost-{lost.Size}-{lost.Root.ToHex()[..8]}.checkpoint");
                File.Move(FileIn(folder), put, overwrite: true);
                SyncedFile.SyncFolder(folder);
            }

        // Those that have nothing now are to have the next one.
        File.Delete(KnownFile);
    }

    private static string FileIn(string folder) => Path.Combine(folder, ResumeOrder.SignedFileName);

    private static long SizeOf(byte[] note) => CheckpointIn(note)?.Size ?? 0;

    private static bool IsOf(byte[] note, Checkpoint lost) => CheckpointIn(note) == lost;

    private static Checkpoint? CheckpointIn(byte[] note) =>
        SignedNote.TryParse(note, out var read, out _) && Checkpoint.TryParse(read.Text, out var checkpoint, out _)
            ? checkpoint
            : null;

    private HashSet<string> Known() =>
        File.Exists(KnownFile) ? [.. File.ReadAllLines(KnownFile).Where(copies.Contains)] : [];

    private IOException TooFew(List<string> silent) =>
        new(
            $"What was signed last is remembered in {All.Count} folders, and {string.Join(" and ", silent)} cannot be "
                + $"asked or written: {Majority} have to. Nothing is signed meanwhile. Put the disk back; where it is "
                + $"gone for good, take it out of {Setting}, and its line out of {KnownFile}."
        );
}
