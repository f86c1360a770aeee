using System.Text;

namespace Negotiations.Import.Tables;

/// <summary>Writes delimited text (RFC 4180) in UTF-8.</summary>
internal sealed class TableText(Stream to, char separator = ',') : IAsyncDisposable
{
    private readonly StreamWriter writer = new(to, new UTF8Encoding(false), 64 * 1024, leaveOpen: true)
    {
        NewLine = "\n",
    };

    /// <summary>Bytes so far, about.</summary>
    public long Length { get; private set; }

    public async Task WriteAsync(IEnumerable<string?> fields)
    {
        var line = string.Join(separator, fields.Select(Quoted));
        Length += line.Length + 1;
        await writer.WriteLineAsync(line);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private string Quoted(string? field) =>
        field is null ? ""
        : field.AsSpan().ContainsAny(separator, '"') || field.AsSpan().ContainsAny('\n', '\r')
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
