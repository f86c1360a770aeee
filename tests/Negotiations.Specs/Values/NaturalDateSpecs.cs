using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>Dates as press items write them become EDTF that says no more.</summary>
public class NaturalDateSpecs
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
        Assert.True(NaturalDate.TryRead(written, null, out var date), written);
        Assert.Equal(edtf, date!.Text);
    }

    [Theory]
    [InlineData("14 сентября 2022 г.", "2022-09-14")]
    [InlineData("14 сентября 2022 года", "2022-09-14")]
    [InlineData("в среду, 14 сентября 2022 года", "2022-09-14")]
    [InlineData("14 сент. 2022", "2022-09-14")]
    [InlineData("14-го сентября 2022", "2022-09-14")]
    [InlineData("в июле 2024", "2024-07")]
    [InlineData("Июль 2024 года", "2024-07")]
    [InlineData("в 2022 году", "2022")]
    [InlineData("2022 г.", "2022")]
    [InlineData("начало июля 2024", "2024-07-0X")]
    [InlineData("в начале июля 2024 года", "2024-07-0X")]
    [InlineData("середина сентября 2022", "2022-09-1X")]
    [InlineData("в конце сентября 2022 года", "[2022-09-20..2022-09-30]")]
    [InlineData("конец 2023 года", "[2023-09..2023-12]")]
    [InlineData("в первой половине 2024 года", "[2024-01..2024-06]")]
    [InlineData("во второй половине 2024 года", "[2024-07..2024-12]")]
    [InlineData("весной 2021 года", "2021-21")]
    [InlineData("осень 2021", "2021-23")]
    [InlineData("в 1990-х годах", "199X")]
    [InlineData("14–16 сентября 2022", "2022-09-14/2022-09-16")]
    [InlineData("с 14 по 17 сентября 2022 г.", "2022-09-14/2022-09-17")]
    [InlineData("с 30 сентября по 2 октября 2022 года", "2022-09-30/2022-10-02")]
    [InlineData("28 декабря – 3 января 2023", "2022-12-28/2023-01-03")]
    [InlineData("между 14 и 17 сентября 2022", "[2022-09-14..2022-09-17]")]
    [InlineData("сентябрь–октябрь 2022", "2022-09/2022-10")]
    [InlineData("после 5 октября 2022 года", "[2022-10-06..]")]
    [InlineData("не позднее 5 октября 2022", "[..2022-10-05]")]
    [InlineData("с июня 2018 года", "2018-06/..")]
    [InlineData("около мая 2023", "2023-05~")]
    [InlineData("примерно в мае 2023 года", "2023-05~")]
    [InlineData("возможно, 14 сентября 2022", "2022-09-14?")]
    public void A_date_in_Russian_words_says_what_its_words_say(string written, string edtf)
    {
        Assert.True(NaturalDate.TryRead(written, null, out var date), written);
        Assert.Equal(edtf, date!.Text);
    }

    [Theory]
    [InlineData("2022-жылдын 14-сентябры", "2022-09-14")]
    [InlineData("2022-жылы 14-сентябрда", "2022-09-14")]
    [InlineData("2022-жылдын 14-сентябрында", "2022-09-14")]
    [InlineData("14-сентябрь 2022", "2022-09-14")]
    [InlineData("шаршемби күнү, 2022-жылдын 14-сентябрында", "2022-09-14")]
    [InlineData("2022-жылдын сентябры", "2022-09")]
    [InlineData("2022-жылдын сентябрында", "2022-09")]
    [InlineData("2022-жылдын сентябрь айында", "2022-09")]
    [InlineData("2022-жылы", "2022")]
    [InlineData("2022-ж.", "2022")]
    [InlineData("2024-жылдын июлунун башында", "2024-07-0X")]
    [InlineData("2024-жылдын июль айынын башында", "2024-07-0X")]
    [InlineData("2022-жылдын сентябрынын ортосунда", "2022-09-1X")]
    [InlineData("2022-жылдын сентябрынын аягында", "[2022-09-20..2022-09-30]")]
    [InlineData("2023-жылдын аягы", "[2023-09..2023-12]")]
    [InlineData("2024-жылдын башында", "[2024-01..2024-04]")]
    [InlineData("2021-жылдын жазында", "2021-21")]
    [InlineData("2021-жылдын күзүндө", "2021-23")]
    [InlineData("1990-жылдары", "199X")]
    [InlineData("2022-жылдын 14–17-сентябры", "2022-09-14/2022-09-17")]
    [InlineData("2022-жылдын 14-сентябрынан 17-сентябрына чейин", "2022-09-14/2022-09-17")]
    [InlineData("2022-жылдын 28-декабрынан 2023-жылдын 3-январына чейин", "2022-12-28/2023-01-03")]
    [InlineData("2022-жылдын 5-октябрынан кийин", "[2022-10-06..]")]
    [InlineData("2018-жылдын июнунан бери", "2018-06/..")]
    [InlineData("2018-жылдан бери", "2018/..")]
    [InlineData("болжол менен 2023-жылдын май айында", "2023-05~")]
    [InlineData("балким 2022-жылдын 14-сентябры", "2022-09-14?")]
    public void A_date_in_Kyrgyz_words_says_what_its_words_say(string written, string edtf)
    {
        Assert.True(NaturalDate.TryRead(written, null, out var date), written);
        Assert.Equal(edtf, date!.Text);
    }

    [Theory]
    [InlineData("14 сентябри 2022", "2022-09-14")]
    [InlineData("14 сентябри соли 2022", "2022-09-14")]
    [InlineData("рӯзи чоршанбе, 14 сентябри соли 2022", "2022-09-14")]
    [InlineData("14-уми сентябри соли 2022", "2022-09-14")]
    [InlineData("дар моҳи сентябри соли 2022", "2022-09")]
    [InlineData("сентябри 2022", "2022-09")]
    [InlineData("дар соли 2022", "2022")]
    [InlineData("аввали июли соли 2024", "2024-07-0X")]
    [InlineData("дар аввали моҳи июли соли 2024", "2024-07-0X")]
    [InlineData("миёнаи сентябри 2022", "2022-09-1X")]
    [InlineData("охири сентябри соли 2022", "[2022-09-20..2022-09-30]")]
    [InlineData("охири соли 2023", "[2023-09..2023-12]")]
    [InlineData("нимаи аввали соли 2024", "[2024-01..2024-06]")]
    [InlineData("нимаи дуюми соли 2024", "[2024-07..2024-12]")]
    [InlineData("баҳори соли 2021", "2021-21")]
    [InlineData("дар тирамоҳи соли 2021", "2021-23")]
    [InlineData("солҳои 1990-ум", "199X")]
    [InlineData("14–16 сентябри соли 2022", "2022-09-14/2022-09-16")]
    [InlineData("аз 14 то 17 сентябри соли 2022", "2022-09-14/2022-09-17")]
    [InlineData("байни 14 ва 17 сентябри 2022", "[2022-09-14..2022-09-17]")]
    [InlineData("пас аз 5 октябри соли 2022", "[2022-10-06..]")]
    [InlineData("пеш аз 5 октябри соли 2022", "[..2022-10-04]")]
    [InlineData("аз июни соли 2018 инҷониб", "2018-06/..")]
    [InlineData("тақрибан майи 2023", "2023-05~")]
    [InlineData("эҳтимол 14 сентябри соли 2022", "2022-09-14?")]
    public void A_date_in_Tajik_words_says_what_its_words_say(string written, string edtf)
    {
        Assert.True(NaturalDate.TryRead(written, null, out var date), written);
        Assert.Equal(edtf, date!.Text);
    }

    [Theory]
    [InlineData("14.09.2022", "2022-09-14")]
    [InlineData("4.9.2022 г.", "2022-09-04")]
    [InlineData("14–16.09.2022", "2022-09-14/2022-09-16")]
    [InlineData("с 14.09.2022 по 2.10.2022", "2022-09-14/2022-10-02")]
    [InlineData("on 14.09.2022", "2022-09-14")]
    public void With_dots_the_day_comes_first(string written, string edtf)
    {
        Assert.True(NaturalDate.TryRead(written, null, out var date), written);
        Assert.Equal(edtf, date!.Text);
    }

    [Theory]
    [InlineData("january", "январь января январе янв. январ январи январда январында январынын")]
    [InlineData("february", "февраль февраля феврале фев. февр. феврал феврали февралда февралында февралынын")]
    [InlineData("march", "март марта марте мар. марти мартта мартында мартынын")]
    [InlineData("april", "апрель апреля апреле апр. апрел апрели апрелде апрелинде апрелинин")]
    [InlineData("may", "май мая мае майи майда майында майынын")]
    [InlineData("june", "июнь июня июне июн июни июнда июнунда июнунун")]
    [InlineData("july", "июль июля июле июл июли июлда июлунда июлунун")]
    [InlineData("august", "август августа августе авг. августи августта августунда августунун")]
    [InlineData(
        "september",
        "сентябрь сентября сентябре сен. сент. сентябр сентябри сентябрда сентябрында сентябрынын"
    )]
    [InlineData("october", "октябрь октября октябре окт. октябр октябри октябрда октябрында октябрынын")]
    [InlineData("november", "ноябрь ноября ноябре нояб. ноябр ноябри ноябрда ноябрында ноябрынын")]
    [InlineData("december", "декабрь декабря декабре дек. декабр декабри декабрда декабрында декабрынын")]
    public void A_month_is_known_by_each_of_its_forms(string month, string forms)
    {
        Assert.True(NaturalDate.TryRead($"{month} 2022", null, out var english));
        Assert.All(forms.Split(' '), form =>
        {
            Assert.True(NaturalDate.TryRead($"{form} 2022", null, out var date), form);
            Assert.Equal(english, date);
        });
    }

    [Theory]
    [InlineData("14 September", "2022-09-14")]
    [InlineData("30 December", "2022-12-30")]
    [InlineData("between 14 and 17 September", "[2022-09-14..2022-09-17]")]
    [InlineData("early September", "2022-09-0X")]
    [InlineData("yesterday", "2022-09-17")]
    [InlineData("last month", "2022-08")]
    [InlineData("14 сентября", "2022-09-14")]
    [InlineData("с 14 по 17 сентября", "2022-09-14/2022-09-17")]
    [InlineData("вчера", "2022-09-17")]
    [InlineData("в прошлом месяце", "2022-08")]
    [InlineData("14-сентябрда", "2022-09-14")]
    [InlineData("сентябрдын башында", "2022-09-0X")]
    [InlineData("кечээ", "2022-09-17")]
    [InlineData("14 сентябр", "2022-09-14")]
    [InlineData("аз 14 то 17 сентябр", "2022-09-14/2022-09-17")]
    [InlineData("дирӯз", "2022-09-17")]
    public void A_date_without_a_year_is_the_one_nearest_to_the_item(string written, string edtf)
    {
        Assert.True(NaturalDate.TryRead(written, Item, out var date), written);
        Assert.Equal(edtf, date!.Text);
        Assert.False(
            NaturalDate.TryRead(written, null, out _),
            "Without the day of the item it is not known which year is meant."
        );
    }

    [Fact]
    public void An_item_of_January_means_the_December_before_it()
    {
        Assert.True(NaturalDate.TryRead("30 December", new DateOnly(2023, 1, 3), out var date));
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
    [InlineData("14.13.2022")]
    [InlineData("31.02.2022")]
    [InlineData("14.09.22")]
    [InlineData("скоро")]
    [InlineData("31 февраля 2022")]
    [InlineData("в ночь на 14 сентября 2022")]
    [InlineData("до 5 октября 2022")]
    [InlineData("накануне Нового 2023 года")]
    [InlineData("с 17 по 14 сентября 2022")]
    [InlineData("14 september 2022 года и позже")]
    [InlineData("2022-жылдын 5-октябрына чейин")]
    [InlineData("түшүмдөн кийин")]
    [InlineData("то 5 октябри соли 2022")]
    [InlineData("пас аз ҳосил")]
    public void What_is_not_understood_is_not_guessed(string written)
    {
        Assert.False(NaturalDate.TryRead(written, Item, out var date));
        Assert.Null(date);
    }

    [Fact]
    public void Any_text_gets_an_answer_and_no_exception()
    {
        foreach (
            var text in new[]
            {
                new string('x', 100_000),
                "between and",
                "- - -",
                "from to",
                "0 may 0000",
                "may may may",
                "the the the",
                "early early 2022",
                "в в в",
                "с по",
                "между и",
                "года года 2022",
                "чейин чейин",
                "аз то",
                "2022-жылдын 2022-жылдын",
                "< 2022 >",
                "аввали аввали 2022",
                "99999999999999999999 may 2022",
            }
        )
            Assert.False(NaturalDate.TryRead(text, Item, out _), text);
    }
}
