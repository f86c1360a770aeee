using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Read;

/// <summary>
/// Every negotiation, read from the events in one pass; all processors parse and fold while one connection reads.
/// </summary>
public sealed class NegotiationScan(Database database)
{
    // Streams waiting to be parsed: enough to keep the processors busy, few enough that memory stays flat however
    // many there are.
    private const int Waiting = 64;

    /// <summary>Those that were known on these clocks, in no order.</summary>
    /// <param name="fold">
    /// Called on several threads at once; where it gives null, the negotiation is left out. Absent: the fold itself.
    /// </param>
    public async Task<IReadOnlyList<FoldResult>> FoldAllAsync(
        Clocks clocks,
        CancellationToken stop,
        Func<Negotiation, FoldResult?>? fold = null
    )
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        List<FoldResult> standings = [];
        fold ??= negotiation => StatusFold.Of(negotiation, clocks);
        await foreach (var standing in MapAsync(connection, each => fold(Sight.Of(each)), stop))
            if (standing is not null)
                standings.Add(standing);

        return standings;
    }

    /// <summary>Something made of each negotiation, in no order.</summary>
    /// <param name="connection">Whose snapshot is read, when it is in a transaction that has one.</param>
    /// <param name="map">Called on several threads at once.</param>
    /// <param name="stop">Of the caller.</param>
    public static IAsyncEnumerable<T> MapAsync<T>(
        NpgsqlConnection connection,
        Func<Negotiation, T> map,
        CancellationToken stop
    ) => MapAsync(connection, map, ids: null, stop);

    /// <inheritdoc cref="MapAsync{T}(NpgsqlConnection, Func{Negotiation, T}, CancellationToken)"/>
    /// <param name="ids">Only of these; null: of all.</param>
    public static IAsyncEnumerable<T> MapAsync<T>(
        NpgsqlConnection connection,
        Func<Negotiation, T> map,
        string[]? ids,
        CancellationToken stop
    ) => MapAsync(connection, (negotiation, _) => map(negotiation), ids, withWords: false, stop);

    /// <inheritdoc cref="MapAsync{T}(NpgsqlConnection, Func{Negotiation, T}, CancellationToken)"/>
    /// <param name="map">Called on several threads at once, with the keys of the words that are stored.</param>
    public static IAsyncEnumerable<T> MapWithWordsAsync<T>(
        NpgsqlConnection connection,
        Func<Negotiation, IReadOnlySet<Guid>?, T> map,
        CancellationToken stop
    ) => MapAsync(connection, map, ids: null, withWords: true, stop);

    private static async IAsyncEnumerable<T> MapAsync<T>(
        NpgsqlConnection connection,
        Func<Negotiation, IReadOnlySet<Guid>?, T> map,
        string[]? ids,
        bool withWords,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var raw = Channel.CreateBounded<RawStream>(Waiting);
        var made = Channel.CreateBounded<T>(Waiting);
        var reading = PumpAsync(ReadAsync(connection, ids, withWords, ended.Token), raw.Writer, ended.Token);
        var working = Task.WhenAll(
                Enumerable
                    .Range(0, Environment.ProcessorCount)
                    .Select(_ =>
                        Task.Run(() => WorkAsync(raw.Reader, made.Writer, map, ended.Token), CancellationToken.None)
                    )
            )
            .ContinueWith(done => made.Writer.TryComplete(done.Exception?.InnerException), TaskScheduler.Default);
        try
        {
            await foreach (var each in made.Reader.ReadAllAsync(stop))
                yield return each;
        }
        finally
        {
            // A consumer that leaves early must not leave a reader behind on its connection.
            await ended.CancelAsync();
            await working;
            await reading;
        }
    }

    private static async Task WorkAsync<T>(
        ChannelReader<RawStream> raw,
        ChannelWriter<T> made,
        Func<Negotiation, IReadOnlySet<Guid>?, T> map,
        CancellationToken stop
    )
    {
        await foreach (var stream in raw.ReadAllAsync(stop))
            await made.WriteAsync(map(stream.Read(), stream.Words), stop);
    }

    private static async Task PumpAsync(
        IAsyncEnumerable<RawStream> streams,
        ChannelWriter<RawStream> raw,
        CancellationToken stop
    )
    {
        try
        {
            await foreach (var stream in streams)
                await raw.WriteAsync(stream, stop);

            raw.Complete();
        }
        catch (Exception failure)
        {
            raw.Complete(failure);
        }
    }

    private static async IAsyncEnumerable<RawStream> ReadAsync(
        NpgsqlConnection connection,
        string[]? ids,
        bool withWords,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(Select(ids, withWords), connection) { CommandTimeout = 0 };
        if (ids is not null)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });

        await using var rows = await command.ExecuteReaderAsync(stop);
        string? id = null;
        List<RawEvent> events = [];
        HashSet<Guid>? words = null;
        while (await rows.ReadAsync(stop))
        {
            var stream = rows.GetString(0);
            if (id is not null && stream != id)
            {
                yield return new RawStream(id, events, words);
                (events, words) = (new List<RawEvent>(events.Count), null);
            }

            id = stream;
            events.Add(RawEvent.From(rows, at: 2));
            if (withWords && !rows.IsDBNull(1))
                words = [.. rows.GetFieldValue<Guid[]>(1)];
        }

        if (id is not null)
            yield return new RawStream(id, events, words);
    }

    // With the first event of a stream come its words, of which there may be none.
    private static string Select(string[]? ids, bool withWords)
    {
        var words = withWords
            ? $"""
                case when version = 1 then array(
                  select w.part from {Tables.Schema}.search_words w where w.id = stream_id)
                end
                """
            : "null";
        return $"select stream_id, {words}, {RawEvent.Columns} from {Tables.Schema}.mt_events "
            + $"where {(ids is null ? SideStreams.AreNot("stream_id") : "stream_id = any($1)")} "
            + "order by stream_id, version";
    }
}
