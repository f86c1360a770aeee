using System.Text;
using Negotiations.Import.Reading;
using Negotiations.Import.Tables;
using static Negotiations.Specs.Import.TableReading;

namespace Negotiations.Specs.Import;

/// <summary>What a mapping says of a file is obeyed or refused, and what the file is is never taken for something
/// else.</summary>
public class ObeyedFileSpecs
{
    static ObeyedFileSpecs() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task JSON_in_another_encoding_is_read_in_it_and_in_none_unasked()
    {
        const string Line = "{\"id\":1,\"place\":\"Баткен\"}\n{\"id\":2,\"place\":\"Ош\"}\n";
        var array = $"[{Line.TrimEnd().Replace('\n', ',')}]";
        foreach (var text in new[] { Line, array })
        {
            var file = Encoding.GetEncoding("windows-1251").GetBytes(text);
            Assert.Contains("Баткен", await RefusalAsync(file), StringComparison.Ordinal);
            Assert.Equal("1||Баткен\n2||Ош", (await ReadAsync(file, new FileLayout("windows-1251"))).Rows);
            Assert.Equal(
                "1||Баткен\n2||Ош",
                (await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])).Rows
            );
        }
    }

    [Fact]
    public async Task A_file_that_is_UTF8_is_read_in_no_other_encoding_and_two_in_one_file_in_none()
    {
        const string Text = "id,place\n1,Баткен\n2,Исфара\n";
        var russian = Encoding.GetEncoding("windows-1251");
        Assert.Contains(
            "is UTF-8",
            await RefusalAsync(Encoding.UTF8.GetBytes(Text), new FileLayout("windows-1251")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is UTF-8",
            await RefusalAsync(Encoding.UTF8.GetBytes("id,place\n1,Café\n"), new FileLayout("windows-1252")),
            StringComparison.Ordinal
        );

        byte[] both = [.. Encoding.UTF8.GetBytes(Text), .. russian.GetBytes("3,Ош\n")];
        foreach (var layout in new[] { new FileLayout(), new FileLayout("windows-1251") })
            Assert.Contains("two encodings", await RefusalAsync(both, layout), StringComparison.Ordinal);

        // Its mark says what a file is, whatever the mapping says.
        byte[] marked = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)];
        Assert.Equal("1||Баткен\n2||Исфара", (await ReadAsync(marked, new FileLayout("windows-1251"))).Rows);
        Assert.Equal(
            "1||Баткен\n2||Исфара",
            (await ReadAsync(Encoding.Unicode.GetBytes(Text), new FileLayout("utf-16"))).Rows
        );

        // Capitals before a closing quote are two valid letters of UTF-8, and no line of it.
        const string Quoted = "id,place\n1,«СССР»\n2,«ЕАЭС»\n";
        Assert.Equal(
            "1||«СССР»\n2||«ЕАЭС»",
            (await ReadAsync(russian.GetBytes(Quoted), new FileLayout("windows-1251"))).Rows
        );
    }

    [Theory]
    [InlineData("sheet", "id\n1\n")]
    [InlineData("skip", "[{\"id\":1}]")]
    [InlineData("columns", "{\"id\":1}\n{\"id\":2}\n")]
    public async Task What_a_mapping_says_and_the_file_cannot_obey_is_refused(string member, string text) =>
        Assert.Contains(
            $"'{member}'",
            await RefusalAsync(
                Encoding.UTF8.GetBytes(text),
                member switch
                {
                    "sheet" => new FileLayout(Sheet: "Rounds"),
                    "skip" => new FileLayout(Skip: 1),
                    _ => new FileLayout(Columns: ["id"]),
                }
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("{\"id\":1,\"who\":[{\"x\":1}]}\n{\"id\":2,\"who\":[{\"x\":2}]}\n", "ndjson")]
    [InlineData("{\"success\":true,\"result\":{\"records\":[{\"id\":1},{\"id\":2}]}}", "json, an answer with an array")]
    public async Task Objects_within_objects_are_rows_or_cells_by_where_they_stand(string text, string form)
    {
        var (found, rows) = await ReadAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal(form, found);
        Assert.Equal(["1", "2"], rows.Split('\n').Select(row => row.Split('|')[0]));
    }

    [Fact]
    public async Task A_member_that_an_object_has_twice_is_two_columns()
    {
        using var table = await TableFile.OpenAsync(
            new MemoryStream(
                """
                { "type": "FeatureCollection", "features": [ { "type": "Feature", "id": "f",
                  "properties": { "id": "p" }, "geometry": { "type": "Polygon", "coordinates": [] } } ] }
                """u8.ToArray()
            ),
            new FileLayout(),
            () => new MemoryStream(),
            long.MaxValue,
            TestContext.Current.CancellationToken
        );
        using var text = DelimitedText.Open(table.Text);

        Assert.Equal(2, text.CountOf("id"));
        Assert.Equal(("f", "p"), text.Read().Select(row => (row["id (1)"], row["id (2)"])).Single());
    }
}
