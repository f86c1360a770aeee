using System.Text;
using Negotiations.Import.Reading;

namespace Negotiations.Specs.Import;

/// <summary>
/// A row longer than anybody can hold is passed over with its line and its size, and the rows after it are read.
/// </summary>
public class LongRowSpecs
{
    const int Long = 26 * 1024 * 1024;

    static readonly string Filler = new('x', Long);

    [Fact]
    public void A_row_that_is_too_long_is_said_to_be_and_those_around_it_are_read_with_their_numbers_and_lines()
    {
        var rows = Read(
            $"a,b\n1,\"of two\nlines\"\n2,\"{Filler}\nand, more\"\r\n3,third\n\n4,\"{Filler}\"\n5,\"the "
                + "\"\"last\"\"\"\n"
        );

        Assert.Equal(
            [
                (1, 2, null, "1"),
                (2, 4, "row-too-long", null),
                (3, 6, null, "3"),
                (4, 8, "row-too-long", null),
                (5, 9, null, "5"),
            ],
            rows.Select(row => (row.Number, row.Line, row.Fault?.Code, row.Key))
        );
        Assert.Contains($"{Long + "2,\"\nand, more\"".Length} bytes", rows[1].Fault!.Why, StringComparison.Ordinal);
        Assert.Equal("the \"last\"", rows[4].Text);
    }

    [Theory]
    [InlineData("a,b\n")]
    [InlineData("\uFEFF\"a\",b\r\n")]
    [InlineData("sep=,\na,b\n")]
    public void The_first_row_may_be_the_one(string header)
    {
        var rows = Read($"{header}1,{Filler}\n2,second\n");

        Assert.Equal(["row-too-long", null], rows.Select(row => row.Fault?.Code));
        Assert.Equal((2, "second"), (rows[1].Number, rows[1].Text));
        Assert.Contains($"{Long + 2} bytes", rows[0].Fault!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_takes_the_rest_of_the_file_and_the_report_says_so()
    {
        var rows = Read($"a,b\n1,first\n2,\"{Filler}\n3,third\n");

        Assert.Equal([null, "row-too-long"], rows.Select(row => row.Fault?.Code));
        Assert.Contains("ends with the file", rows[1].Fault!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void In_latin_1_the_places_are_found_too()
    {
        var rows = Read($"a;b\n1;é\n2;{Filler}é\n3;ü\n", Encoding.Latin1);

        Assert.Equal([("1", "é"), (null, null), ("3", "ü")], rows.Select(row => (row.Key, row.Text)));
    }

    static List<(long Number, long Line, RowFault? Fault, string? Key, string? Text)> Read(
        string text,
        Encoding? encoding = null
    )
    {
        using var file = new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(text));
        using var delimited = DelimitedText.Open(file, encoding?.WebName);
        return
        [
            .. delimited
                .Read()
                .Select(row =>
                    (
                        row.Number,
                        row.Line,
                        row.Fault,
                        row.Fault is null ? row["a"] : null,
                        row.Fault is null ? row["b"] : null
                    )
                ),
        ];
    }
}
