using Negotiations.Import.Dates;

namespace Negotiations.Specs.Import;

/// <summary>Dates as files of the field really hold them.</summary>
public class DateTextSpecs
{
    [Theory]
    [InlineData("1953-05-5", "1953-05-05")]
    [InlineData("1953-5-05", "1953-05-05")]
    [InlineData("2010-XX-XX-", "2010-XX-XX")]
    [InlineData("1981-09..1981-10", "[1981-09..1981-10]")]
    [InlineData("1995-00-00", "1995")]
    [InlineData("1995-05-00", "1995-05")]
    [InlineData("31.12.1999", "1999-12-31")]
    [InlineData("1.2.1999", "1999-02-01")]
    [InlineData("05.1997", "1997-05")]
    [InlineData("1997/06/27", "1997-06-27")]
    [InlineData("31/12/1999", "1999-12-31")]
    [InlineData("12/31/1999", "1999-12-31")]
    [InlineData("05/05/1999", "1999-05-05")]
    [InlineData("19970627", "1997-06-27")]
    [InlineData("35608", "1997-06-27")]
    [InlineData("27 June 1997", "1997-06-27")]
    [InlineData("June 27, 1997", "1997-06-27")]
    [InlineData("June 1997", "1997-06")]
    [InlineData("ca. 1990", "1990~")]
    [InlineData("2013-01-03 00:00:00.000", "2013-01-03")]
    [InlineData("2013-01-03T00:00:00Z", "2013-01-03")]
    [InlineData("2023-04-21T06:15:00+00:00", "2023-04-21")]
    [InlineData("2023-04-21 14:30", "2023-04-21")]
    [InlineData("2023-04-21T00:00:00+06:00", "2023-04-21")]
    [InlineData("2023-04-21T00:00:00.000Z", "2023-04-21")]
    [InlineData("14-17 September 2022", "2022-09-14/2022-09-17")]
    [InlineData("September 14-17, 2022", "2022-09-14/2022-09-17")]
    [InlineData("16th September 2022", "2022-09-16")]
    [InlineData("16 Sept 2022", "2022-09-16")]
    [InlineData("2004-05-01 to 2004-05-04", "2004-05-01/2004-05-04")]
    [InlineData("1 May 2004 - 3 May 2004", "2004-05-01/2004-05-03")]
    [InlineData("16 сентября 2022", "2022-09-16")]
    [InlineData("21\u00A0April\u00A02023", "2023-04-21")]
    [InlineData("21.04.2023 06:15", "2023-04-21")]
    [InlineData("4/21/2023 6:15:00 PM", "2023-04-21")]
    [InlineData("21 апреля 2023, 14:30", "2023-04-21")]
    [InlineData("2023-04-21 6:15", "2023-04-21")]
    [InlineData("21-04-2023", "2023-04-21")]
    [InlineData("۲۱.۰۴.۲۰۲۳", "2023-04-21")]
    [InlineData("٢١ April ٢٠٢٣", "2023-04-21")]
    public void A_date_written_in_another_way_is_read_and_the_report_says_how(string text, string date)
    {
        var reading = DateText.Read(text);

        Assert.True(reading.IsUnderstood, reading.Why);
        Assert.Equal(date, reading.Date!.Text);
        Assert.NotNull(reading.Why);
    }

    [Theory]
    [InlineData("2021-22")]
    [InlineData("2023-24")]
    [InlineData("2010.1")]
    [InlineData("..2023")]
    [InlineData("05-06-2023")]
    [InlineData("05/06/2023 14:30")]
    [InlineData("2023-04-21/2023-04-19 10:00")]
    public void What_can_be_read_in_two_ways_is_a_question(string text)
    {
        var reading = DateText.Read(text);

        Assert.False(reading.IsUnderstood);
        Assert.Null(reading.Date);
    }

    [Theory]
    [InlineData("21.04.23", "21.04.2023")]
    [InlineData("4/21/49", "4/21/2049")]
    [InlineData("21-Apr-50", "21-Apr-1950")]
    [InlineData("21 апреля 99", "21 апреля 1999")]
    [InlineData("23-04-21", "23-04-21")]
    [InlineData("2023-04", "2023-04")]
    public void A_year_of_two_digits_is_of_the_hundred_years_that_the_mapping_names(string text, string date) =>
        Assert.Equal(date, ShortYear.Widened(text, 1950));

    [Fact]
    public void Hyphens_and_digits_of_any_keyboard_are_hyphens_and_digits() =>
        Assert.Equal("2023-04-21", DateText.Read("۲۰۲۳\u201104\u201121").Date!.Text);

    [Theory]
    [InlineData("1997-06-27")]
    [InlineData("1351-08-01")]
    [InlineData("1997-06")]
    [InlineData("1997")]
    [InlineData("2024-07-0X")]
    [InlineData("[1981-09..1981-10]")]
    public void What_is_EDTF_already_is_taken_as_it_stands(string text)
    {
        var reading = DateText.Read(text);

        Assert.Equal((text, null), (reading.Date!.Text, reading.Why));
    }

    [Theory]
    [InlineData("0014-022005")]
    [InlineData("0014-02-20")]
    [InlineData("05/06/1999")]
    [InlineData("1995-00-05")]
    [InlineData("1997-02-30")]
    [InlineData("1997-13-01")]
    [InlineData("31/31/1999")]
    [InlineData("2010/11")]
    [InlineData("2013-01-03 25:30")]
    [InlineData("3512-01-01")]
    [InlineData("soon")]
    [InlineData("12")]
    [InlineData("123456789")]
    [InlineData("1982-10..1981-09")]
    public void What_can_be_read_in_two_ways_or_in_none_is_not_guessed_at(string text)
    {
        var reading = DateText.Read(text);

        Assert.False(reading.IsUnderstood);
        Assert.Null(reading.Date);
        Assert.Contains(text, reading.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1905-06-27", "2005")]
    [InlineData("1905-07-17", "2025")]
    [InlineData("1905-05-13", "1960")]
    public void A_year_that_a_spreadsheet_showed_as_a_day_is_set_aside_with_the_year_it_may_be(
        string text,
        string year
    ) =>
        Assert.Contains(
            year,
            DateText.Read(text) is { IsUnderstood: false, Why: var why } ? why : "",
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("-9")]
    [InlineData("-99")]
    public void No_date_is_no_date(string? text) =>
        Assert.Equal(default(DateReading) with { IsUnderstood = true }, DateText.Read(text));

    [Fact]
    public void The_end_of_days_means_that_there_is_no_end()
    {
        var reading = DateText.Read("9999-12-31");

        Assert.Null(reading.Date);
        Assert.True(reading.IsUnderstood);
        Assert.NotNull(reading.Why);
    }

    [Theory]
    [InlineData(DayOrder.DayFirst, "1999-06-05")]
    [InlineData(DayOrder.MonthFirst, "1999-05-06")]
    public void Days_and_months_between_slashes_are_read_in_the_order_that_a_mapping_names(
        DayOrder order,
        string date
    ) => Assert.Equal(date, DateText.Read("05/06/1999", order).Date!.Text);

    [Fact]
    public void Whatever_a_cell_holds_it_is_read_or_set_aside_and_never_fails() =>
        CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["0123456789-/.XT :?~%[]ac "], 0, 24], text =>
        {
            var reading = DateText.Read(text);
            Assert.True(reading.IsUnderstood || (reading.Date is null && reading.Why is not null));
        });
}
