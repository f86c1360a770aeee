using System.Globalization;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Views;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Projections;

/// <summary>
/// What lists filter by and show of a view, as its row. The whole view is made when it is asked for.
/// </summary>
public sealed class StatusRow
{
    private static readonly Column[] all =
    [
        new Column<string>("id", NpgsqlDbType.Varchar, standing => standing.Status.Id),
        new Column<long>("version", NpgsqlDbType.Bigint, standing => standing.Status.Version),
        new Column<DateTimeOffset>("recorded_at", NpgsqlDbType.TimestampTz, standing => standing.Status.RecordedAt),
        new Column<int>("erasures", NpgsqlDbType.Integer, ErasuresOf),
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
        new Column<string>("last_day", NpgsqlDbType.Varchar, standing => LastDay(standing.Status.LastEvent)),
        new Column<string?>("merged_into", NpgsqlDbType.Varchar, MergedInto),
        new CodesColumn("related", standing => [.. standing.Status.Related]),
    ];

    /// <summary>Of the columns, in the order of <see cref="Given"/>.</summary>
    public static readonly IReadOnlyList<string> Names = [.. all.Select(column => column.Name)];

    /// <summary>The same, one after another.</summary>
    public static readonly string Columns = string.Join(", ", Names);

    /// <summary>
    /// Any number of rows with their words, as a select over the parameters that <see cref="ParametersOf"/> makes. A
    /// list of codes goes as text, for an array of arrays is none in PostgreSQL; a search vector too, which costs a
    /// fraction of making its binary form here.
    /// </summary>
    public static readonly string Given = $"""
        select {string.Join(", ", all.Select(column => column.Given))}, words, search::tsvector as search
        from unnest({string.Join(", ", Enumerable.Range(1, all.Length + 2).Select(place => $"${place}"))})
          as given({Columns}, words, search)
        """;

    /// <summary>How many parameters <see cref="Given"/> has.</summary>
    public static int ParameterCount => all.Length + 2;

    private readonly object?[] values;

    private StatusRow(Standing standing, UInt128? stored)
    {
        values = Array.ConvertAll(all, column => column.ValueOf(standing));
        var words = SearchWords.Of(standing.Search);
        (WordsDigest, Words) = (words.Digest, stored == words.Digest ? null : words);
    }

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>What it is found by; null: the stored words are known to be the same.</summary>
    public SearchWords? Words { get; }

    /// <summary>Of the words, written or not.</summary>
    public UInt128 WordsDigest { get; }

    /// <param name="standing">As folded.</param>
    /// <param name="stored">The digest of the words that are stored; null: not known.</param>
    public static StatusRow Of(Standing standing, UInt128? stored = null) => new(standing, stored);

    /// <summary>Type and value of each parameter of <see cref="Given"/>, in their order.</summary>
    public static IEnumerable<(NpgsqlDbType Type, Array Values)> ParametersOf(IReadOnlyList<StatusRow> rows)
    {
        foreach (var (place, column) in all.Index())
            yield return (
                NpgsqlDbType.Array | column.ElementType,
                column.ArrayOf(rows.Select(row => row.values[place]))
            );

        yield return (NpgsqlDbType.Array | NpgsqlDbType.Text, rows.Select(row => row.Words?.Text).ToArray());
        yield return (NpgsqlDbType.Array | NpgsqlDbType.Text, rows.Select(row => row.Words?.Vector).ToArray());
    }

    /// <summary>How many events of a view are erased.</summary>
    public static int ErasuresOf(Standing standing) =>
        standing.Status.Anomalies.Count(anomaly => anomaly.Code == AnomalyCodes.EventErased);

    /// <summary>The last day the last event may have happened on, as text that sorts.</summary>
    public static string LastDay(LastEvent? last) =>
        last is null ? "" : (last.Occurred.Latest ?? DateOnly.MaxValue).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Columns and words, in the order of <see cref="Given"/>.</summary>
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

        await copy.WriteAsync(Words!.Text, NpgsqlDbType.Text, stop);
        await copy.WriteAsync(SearchVector.Parse(Words.Vector), NpgsqlDbType.TsVector, stop);
    }

    private static string PhaseOf(Standing standing) =>
        standing.Status.Phase is { } phase ? WireName.Of(phase.Shown) : "";

    // Empty: no source says in which. It is counted there and not here.
    private static string? MergedInto(Standing standing) => standing.Merge is { } merge ? merge.Into ?? "" : null;

    private static string HealthOf(Standing standing) =>
        standing.Status.Health is { } health ? WireName.Of(health) : "";

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    private abstract record Column(string Name, NpgsqlDbType Type)
    {
        /// <summary>Of one value among many in a parameter.</summary>
        public virtual NpgsqlDbType ElementType => Type;

        /// <summary>Its value, of one that a parameter gives.</summary>
        public virtual string Given => Name;

        public abstract object? ValueOf(Standing standing);

        public abstract Array ArrayOf(IEnumerable<object?> values);
    }

    private sealed record Column<T>(string Name, NpgsqlDbType Type, Func<Standing, T> Read) : Column(Name, Type)
    {
        public override object? ValueOf(Standing standing) => Read(standing);

        public override Array ArrayOf(IEnumerable<object?> values) => values.Cast<T>().ToArray();
    }

    private sealed record CodesColumn(string Name, Func<Standing, string[]> Read)
        : Column(Name, NpgsqlDbType.Array | NpgsqlDbType.Varchar)
    {
        public override NpgsqlDbType ElementType => NpgsqlDbType.Text;

        public override string Given => $"{Name}::varchar[]";

        public override object ValueOf(Standing standing) => Read(standing);

        public override Array ArrayOf(IEnumerable<object?> values) => values.Cast<string[]>().Select(Literal).ToArray();

        private static string Literal(string[] codes) =>
            $"{{{string.Join(',', codes.Select(code => $"\"{Escape(code)}\""))}}}";

        private static string Escape(string text) =>
            text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }
}
