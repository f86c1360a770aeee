using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Json;

namespace Negotiations.Server.Importing;

/// <summary>
/// What a file states, put together by negotiation, so that each is written and its view folded once, in whatever order its rows come. What is more
/// than memory should hold waits in a file.
/// </summary>
/// <param name="create">Makes the file when it is needed.</param>
internal sealed class WaitingFacts(Func<FileStream> create) : IDisposable
{
    // Facts of about two kilobytes: a hundred megabytes at most, whatever the file has.
    private const int MostInMemory = 50_000;

    private readonly Dictionary<string, Gathered> negotiations = new(StringComparer.Ordinal);
    private FileStream? file;
    private BinaryWriter? writer;
    private int inMemory;

    /// <summary>In the order they are recorded in: that of their ids, the same in every run.</summary>
    public IReadOnlyList<string> Negotiations => [.. negotiations.Keys.Order(StringComparer.Ordinal)];

    public void Add(Destination destination, IReadOnlyList<Statement> statements)
    {
        if (!negotiations.TryGetValue(destination.Id, out var gathered))
            negotiations.Add(destination.Id, gathered = new Gathered(destination));

        gathered.Take(destination, statements);
        inMemory += statements.Count;
        if (inMemory > MostInMemory)
            Spill();
    }

    public int CountOf(string negotiation) => negotiations.TryGetValue(negotiation, out var gathered) ? gathered.Count : 0;

    public Destination DestinationOf(string negotiation) => negotiations[negotiation].ToDestination();

    public IReadOnlyList<Statement> Of(string negotiation)
    {
        if (!negotiations.TryGetValue(negotiation, out var gathered))
            return [];

        List<Statement> all = new(gathered.Count);
        foreach (var (offset, count) in gathered.Spilled)
        {
            file!.Position = offset;
            using var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
            for (var i = 0; i < count; i++)
                all.Add(Read(reader));
        }

        all.AddRange(gathered.InMemory);
        return all;
    }

    public void Dispose()
    {
        writer?.Dispose();
        file?.Dispose();
    }

    private void Spill()
    {
        writer ??= new BinaryWriter(file = create());
        foreach (var gathered in negotiations.Values.Where(each => each.InMemory.Count > 0))
        {
            gathered.Spilled.Add((file!.Position, gathered.InMemory.Count));
            foreach (var statement in gathered.InMemory)
                Write(statement);

            writer.Flush();
            gathered.InMemory.Clear();
        }

        inMemory = 0;
    }

    private void Write(Statement statement)
    {
        var data = EventJson.WriteData(statement.Fact);
        writer!.Write(statement.Row);
        writer.Write(statement.Part);
        writer.Write(statement.Number);
        writer.Write(EventJson.NameOf(statement.Fact));
        writer.Write(data.Length);
        writer.Write(data);
    }

    private static Statement Read(BinaryReader reader)
    {
        var (row, part, number, type) = (reader.ReadString(), reader.ReadString(), reader.ReadInt64(), reader.ReadString());
        var data = reader.ReadBytes(reader.ReadInt32());
        return new Statement(row, part, (Fact)(EventJson.ReadData(type, Guid.Empty, data) with { EventId = null }), number);
    }

    private sealed class Gathered(Destination first)
    {
        private readonly SortedSet<string> actors = new(StringComparer.Ordinal);

        public int Count { get; private set; }

        public List<Statement> InMemory { get; } = [];

        public List<(long Offset, int Count)> Spilled { get; } = [];

        public void Take(Destination destination, IReadOnlyList<Statement> statements)
        {
            actors.UnionWith(destination.Actors);
            InMemory.AddRange(statements);
            Count += statements.Count;
        }

        public Destination ToDestination() => first with { Actors = [.. actors] };
    }
}
