using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>Dates as sources give them, and the first and last day each supports. Empty: it sets none.</summary>
public class EdtfSpecs
{
    [Theory]
    [InlineData("2024-12-04", "2024-12-04", "2024-12-04")]
    [InlineData("2024-02-29", "2024-02-29", "2024-02-29")]
    [InlineData("2024-12", "2024-12-01", "2024-12-31")]
    [InlineData("2023-02", "2023-02-01", "2023-02-28")]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("0001", "0001-01-01", "0001-12-31")]
    [InlineData("9999-12-31", "9999-12-31", "9999-12-31")]
    [InlineData("2024-12-04?", "2024-12-03", "2024-12-05")]
    [InlineData("2018-06~", "2018-05-01", "2018-07-31")]
    [InlineData("2023%", "2021-01-01", "2025-12-31")]
    [InlineData("2024-02~", "2024-01-01", "2024-03-31")]
    [InlineData("2024-07-0X?", "2024-06-21", "2024-07-19")]
    [InlineData("202X~", "2010-01-01", "2039-12-31")]
    [InlineData("0001?", "0001-01-01", "0002-12-31")]
    [InlineData("9999-12-31%", "9999-12-29", "9999-12-31")]
    [InlineData("2024-33", "2024-01-01", "2024-03-31")]
    [InlineData("2024-36", "2024-10-01", "2024-12-31")]
    [InlineData("9999-36", "9999-10-01", "9999-12-31")]
    [InlineData("2024-38", "2024-05-01", "2024-08-31")]
    [InlineData("2024-40", "2024-01-01", "2024-06-30")]
    [InlineData("2024-41?", "2024-01-01", "2025-06-30")]
    [InlineData("2022-09-16T16:00+06:00", "2022-09-16", "2022-09-16")]
    [InlineData("2022-09-14/2022-09-16T16:00+06:00", "2022-09-14", "2022-09-16")]
    [InlineData("[2022-09-16T10:00:00Z..2022-09-16T12:00:00Z]", "2022-09-16", "2022-09-16")]
    [InlineData("2024-07-0X", "2024-07-01", "2024-07-09")]
    [InlineData("2024-07-3X", "2024-07-30", "2024-07-31")]
    [InlineData("2024-02-2X", "2024-02-20", "2024-02-29")]
    [InlineData("2024-07-XX", "2024-07-01", "2024-07-31")]
    [InlineData("2024-07-X5", "2024-07-05", "2024-07-25")]
    [InlineData("2024-XX", "2024-01-01", "2024-12-31")]
    [InlineData("2024-1X", "2024-10-01", "2024-12-31")]
    [InlineData("2024-XX-XX", "2024-01-01", "2024-12-31")]
    [InlineData("2024-XX-31", "2024-01-31", "2024-12-31")]
    [InlineData("202X", "2020-01-01", "2029-12-31")]
    [InlineData("20XX", "2000-01-01", "2099-12-31")]
    [InlineData("202X-02-29", "2020-02-29", "2028-02-29")]
    [InlineData("2024-21", "2024-03-01", "2024-05-31")]
    [InlineData("2024-22", "2024-06-01", "2024-08-31")]
    [InlineData("2024-23", "2024-09-01", "2024-11-30")]
    [InlineData("2023-24", "2023-12-01", "2024-02-29")]
    [InlineData("2024-21~", "2023-12-01", "2024-08-31")]
    [InlineData("2024-09-10/2024-09-12", "2024-09-10", "2024-09-12")]
    [InlineData("2024-09/2024-10", "2024-09-01", "2024-10-31")]
    [InlineData("2024-06-2X/2024-07-0X", "2024-06-20", "2024-07-09")]
    [InlineData("2024-09-10/2024-09-10", "2024-09-10", "2024-09-10")]
    [InlineData("2026/2030", "2026-01-01", "2030-12-31")]
    [InlineData("../2024-12-04", "", "2024-12-04")]
    [InlineData("2018-06~/..", "2018-05-01", "")]
    [InlineData("[2024-07-23..2024-12-04]", "2024-07-23", "2024-12-04")]
    [InlineData("[2024-07..2024-12]", "2024-07-01", "2024-12-31")]
    [InlineData("[..2025-01-22]", "", "2025-01-22")]
    [InlineData("[2024-09-27..]", "2024-09-27", "")]
    [InlineData("[2024-09-27]", "2024-09-27", "2024-09-27")]
    [InlineData("[2024-09-27,2024-10-03]", "2024-09-27", "2024-10-03")]
    [InlineData("[2024-10-03,2024-09-27]", "2024-09-27", "2024-10-03")]
    [InlineData("[..2023,2024-10-03]", "", "2024-10-03")]
    public void A_date_supports_the_days_from_its_earliest_to_its_latest(string text, string earliest, string latest)
    {
        var date = Edtf.Parse(text);

        Assert.Equal((Day(earliest), Day(latest)), (date.Earliest, date.Latest));
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData("2024-12-04", EdtfForm.Date)]
    [InlineData("2024-07-0X~", EdtfForm.Date)]
    [InlineData("2024-09-10/2024-09-12", EdtfForm.Interval)]
    [InlineData("../2024-12-04", EdtfForm.Interval)]
    [InlineData("[2024-09-10..2024-09-12]", EdtfForm.OneOf)]
    public void It_says_whether_it_is_one_date_something_that_lasted_or_one_out_of_several(
        string text,
        EdtfForm form
    ) => Assert.Equal(form, Edtf.Parse(text).Form);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../..")]
    [InlineData("[..]")]
    [InlineData("[]")]
    [InlineData("[,]")]
    [InlineData("/")]
    [InlineData("2024/")]
    [InlineData("/2024")]
    [InlineData("[2024")]
    [InlineData("2024]")]
    [InlineData("24-12-04")]
    [InlineData("02024")]
    [InlineData("0000")]
    [InlineData("-2024")]
    [InlineData("Y12024")]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("2024-25")]
    [InlineData("2024-20")]
    [InlineData("202X-21")]
    [InlineData("2024-2X")]
    [InlineData("2024-12-32")]
    [InlineData("2024-12-00")]
    [InlineData("2023-02-29")]
    [InlineData("2024-02-3X")]
    [InlineData("2024-1-4")]
    [InlineData("20241204")]
    [InlineData("2024/12/04")]
    [InlineData("04.12.2024")]
    [InlineData("4 December 2024")]
    [InlineData("2024-12-04T10:00:00")]
    [InlineData("2024-12-04T10:00")]
    [InlineData("2024-12-04T24:00Z")]
    [InlineData("2024-12-04T10Z")]
    [InlineData("2024-12-04T10:00+15:00")]
    [InlineData("2024-12-04T10:00:00.5Z")]
    [InlineData("2023-02-29T10:00Z")]
    [InlineData("2024-12-0XT10:00Z")]
    [InlineData("0001-01-01T00:00+06:00")]
    [InlineData("2024-12-04T12:00Z/2024-12-04T10:00Z")]
    [InlineData("2024-42")]
    [InlineData("2024-32")]
    [InlineData("9999-24")]
    [InlineData(" 2024-12-04")]
    [InlineData("2024-12-04 ")]
    [InlineData("2024-12-04\n")]
    [InlineData("2024-12-04??")]
    [InlineData("?2024-12-04")]
    [InlineData("2024?-12-04")]
    [InlineData("2024-12-04!")]
    [InlineData("XXXX")]
    [InlineData("2XXX")]
    [InlineData("2X24")]
    [InlineData("202x")]
    [InlineData("２０２４")]
    [InlineData("2024-12-04/2024-09-10")]
    [InlineData("2024-12/2024-11-30")]
    [InlineData("2024-09-10/2024-09-12/2024-09-14")]
    [InlineData("[2024-12-04..2024-09-10]")]
    [InlineData("[2024..2025..2026]")]
    [InlineData("[2024-09-10/2024-09-12]")]
    [InlineData("[2024,]")]
    [InlineData("[ 2024 ]")]
    [InlineData("{2024,2025}")]
    [InlineData("unknown")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(Edtf.TryParse(text, out var date));
        Assert.Null(date);
    }

    [Fact]
    public void A_text_without_end_is_refused_without_work() =>
        Assert.False(Edtf.TryParse($"[{new string(',', 1_000_000)}]", out _));

    [Fact]
    public void What_was_written_in_code_and_is_no_date_names_the_accepted_forms()
    {
        var fault = Assert.Throws<FormatException>(() => Edtf.Parse("mid-September"));

        Assert.Contains("'mid-September'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("[2024-07-23..2024-12-04]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_texts_for_the_same_days_say_different_things() =>
        Assert.NotEqual(Edtf.Parse("2024-07"), Edtf.Parse("2024-07~"));

    [Fact]
    public void The_order_is_by_first_day_then_last_day_then_text_with_open_ends_outermost() =>
        Assert.Equal(
            [
                "../2022",
                "[..2023]",
                "2022-09-14",
                "2022-09-14/2022-09-16",
                "[2022-09-14..2022-09-16]",
                "2022-09-14/..",
                "2022-09-15",
            ],
            new[]
            {
                "2022-09-15",
                "2022-09-14/..",
                "[2022-09-14..2022-09-16]",
                "[..2023]",
                "2022-09-14/2022-09-16",
                "2022-09-14",
                "../2022",
            }
                .Select(Edtf.Parse)
                .Order()
                .Select(date => date.Text)
        );

    [Theory]
    [InlineData("2022-09-16T16:00+06:00", "2022-09-16T10:00:00Z", "2022-09-16T10:00:00Z")]
    [InlineData("2022-09-16T16:00+06:00~", "2022-09-16T09:59:00Z", "2022-09-16T10:01:00Z")]
    [InlineData("2022-09-16T23:59:59Z%", "2022-09-16T23:59:57Z", "2022-09-17T00:00:01Z")]
    [InlineData("2022-09-16", "2022-09-15T18:00:00Z", "2022-09-16T17:59:59.9999999Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T17:59:59.9999999Z")]
    [InlineData("9999-12-31", "9999-12-30T18:00:00Z", "9999-12-31T17:59:59.9999999Z")]
    public void An_hour_is_an_instant_and_a_bare_day_a_day_where_it_happened(string text, string begins, string ends)
    {
        var (date, bishkek) = (Edtf.Parse(text), TimeSpan.FromHours(6));

        Assert.Equal((Instant(begins), Instant(ends)), (date.Begins(bishkek)!.Value, date.Ends(bishkek)!.Value));
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
