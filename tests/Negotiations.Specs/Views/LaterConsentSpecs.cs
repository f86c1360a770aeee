using Negotiations.Events;

namespace Negotiations.Specs.Views;

/// <summary>By a consent that comes once a treaty is in force no one leaves it.</summary>
public class LaterConsentSpecs
{
    private static readonly Event[] InForce =
    [
        new InstrumentSigned
        {
            InstrumentId = "treaty",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["KGZ", "TJK", "UZB"],
            SubjectToRatification = true,
        }.On("1991-01-01"),
        new EnteredIntoForce { InstrumentId = "treaty" }.On("1995-01-01"),
    ];

    [Theory]
    [InlineData("KGZ", "TJK", "")]
    [InlineData("KAZ", "TKM", "KGZ TJK UZB")]
    [InlineData("KGZ", "KAZ", "")]
    public void Two_consents_later_put_no_one_out(string first, string second, string before)
    {
        var story = Scenario.Given([
            Scenario.BorderTalks,
            .. InForce,
            Consent(first).On("2000-01-01"),
            Consent(second).On("2005-01-01"),
        ]);

        // Who consents later than that was no party before (VCLT art. 24(3)), and who signed and is not on record as
        // having consented where another is, is awaited.
        Assert.Equal($"1999 {before}", On("1999-01-01"));
        Assert.Equal($"2001 {Sorted(before, first)}", On("2001-01-01"));
        Assert.Equal($"2006 {Sorted(before, first, second)}", On("2006-01-01"));

        string On(string day)
        {
            var parties = story.AsOf(day).Instruments[0].Parties;

            Assert.All(parties, each => Assert.Null(each.Until));
            return $"{day[..4]} {Sorted([.. parties.Select(each => each.Party)])}";
        }

        static string Sorted(params string[] codes) =>
            string.Join(
                ' ',
                codes
                    .SelectMany(each => each.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public void Two_consents_before_say_for_whom_it_is()
    {
        var parties = Scenario
            .Given([Scenario.BorderTalks, .. InForce, Consent("KGZ").On("1993-01-01"), Consent("TJK").On("1994-01-01")])
            .AsOf("1996-01-01")
            .Instruments[0]
            .Parties;

        Assert.Equal(["KGZ", "TJK"], parties.Select(each => each.Party));
    }

    private static ConsentExpressed Consent(string party) =>
        new()
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        };
}
