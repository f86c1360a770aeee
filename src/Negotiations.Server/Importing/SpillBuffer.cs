using System.Buffers;
using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Server.Importing;

/// <summary>
/// What a file states, put together by negotiation, so that each is written and its view folded once, in whatever
/// order its rows come. The facts wait in the form in which they are recorded; what is more than memory should hold
/// waits in a file.
/// </summary>
/// <param name="create">Makes the file when it is needed.</param>
/// <param name="mostInMemory">In bytes, whatever the file has.</param>
internal sealed class SpillBuffer(Func<FileStream> create, long mostInMemory = SpillBuffer.Most) : IDisposable
{
    // Little beside what a commit holds; the pieces of a negotiation are read back in some microseconds each.
    private const long Most = 16 * 1024 * 1024;
    private const int IdBytes = 16;

    private readonly List<Gathered> groups = [];
    private readonly Dictionary<string, List<Gathered>> negotiations = new(StringComparer.Ordinal);
    private readonly MemoryStream scratch = new();
    private FileStream? file;
    private long inMemory;

    /// <summary>Where they go.</summary>
    public IReadOnlyCollection<string> Negotiations => negotiations.Keys;

    /// <param name="group">Of the destination: those of one group have one address.</param>
    public void Add(int group, Destination destination, IReadOnlyList<Statement> statements)
    {
        while (groups.Count <= group)
            groups.Add(new Gathered(destination));

        inMemory += groups[group].Take(destination, statements, Write(statements));
        if (inMemory > mostInMemory)
            Spill();
    }

    /// <summary>Every group has its address now.</summary>
    public void Settle(Func<int, string> addressOf)
    {
        foreach (var (number, gathered) in groups.Index())
        {
            var address = addressOf(number);
            if (!negotiations.TryGetValue(address, out var there))
                negotiations.Add(address, there = []);

            there.Add(gathered);
        }
    }

    public int CountOf(string negotiation) =>
        negotiations.TryGetValue(negotiation, out var there) ? there.Sum(gathered => gathered.Count) : 0;

    /// <summary>What the release says of it as a whole, by its address: called as most of its rows have it.</summary>
    public Destination DestinationOf(string negotiation)
    {
        var all = negotiations[negotiation]
            .OrderByDescending(gathered => gathered.Count)
            .Select(gathered => gathered.ToDestination())
            .ToList();
        var ids = all.SelectMany(each => each.ExternalIds ?? []).Distinct().ToList();
        return all[0] with
        {
            Id = negotiation,
            Actors =
            [
                .. all.SelectMany(each => each.Actors).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ],
            ExternalIds = ids.Count == 0 ? null : ids,
        };
    }

    /// <summary>A look at them with the id that the release proposes for their negotiation; they go on waiting.
    /// </summary>
    public IEnumerable<(string Proposed, Statement Statement)> All() =>
        groups.SelectMany(group =>
            Of([group], gathered => gathered.Look()).Select(each => (group.ToDestination().Id, each))
        );

    /// <summary>They wait no longer: what was in memory is given back.</summary>
    public IReadOnlyList<Statement> Of(string negotiation) =>
        negotiations.TryGetValue(negotiation, out var there) ? Of(there, gathered => gathered.GiveBack()) : [];

    private List<Statement> Of(IReadOnlyCollection<Gathered> there, Func<Gathered, byte[]> inMemoryOf)
    {
        List<Statement> all = new(there.Sum(gathered => gathered.Count));
        foreach (var gathered in there)
        {
            foreach (var (offset, length) in gathered.Spilled)
            {
                var bytes = new byte[length];
                file!.Position = offset;
                file.ReadExactly(bytes);
                Read(bytes, all);
            }

            Read(inMemoryOf(gathered), all);
        }

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
        foreach (var gathered in groups)
            gathered.SpillTo(file);

        inMemory = 0;
    }

    private ReadOnlySpan<byte> Write(IReadOnlyList<Statement> statements)
    {
        scratch.SetLength(0);
        using var writer = new BinaryWriter(scratch, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (var statement in statements)
        {
            var data = statement.Data ?? EventJson.WriteData(statement.Fact);
            writer.Write(statement.Row);
            writer.Write(statement.Part);
            writer.Write(statement.Number);
            writer.Write(statement.Id.ToByteArray());
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
            var (row, part, number) = (reader.ReadString(), reader.ReadString(), reader.ReadInt64());
            var (id, type) = (new Guid(reader.ReadBytes(IdBytes)), reader.ReadString());
            var data = reader.ReadBytes(reader.ReadInt32());
            all.Add(
                new Statement(row, part, (Fact)EventJson.ReadData(type, Guid.Empty, data), number)
                {
                    Data = data,
                    Id = id,
                }
            );
        }
    }

    private sealed class Gathered(Destination first)
    {
        private readonly SmallCounts<string> actors = new();
        private readonly SmallCounts<string> titles = new();
        private readonly SmallCounts<ExternalId> ids = new();
        private ArrayBufferWriter<byte> bytes = new();

        public int Count { get; private set; }

        public List<(long Offset, int Length)> Spilled { get; } = [];

        /// <returns>The bytes it took.</returns>
        public long Take(Destination destination, IReadOnlyList<Statement> statements, ReadOnlySpan<byte> written)
        {
            foreach (var actor in destination.Actors)
                actors.Add(actor);

            if (destination.HasTitle)
                titles.Add(destination.Title);

            foreach (var id in destination.ExternalIds ?? [])
                ids.Add(id);

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

        public byte[] Look() => bytes.WrittenSpan.ToArray();

        /// <returns>What waits in memory.</returns>
        public byte[] GiveBack()
        {
            var waited = bytes.WrittenSpan.ToArray();
            bytes = new ArrayBufferWriter<byte>();
            return waited;
        }

        // Of the rows, in whatever order they come: called as most of them call it.
        public Destination ToDestination() =>
            first with
            {
                Actors = [.. actors.All.Select(each => each.Value).Order(StringComparer.Ordinal)],
                HasTitle = !titles.IsEmpty,
                Title = titles.IsEmpty
                    ? first.Title
                    : titles.All.OrderBy(each => each.Value, StringComparer.Ordinal).MaxBy(each => each.Times).Value,
                ExternalIds = ids.IsEmpty
                    ? null
                    :
                    [
                        .. ids
                            .All.Select(each => each.Value)
                            .OrderBy(id => id.Scheme, StringComparer.Ordinal)
                            .ThenBy(id => id.Id, StringComparer.Ordinal),
                    ],
            };
    }
}
