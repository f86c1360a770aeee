using System.Text;

namespace Negotiations.Server.Tests.Importing;

/// <summary>
/// A delimited file read letter by letter, in as few lines as that takes. It shares nothing with the importer, so
/// that what both count alike was counted twice.
/// </summary>
public static class PlainTable
{
    public static List<Dictionary<string, string>> Read(string text)
    {
        List<List<string>> rows =
        [
            [],
        ];
        var (field, isQuoted) = (new StringBuilder(), false);
        foreach (
            var letter in text.TrimStart('\uFEFF')
                .Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace("\"\"", "\u0001", StringComparison.Ordinal)
        )
        {
            if (letter == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && letter is ',' or '\n' && !isQuoted)
                End(letter == '\n');
            else
                field.Append(letter == '\u0001' ? '"' : letter);
        }

        if (field.Length > 0 || rows[^1].Count > 0)
            End(isEndOfRow: false);

        var header = rows[0];
        return
        [
            .. rows.Skip(1)
                .Where(row => row.Count > 0)
                .Select(row =>
                    header
                        .Zip(row)
                        .GroupBy(pair => pair.First)
                        .ToDictionary(pair => pair.Key, pair => pair.First().Second)
                ),
        ];

        void End(bool isEndOfRow)
        {
            // An empty quoted field is two quotes, and so was taken for one quote in a text.
            rows[^1].Add(field.ToString() == "\"" ? "" : field.ToString().Trim());
            field.Clear();
            if (isEndOfRow)
                rows.Add([]);
        }
    }

    public static string Write(IReadOnlyList<Dictionary<string, string>> rows, char separator = ',') =>
        string.Concat(
            rows.Select(row => row.Values)
                .Prepend<IEnumerable<string>>(rows[0].Keys)
                .Select(fields => string.Join(separator, fields.Select(field => Quote(field))) + "\n")
        );

    static string Quote(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
