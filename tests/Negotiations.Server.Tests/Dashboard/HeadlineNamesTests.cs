using Negotiations.Actors;
using Negotiations.Dashboard.Languages;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>Who is named in a headline has their name in the reader's language, or stands as sources have it.</summary>
public sealed class HeadlineNamesTests
{
    // Letters of English outside quotation marks; a currency has its code in every language.
    internal const string Foreign = @"^(?:[^«»]|«[^«»]*»)*?(?<![A-Z])(?![A-Z]{3}(?![A-Za-z]))[A-Za-z]";

    [Theory]
    [InlineData("ru")]
    [InlineData("ky")]
    [InlineData("tg")]
    public void No_sentence_has_english_outside_quotation_marks_whichever_actor_it_names(string language)
    {
        var words = new Words(Language.Find(language)!);
        foreach (var actor in ActorRegistry.BuiltIn.All)
        {
            HeadlineClause[] clauses =
            [
                new() { Code = "signed.by", Who = [actor.Code] },
                new()
                {
                    Code = "visited",
                    Who = [actor.Code],
                    Person = "Xi Jinping",
                    To = [actor.Code],
                },
                new()
                {
                    Code = "stated.letter",
                    Who = [actor.Code],
                    Person = actor.Names["en"],
                },
                new()
                {
                    Code = "force",
                    Said = actor.Names["en"],
                    Place = "Batken",
                },
                new()
                {
                    Code = "force",
                    Said = $"The envoy of {actor.Names["en"]}",
                    SaidBy = [actor.Code],
                },
                new() { Code = "force", Said = "An envoy of no one" },
                new()
                {
                    Code = "met.summit",
                    Who = [actor.Code],
                    By = [actor.Code],
                    Country = actor.Code,
                },
                new()
                {
                    Code = "clash",
                    Claim = ClaimStatus.Denied,
                    Deniers = [actor.Code],
                    DeniedBy = "RTS",
                    Source = "Security Council Report",
                },
            ];
            Assert.All(clauses, clause => Assert.DoesNotMatch(Foreign, Said(words, clause)));
        }
    }

    [Theory]
    [InlineData("en", "The UN Secretary-General sent a letter.")]
    [InlineData("ru", "Письмо: Генеральный секретарь ООН.")]
    [InlineData("ky", "Кат: БУУ Баш катчысы.")]
    [InlineData("tg", "Нома: Дабири кулли СММ.")]
    public void A_speaker_who_is_registered_has_their_name_in_the_language(string language, string sentence) =>
        Assert.Equal(
            sentence,
            Said(
                new Words(Language.Find(language)!),
                new HeadlineClause
                {
                    Code = "stated.letter",
                    Who = ["UNSG"],
                    Person = "UN Secretary-General",
                }
            )
        );

    [Theory]
    [InlineData("en", "The Russian Ministry of Defence said that “T” entered into force.")]
    [InlineData("ru", "Россия: вступил в силу документ «T».")]
    [InlineData("ky", "Россия: документ күчүнө кирди «T».")]
    [InlineData("tg", "Русия: ҳуҷҷат эътибор пайдо кард «T».")]
    public void Whom_the_statement_names_is_said_where_the_words_are_of_another_language(
        string language,
        string sentence
    ) =>
        Assert.Equal(
            sentence,
            Said(
                new Words(Language.Find(language)!),
                new HeadlineClause
                {
                    Code = "force",
                    What = "T",
                    Said = "The Russian Ministry of Defence",
                    SaidBy = ["RUS"],
                }
            )
        );

    [Theory]
    [InlineData("en", "A spokesman said that a ceasefire was agreed.")]
    [InlineData("ru", "«A spokesman» (словами источника): достигнута договорённость о прекращении огня.")]
    [InlineData("ky", "«A spokesman» (булактын сөзү менен): ок атышпоо жөнүндө макулдашылды.")]
    [InlineData("tg", "«A spokesman» (бо суханони манбаъ): дар бораи оташбас мувофиқа шуд.")]
    public void Words_of_the_source_are_marked_as_such(string language, string sentence) =>
        Assert.Equal(
            sentence,
            Said(new Words(Language.Find(language)!), new HeadlineClause { Code = "ceasefire", Said = "A spokesman" })
        );

    [Fact]
    public void Who_denies_it_stands_before_the_source_that_says_so()
    {
        var words = new Words(Language.English);
        var denied = new HeadlineClause
        {
            Code = "ceasefire",
            Claim = ClaimStatus.Denied,
            Deniers = ["SRB"],
            DeniedBy = "RTS",
        };

        Assert.Equal("A ceasefire was agreed; Serbia denies this (RTS).", Said(words, denied));
        Assert.Equal(
            "A ceasefire was agreed; Serbia and Kosovo dispute this (RTS).",
            Said(words, denied with { Claim = ClaimStatus.Disputed, Deniers = ["SRB", "XKX"] })
        );
    }

    [Theory]
    [InlineData("en", "“some 302 km” (about 302\u00a0km)")]
    [InlineData("ru", "«some 302 km» (около 302\u00a0км)")]
    public void The_words_of_a_quantity_stand_in_the_marks_of_the_language(string language, string said) =>
        Assert.Contains(
            said,
            Said(
                new Words(Language.Find(language)!),
                new HeadlineClause
                {
                    Code = "sections.remaining",
                    Amount = QuantityView.Of(
                        new Quantity
                        {
                            Text = "some 302 km",
                            Qualifier = Qualifier.About,
                            Best = 302,
                            Unit = "km",
                        }
                    ),
                }
            ),
            StringComparison.Ordinal
        );

    static string Said(Words words, HeadlineClause clause) =>
        words.Headline(new Headline { Clauses = [clause], Events = [] });
}
