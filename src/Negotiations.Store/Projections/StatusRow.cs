using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>
/// What lists filter by and show of a view, as its row. The whole view is made when it is asked for.
/// </summary>
public sealed class StatusRow
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Keys = NpgsqlDbType.Array | NpgsqlDbType.Uuid;

    private static readonly Column[] all =
    [
        new Column<string>("id", NpgsqlDbType.Varchar, standing => standing.Status.Id),
        new Column<long>("version", NpgsqlDbType.Bigint, standing => standing.Status.Version),
        new Column<DateTimeOffset>("recorded_at", NpgsqlDbType.TimestampTz, standing => standing.Status.RecordedAt),
        new Column<int>("erasures", NpgsqlDbType.Integer, standing => standing.Erasures),
        new Column<int>("fold", NpgsqlDbType.Integer, _ => StatusFold.Version),
        new Column<DateOnly?>("next_turn", NpgsqlDbType.Date, standing => standing.NextTurn),
        new Column<string>("phase", NpgsqlDbType.Varchar, PhaseOf),
        new Column<string>("kind", NpgsqlDbType.Varchar, standing => WireName.Of(standing.Status.Kind)),
        new Column<string>("subject", NpgsqlDbType.Varchar, standing => WireName.Of(standing.Status.Subject)),
        new Column<string>("security", NpgsqlDbType.Varchar, standing => WireName.Of(standing.Status.Security.State)),
        new Column<string>("health", NpgsqlDbType.Varchar, HealthOf),
        new Column<string>("title", NpgsqlDbType.Varchar, standing => standing.Status.Title),
        new CodesColumn("actors", standing => [.. standing.Actors.Select(actor => actor.Id)]),
        new Column<string>("involvements", NpgsqlDbType.Text, standing => Json(standing.Actors)),
        new Column<string>("summary", NpgsqlDbType.Text, standing => Json(standing.Summary)),
        new Column<string>("last_day", NpgsqlDbType.Varchar, standing => LastEvent.SortKey(standing.Status.LastEvent)),
        new Column<string?>("merged_into", NpgsqlDbType.Varchar, MergedInto),
        new CodesColumn("related", standing => [.. standing.Status.Related]),
        new CodesColumn("named", standing => [.. standing.Named]),
    ];

    /// <summary>Of the columns, in the order of <see cref="Given"/>.</summary>
    public static readonly IReadOnlyList<string> Names = [.. all.Select(column => column.Name)];

    /// <summary>The same, one after another.</summary>
    public static readonly string Columns = string.Join(", ", Names);

    /// <summary>
    /// Any number of rows, as a select over the first parameters that <see cref="ParametersOf"/> makes. A list of codes
    /// goes as text, for an array of arrays is none in PostgreSQL.
    /// </summary>
    public static readonly string Given = $"""
        select {string.Join(", ", all.Select(column => column.Given))}
        from unnest({string.Join(", ", Enumerable.Range(1, all.Length).Select(place => $"${place}"))})
          as given({Columns})
        """;

    /// <summary>The words of these rows, beside those that were placed: given as <c>word</c>, and deleted where nothing
    /// says them any more. A search vector goes as text, which costs a fraction of making its binary form
    /// here.</summary>
    /// <param name="placed">A query of this name gives the ids of those rows.</param>
    public static string WordsOf(string placed)
    {
        var first = all.Length + 1;
        return $"""
            word as (
              select w.id, w.part, w.words, w.search::tsvector as search
              from unnest(${first}, ${first + 1}, ${first + 2}, ${first + 3}) as w(id, part, words, search)
              join {placed} on {placed}.id = w.id
            ), unsaid as (
              delete from {Tables.Schema}.search_words k using unnest(${first + 4}, ${first
                + 5}) as g(id, part), {placed}
              where k.id = g.id and k.part = g.part and {placed}.id = g.id
            ), swept as (
              delete from {Tables.Schema}.search_words k using {placed}
              where {placed}.id = any(${first + 6}) and k.id = {placed}.id
                and not exists (select from word where word.id = k.id and word.part = k.part)
            )
            """;
    }

    /// <summary>After <see cref="WordsOf"/>: writes those that are new.</summary>
    public static readonly string InsertWords = $"""
        insert into {Tables.Schema}.search_words as known (id, part, words, search)
        select id, part, words, search from word
        on conflict (id, part) do update set words = excluded.words, search = excluded.search
        where known.words is distinct from excluded.words or known.search is distinct from excluded.search
        """;

    /// <summary>How many parameters rows and words have.</summary>
    public static int ParameterCount => all.Length + 7;

    private readonly object?[] values;

    private StatusRow(FoldResult standing, IReadOnlySet<Guid>? stored)
    {
        values = Array.ConvertAll(all, column => column.ValueOf(standing));
        Words = SearchWords.Of(standing.Search, stored);
    }

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>What has to be written of what it is found by.</summary>
    public SearchWords Words { get; }

    private string Id => (string)values[0]!;

    /// <param name="standing">As folded.</param>
    /// <param name="stored">The keys of the words that are stored; null: not known.</param>
    public static StatusRow Of(FoldResult standing, IReadOnlySet<Guid>? stored = null) => new(standing, stored);

    /// <summary>Type and value of each parameter of <see cref="Given"/>, in their order.</summary>
    public static IEnumerable<(NpgsqlDbType Type, Array Values)> ParametersOf(IReadOnlyList<StatusRow> rows)
    {
        foreach (var (place, column) in all.Index())
            yield return (
                NpgsqlDbType.Array | column.ElementType,
                column.ArrayOf(rows.Select(row => row.values[place]))
            );

        var added = rows.SelectMany(row => row.Words.Added, (row, part) => (row.Id, Part: part)).ToList();
        var gone = rows.SelectMany(row => row.Words.Gone, (row, key) => (row.Id, Key: key)).ToList();
        yield return (Texts, added.Select(each => each.Id).ToArray());
        yield return (Keys, added.Select(each => each.Part.Key).ToArray());
        yield return (Texts, added.Select(each => each.Part.Text).ToArray());
        yield return (Texts, added.Select(each => each.Part.Vector).ToArray());
        yield return (Texts, gone.Select(each => each.Id).ToArray());
        yield return (Keys, gone.Select(each => each.Key).ToArray());
        yield return (Texts, rows.Where(row => row.Words.IsWhole).Select(row => row.Id).ToArray());
    }

    /// <summary>
    /// Columns in the order of <see cref="Given"/>, then the keys of all its words, and keys, texts and vectors of
    /// those that are not stored.
    /// </summary>
    public async Task CopyAsync(NpgsqlBinaryImporter copy, CancellationToken stop)
    {
        await copy.StartRowAsync(stop);
        foreach (var (column, value) in all.Zip(values))
        {
            if (value is null)
                await copy.WriteNullAsync(stop);
            else
                await copy.WriteAsync(value, column.Type, stop);
        }

        await copy.WriteAsync(Words.All.ToArray(), Keys, stop);
        await copy.WriteAsync(Words.Added.Select(part => part.Key).ToArray(), Keys, stop);
        await copy.WriteAsync(Words.Added.Select(part => part.Text).ToArray(), Texts, stop);
        await copy.WriteAsync(Words.Added.Select(part => part.Vector).ToArray(), Texts, stop);
    }

    private static string PhaseOf(FoldResult standing) =>
        standing.Status.Phase is { } phase ? WireName.Of(phase.Shown) : "";

    // Empty: no source says in which. It is counted there and not here.
    private static string? MergedInto(FoldResult standing) => standing.Merge is { } merge ? merge.Into ?? "" : null;

    private static string HealthOf(FoldResult standing) =>
        standing.Status.Health is { } health ? WireName.Of(health) : "";

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    private abstract record Column(string Name, NpgsqlDbType Type)
    {
        /// <summary>Of one value among many in a parameter.</summary>
        public virtual NpgsqlDbType ElementType => Type;

        /// <summary>Its value, of one that a parameter gives.</summary>
        public virtual string Given => Name;

        public abstract object? ValueOf(FoldResult standing);

        public abstract Array ArrayOf(IEnumerable<object?> values);
    }

    private sealed record Column<T>(string Name, NpgsqlDbType Type, Func<FoldResult, T> Read) : Column(Name, Type)
    {
        public override object? ValueOf(FoldResult standing) => Read(standing);

        public override Array ArrayOf(IEnumerable<object?> values) => values.Cast<T>().ToArray();
    }

    private sealed record CodesColumn(string Name, Func<FoldResult, string[]> Read)
        : Column(Name, NpgsqlDbType.Array | NpgsqlDbType.Varchar)
    {
        public override NpgsqlDbType ElementType => NpgsqlDbType.Text;

        public override string Given => $"{Name}::varchar[]";

        public override object ValueOf(FoldResult standing) => Read(standing);

        public override Array ArrayOf(IEnumerable<object?> values) => values.Cast<string[]>().Select(Literal).ToArray();

        private static string Literal(string[] codes) =>
            $"{{{string.Join(',', codes.Select(code => $"\"{Escape(code)}\""))}}}";

        private static string Escape(string text) =>
            text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }
}
