using Negotiations.Import.Reading;

namespace Negotiations.Import.Tables;

/// <summary>
/// A file as people have it: packed, a workbook, JSON, or text with something before its header. What comes out of it
/// is delimited text with one header line.
/// </summary>
public sealed class TableFile : IDisposable
{
    // Archives within archives, at most this deep.
    private const int MostPackings = 3;

    private readonly List<Stream> temporary = [];

    private TableFile() { }

    /// <summary>Delimited text, from its beginning.</summary>
    public Stream Text { get; private set; } = Stream.Null;

    /// <summary>In what the text is written; null: UTF-8, or UTF-16 with its mark.</summary>
    public string? Encoding { get; private set; }

    /// <summary>What the file was: gzip, zip, xlsx, json, ndjson, geojson; null where it was the text itself.</summary>
    public string? Form { get; private set; }

    /// <param name="file">Can be put back to its beginning. It belongs to who opened it.</param>
    /// <param name="layout">Where the table is.</param>
    /// <param name="create">Makes a file for what is unpacked; it is gone when it is closed.</param>
    /// <param name="mostBytes">That it may unpack to.</param>
    /// <param name="stop">Reads no further.</param>
    /// <exception cref="UnreadableFileException">No table can be taken out of it.</exception>
    public static async Task<TableFile> OpenAsync(
        Stream file,
        FileLayout layout,
        Func<Stream> create,
        long mostBytes,
        CancellationToken stop
    )
    {
        var table = new TableFile { Text = file, Encoding = layout.Encoding };
        try
        {
            await table.UnfoldAsync(layout, create, mostBytes, stop);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var each in temporary)
            each.Dispose();
    }

    private async Task UnfoldAsync(FileLayout layout, Func<Stream> create, long mostBytes, CancellationToken stop)
    {
        for (var packings = 0; ; packings++)
        {
            var start = await StartAsync(stop);
            if (packings == MostPackings && (PackedFile.IsGzip(start) || PackedFile.IsZip(start)))
                throw new UnreadableFileException($"The file is packed more than {MostPackings} times.");

            if (PackedFile.IsGzip(start))
                await ReplaceAsync("gzip", create, to => PackedFile.UnzipGzipAsync(Text, to, mostBytes, stop));
            else if (Workbook.IsOne(Text, start))
            {
                Obey(layout.Encoding is null, "encoding", "a workbook, which says itself how its letters are written");
                await ReplaceAsync("xlsx", create, to => Workbook.WriteAsync(Text, to, layout, mostBytes, stop));
                Encoding = null;
                return;
            }
            else if (PackedFile.IsZip(start))
                await ReplaceAsync("zip", create, to => PackedFile.UnzipAsync(Text, to, mostBytes, stop));
            else
                break;
        }

        Obey(layout.Sheet is null, "sheet", "no workbook");
        if (await JsonTable.FormOfAsync(Text, stop) is { } form)
        {
            Obey(layout.Skip == 0, "skip", "JSON, which has no lines before its rows");
            Obey(layout.Columns is null, "columns", "JSON, whose members name the columns");
            await TranscodeAsync(TextEncodings.Find(Text, layout.Encoding), create, stop);
            await ReplaceAsync(form, create, to => JsonTable.WriteAsync(Text, to, form, stop));
            Encoding = null;
        }
        else if (layout.Skip > 0 || layout.Columns is not null)
        {
            await ReplaceAsync(null, create, to => HeadlessText.WriteAsync(Text, to, layout, stop));
            Encoding = null;
        }
        else if (TextEncodings.UnmarkedUtf16(Text, layout.Encoding) is { } wide)
        {
            await TranscodeAsync(wide, create, stop);
            Encoding = null;
        }
    }

    // What the mapping says and the file does not allow is not passed over in silence.
    private static void Obey(bool isObeyed, string member, string what)
    {
        if (!isObeyed)
            throw new UnreadableFileException($"The mapping has '{member}', and the file is {what}. Leave it out.");
    }

    // JSON is UTF-8 in itself; files are what programs save.
    private async Task TranscodeAsync(System.Text.Encoding written, Func<Stream> create, CancellationToken stop)
    {
        if (written is not System.Text.UTF8Encoding)
            await ReplaceAsync(null, create, async to =>
            {
                using var reader = new StreamReader(Text, written, detectEncodingFromByteOrderMarks: true, -1, true);
                await using var writer = new StreamWriter(to, new System.Text.UTF8Encoding(false), -1, true);
                var chunk = new char[64 * 1024];
                int read;
                while ((read = await reader.ReadAsync(chunk, stop)) > 0)
                    await writer.WriteAsync(chunk.AsMemory(0, read), stop);
            });
    }

    private async Task<byte[]> StartAsync(CancellationToken stop)
    {
        var start = new byte[8];
        Text.Position = 0;
        var have = await Text.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        Text.Position = 0;
        return start[..have];
    }

    private async Task ReplaceAsync(string? form, Func<Stream> create, Func<Stream, Task> write)
    {
        var to = create();
        temporary.Add(to);
        Text.Position = 0;
        await write(to);
        await to.FlushAsync();
        to.Position = 0;
        Text = to;
        Form =
            form is null ? Form
            : Form is null ? form
            : $"{Form}, {form}";
    }
}
