using System.Text;
using System.Text.Json;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Tables;

/// <summary>
/// Rows as JSON objects: an array of them, one a line, an answer of an API with one array of them, or the features of a
/// GeoJSON file (RFC 7946). Members of members are columns with a dot; a point is <c>longitude</c> and
/// <c>latitude</c>.
/// </summary>
internal static class JsonTable
{
    private const string Array = "json";
    private const string Lines = "ndjson";
    private const string Geo = "geojson";
    private const string Answer = "json, an answer with an array";

    // What is no array of rows is held as a whole.
    private const long MostOfWhole = 128 * 1024 * 1024;

    private const int LongestLine = DelimitedText.LongestRow;

    /// <summary>Null when it is no JSON.</summary>
    public static async Task<string?> FormOfAsync(Stream file, CancellationToken stop)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), leaveOpen: true);
        var start = new char[512];
        var have = await reader.ReadBlockAsync(start, stop);
        file.Position = 0;
        var text = new string(start, 0, have).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var next = text.Length > 1 ? text[1..].TrimStart() : "";
        if (text.StartsWith('['))
            return next is ['{' or ']', ..] ? Array : null;

        if (!text.StartsWith('{') || next is not ['"' or '}', ..])
            return null;

        return await IsOneALineAsync(file, stop) ? Lines
            : text.Contains("\"FeatureCollection\"", StringComparison.Ordinal) ? Geo
            : Answer;
    }

    /// <exception cref="UnreadableFileException">It is no table of rows.</exception>
    public static async Task WriteAsync(Stream file, Stream to, string form, CancellationToken stop)
    {
        try
        {
            // A member that an object has twice is two columns of one name: which is meant, the mapping says.
            List<(string Name, int Nth)> columns = [];
            HashSet<(string, int)> known = [];
            await foreach (var row in RowsAsync(file, form, stop))
            foreach (var (column, _) in Numbered(row))
                if (known.Add(column))
                    columns.Add(column);

            file.Position = 0;
            await using var text = new TableText(to);
            await text.WriteAsync(columns.Select(column => column.Name));
            await foreach (var row in RowsAsync(file, form, stop))
            {
                var fields = Numbered(row).ToDictionary(member => member.Column, member => member.Text);
                await text.WriteAsync(columns.Select(column => fields.GetValueOrDefault(column)));
            }
        }
        catch (JsonException broken)
        {
            throw new UnreadableFileException(
                "The file is JSON and breaks its "
                    + $"rules{(broken.LineNumber is { } line ? $" in line {line + 1}" : "")}: "
                    + "it may be cut off."
            );
        }
    }

    // The first line is an object, and another follows, or it is a row itself and holds none.
    private static async Task<bool> IsOneALineAsync(Stream file, CancellationToken stop)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), leaveOpen: true);
        var first = new StringBuilder();
        var buffer = new char[16 * 1024];
        var (read, end) = (0, -1);
        while (end < 0 && first.Length < LongestLine && (read = await reader.ReadAsync(buffer, stop)) > 0)
        {
            end = System.Array.IndexOf(buffer, '\n', 0, read);
            first.Append(buffer, 0, end < 0 ? read : end);
        }

        var rest = end < 0 ? "" : new string(buffer, end + 1, read - end - 1).TrimStart();
        file.Position = 0;
        try
        {
            using var document = JsonDocument.Parse(first.ToString());
            return document.RootElement.ValueKind == JsonValueKind.Object
                && (rest.StartsWith('{') || ArraysOf(document.RootElement).Count == 0);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IAsyncEnumerable<JsonElement> RowsAsync(Stream file, string form, CancellationToken stop) =>
        form switch
        {
            Array => JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, cancellationToken: stop),
            Lines => LinesAsync(file, stop),
            _ => WholeAsync(file, stop),
        };

    private static async IAsyncEnumerable<JsonElement> LinesAsync(
        Stream file,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(stop) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;

            JsonElement row;
            try
            {
                row = JsonSerializer.Deserialize<JsonElement>(line);
            }
            catch (JsonException)
            {
                throw new UnreadableFileException($"Line {number} is no JSON object: the file may be cut off.");
            }

            yield return row;
        }
    }

    private static async IAsyncEnumerable<JsonElement> WholeAsync(
        Stream file,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        if (file.Length > MostOfWhole)
            throw new UnreadableFileException(
                $"The file is one JSON object of more than {MostOfWhole / (1024 * 1024)} MB. Send the array in it, or "
                    + "one object a line."
            );

        using var document = await JsonDocument.ParseAsync(file, cancellationToken: stop);
        if (ArrayOf(document.RootElement) is not { } rows)
            throw new UnreadableFileException(
                "The file is one JSON object without an array of rows, or with several. Send the array of rows itself."
            );

        foreach (var row in rows.EnumerateArray())
            yield return row;
    }

    // The one member that is an array of objects, however deep it lies.
    private static JsonElement? ArrayOf(JsonElement whole) => ArraysOf(whole) is [var only] ? only : null;

    private static List<JsonElement> ArraysOf(JsonElement whole) =>
        [
            .. whole
                .EnumerateObject()
                .SelectMany(member =>
                    IsArrayOfRows(member) ? [member.Value]
                    : member.Value.ValueKind == JsonValueKind.Object ? ArraysOf(member.Value)
                    : []
                ),
        ];

    private static bool IsArrayOfRows(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Array
        && member.Value.GetArrayLength() > 0
        && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    private static IEnumerable<((string Name, int Nth) Column, string? Text)> Numbered(JsonElement row)
    {
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        foreach (var (name, text) in Members(row))
        {
            times[name] = times.GetValueOrDefault(name) + 1;
            yield return ((name, times[name]), text);
        }
    }

    private static IEnumerable<(string Name, string? Text)> Members(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw new UnreadableFileException("The JSON is no table: every row is an object with a member a column.");

        return row.TryGetProperty("type", out var type) && type.ValueEquals("Feature")
            ? Feature(row)
            : Members(row, "");
    }

    private static IEnumerable<(string Name, string? Text)> Feature(JsonElement feature)
    {
        if (feature.TryGetProperty("id", out var id))
            yield return ("id", TextOf(id));

        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var member in Members(properties, ""))
                yield return member;

        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
            yield break;

        yield return ("geometry.type", geometry.TryGetProperty("type", out var kind) ? TextOf(kind) : null);
        if (
            kind.ValueKind == JsonValueKind.String
            && kind.ValueEquals("Point")
            && geometry.TryGetProperty("coordinates", out var at)
            && at.GetArrayLength() >= 2
        )
        {
            yield return ("longitude", TextOf(at[0]));
            yield return ("latitude", TextOf(at[1]));
        }
    }

    private static IEnumerable<(string Name, string? Text)> Members(JsonElement row, string before)
    {
        foreach (var member in row.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Object)
                foreach (var within in Members(member.Value, $"{before}{member.Name}."))
                    yield return within;
            else
                yield return (before + member.Name, TextOf(member.Value));
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "TRUE",
            JsonValueKind.False => "FALSE",
            JsonValueKind.Number => CellText.OfNumber(value.GetRawText()),
            JsonValueKind.Array when value.EnumerateArray().All(IsPlain) => string.Join(
                "; ",
                value.EnumerateArray().Select(TextOf)
            ),
            _ => value.GetRawText(),
        };

    private static bool IsPlain(JsonElement item) =>
        item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
