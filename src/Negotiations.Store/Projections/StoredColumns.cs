using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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

    private readonly UInt128[] digests;
    private readonly UInt128? words;

    private StoredColumns(UInt128[] digests, UInt128? words) => (this.digests, this.words) = (digests, words);

    /// <summary>All parts of the words of a view s, as <c>words</c>; null: it has none.</summary>
    public static string WordsOf { get; } =
        $"""
            select string_agg(part::text || ' ' || words, E'\n' order by part::text collate "C") as words
            from {Tables.Schema}.search_words where id = s.id
            """;

    /// <summary>To be selected of the views s and their words w, for <see cref="Read"/>.</summary>
    public static string Selected { get; } =
        string.Join(", ", StatusRow.Names.Select(name => $"s.{name}")) + ", w.words";

    /// <param name="row">Of a query.</param>
    /// <param name="at">The first of its columns that is <see cref="Selected"/>.</param>
    public static StoredColumns Read(NpgsqlDataReader row, int at)
    {
        var last = at + StatusRow.Names.Count;
        return new StoredColumns(
            [.. Enumerable.Range(at, StatusRow.Names.Count).Select(place => DigestOf(ValueOf(row, place)))],
            row.IsDBNull(last) ? null : DigestOf(row.GetString(last))
        );
    }

    /// <summary>The columns that say something else than the events give, by name.</summary>
    public IReadOnlyList<string> DifferencesFrom(StatusRow expected)
    {
        var values = expected.Values;
        var different = StatusRow.Names.Where((_, place) => digests[place] != DigestOf(TextOf(values[place]))).ToList();
        if (words != WordsDigest(expected.Words))
            different.Add(Words);

        return different;
    }

    /// <summary>Whether this version of the fold made the row: during an upgrade another one may have.</summary>
    public bool IsOfThisFold =>
        digests[StatusRow.Names.ToList().IndexOf("fold")] == DigestOf(TextOf(StatusFold.Version));

    // As WordsOf gives them.
    private static UInt128? WordsDigest(SearchWords expected) =>
        expected.Added.Count == 0
            ? null
            : DigestOf(
                string.Join(
                    '\n',
                    expected
                        .Added.OrderBy(part => part.Key.ToString(), StringComparer.Ordinal)
                        .Select(part => $"{part.Key} {part.Text}")
                )
            );

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
