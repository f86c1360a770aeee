using System.Text;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Tables;

/// <summary>Text with lines before its header, or without a header line: what comes out has one, and begins with it.
/// </summary>
internal static class HeadlessText
{
    private static readonly char[] Separators = ['\t', ';', ',', '|'];

    /// <exception cref="UnreadableFileException">It is in no encoding that is known, or has no more lines.</exception>
    public static async Task WriteAsync(Stream file, Stream to, FileLayout layout, CancellationToken stop)
    {
        FileKind.RequireText(file);
        var encoding = TextEncodings.Find(file, layout.Encoding);
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        for (var skipped = 0; skipped < layout.Skip; skipped++)
            if (await reader.ReadLineAsync(stop) is null)
                throw new UnreadableFileException(
                    $"The file has no more than {skipped} lines, and {layout.Skip} are to be skipped."
                );

        var first = await reader.ReadLineAsync(stop) ?? throw new UnreadableFileException("The file has no row.");
        if (layout.Columns is { } columns)
        {
            // As its first row has it: of the usual separators, that which stands there most often.
            var separator = Separators.MaxBy(mark => first.Count(letter => letter == mark));
            await using var text = new TableText(to, separator);
            await text.WriteAsync(columns);
        }

        await using var rest = new StreamWriter(to, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        await rest.WriteAsync(first + "\n");
        var chunk = new char[64 * 1024];
        int read;
        while ((read = await reader.ReadAsync(chunk, stop)) > 0)
            await rest.WriteAsync(chunk.AsMemory(0, read), stop);
    }
}
