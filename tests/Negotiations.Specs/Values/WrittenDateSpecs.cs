using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>Dates as press items write them become EDTF that says no more.</summary>
public class WrittenDateSpecs
{
    static readonly DateOnly Item = new(2022, 9, 18);

    [Theory]
    [InlineData("14 September 2022", "2022-09-14")]
    [InlineData("September 14, 2022", "2022-09-14")]
    [InlineData("Sept. 14, 2022", "2022-09-14")]
    [InlineData("on Wednesday, 14 September 2022", "2022-09-14")]
    [InlineData("the 14th of September 2022", "2022-09-14")]
    [InlineData("September 2022", "2022-09")]
    [InlineData("in September 2022", "2022-09")]
    [InlineData("in 2022", "2022")]
    [InlineData("early July 2024", "2024-07-0X")]
    [InlineData("in early July 2024", "2024-07-0X")]
    [InlineData("mid-September 2022", "2022-09-1X")]
    [InlineData("late September 2022", "[2022-09-20..2022-09-30]")]
    [InlineData("at the end of February 2024", "[2024-02-20..2024-02-29]")]
    [InlineData("between 14 and 17 September 2022", "[2022-09-14..2022-09-17]")]
    [InlineData("from 14 to 17 September 2022", "2022-09-14/2022-09-17")]
    [InlineData("14–17 September 2022", "2022-09-14/2022-09-17")]
    [InlineData("September 14-17, 2022", "2022-09-14/2022-09-17")]
    [InlineData("30 September to 2 October 2022", "2022-09-30/2022-10-02")]
    [InlineData("28 December – 3 January 2023", "2022-12-28/2023-01-03")]
    [InlineData("14 September 2022 to 2 October 2022", "2022-09-14/2022-10-02")]
    [InlineData("between July and December 2024", "[2024-07..2024-12]")]
    [InlineData("spring 2021", "2021-21")]
    [InlineData("in the autumn of 2021", "2021-23")]
    [InlineData("winter 2022", "2022-24")]
    [InlineData("early 2024", "[2024-01..2024-04]")]
    [InlineData("the second half of 2024", "[2024-07..2024-12]")]
    [InlineData("the 1990s", "199X")]
    [InlineData("before 5 October 2022", "[..2022-10-04]")]
    [InlineData("by October 2022", "[..2022-10-31]")]
    [InlineData("after 5 October 2022", "[2022-10-06..]")]
    [InlineData("since June 2018", "2018-06/..")]
    [InlineData("until 4 December 2024", "../2024-12-04")]
    [InlineData("around May 2023", "2023-05~")]
    [InlineData("possibly 14 September 2022", "2022-09-14?")]
    [InlineData("2024-07-0X", "2024-07-0X")]
    [InlineData("[2022-09-14..2022-09-17]", "[2022-09-14..2022-09-17]")]
    public void A_date_in_words_says_what_its_words_say(string written, string edtf)
    {
        Assert.True(WrittenDate.TryRead(written, null, out var date), written);
        Assert.Equal(edtf, date!.Text);
    }

    [Theory]
    [InlineData("14 September", "2022-09-14")]
    [InlineData("30 December", "2022-12-30")]
    [InlineData("between 14 and 17 September", "[2022-09-14..2022-09-17]")]
    [InlineData("early September", "2022-09-0X")]
    [InlineData("yesterday", "2022-09-17")]
    [InlineData("last month", "2022-08")]
    public void A_date_without_a_year_is_the_one_nearest_to_the_item(string written, string edtf)
    {
        Assert.True(WrittenDate.TryRead(written, Item, out var date), written);
        Assert.Equal(edtf, date!.Text);
        Assert.False(WrittenDate.TryRead(written, null, out _), "Without the day of the item nobody knows which year is meant.");
    }

    [Fact]
    public void An_item_of_January_means_the_December_before_it()
    {
        Assert.True(WrittenDate.TryRead("30 December", new DateOnly(2023, 1, 3), out var date));
        Assert.Equal("2022-12-30", date!.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("31 February 2022")]
    [InlineData("after the harvest")]
    [InlineData("the day the border opened in 2022 or thereabouts")]
    [InlineData("14/09/2022")]
    [InlineData("17 September 2022 to 14 September 2022")]
    public void What_is_not_understood_is_not_guessed(string written)
    {
        Assert.False(WrittenDate.TryRead(written, Item, out var date));
        Assert.Null(date);
    }

    [Fact]
    public void Whatever_is_typed_is_answered()
    {
        foreach (var text in new[] { new string('x', 100_000), "between and", "- - -", "from to", "0 may 0000", "may may may", "the the the", "early early 2022", "99999999999999999999 may 2022" })
            Assert.False(WrittenDate.TryRead(text, Item, out _), text);
    }
}
