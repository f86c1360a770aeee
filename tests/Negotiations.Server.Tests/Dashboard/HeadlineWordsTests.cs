using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>No headline says less than its event because a text is missing.</summary>
public sealed class HeadlineWordsTests
{
    static readonly (string Prefix, Type Names)[] Codes =
    [
        ("met", typeof(MeetingKind)),
        ("kind", typeof(MeetingKind)),
        ("changed", typeof(MeetingChange)),
        ("agreed", typeof(AgreementScope)),
        ("talks", typeof(TalksStatus)),
        ("authenticated", typeof(AuthenticationMode)),
        ("approval", typeof(ApprovalOutcome)),
        ("consent", typeof(ConsentMode)),
        ("ended", typeof(EndMode)),
        ("done", typeof(Milestone)),
        ("committed", typeof(CommitmentStatus)),
        ("stated", typeof(StatementForm)),
        ("participation", typeof(ParticipationChange)),
        ("closed", typeof(ClosingOutcome)),
        ("reserved", typeof(ReservationForm)),
        ("answered", typeof(ProposalAnswer)),
        ("ruled", typeof(Ruling)),
        ("measure", typeof(Measure)),
    ];

    [Fact]
    public void Every_name_that_a_headline_may_be_about_has_its_sentence()
    {
        foreach (var (prefix, names) in Codes)
            Assert.All(WireName.All(names), name =>
                Assert.Contains($"headline.{prefix}.{name}", Language.English.Texts.Keys)
            );

        foreach (var kind in new[] { "project", "series", "relations" })
        {
            Assert.All(WireName.All(typeof(TalksStatus)), status =>
                Assert.Contains($"headline.{kind}.{status}", Language.English.Texts.Keys)
            );
            Assert.All(WireName.All(typeof(ClosingOutcome)), outcome =>
                Assert.Contains($"headline.{kind}.closed.{outcome}", Language.English.Texts.Keys)
            );
        }

        Assert.All(WireName.All(typeof(EndMode)), mode =>
            Assert.Contains($"headline.ended.{mode}.by", Language.English.Texts.Keys)
        );
        Assert.All(WireName.All(typeof(MilestoneStatus)).Where(status => status != "achieved"), status =>
            Assert.Contains($"headline.milestone.{status}", Language.English.Texts.Keys)
        );
    }

    [Fact]
    public void Who_is_not_named_is_no_party_and_who_denies_has_a_name()
    {
        var words = new Words(Language.English);
        var consent = new HeadlineClause { Code = "consent.ratification" };
        var mandate = new HeadlineClause { Code = "stated.mandate" };
        var denied = new HeadlineClause
        {
            Code = "ceasefire",
            Claim = ClaimStatus.Denied,
            DeniedBy = "TJK",
        };

        Assert.Equal("An unnamed actor ratified the document.", words.Headline(Saying(consent)));
        Assert.Equal("A mandate was given.", words.Headline(Saying(mandate)));
        Assert.Equal("A ceasefire was agreed; Tajikistan denies this.", words.Headline(Saying(denied)));

        static Headline Saying(HeadlineClause clause) => new() { Clauses = [clause], Events = [] };
    }

    [Theory]
    [MemberData(nameof(LanguagesTests.Codes), MemberType = typeof(LanguagesTests))]
    public void At_any_time_every_process_has_a_whole_sentence(string language)
    {
        var words = new Words(Language.Find(language)!);
        for (var day = new DateOnly(2007, 1, 1); day.Year < 2026; day = day.AddMonths(2))
            foreach (var id in CasebookFiles.Ids)
                if (StatusFold.Of(CasebookFiles.Of(id), Clocks.On(day)) is { } standing)
                {
                    var sentence = words.Headline(standing.Status.Headline);
                    Assert.EndsWith(".", sentence);
                    Assert.DoesNotContain("{", sentence);
                    Assert.False(char.IsLower(sentence[0]), sentence);
                    if (words.Language != Language.English)
                        Assert.DoesNotMatch(HeadlineNamesTests.Foreign, sentence);
                }
    }

    // Said before: "Territory was transferred by Armenia against Azerbaijan", "United States imposed".
    [Theory]
    [InlineData("measure.territory-transferred", "ARM", "AZE", "Territory was transferred by Armenia to Azerbaijan.")]
    [InlineData("measure.deliveries", "USA", "UKR", "Deliveries were made by the United States to Ukraine.")]
    [InlineData(
        "measure.sanction-imposed",
        "UNSC",
        "IRN",
        "Sanctions were imposed by the UN Security Council against Iran."
    )]
    [InlineData(
        "measure.crossing-closed",
        "KGZ",
        "TJK",
        "A crossing was closed by Kyrgyzstan with regard to Tajikistan."
    )]
    [InlineData("ended.suspended.by", "RUS", null, "Russia suspended its application of the document.")]
    [InlineData(
        "consent.deposit",
        "GBR",
        null,
        "The United Kingdom deposited its instrument of consent to the document."
    )]
    [InlineData("visited", "CHN", "PHL", "China visited the Philippines.")]
    [InlineData("clash", "KGZ", null, "There was a clash with Kyrgyzstan.")]
    public void A_sentence_names_states_and_bodies_as_english_does(
        string code,
        string who,
        string? to,
        string sentence
    ) =>
        Assert.Equal(
            sentence,
            new Words(Language.English).Headline(
                new Headline
                {
                    Clauses =
                    [
                        new HeadlineClause
                        {
                            Code = code,
                            Who = [who],
                            To = to is null ? null : [to],
                        },
                    ],
                    Events = [],
                }
            )
        );

