using System.Buffers;
using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Json;

namespace Negotiations.Server.Importing;

/// <summary>
/// What a file states, put together by negotiation, so that each is written and its view folded once, in whatever
/// order its rows come. The facts wait in the form in which they are recorded; what is more than memory should hold
/// waits in a file.
/// </summary>
/// <param name="create">Makes the file when it is needed.</param>
/// <param name="mostInMemory">In bytes, whatever the file has.</param>
internal sealed class WaitingFacts(Func<FileStream> create, long mostInMemory = WaitingFacts.Most) : IDisposable
{
    private const long Most = 64 * 1024 * 1024;

    private readonly Dictionary<string, Gathered> negotiations = new(StringComparer.Ordinal);
    private readonly MemoryStream scratch = new();
    private FileStream? file;
    private long inMemory;

    /// <summary>In the order they are recorded in: that of their ids, the same in every run.</summary>
    public IReadOnlyList<string> Negotiations => [.. negotiations.Keys.Order(StringComparer.Ordinal)];

    public void Add(Destination destination, IReadOnlyList<Statement> statements)
    {
        if (!negotiations.TryGetValue(destination.Id, out var gathered))
            negotiations.Add(destination.Id, gathered = new Gathered(destination));

        inMemory += gathered.Take(destination, statements, Write(statements));
        if (inMemory > mostInMemory)
            Spill();
    }

    public int CountOf(string negotiation) =>
        negotiations.TryGetValue(negotiation, out var gathered) ? gathered.Count : 0;

    public Destination DestinationOf(string negotiation) => negotiations[negotiation].ToDestination();

    /// <summary>They wait no longer: what was in memory is given back.</summary>
    public IReadOnlyList<Statement> Of(string negotiation)
    {
        if (!negotiations.TryGetValue(negotiation, out var gathered))
            return [];

        List<Statement> all = new(gathered.Count);
        foreach (var (offset, length) in gathered.Spilled)
        {
            var bytes = new byte[length];
            file!.Position = offset;
            file.ReadExactly(bytes);
            Read(bytes, all);
        }

        Read(gathered.GiveBack(), all);
        return all;
    }

    public void Dispose()
    {
        scratch.Dispose();
        file?.Dispose();
    }

    private void Spill()
    {
        file ??= create();
        foreach (var gathered in negotiations.Values)
            gathered.SpillTo(file);

        inMemory = 0;
    }

    private ReadOnlySpan<byte> Write(IReadOnlyList<Statement> statements)
    {
        scratch.SetLength(0);
        using var writer = new BinaryWriter(scratch, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (var statement in statements)
        {
            var data = EventJson.WriteData(statement.Fact);
            writer.Write(statement.Row);
            writer.Write(statement.Part);
            writer.Write(statement.Number);
            writer.Write(EventJson.NameOf(statement.Fact));
            writer.Write(data.Length);
            writer.Write(data);
        }

        writer.Flush();
        return scratch.GetBuffer().AsSpan(0, (int)scratch.Length);
    }

    private static void Read(byte[] bytes, List<Statement> all)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        while (reader.BaseStream.Position < bytes.Length)
        {
            var (row, part, number, type) = (
                reader.ReadString(),
                reader.ReadString(),
                reader.ReadInt64(),
                reader.ReadString()
            );
            var data = reader.ReadBytes(reader.ReadInt32());
            all.Add(new Statement(row, part, (Fact)EventJson.ReadData(type, Guid.Empty, data), number) { Data = data });
        }
    }

    private sealed class Gathered(Destination first)
    {
        private readonly SortedSet<string> actors = new(StringComparer.Ordinal);
        private ArrayBufferWriter<byte> bytes = new();

        public int Count { get; private set; }

        public List<(long Offset, int Length)> Spilled { get; } = [];

        /// <returns>The bytes it took.</returns>
        public long Take(Destination destination, IReadOnlyList<Statement> statements, ReadOnlySpan<byte> written)
        {
            actors.UnionWith(destination.Actors);
            bytes.Write(written);
            Count += statements.Count;
            return written.Length;
        }

        public void SpillTo(FileStream file)
        {
            if (bytes.WrittenCount == 0)
                return;

            Spilled.Add((file.Position, bytes.WrittenCount));
            file.Write(bytes.WrittenSpan);
            bytes = new ArrayBufferWriter<byte>();
        }

        /// <returns>What waits in memory.</returns>
        public byte[] GiveBack()
        {
            var waited = bytes.WrittenSpan.ToArray();
            bytes = new ArrayBufferWriter<byte>();
            return waited;
        }

        public Destination ToDestination() => first with { Actors = [.. actors] };
    }
}
