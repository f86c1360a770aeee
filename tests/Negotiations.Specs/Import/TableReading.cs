using Negotiations.Import.Reading;
using Negotiations.Import.Tables;

namespace Negotiations.Specs.Import;

/// <summary>Reads a file with the columns id, date and place, whatever form it has.</summary>
internal static class TableReading
{
    public static async Task<(string? Form, string Rows)> ReadAsync(
        byte[] file,
        FileLayout? layout = null,
        long mostBytes = 1 << 20
    )
    {
        using var table = await TableFile.OpenAsync(
            new MemoryStream(file),
            layout ?? new FileLayout(),
            () => new MemoryStream(),
            mostBytes,
            TestContext.Current.CancellationToken
        );
        using var text = DelimitedText.Open(table.Text, table.Encoding);
        List<string> rows = [];
        foreach (var row in text.Read())
        {
            Assert.Null(row.Fault);
            rows.Add($"{row["id"]}|{row["date"]}|{row["place"]}");
        }

        return (table.Form, string.Join('\n', rows));
    }

    public static async Task<string> RefusalAsync(byte[] file, FileLayout? layout = null, long mostBytes = 1 << 20) =>
        (await Assert.ThrowsAsync<UnreadableFileException>(() => ReadAsync(file, layout, mostBytes))).Message;
}
