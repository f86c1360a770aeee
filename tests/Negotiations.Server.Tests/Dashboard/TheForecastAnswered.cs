using Negotiations.Dashboard.Languages;
using Negotiations.Json;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>
/// What people ask of each process of the forecast, the sentence that answers on the last day of January 2025, and the
/// events behind it.
/// </summary>
public sealed class TheForecastAnswered
{
    static readonly DateOnly Day = new(2025, 1, 31);

    public static readonly TheoryData<string, string, string, string> Rows = new()
    {
        {
            "When did the C5+1 last meet, and who?",
            "c5-plus-1",
            "A meeting of ministers was held with the United States, Kazakhstan, Kyrgyzstan and 3 "
                + "others on 27 September 2024 (Security Council Report).",
            "meeting-held 2024-09-27"
        },
        {
            "What was the last step between China and Central Asia?",
            "china-central-asia",
            "Xi Jinping (China) visited Kazakhstan and Tajikistan in early July 2024 (Security " + "Council Report).",
            "meeting-held 2024-07-0X"
        },
        {
            "Is the railway being built?",
            "china-kyrgyzstan-uzbekistan-railway",
            "A ceremony was held with China on 27 December 2024; construction start is planned "
                + "for July 2025 (Security Council Report).",
            "meeting-held 2024-12-27; milestone-reported [2025-01-22..2025-01-31]"
        },
        {
            "What did China and Tajikistan do last?",
            "china-tajikistan",
            "China and Tajikistan signed “Joint statement on a comprehensive strategic "
                + "cooperative partnership” in early July 2024 (Security Council Report).",
            "instrument-signed 2024-07-0X"
        },
        {
            "What was last done for the early warning network?",
            "counter-terrorism-early-warning-network",
            "A conference was held, organised by UNRCCA, the UN Office of Counter-Terrorism and the UN "
                + "Office of Rule of Law and Security Institutions, from 10 to 12 September 2024 "
                + "(Security Council Report).",
            "meeting-held 2024-09-10/2024-09-12"
        },
        {
            "When was the last CSTO summit?",
            "csto-summits",
            "A summit was held in Kazakhstan with Russia, organised by the CSTO, around 27 November "
                + "2024 (Security Council Report).",
            "meeting-held 2024-11-27~"
        },
        {
            "Which was the last round of the dialogue with the European Union?",
            "eu-central-asia-dialogue",
            "Round 11 of talks was held in Brussels with the European Union, Kazakhstan, Kyrgyzstan "
                + "and 3 others on 5 June 2024 (Security Council Report).",
            "round-held 2024-06-05"
        },
        {
            "Did the summit with Japan take place?",
            "japan-central-asia",
            "A visit was cancelled (Fumio Kishida, Japan) between 31 July and 9 August 2024; a "
                + "summit was planned for early August 2024, and no source says what became of it "
                + "(Security Council Report).",
            "meeting-changed [2024-07-31..2024-08-09]; meeting-scheduled [..2024-08-09]"
        },
        {
            "Is the roadmap between Kazakhstan and the Taliban agreed?",
            "kazakhstan-taliban-roadmap",
            "Reportedly a framework agreement was reached between Kazakhstan and the Taliban between "
                + "August 2024 and January 2025: “a roadmap for economic relations and trade” (Security "
                + "Council Report).",
            "agreement-reached [2024-08..2025-01]"
        },
        {
            "Is the border between Kyrgyzstan and Tajikistan settled?",
            "kg-tj-border",
            "The governments of Kyrgyzstan and Tajikistan said on 4 December 2024 that all "
                + "remaining sections of the border were agreed between 23 July and 4 December 2024, "
                + "and that drafting of the final documents was ordered (Security Council Report).",
            "sections-agreed [2024-07-23..2024-12-04]; statement-issued 2024-12-04; " + "drafting-instructed 2024-12-04"
        },
        {
            "What is known of the Qosh Tepa canal?",
            "qosh-tepa-canal",
            "Kaha Imnadze spoke of it on 23 July 2024: “Imnadze spoke of the building of the "
                + "canal when he briefed Council members on Afghanistan and what it means for the "
                + "region” (Security Council Report).",
            "statement-issued 2024-07-23"
        },
        {
            "What was the last step between Russia and Kazakhstan?",
            "russia-kazakhstan",
            "Vladimir Putin (Russia) visited Kazakhstan on 27 November 2024 (Security Council " + "Report).",
            "meeting-held 2024-11-27"
        },
        {
            "Have Russia and Uzbekistan signed their military programme?",
            "russia-uzbekistan-military-programme",
            "The Russian Ministry of Defence said on 22 January 2025 that Russia and Uzbekistan "
                + "signed “Strategic military partnership programme 2026-2030”, valid from 2026 to 2030 "
                + "(Security Council Report).",
            "instrument-signed [..2025-01-22]; statement-issued 2025-01-22"
        },
        {
            "When did the SCO last meet?",
            "sco-summits",
            "A summit was held with China, organised by the SCO, in early July 2024 (Security Council Report).",
            "meeting-held 2024-07-0X"
        },
        {
            "Who accepted an ambassador of the Taliban last?",
            "taliban-ambassadors",
            "Uzbekistan accepted the credentials of an ambassador of the Taliban on 10 October 2024, "
                + "number 3 to do so (Security Council Report).",
            "milestone-reported 2024-10-10"
        },
        {
            "Has work on the pipeline begun?",
            "tapi-pipeline",
            "Works began in September 2024 (Security Council Report).",
            "milestone-reported 2024-09"
        },
        {
            "How much has Turkmenistan put into Afghanistan?",
            "turkmenistan-afghanistan-projects",
            "Turkmenistan has put in more than 1.5 billion USD no later than 31 January 2025: "
                + "“Joint projects in Afghanistan” (Security Council Report).",
            "commitment-reported [..2025-01-31]"
        },
        {
            "When was the Secretary-General in Central Asia?",
            "un-secretary-general-central-asia",
            "António Guterres (UN Secretary-General) visited Kazakhstan, Kyrgyzstan, Tajikistan "
                + "and 3 others from late June to early July 2024 (Security Council Report).",
            "meeting-held 2024-06-2X/2024-07-0X"
        },
        {
            "When did the Council last hear the centre, and when will it again?",
            "unrcca-consultations",
            "Consultations were held between UNRCCA and the UN Security Council on 23 July 2024; a "
                + "round of consultations is planned for February 2025 (Security Council Report).",
            "meeting-held 2024-07-23; meeting-scheduled [2025-01-22..2025-01-31]"
        },
        {
            "Can the Council agree on a press statement on the centre?",
            "unrcca-council",
            "The members could no longer agree on it around June 2018: “Whether a text may name "
                + "particular regional bodies, such as the CIS, the CSTO and the SCO; the permanent "
                + "members differ” (Security Council Report).",
            "talks-status-changed 2018-06~"
        },
        {
            "On what does the centre rest?",
            "unrcca-mandate",
            "The UN Secretary-General sent a letter on 7 May 2007: “The Secretary-General writes "
                + "about setting up the centre in Ashgabat” (Security Council Report).",
            "statement-issued 2007-05-07"
        },
        {
            "What have Uzbekistan and the Taliban agreed, and who says so?",
            "uzbekistan-taliban-trade",
            "Taliban officials said on 17 August 2024 that agreements were reached between "
                + "Uzbekistan and the Taliban, worth 2.5 billion USD: “trade and investment” (Security "
                + "Council Report).",
            "agreement-reached [..2024-08-17]; statement-issued 2024-08-17"
        },
        {
            "When did the experts on water and energy last meet?",
            "water-energy-climate-experts",
            "A meeting of experts was held, organised by UNRCCA, from 29 to 30 October 2024 "
                + "(Security Council Report).",
            "meeting-held 2024-10-29/2024-10-30"
        },
        {
            "When was the last conference on women, peace and security?",
            "women-peace-security-central-asia",
            "A conference was held with UNRCCA from 3 to 4 October 2024 (Security Council " + "Report).",
            "meeting-held 2024-10-03/2024-10-04"
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_process_answers_in_a_sentence(string question, string id, string sentence, string events)
    {
        var headline = CasebookFiles.On(id, Day).Headline;

        Assert.EndsWith("?", question);
        Assert.Equal(sentence, In("en").Headline(headline));
        Assert.Equal(
            events,
            string.Join(
                "; ",
                headline.Events.Select(each =>
                {
                    var fact = CasebookFiles.Of(id).Events.Single(recorded => recorded.EventId == each).Event;
                    return $"{EventJson.NameOf(fact)} {fact.Occurred}";
                })
            )
        );
    }

    [Fact]
    public void Each_process_of_the_casebook_has_its_row() =>
        Assert.Equal(
            CasebookFiles.Ids.Order(StringComparer.Ordinal),
            Rows.Select(row => row.Data.Item2).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(LanguagesTests.Codes), MemberType = typeof(LanguagesTests))]
    public void In_every_language_it_names_its_source_and_begins_as_a_sentence(string language) =>
        Assert.All(CasebookFiles.Ids, id =>
        {
            var sentence = In(language).Headline(CasebookFiles.On(id, Day).Headline);

            Assert.EndsWith(language == "en" ? "(Security Council Report)." : "(«Security Council Report»).", sentence);
            Assert.False(char.IsLower(sentence[0]), sentence);
            Assert.DoesNotContain("{", sentence);
            Assert.DoesNotContain("  ", sentence);
            Assert.DoesNotContain(In(language)["phase.registered"], sentence);
        });

    [Theory]
    [InlineData(
        "ru",
        "china-kyrgyzstan-uzbekistan-railway",
        "27 декабря 2024 года состоялась церемония (участвовали: Китай); "
            + "в планах (июль 2025 года): начало строительства («Security Council Report»)."
    )]
    [InlineData("ky", "tapi-pipeline", "2024-жылдын сентябрь айында иштер башталды («Security Council Report»).")]
    [InlineData("tg", "tapi-pipeline", "Дар моҳи сентябри соли 2024 корҳо оғоз шуданд («Security Council Report»).")]
    public void It_is_said_as_the_language_says_it(string language, string id, string sentence) =>
        Assert.Equal(sentence, In(language).Headline(CasebookFiles.On(id, Day).Headline));

    [Theory]
    [InlineData("2024-12-04", "on 4 December 2024")]
    [InlineData("2024-07-0X", "in early July 2024")]
    [InlineData("2024-09", "in September 2024")]
    [InlineData("2024", "in 2024")]
    [InlineData("2018-06~", "around June 2018")]
    [InlineData("[2024-07-23..2024-12-04]", "between 23 July and 4 December 2024")]
    [InlineData("[2024-08..2025-01]", "between August 2024 and January 2025")]
    [InlineData("[..2025-01-22]", "no later than 22 January 2025")]
    [InlineData("2024-09-10/2024-09-12", "from 10 to 12 September 2024")]
    [InlineData("2024-06-2X/2024-07-0X", "from late June to early July 2024")]
    [InlineData("../2018-06~", "up to June 2018 (approximately)")]
    public void A_day_stands_in_a_sentence_no_more_exact_than_its_source(string edtf, string words) =>
        Assert.Equal(words, In("en").When(Values.Edtf.Parse(edtf)));

    static Words In(string code) => new(Language.Find(code)!);
}
