using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Negotiations.Search;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Projections;

/// <summary>
/// What a row of the views says in each of its columns, as digests: an audit holds them of every negotiation.
/// </summary>
public sealed class StoredColumns
{
    // Not the columns of a row, but found by the same id.
    private const string Words = "words";
    private const string Search = "search";

    // They follow from the events alone, by whatever version of the fold.
    private static readonly string[] ofEveryFold = ["id", "version", "recorded_at", "erasures"];

    private readonly UInt128[] digests;
    private readonly UInt128? words;
    private readonly UInt128? search;

    private StoredColumns(UInt128[] digests, UInt128? words, UInt128? search) =>
        (this.digests, this.words, this.search) = (digests, words, search);

    /// <summary>All parts of the words of a view s, as <c>words</c>, and what they are found by, as <c>search</c>;
    /// null: it has none.</summary>
    public static string WordsOf { get; } =
        $"""
            select string_agg(part::text || ' ' || words, E'\n' order by part::text collate "C") as words,
              array_agg(search::text order by part::text collate "C") as search
            from {Tables.Schema}.search_words where id = s.id
            """;

    /// <summary>To be selected of the views s and their words w, for <see cref="Read"/>.</summary>
    public static string Selected { get; } =
        string.Join(", ", StatusRow.Names.Select(name => $"s.{name}")) + ", w.words, w.search";

    /// <summary>The version of the fold that made the row.</summary>
    public int Fold { get; private init; }

    /// <param name="row">Of a query.</param>
    /// <param name="at">The first of its columns that is <see cref="Selected"/>.</param>
    public static StoredColumns Read(NpgsqlDataReader row, int at)
    {
        var last = at + StatusRow.Names.Count;
        return new StoredColumns(
            [.. Enumerable.Range(at, StatusRow.Names.Count).Select(place => DigestOf(ValueOf(row, place)))],
            row.IsDBNull(last) ? null : DigestOf(row.GetString(last)),
            row.IsDBNull(last + 1) ? null : DigestOf(Normal(row.GetFieldValue<string[]>(last + 1)))
        )
        {
            Fold = row.GetInt32(at + StatusRow.Names.ToList().IndexOf("fold")),
        };
    }

    /// <summary>The columns that say something else than the events give, by name.</summary>
    public IReadOnlyList<string> DifferencesFrom(StatusRow expected)
    {
        var values = expected.Values;
        var different = StatusRow.Names.Where((_, place) => digests[place] != DigestOf(TextOf(values[place]))).ToList();
        var parts = expected.Words.Added.OrderBy(part => part.Key.ToString(), StringComparer.Ordinal).ToList();
        if (words != (parts is [] ? null : DigestOf(string.Join('\n', parts.Select(Line)))))
            different.Add(Words);

        if (search != (parts is [] ? null : DigestOf(Normal(parts.Select(part => part.Vector)))))
            different.Add(Search);

        return different;
    }

    /// <summary>The same of a row that another version of the fold made, as far as that can be said.</summary>
    public IReadOnlyList<string> DifferencesOfEveryFold(StatusRow expected) =>
        [.. DifferencesFrom(expected).Intersect(ofEveryFold)];

    /// <summary>Whether this version of the fold made the row: during an upgrade another one may have.</summary>
    public bool IsOfThisFold => Fold == StatusFold.Version;

    // As WordsOf gives them.
    private static string Line(SearchWords.Part part) => $"{part.Key} {part.Text}";

    private static string Normal(IEnumerable<string> vectors) => string.Join('\n', vectors.Select(SearchVector.Normal));

    private static string ValueOf(NpgsqlDataReader row, int place) =>
        row.IsDBNull(place)
            ? TextOf(null)
            : TextOf(
                row.GetFieldType(place) == typeof(DateTime) && row.GetDataTypeName(place) == "date"
                    ? row.GetFieldValue<DateOnly>(place)
                    : row.GetValue(place)
            );

    private static string TextOf(object? value) =>
        value switch
        {
            null => "\0",
            string[] codes => string.Join('\u0001', codes),
            DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
            DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static UInt128 DigestOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
