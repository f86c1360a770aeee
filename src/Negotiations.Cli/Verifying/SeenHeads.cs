using System.Globalization;
using Negotiations.Cli.Running;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>A head of the log that someone else than the log saw, and when.</summary>
/// <param name="Size">Entries under it.</param>
/// <param name="Root">Of them; null where the signed head says it.</param>
/// <param name="First">The first time it was seen: every entry below the size was in the log by then.</param>
/// <param name="Last">The last time it was the newest: no other entry was in the log then.</param>
/// <param name="By">Whose clock says so, for a person.</param>
internal sealed record SeenHead(long Size, Digest? Root, DateTimeOffset First, DateTimeOffset Last, string By);

/// <summary>
/// When the auditor saw which head: one line a size beside the pinned checkpoint (<c>size root first last</c>). It
/// turns every visit into a time stamp on the whole record, by a clock that is not the log's.
/// </summary>
internal static class SeenHeads
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string FileOf(string pinnedFile) => pinnedFile + ".seen";

    /// <summary>The oldest first; none where no earlier visit was noted.</summary>
    public static IReadOnlyList<SeenHead> Read(string pinnedFile)
    {
        var file = FileOf(pinnedFile);
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => Parse(file, line))] : [];
    }

    /// <summary>Notes one more visit; the file is replaced in one step.</summary>
    public static void Note(string pinnedFile, Checkpoint checkpoint, DateTimeOffset at)
    {
        var seen = Read(pinnedFile).ToList();
        var place = seen.FindIndex(each => each.Size == checkpoint.Size);
        if (place >= 0)
            seen[place] = seen[place] with { Last = at };
        else
            seen.Add(new SeenHead(checkpoint.Size, checkpoint.Root, at, at, "auditor"));

        WholeFile.Write(
            FileOf(pinnedFile),
            string.Concat(seen.OrderBy(each => each.Size).Select(each => Line(each) + "\n"))
        );
    }

    /// <summary>What witnesses say in their cosignatures of heads.</summary>
    public static IEnumerable<SeenHead> Cosigned(IEnumerable<SignedCheckpoint> heads) =>
        from head in heads
        from witness in head.Witnesses
        let seconds = witness.WitnessedAt
        where seconds is not null
        let at = DateTimeOffset.FromUnixTimeSeconds((long)seconds)
        select new SeenHead(head.Checkpoint.Size, null, at, at, witness.Key.Name);

    private static string Line(SeenHead seen) =>
        string.Create(CultureInfo.InvariantCulture, $"{seen.Size} {seen.Root} {Text(seen.First)} {Text(seen.Last)}");

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    private static SeenHead Parse(string file, string line) =>
        line.Split(' ') is [var size, var root, var first, var last]
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
        && Digest.TryParse(root, out var hash)
        && Instant(first) is { } from
        && Instant(last) is { } to
            ? new SeenHead(entries, hash, from, to, "auditor")
            : throw CommandFailedException.CannotBeChecked(
                $"{file} holds a line that is no head seen at an earlier visit: '{line}'."
            );

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;
}
