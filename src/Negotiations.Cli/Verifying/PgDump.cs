using System.Text;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Reads tables out of what <c>pg_dump --format=plain</c> writes. It is what every backup can be turned into and one
/// snapshot of all tables, and no query of ours, which someone could have made lenient, stands between the auditor
/// and the rows.
/// </summary>
internal static class PgDump
{
    private const string Start = "COPY ";

    /// <summary>Rows of the wanted tables of any schema; a value is null where the column is.</summary>
    public static async IAsyncEnumerable<(string Table, Dictionary<string, string?> Row)> ReadAsync(
        TextReader dump,
        IReadOnlySet<string> tables
    )
    {
        string? table = null;
        string[] columns = [];
        while (await dump.ReadLineAsync() is { } line)
        {
            if (table is null)
                (table, columns) = Header(line);
            else if (line == "\\.")
                table = null;
            else if (tables.Contains(table))
                yield return (table, Row(columns, line));
        }
    }

    // COPY negotiations.mt_events (seq_id, id, "timestamp") FROM stdin;
    private static (string? Table, string[] Columns) Header(string line)
    {
        var open = line.IndexOf('(', StringComparison.Ordinal);
        if (
            !line.StartsWith(Start, StringComparison.Ordinal)
            || open < 0
            || !line.EndsWith(") FROM stdin;", StringComparison.Ordinal)
        )
            return (null, []);

        var name = line[Start.Length..open].Trim();
        return (
            name[(name.LastIndexOf('.') + 1)..].Trim('"'),
            [.. line[(open + 1)..line.LastIndexOf(')')].Split(", ").Select(column => column.Trim('"'))]
        );
    }

    private static Dictionary<string, string?> Row(string[] columns, string line)
    {
        var row = new Dictionary<string, string?>(columns.Length, StringComparer.Ordinal);
        foreach (var (column, value) in columns.Zip(line.Split('\t')))
            row[column] = value == "\\N" ? null : Unescaped(value);

        return row;
    }

    private static string Unescaped(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
            return value;

        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            text.Append(
                value[i] != '\\' || i + 1 == value.Length
                    ? value[i]
                    : value[++i] switch
                    {
                        'b' => '\b',
                        'f' => '\f',
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'v' => '\v',
                        var other => other,
                    }
            );
        }

        return text.ToString();
    }
}