    [Theory]
    [InlineData("ru", "measure.territory-transferred", "(кому: Азербайджан).")]
    [InlineData("ky", "measure.territory-transferred", "(кимге: Азербайжан).")]
    [InlineData("tg", "measure.territory-transferred", "(ба кӣ: Озарбойҷон).")]
    public void Who_receives_is_said_in_every_language(string language, string code, string ending) =>
        Assert.EndsWith(
            ending,
            new Words(Language.Find(language)!).Headline(
                new Headline { Clauses = [new HeadlineClause { Code = code, To = ["AZE"] }], Events = [] }
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("2027-03-03/..", "3 March 2027 or later")]
    [InlineData("[2027-03-03..]", "3 March 2027 or later")]
    [InlineData("2027-03~/..", "March 2027 or later (approximately)")]
    [InlineData("../2027-03-03", "3 March 2027 or earlier")]
    [InlineData("[..2027-03]", "March 2027 or earlier")]
    [InlineData("[2027-03-03..2027-03-05]", "a day between 3 and 5 March 2027")]
    [InlineData("2027-03-03/2027-03-05", "3 to 5 March 2027")]
    [InlineData("2027-03-03/2027-04-05", "3 March to 5 April 2027")]
    [InlineData("2027-03-03", "3 March 2027")]
    [InlineData("2027-03-03?", "3 March 2027 (uncertain)")]
    [InlineData("2027-03-03~", "about 3 March 2027")]
    [InlineData("2027-03-03%", "about 3 March 2027 (uncertain)")]
    [InlineData("2027-03-1X", "mid-March 2027")]
    [InlineData("2027-03", "March 2027")]
    [InlineData("2027-22", "summer 2027")]
    [InlineData("2027", "2027")]
    [InlineData("202X", "a day within 1 January 2020 – 31 December 2029")]
    [InlineData("[2027-03-03,2027-03-09]", "a day within 3–9 March 2027")]
    public void What_is_planned_is_planned_for_a_day_and_not_for_an_adverb(string day, string said)
    {
        Assert.Equal($"A summit is planned for {said}.", Planned(Language.English, day));
        foreach (var language in Language.All.Where(each => each != Language.English))
            Assert.DoesNotMatch("[a-z{]|  ", Planned(language, day));
    }

    [Theory]
    [InlineData("ru", "Запланировано (саммит): 3 марта 2027 года или позже.")]
    [InlineData("ky", "Пландалган (саммит): 2027-ж. 3-март же андан кийин.")]
    [InlineData("tg", "Ба нақша гирифта шуд (саммит): 3 марти соли 2027 ё дертар.")]
    public void What_is_planned_for_an_open_time_says_so_in_each_language(string language, string said) =>
        Assert.Equal(said, Planned(Language.Find(language)!, "2027-03-03/.."));

    static string Planned(Language language, string day) =>
        new Words(language).Headline(
            new Headline
            {
                Clauses =
                [
                    new HeadlineClause
                    {
                        Code = "scheduled",
                        Kind = "summit",
                        For = Edtf.Parse(day),
                    },
                ],
                Events = [],
            }
        );

    // A delay was said to be "with effect" from the day that it aims at.
    [Theory]
    [InlineData("milestone.delayed", ", planned for 11 September 2021.")]
    [InlineData("signed.by", ", valid on 11 September 2021.")]
    [InlineData("authenticated.adopted", ", valid on 11 September 2021.")]
    [InlineData("ended.withdrawn.by", ", taking effect on 11 September 2021.")]
    [InlineData("consent.ratification", ", taking effect on 11 September 2021.")]
    public void The_day_that_a_clause_aims_at_is_that_of_a_plan_of_a_validity_or_of_an_effect(
        string code,
        string ending
    ) =>
        Assert.EndsWith(
            ending,
            new Words(Language.English).Headline(
                new Headline
                {
                    Clauses =
                    [
                        new HeadlineClause
                        {
                            Code = code,
                            Who = ["USA"],
                            For = Edtf.Parse("2021-09-11"),
                        },
                    ],
                    Events = [],
                }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void That_a_validity_is_over_is_said_with_its_day_and_source() =>
        Assert.Equal(
            "The validity stated for “New START” ended on 5 February 2026, and no source says what came after (AP).",
            new Words(Language.English).Headline(
                new Headline
                {
                    Clauses =
                    [
                        new HeadlineClause
                        {
                            Code = "validity.passed",
                            What = "New START",
                            For = Edtf.Parse("2026-02-05"),
                            Source = "AP",
                        },
                    ],
                    Events = [],
                }
            )
        );

    [Fact]
    public void A_hedge_a_dispute_and_a_denial_are_said() =>
        Assert.Equal(
            "Reportedly Kyrgyzstan pledged 2 million EUR in 2024; a source disputes this; "
                + "an agreement was reached on 1 May 2024; the ministry denies this (Kabar).",
            new Words(Language.English).Headline(
                new Headline
                {
                    Clauses =
                    [
                        new HeadlineClause
                        {
                            Code = "committed.pledged",
                            Who = ["KGZ"],
                            Amount = QuantityView.Of(new Quantity { Best = 2_000_000, Unit = "EUR" }),
                            On = Edtf.Parse("2024"),
                            Hedge = "allegedly",
                            Claim = ClaimStatus.Disputed,
                            Source = "Kabar",
                        },
                        new HeadlineClause
                        {
                            Code = "agreed",
                            On = Edtf.Parse("2024-05-01"),
                            Claim = ClaimStatus.Denied,
                            DeniedBy = "the ministry",
                            Source = "Kabar",
                        },
                    ],
                    Events = [],
                }
            )
        );
}
