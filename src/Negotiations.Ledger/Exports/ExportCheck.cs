using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>
/// Holds an export that carries its proof against what the log signed, line by line: the checkpoint against the keys
/// that are trusted, the hashes of all entries against its root, and each event against the hash at its place. The
/// first fault ends it. Does no input: the caller reads the file.
/// </summary>
/// <param name="given">Verifier keys that are trusted; none: whatever the file says is its log's first key.</param>
public sealed class ExportCheck(IReadOnlyList<VerifierKey> given) : IDisposable
{
    private readonly IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<Digest> hashes = [];
    private readonly TreeFrontier frontier = new();
    private readonly ExportErasures erasures = new();
    private ExportSignature? signature;
    private long events;
    private bool isEnded;

    /// <summary>Lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Events so far.</summary>
    public long Events => events;

    /// <summary>The event of the line that was taken last; null: that line is none.</summary>
    public ExportLine? Line { get; private set; }

    /// <summary>Null before the first line was taken.</summary>
    public ExportHeader? Header { get; private set; }

    /// <summary>What was signed, by whom, and by which handovers; null before the first line was taken.</summary>
    public ExportSignature? Signature => signature;

    /// <summary>Of all entries, in order.</summary>
    public IReadOnlyList<Digest> Hashes => hashes;

    /// <summary>Erased events with leaves of version 1: nothing binds what is left of them.</summary>
    public long Unbound => erasures.Unbound;

    /// <summary>Takes the next line.</summary>
    /// <param name="line">Without its newline.</param>
    /// <param name="isWhole">It had one.</param>
    /// <returns>Null: all is well so far.</returns>
    public ExportFault? Take(ReadOnlyMemory<byte> line, bool isWhole)
    {
        Lines++;
        Line = null;
        if (!isWhole)
            return Header is null ? Unproven() : Cut("it ends within a line");

        var fault =
            Header is null ? TakeHeader(line)
            : hashes.Count < Header.Events ? TakeHashes(line)
            : events < Header.Events ? TakeEvent(line)
            : isEnded ? Altered("there is more after its end.")
            : TakeEnd(line);
        sha256.AppendData(line.Span);
        sha256.AppendData("\n"u8);
        return fault;
    }

    /// <summary>There are no more lines.</summary>
    public ExportFault? End() =>
        Header is null ? Unproven()
        : isEnded ? erasures.End()
        : Cut("it ends before its last line");

    public void Dispose() => sha256.Dispose();

    private ExportFault? TakeHeader(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith(Encoding.ASCII.GetBytes(ExportHeader.Start)))
            return Unproven();

        if (!ExportHeader.TryRead(line, out var header, out var reason))
            return Altered($"{reason}.");

        var fault = ExportSignature.Check(header, given, out signature);
        Header = fault is null ? header : null;
        return fault;
    }

    private ExportFault? TakeHashes(ReadOnlyMemory<byte> line)
    {
        var width = (int)Math.Min(Tile.FullWidth, Header!.Events - hashes.Count);
        if (!ExportTile.TryRead(line, width, out var read))
            return Altered($"it is not the hashes of entries {hashes.Count} to {hashes.Count + width - 1}.");

        foreach (var hash in read)
        {
            hashes.Add(hash);
            frontier.Append(hash);
            if (signature!.Contradicts(frontier) is { } handover)
                return new ExportFault(ExportFaultKind.Altered, 0, handover);
        }

        var signed = signature!.Signed.Checkpoint;
        return hashes.Count < Header.Events || frontier.Root() == signed.Root
            ? null
            : new ExportFault(
                ExportFaultKind.Altered,
                0,
                $"The hashes of its {hashes.Count} entries (lines 2 to {Lines}) give the root {frontier.Root()}, and "
                    + $"the log signed {signed.Root}. They were changed, or are those of another log."
            );
    }

    private ExportFault? TakeEvent(ReadOnlyMemory<byte> line)
    {
        if (line.Span.StartsWith(ExportEnd.Start))
            return Cut("events are missing before its end");

        if (!ExportLine.TryRead(line, out var read, out var reason))
            return Altered($"it is no event of an export: {reason}.");

        var members = read.Members();
        if (ExportEntry.WhyNot(read, members, hashes, (int)events, Lines) is { } fault)
            return fault;

        if (erasures.Take(read, members, Lines) is { } erased)
            return erased;

        Line = read;
        events++;
        return null;
    }

    private ExportFault? TakeEnd(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.SequenceEqual(ExportEnd.ToLine(events, sha256.GetCurrentHash())))
            return Altered(
                line.Span.StartsWith(ExportEnd.Start)
                    ? "every event is as it was signed, and still the file is not the one that was written: its "
                        + "checksum is another."
                    : $"the file has more than the {events} events that were signed."
            );

        isEnded = true;
        return null;
    }

    private ExportFault Altered(string why) => new(ExportFaultKind.Altered, Lines, why);

    private ExportFault Cut(string why) =>
        new(ExportFaultKind.Cut, 0, $"The file was cut: {why}, and {events} of {Header!.Events} events are there.");

    private static ExportFault Unproven() =>
        new(ExportFaultKind.Unproven, 0, "The file carries no proof: it does not begin with the header of an export.");
}
